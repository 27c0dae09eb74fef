#include "records/beholder.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view own_entries_only = "service_own_entries_only";

bool has_wide_scope(const access::Role& role) {
    return role.scope == access::ScopeKind::all || role.scope == access::ScopeKind::agency ||
           role.scope == access::ScopeKind::group;
}

bool sees_own_services_only(const access::Actor& actor, const store::StoredRecord& record) {
    return record.type == "case" && !actor.is_system() &&
           actor.role().lists("case", own_entries_only) && !has_wide_scope(actor.role()) &&
           json::string_or(record.data, "owned_by") != actor.name().text();
}

}  // namespace

access::Actor beholder_of(const Dependencies& on, const access::Actor& actor,
                          std::string_view record_type, const json::Object& data) {
    if (!data.contains("transitions")) return actor;
    const auto directory = on.directory();
    const auto definitions = on.definitions();
    return on.masks->shared_roles().beholder(actor, {.directory = *directory,
                                                     .definitions = *definitions,
                                                     .record_type = record_type,
                                                     .data = data});
}

std::shared_ptr<const access::FieldMask> readable_of(
    const Dependencies& on, const access::Actor& actor,
    const std::shared_ptr<const forms::Definitions>& definitions,
    const store::StoredRecord& record) {
    return on.masks->readable(beholder_of(on, actor, record.type, record.data), definitions,
                              record.type, json::string_or(record.data, "module_id"));
}

bool may_touch(const Dependencies& on, const access::Actor& actor, std::string_view action,
               const store::StoredRecord& record) {
    return access::may(actor, action, record.type, record.data) &&
           beholder_of(on, actor, record.type, record.data).can(record.type, action);
}

void add_shared_rights(const Dependencies& on, const access::Actor& actor,
                       const store::StoredRecord& record, json::Object& shown) {
    if (!record.data.contains("transitions")) return;
    const auto directory = on.directory();
    const auto definitions = on.definitions();
    auto rights = access::shared_rights(actor, {.directory = *directory,
                                                .definitions = *definitions,
                                                .record_type = record.type,
                                                .data = record.data});
    for (auto& [key, value] : rights) shown[key] = std::move(value);
}

bool is_row_for(const access::Actor& actor, const store::StoredRecord& record,
                std::string_view subform, const json::Value& row) {
    if (subform != "services_section" || !sees_own_services_only(actor, record)) return true;
    const auto* service = row.if_object();
    return service != nullptr &&
           json::string_or(*service, "service_implementing_agency_individual") ==
               actor.name().text();
}

}  // namespace amparo::records

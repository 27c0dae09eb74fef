// Who did what (administration.md §20).
#include <algorithm>
#include <array>
#include <chrono>

#include "access/directory.hpp"
#include "access/user_scope.hpp"
#include "api/demand.hpp"
#include "api/listing.hpp"
#include "api/route.hpp"
#include "base/json.hpp"
#include "records/service.hpp"
#include "store/audit.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 100;

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> models{{
    {"Agency", "agency"},
    {"Alert", "alert"},
    {"AuditLog", "audit_log"},
    {"BulkExport", "bulk_export"},
    {"Child", "child"},
    {"CodeOfConduct", "code_of_conduct"},
    {"ContactInformation", "contact_information"},
    {"Dashboard", "dashboard"},
    {"Family", "family"},
    {"FormSection", "form_section"},
    {"Incident", "incident"},
    {"Location", "location"},
    {"Lookup", "lookup"},
    {"Permission", "permission"},
    {"PrimeroConfiguration", "primero_configuration"},
    {"PrimeroModule", "primero_module"},
    {"RegistryRecord", "registry_record"},
    {"Report", "report"},
    {"Role", "role"},
    {"Session", "session"},
    {"SystemSettings", "system_settings"},
    {"TracingRequest", "tracing_request"},
    {"User", "user"},
    {"UserGroup", "user_group"},
}};

std::string snake_case(std::string_view model) {
    for (const auto& [name, snake] : models) {
        if (name == model) return std::string(snake);
    }
    return std::string(model);
}

Result<std::vector<std::string>> models_from_wire(const std::vector<std::string>& names) {
    std::vector<std::string> found;
    for (const auto& name : names) {
        const auto model = std::ranges::find(models, name, [](const auto& m) { return m.second; });
        if (model == models.end()) {
            return refuse_field(Errc::invalid, "record_type", "errors.filters.value");
        }
        found.emplace_back(model->first);
    }
    return found;
}

/// A moment of the query; a day alone means its begin (from) or its end (to).
enum class Bound { from, to };
Result<std::optional<Instant>> bound(const Call& call, std::string_view name, Bound which) {
    const auto text = call.query(name);
    if (text.empty()) return std::nullopt;
    if (const auto day = parse_day(text)) {
        const Instant begin{*day};
        using namespace std::chrono_literals;
        return which == Bound::from ? begin : begin + 24h - 1ms;
    }
    auto moment = parse_instant(text);
    if (!moment) return refuse_field(Errc::invalid, std::string(name), "errors.filters.value");
    return *moment;
}

Result<store::AuditQuery> query_from_wire(const Call& call, const Paging& paging) {
    if (!paging.order_by.empty() && paging.order_by != "timestamp") {
        return refuse_field(Errc::invalid, "order_by", "errors.order_by");
    }
    store::AuditQuery query;
    query.user_name = call.query("user_name");
    query.actions = call.query_list("audit_log_actions");
    query.offset = (paging.page - 1) * paging.per;
    query.count = paging.per;
    AMPARO_TRY(query.record_types, models_from_wire(call.query_list("record_type")));
    AMPARO_TRY(const auto from, bound(call, "from", Bound::from));
    AMPARO_TRY(const auto to, bound(call, "to", Bound::to));
    if (from) query.from = *from;
    if (to) query.to = *to;
    return query;
}

json::Object metadata_of(const store::AuditEntry& entry) {
    auto metadata = entry.details;
    metadata.erase("resource_url");
    metadata["user_name"] = entry.user_name;
    metadata["refused"] = entry.refused;
    return metadata;
}

json::Object entry_to_wire(const store::AuditEntry& entry) {
    const auto shown_id = entry.record_id;
    return {
        {"id", entry.id},
        {"display_id", json::text_or_null(shown_id)},
        {"display_name", nullptr},
        {"record_type", snake_case(entry.record_type)},
        {"record_id", json::text_or_null(entry.record_id)},
        {"user_name", json::text_or_null(entry.user_name)},
        {"action", entry.action},
        {"resource_url", json::text_or_null(json::string_or(entry.details, "resource_url"))},
        {"timestamp", format_instant(entry.at)},
        {"metadata", metadata_of(entry)},
        {"log_message",
         json::Object{{"prefix", json::Object{{"key", "logger.actions." + entry.action},
                                              {"approval_type", nullptr}}},
                      {"identifier", entry.record_type + " '" + shown_id + "'"},
                      {"suffix", json::Object{{"key", "logger.by_user"},
                                              {"user", json::text_or_null(entry.user_name)}}}}}};
}

/// Whose entries the caller may see: of those they oversee, unless that is everybody
/// (case-management.md §1.4). nullopt: of all, and of whoever could not sign in.
std::optional<std::vector<std::string>> overseen(const Call& call) {
    const auto scope = call.actor().role().scope;
    if (scope == access::ScopeKind::all || scope == access::ScopeKind::admin_only)
        return std::nullopt;
    std::vector<std::string> names;
    const auto directory = call.services().records.dependencies().directory();
    for (const auto& user : access::managed_users(call.actor(), *directory))
        names.push_back(user->user_name.text());
    return names;
}

Result<http::Response> list_entries(Call& call) {
    AMPARO_CHECK(demand(call, "audit_log", {"read"}));
    AMPARO_TRY(const auto paging, read_paging(call, per_default));
    AMPARO_TRY(auto query, query_from_wire(call, paging));
    query.only_users = overseen(call);
    auto& log = call.services().audit;
    log.flush();  // what has been answered is in the list
    AMPARO_TRY(const auto entries, log.list(query));
    AMPARO_TRY(const auto total, log.count(query));
    json::Array rows;
    for (const auto& entry : entries) rows.emplace_back(entry_to_wire(entry));
    return ok_with(std::move(rows), page_metadata(total, paging));
}

}  // namespace

Routes audit_log_routes() {
    return {
        {.method = http::Method::get,
         .pattern = "/api/v2/audit_logs",
         .handler = list_entries,
         .model = "AuditLog",
         .action = "list"},
    };
}

}  // namespace amparo::api

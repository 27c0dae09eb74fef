#include "access/user_groups.hpp"

#include <algorithm>

#include "access/thing_input.hpp"
#include "access/thing_store.hpp"
#include "access/user_scope.hpp"
#include "base/text.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

constexpr Member group_members[] = {
    {"unique_id", MemberKind::text},          {"name", MemberKind::text},
    {"description", MemberKind::text},        {"disabled", MemberKind::boolean},
    {"agency_unique_ids", MemberKind::texts},
};

std::optional<std::string> order_key(const UserGroup& group, const std::string& attribute) {
    if (attribute == "id") return "";
    if (attribute == "name") return text::collation_key(group.name);
    if (attribute == "disabled") return group.disabled ? "1" : "0";
    if (attribute == "unique_id" || attribute == "description") {
        return text::collation_key(json::string_or(group.attributes, attribute));
    }
    return std::nullopt;
}

bool may_list(const Actor& actor) {
    if (actor.can("user_group", "index")) return true;
    const auto& role = actor.role();
    return role.permissions.contains("managed_report") && role.insight_scope == "all" &&
           actor.user().is_active();
}

}  // namespace

Result<Page<UserGroup>> UserGroups::list(const Actor& actor, const UserGroupQuery& query) const {
    if (!may_list(actor)) return refuse(Errc::forbidden, "errors.forbidden");
    auto groups = parts_.directory.snapshot()->groups();
    const auto& own = actor.user().groups;
    std::erase_if(groups, [&](const auto& group) {
        const bool is_own = std::ranges::find(own, group->unique_id.text()) != own.end();
        return (query.managed && !is_own && !is_group_in_scope(actor, *group)) ||
               (query.disabled && *query.disabled != group->disabled) ||
               (!query.agencies.empty() && !shares_any(query.agencies, group->agency_ids));
    });
    return page_of<UserGroup>(std::move(groups), query.page, [&](const UserGroup& group) {
        return order_key(group, query.page.order_by);
    });
}

Result<Directory::GroupPointer> UserGroups::find(const Actor& actor, std::int64_t id) const {
    return find_for(actor, "read", id);
}

Result<Directory::GroupPointer> UserGroups::find_for(const Actor& actor, std::string_view action,
                                                     std::int64_t id) const {
    if (!actor.can("user_group", action)) return refuse(Errc::forbidden, "errors.forbidden");
    auto group = parts_.directory.snapshot()->group(id);
    if (group == nullptr) return refuse(Errc::not_found, "errors.not_found");
    if (!is_group_in_scope(actor, *group)) return refuse(Errc::forbidden, "errors.forbidden");
    return group;
}

Result<json::Object> UserGroups::draft(const json::Object& stored,
                                       const json::Object& input) const {
    AMPARO_TRY(auto attributes, merge_members(stored, input, group_members));
    const auto directory = parts_.directory.snapshot();
    std::vector<Problem> problems;
    if (text::trim(json::string_or(attributes, "name")).empty()) {
        problems.push_back({"name", "errors.models.user_group.name_present"});
    }
    for (const auto& agency : json::string_list(attributes, "agency_unique_ids")) {
        if (directory->agency(AgencyId(agency)) != nullptr) continue;
        problems.push_back({"agency_unique_ids", "errors.models.user_group.agency_unique_ids"});
        break;
    }
    if (!problems.empty()) return invalid_thing(std::move(problems));
    return attributes;
}

Result<Directory::GroupPointer> UserGroups::create(const Actor& actor, const json::Object& input) {
    if (!actor.can("user_group", "create")) return refuse(Errc::forbidden, "errors.forbidden");
    const json::Object defaults{
        {"disabled", false}, {"core_resource", false}, {"agency_unique_ids", json::Array()}};
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(auto attributes, draft(defaults, input));
    if (json::string_or(attributes, "unique_id").empty()) {
        attributes["unique_id"] = new_unique_id("usergroup", json::string_or(attributes, "name"),
                                                parts_.database.random());
    }
    const auto unique_id = json::string_or(attributes, "unique_id");
    const auto stored = parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_CHECK(join(transaction, actor, unique_id));
        return create_thing(transaction, {.kind = user_group_kind,
                                          .actor = actor,
                                          .attributes = attributes,
                                          .at = parts_.database.clock().now(),
                                          .wished_id = json::find_integer(input, "id")});
    });
    AMPARO_CHECK(stored);
    return parts_.directory.snapshot()->group(GroupId(unique_id));
}

Result<> UserGroups::join(store::Transaction& transaction, const Actor& actor,
                          const std::string& unique_id) const {
    const auto scope = actor.role().scope;
    const bool joins =
        scope == ScopeKind::agency || scope == ScopeKind::group || scope == ScopeKind::self;
    const auto user = parts_.directory.snapshot()->user(actor.name());
    if (!joins || user == nullptr) return {};
    const auto now = parts_.database.clock().now();
    auto attributes = user->attributes;
    auto groups = user->groups;
    groups.push_back(unique_id);
    attributes["user_group_unique_ids"] = json::to_array(groups);
    attributes["updated_at"] = format_instant(now);
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(user_kind),
                                                   .key = user->user_name.text(),
                                                   .expected = user->revision,
                                                   .data = std::move(attributes),
                                                   .actor = actor.name().text(),
                                                   .at = now}));
    return enqueue_owner_rewrite(transaction, user->user_name, now);
}

Result<Directory::GroupPointer> UserGroups::update(const Actor& actor, std::int64_t id,
                                                   const ChangeRequest& change) {
    AMPARO_CHECK(find_for(actor, "update", id));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(const auto before, find_for(actor, "update", id));
    AMPARO_CHECK(check_revision(before->revision, change.expected_revision));
    AMPARO_TRY(auto attributes, draft(before->attributes, change.input));
    // Users and records name it, so it stays.
    attributes["unique_id"] = before->unique_id.text();
    const auto stored = parts_.database.write([&](store::Transaction& transaction) {
        return update_thing(transaction, {.kind = user_group_kind,
                                          .actor = actor,
                                          .attributes = attributes,
                                          .at = parts_.database.clock().now(),
                                          .revision = before->revision});
    });
    AMPARO_CHECK(stored);
    return parts_.directory.snapshot()->group(id);
}

Result<> UserGroups::remove(const Actor& actor, std::int64_t id,
                            std::optional<std::int64_t> expected_revision) {
    AMPARO_CHECK(find_for(actor, "destroy", id));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(const auto group, find_for(actor, "destroy", id));
    AMPARO_CHECK(check_revision(group->revision, expected_revision));
    const auto& unique_id = group->unique_id.text();
    const auto directory = parts_.directory.snapshot();
    const bool has_members = std::ranges::any_of(directory->users(), [&](const auto& user) {
        return std::ranges::find(user->groups, unique_id) != user->groups.end();
    });
    if (has_members || parts_.has_records_of_group(group->unique_id)) {
        return refuse(Errc::conflict, "errors.in_use");
    }
    return parts_.database.write([&](store::Transaction& transaction) {
        return store::remove_document(transaction, user_group_kind, unique_id, actor.name().text());
    });
}

}  // namespace amparo::access

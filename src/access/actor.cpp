#include "access/actor.hpp"

#include <algorithm>
#include <array>

#include "access/permission_catalogue.hpp"
#include "base/error.hpp"

namespace amparo::access {
namespace {

/// Actions that only look; on registry records they do not ask for the scope.
constexpr std::array<std::string_view, 7> looking{"read", "index",  "show",      "view",
                                                  "list", "export", "access_log"};

bool is_looking(std::string_view action) {
    return std::ranges::find(looking, action) != looking.end();
}

/// The actor's own part of a type: the table of §1.3. A scope without what it needs (a group
/// role without groups, an agency role without agency) falls back to the actor's own records.
Scope own_scope(const Actor& actor) {
    const auto& user = actor.user();
    Scope self{Scope::Kind::any_of, "associated_user_names", {user.user_name.text()}};
    switch (actor.role().scope) {
        case ScopeKind::all:
            return {Scope::Kind::all, {}, {}};
        case ScopeKind::agency:
            if (user.agency.empty()) return self;
            return {Scope::Kind::any_of, "associated_user_agencies", {user.agency.text()}};
        case ScopeKind::group:
            if (user.groups.empty()) return self;
            return {Scope::Kind::any_of, "associated_user_groups", user.groups};
        case ScopeKind::identified:
            return {Scope::Kind::any_of, "identified_by", {user.user_name.text()}};
        case ScopeKind::self:
        case ScopeKind::admin_only:
            return self;
    }
    return {};
}

bool is_value(const json::Value& value, const std::vector<std::string>& wanted) {
    return value.is_string() &&
           std::ranges::find(wanted, std::string_view(value.get_string())) != wanted.end();
}

/// Whether the record satisfies the scope.
bool matches(const Scope& scope, const json::Object& data) {
    if (scope.kind != Scope::Kind::any_of) return scope.kind == Scope::Kind::all;
    const auto* value = json::find(data, scope.field);
    if (value == nullptr) return false;
    if (!value->is_array()) return is_value(*value, scope.values);
    return std::ranges::any_of(value->get_array(), [&](const json::Value& element) {
        return is_value(element, scope.values);
    });
}

bool is_open_to_all(const Actor& actor, std::string_view record_type) {
    return record_type == "registry_record" &&
           actor.policy().registry == ScopePolicy::Registry::all;
}

}  // namespace

ScopePolicy ScopePolicy::read(const json::Object& system_settings) {
    const auto owned = json::string_or(system_settings, "registry_scope") == "owned";
    return {.registry = owned ? Registry::owned : Registry::all};
}

Actor::Actor(std::shared_ptr<const User> user, std::shared_ptr<const Role> role, ScopePolicy policy)
    : user_(std::move(user)), role_(std::move(role)), policy_(policy) {
    AMPARO_REQUIRE(user_ != nullptr && role_ != nullptr);
}

Actor Actor::system() {
    auto user = std::make_shared<User>();
    user->user_name = UserName("system");
    auto role = std::make_shared<Role>();
    role->unique_id = RoleId("system");
    role->scope = ScopeKind::all;
    Actor actor(std::move(user), std::move(role));
    actor.system_ = true;
    return actor;
}

bool Actor::can(std::string_view resource, std::string_view action) const {
    if (system_) return !is_restriction(action);
    return user_->is_active() && role_->can(resource, action);
}

bool Actor::holds(std::string_view resource, std::string_view action) const {
    if (system_) return !is_restriction(action);
    return user_->is_active() && role_->holds(resource, action);
}

Scope scope_of(const Actor& actor, std::string_view record_type, Reach reach) {
    if (!is_record_type(record_type) || !actor.can(record_type, "index")) return {};
    // Managing a type gives each action of that type, and only some may be searched beyond the
    // scope.
    constexpr std::string_view search_all = "search_owned_by_others";
    const bool lifted = reach == Reach::search && is_known_action(record_type, search_all) &&
                        actor.can(record_type, search_all);
    if (lifted || is_open_to_all(actor, record_type)) return {Scope::Kind::all, {}, {}};
    return own_scope(actor);
}

bool in_scope(const Actor& actor, std::string_view record_type, const json::Object& data) {
    if (!is_record_type(record_type)) return false;
    return is_open_to_all(actor, record_type) || matches(own_scope(actor), data);
}

bool may(const Actor& actor, std::string_view action, std::string_view record_type,
         const json::Object& data) {
    if (!is_record_type(record_type) || !actor.can(record_type, action)) return false;
    if (is_looking(action)) return in_scope(actor, record_type, data);
    return matches(own_scope(actor), data);
}

bool may_change_status(const Actor& actor, std::string_view record_type, std::string_view from,
                       std::string_view to) {
    if (from == to) return true;
    const bool can_write = actor.can(record_type, "update");
    if (!is_known_action(record_type, "close")) return can_write;
    // "Open case": an identified case comes under case management (case-management.md §3.4).
    if (from == "identified" && to == "open" && can_write) return true;
    return actor.can(record_type, to == "open" ? "reopen" : "close");
}

}  // namespace amparo::access

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"

namespace amparo::access {

/// A user as configured. No password in here.
struct User {
    UserName user_name;
    std::int64_t id = 0;
    std::int64_t revision = 0;  // of its document; 0 for the system
    std::string full_name;
    std::string email;
    std::string code;
    std::string locale;
    std::string location;
    std::string agency_office;
    AgencyId agency;
    std::int64_t agency_number = 0;
    RoleId role;
    std::vector<std::string> groups;  // unique ids
    bool disabled = false;
    bool unverified = false;
    bool duplicate = false;
    bool service_account = false;
    json::Object attributes;  // everything for the wire, without secrets

    /// Enabled and verified: may log in and be given records.
    bool is_active() const { return !disabled && !unverified; }
};

/// How a deployment widens or narrows scope (system settings).
struct ScopePolicy {
    enum class Registry { all, owned } registry = Registry::all;  // registry_scope
    /// From the system settings; the default for what they do not say.
    static ScopePolicy read(const json::Object& system_settings);
};

/// Who acts: the user with what the role allows, fixed for one request. The system itself is an
/// actor too (`Actor::system`), with all rights and a name in the log.
class Actor {
  public:
    Actor(std::shared_ptr<const User> user, std::shared_ptr<const Role> role,
          ScopePolicy policy = {});
    /// The server itself: every right but the restrictions, in every scope.
    static Actor system();

    const User& user() const { return *user_; }
    const Role& role() const { return *role_; }
    const std::shared_ptr<const User>& user_pointer() const { return user_; }
    const std::shared_ptr<const Role>& role_pointer() const { return role_; }
    const UserName& name() const { return user_->user_name; }
    bool is_system() const { return system_; }
    const ScopePolicy& policy() const { return policy_; }

    /// Type check: `resource` is a record type or an administration resource. Never true for a
    /// disabled or unverified user.
    bool can(std::string_view resource, std::string_view action) const;
    bool holds(std::string_view resource, std::string_view action) const;

  private:
    std::shared_ptr<const User> user_;
    std::shared_ptr<const Role> role_;
    ScopePolicy policy_;
    bool system_ = false;
};

/// Which records of a type an actor may reach (§1.3): nothing, everything, or those whose
/// `field` holds one of `values`. records/ turns it into an index filter.
struct Scope {
    enum class Kind { none, all, any_of } kind = Kind::none;
    std::string field;  // "associated_user_names", …
    std::vector<std::string> values;
};
/// How the request looks at records: an ordinary list, or a record search (§1.3) that lifts the
/// scope for callers with search_owned_by_others.
enum class Reach { own, search };
/// The row filter of lists. `none` for a type the actor may not list at all.
Scope scope_of(const Actor& actor, std::string_view record_type, Reach reach);
/// Whether one record (its data) is in the actor's own scope for reading. No type check.
bool in_scope(const Actor& actor, std::string_view record_type, const json::Object& data);
/// The record check of §1.2: the type check and the record's scope. Registry records that are
/// visible to all are still changed only by those in whose scope they are (records.md §4).
bool may(const Actor& actor, std::string_view action, std::string_view record_type,
         const json::Object& data);
/// Whether the actor may take a record from one status to another (F2): `close` to leave open,
/// `reopen` to come back to it; plain `write` on types that know neither action.
bool may_change_status(const Actor& actor, std::string_view record_type, std::string_view from,
                       std::string_view to);

}  // namespace amparo::access

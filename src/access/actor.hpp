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
    std::string full_name;
    std::string email;
    std::string code;
    std::string locale;
    std::string location;
    std::string agency_office;
    AgencyId agency;
    std::int64_t agency_number = 0;
    RoleId role;
    std::vector<std::string> groups;     // unique ids
    bool disabled = false;
    bool unverified = false;
    json::Object attributes;             // everything for the wire, without secrets
};

/// Who acts: the user with what the role allows, fixed for one request. The system itself is an
/// actor too (`Actor::system`), with all rights and a name in the log.
class Actor {
  public:
    Actor(std::shared_ptr<const User> user, std::shared_ptr<const Role> role);
    static Actor system();

    const User& user() const { return *user_; }
    const Role& role() const { return *role_; }
    const UserName& name() const { return user_->user_name; }
    bool is_system() const { return system_; }

    /// Type check: `resource` is a record type or an administration resource.
    bool can(std::string_view resource, std::string_view action) const;
    bool holds(std::string_view resource, std::string_view action) const;

  private:
    std::shared_ptr<const User> user_;
    std::shared_ptr<const Role> role_;
    bool system_ = false;
};

/// Which records of a type an actor may reach (§1.3): nothing, everything, or those whose
/// `field` holds one of `values`. records/ turns it into an index filter.
struct Scope {
    enum class Kind { none, all, any_of } kind = Kind::none;
    std::string field;                   // "associated_user_names", …
    std::vector<std::string> values;
};
/// How the request looks at records: an ordinary list, or a record search (§1.3) that lifts the
/// scope for callers with search_owned_by_others.
enum class Reach { own, search };
Scope scope_of(const Actor& actor, std::string_view record_type, Reach reach);
/// Whether one record (its data) is in the actor's own scope.
bool in_scope(const Actor& actor, std::string_view record_type, const json::Object& data);

}  // namespace amparo::access

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/paging.hpp"
#include "access/services.hpp"

namespace amparo::access {

/// Which roles (GET /roles).
struct RoleQuery {
    bool external = false;                // only enabled ones with referral or transfer
    bool referral_authorization = false;  // only enabled ones usable as referral access
    bool managed = false;                 // only those the actor may manage
    std::optional<bool> disabled = {};
    std::vector<std::string> group_permissions = {};
    PageRequest page = {};
};

/// The roles of the deployment (administration.md §8). Thread-safe.
class Roles {
  public:
    explicit Roles(ServiceParts parts) : parts_(std::move(parts)) {}

    /// Every role, for anybody; may_read_fully() says which rows may be shown in full.
    Result<Page<Role>> list(const Actor& actor, const RoleQuery& query) const;
    /// Whether the actor sees more of a role than its name and marks: reads or assigns it.
    static bool may_read_fully(const Actor& actor, const Role& role);
    Result<Directory::RolePointer> find(const Actor& actor, std::int64_t id) const;
    /// `conflict` when the unique_id or the wished number is taken.
    Result<Directory::RolePointer> create(const Actor& actor, const json::Object& input);
    /// Sent permissions, forms and modules replace the stored ones as a whole.
    Result<Directory::RolePointer> update(const Actor& actor, std::int64_t id,
                                          const ChangeRequest& change);
    /// `conflict` while users have it.
    Result<> remove(const Actor& actor, std::int64_t id,
                    std::optional<std::int64_t> expected_revision);

  private:
    Result<Directory::RolePointer> find_for(const Actor& actor, std::string_view action,
                                            std::int64_t id) const;
    Result<Role> draft(const Actor& actor, const Role* before, const json::Object& input) const;
    std::vector<Problem> problems_of(const Role& role) const;

    ServiceParts parts_;
};

}  // namespace amparo::access

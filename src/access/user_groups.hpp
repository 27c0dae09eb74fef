#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/paging.hpp"
#include "access/services.hpp"

namespace amparo::access {

/// Which user groups (GET /user_groups).
struct UserGroupQuery {
    bool managed = false;  // only those the actor may use
    std::optional<bool> disabled = {};
    std::vector<std::string> agencies = {};
    PageRequest page = {};
};

/// The user groups of the deployment (administration.md §9). Thread-safe.
class UserGroups {
  public:
    explicit UserGroups(ServiceParts parts) : parts_(std::move(parts)) {}

    /// For `user_group: read`, and for those whose insights span the whole deployment.
    Result<Page<UserGroup>> list(const Actor& actor, const UserGroupQuery& query) const;
    Result<Directory::GroupPointer> find(const Actor& actor, std::int64_t id) const;
    /// A creator of scope agency, group or self becomes a member.
    Result<Directory::GroupPointer> create(const Actor& actor, const json::Object& input);
    Result<Directory::GroupPointer> update(const Actor& actor, std::int64_t id,
                                           const ChangeRequest& change);
    /// `conflict` while it has members or records.
    Result<> remove(const Actor& actor, std::int64_t id,
                    std::optional<std::int64_t> expected_revision);

  private:
    Result<Directory::GroupPointer> find_for(const Actor& actor, std::string_view action,
                                             std::int64_t id) const;
    Result<json::Object> draft(const json::Object& stored, const json::Object& input) const;
    Result<> join(store::Transaction& transaction, const Actor& actor,
                  const std::string& unique_id) const;

    ServiceParts parts_;
};

}  // namespace amparo::access

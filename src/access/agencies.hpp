#pragma once

#include <optional>
#include <string>

#include "access/agency_files.hpp"
#include "access/paging.hpp"
#include "access/services.hpp"

namespace amparo::access {

/// Which agencies (GET /agencies).
struct AgencyQuery {
    bool managed = false;  // the own one, or all with scope "all"
    std::optional<bool> disabled = {};
    PageRequest page = {.per = 20};
};

/// The agencies of the deployment (administration.md §10). Thread-safe.
class Agencies {
  public:
    explicit Agencies(ServiceParts parts) : parts_(std::move(parts)) {}

    /// For `agency: read`; `invalid` for an unknown order or a page below 1.
    Result<Page<Agency>> list(const Actor& actor, const AgencyQuery& query) const;
    /// One agency; `forbidden` outside objects.agency.
    Result<Directory::AgencyPointer> find(const Actor& actor, std::int64_t id) const;
    /// `conflict` when the unique_id or the wished number is taken.
    Result<Directory::AgencyPointer> create(const Actor& actor, const json::Object& input,
                                            const AgencyFiles& files = {});
    /// `conflict` when code or unique_id would change while users refer to the agency.
    Result<Directory::AgencyPointer> update(const Actor& actor, std::int64_t id,
                                            const ChangeRequest& change,
                                            const AgencyFiles& files = {});
    /// DELETE: only disables. Users keep it.
    Result<Directory::AgencyPointer> disable(const Actor& actor, std::int64_t id,
                                             std::optional<std::int64_t> expected_revision);

  private:
    Result<Directory::AgencyPointer> find_for(const Actor& actor, std::string_view action,
                                              std::int64_t id) const;
    Result<> check(const json::Object& attributes, const Agency* before) const;
    Result<Directory::AgencyPointer> store(const Actor& actor, const Agency& before,
                                           const json::Object& attributes,
                                           const AgencyFiles& files);
    /// The attributes with the files described in them, kept in the transaction.
    Result<json::Object> with_files(store::Transaction& transaction, const Actor& actor,
                                    const json::Object& attributes, const AgencyFiles& files) const;

    ServiceParts parts_;
};

}  // namespace amparo::access

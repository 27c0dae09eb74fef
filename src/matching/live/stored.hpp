#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "matching/model/configuration.hpp"
#include "store/database.hpp"

/// The configuration as the deployment keeps it (matching.md 13). Until an administrator changes
/// it, the shipped file is in force and nothing is stored.
namespace amparo::matching {

/// Kind of the document that is in force, and of every one that was.
inline constexpr std::string_view configuration_kind = "matching_configuration";
inline constexpr std::string_view configuration_version_kind = "matching_configuration_version";

/// How a version came to be.
enum class ConfigurationOrigin : std::uint8_t { shipped, edited, fitted, restored, imported };
std::string_view name_of(ConfigurationOrigin origin);
std::optional<ConfigurationOrigin> configuration_origin(std::string_view word);

/// A configuration with who put it in force, when and why.
struct StoredConfiguration {
    json::Object configuration = {};  // as in matching.md 13, its version in it
    ConfigurationOrigin origin = ConfigurationOrigin::shipped;
    std::string changed_by = {};
    std::string changed_at = {};  // ISO 8601; empty for the shipped one
    std::string note = {};
    int restored_version = 0;  // the one it was restored from
    std::string fit_id = {};   // the fit it was applied from

    /// The version that searches and decisions are signed with.
    int version() const;
    /// The number among the versions; 0 for the shipped one.
    int number() const { return origin == ConfigurationOrigin::shipped ? 0 : version(); }
};

/// The shipped configuration.
Result<StoredConfiguration> shipped_configuration_of(const std::filesystem::path& directory);
/// The stored one that is in force; nothing when none was ever stored.
Result<std::optional<StoredConfiguration>> stored_configuration(store::Snapshot& snapshot);
/// Every version that is kept, newest first, without the shipped one.
Result<std::vector<StoredConfiguration>> stored_versions(store::Snapshot& snapshot);
/// Puts a configuration in force as the version it names, and keeps it among the versions; the
/// oldest beyond what is kept are forgotten. `conflict` when that version is there already.
Result<> store_configuration(store::Transaction& transaction, const StoredConfiguration& wanted,
                             Instant at);

/// What searches go by.
struct InForce {
    std::shared_ptr<const Configuration> configuration = {};
    std::string models = {};   // text of what the index is built by
    json::Object chosen = {};  // without the criteria that are there by themselves
    bool is_stored = false;

    /// A configuration with the criteria that forms add to it.
    static Result<InForce> of(json::Object chosen, const forms::Definitions& definitions);
    /// The shipped one.
    static Result<InForce> shipped(const std::filesystem::path& directory,
                                   const forms::Definitions& definitions);
    /// The stored one, if any; a refusal when it cannot be used.
    static Result<std::optional<InForce>> read(store::Database& database,
                                               const forms::Definitions& definitions);
};

}  // namespace amparo::matching

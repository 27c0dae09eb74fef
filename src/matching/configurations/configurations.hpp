#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "forms/definitions.hpp"
#include "matching/live/stored.hpp"

/// The matching configuration in the hands of administrators (matching.md 13).
namespace amparo::matching {

/// What somebody wants of the configuration.
struct ConfigurationChange {
    json::Object patch = {};  // members that differ; objects join, lists replace, null removes
    std::string note = {};    // why, for those who come later
    std::optional<int> expected_number = {};  // the one they looked at
};

/// A configuration on its way into force.
struct NextConfiguration {
    json::Object configuration = {};
    ConfigurationOrigin origin = ConfigurationOrigin::edited;
    std::string note = {};
    int restored_number = 0;
    std::string fit_id = {};
};

/// Every configuration that is or was in force. Each change makes a new one; the shipped one has
/// the number 0 and is always there. Needs `matching_configuration: manage`, else `forbidden`.
/// Thread-safe.
class Configurations {
  public:
    /// What it stands on; all outlive it.
    struct Parts {
        store::Database& database;
        std::function<std::shared_ptr<const forms::Definitions>()> definitions;
        std::filesystem::path directory;  // of the shipped configuration
    };
    explicit Configurations(Parts parts) : parts_(std::move(parts)) {}

    /// The one in force.
    Result<StoredConfiguration> current(const access::Actor& actor) const;
    /// Newest first, the shipped one last.
    Result<std::vector<StoredConfiguration>> all(const access::Actor& actor) const;
    /// `not_found` when there is none of that number, or it is no longer kept.
    Result<StoredConfiguration> find(const access::Actor& actor, int number) const;

    /// What the configuration would be with a change, without storing it; `invalid` with every
    /// problem, each at "/data/…".
    Result<json::Object> propose(const access::Actor& actor, const json::Object& patch) const;
    /// The criteria that forms add to a configuration, under "tracing" and "duplicates".
    json::Object automatic(const json::Object& configuration) const;
    /// The configuration with them: what searches go by.
    json::Object whole(json::Object configuration) const;
    /// Puts a change in force. `precondition_failed` when another one is in force than expected.
    Result<StoredConfiguration> change(const access::Actor& actor,
                                       const ConfigurationChange& change);
    /// Puts an older one in force again, as a new version; only its patch is not used.
    Result<StoredConfiguration> restore(const access::Actor& actor, int number,
                                        const ConfigurationChange& change);
    /// Puts a whole configuration in force, in a transaction of the caller. `conflict` when
    /// another one is in force than expected.
    Result<StoredConfiguration> put(const access::Actor& actor, store::Transaction& transaction,
                                    NextConfiguration next) const;
    /// As put(), in a transaction of its own.
    Result<StoredConfiguration> put(const access::Actor& actor, const NextConfiguration& next);
    /// The one in force, as a transaction sees it.
    Result<StoredConfiguration> current_in(store::Snapshot& snapshot) const;

  private:
    Result<> check(const json::Object& wanted, const json::Object& current) const;

    Parts parts_;
};

/// Whether the actor may see and change the configuration.
bool may_configure_matching(const access::Actor& actor);

}  // namespace amparo::matching

#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "forms/definitions.hpp"
#include "store/database.hpp"

namespace amparo::records {

/// Kinds of documents the definitions are made of.
inline constexpr std::string_view form_kind = "form";
inline constexpr std::string_view lookup_kind = "lookup";
inline constexpr std::string_view module_kind = "module";
inline constexpr std::string_view location_kind = "location";
inline constexpr std::string_view system_settings_kind = "system_settings";
inline constexpr std::string_view form_defaults_kind = "form_defaults";
/// Settings and defaults are one document each, under this key.
inline constexpr std::string_view only_settings_key = "default";

/// Keeps the newest Definitions of the deployment and swaps it when its documents change.
/// Thread-safe.
class LiveDefinitions {
  public:
    /// Loads, and follows the database from then on. `invalid` with all problems when the stored
    /// configuration does not load; then the deployment needs `amparo init` or repair.
    static Result<std::unique_ptr<LiveDefinitions>> open(store::Database& database);

    /// The newest one; never null. Whoever keeps it for a request sees one state throughout.
    std::shared_ptr<const forms::Definitions> snapshot() const;

  private:
    struct State {
        mutable std::mutex mutex;  // guards current
        std::shared_ptr<const forms::Definitions> current;
    };
    LiveDefinitions() : state_(std::make_shared<State>()) {}
    static Result<std::shared_ptr<const forms::Definitions>> load(store::Database& database);
    std::shared_ptr<State> state_;
};

/// Writes the configuration of a new deployment, whole or not at all. What is already stored
/// stays as it is, so that it may run at every start.
Result<> seed_definitions(store::Transaction& transaction, const forms::Definitions::Source& seed,
                          Instant at);

}  // namespace amparo::records

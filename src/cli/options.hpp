#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/settings.hpp"
#include "store/database.hpp"

namespace amparo::cli {

/// What every command understands.
struct CommonOptions {
    std::filesystem::path data = "data";          // --data DIR
    std::optional<std::filesystem::path> config;  // --config FILE (amparo.toml)
    std::vector<std::string> assignments;         // --set section.key=value
};

/// The settings in force: amparo.toml (named, else in the data directory, else here), then the
/// environment, then --set.
Result<Settings> load_settings(const CommonOptions& options);
/// Refuses a directory in which no deployment is, for commands that would begin one in a directory
/// that was misspelt, and find nothing there.
Result<> expect_deployment(const CommonOptions& options);
/// Where the database and the key ring of these settings are.
store::DatabaseOptions database_options(const CommonOptions& options, const Settings& settings);
std::filesystem::path key_file(const CommonOptions& options, const Settings& settings);

/// The key ring, and the database with it. A refusal names the file, or the setting database.url,
/// whose value may hold a password.
Result<std::unique_ptr<store::KeyRing>> open_keys(const std::filesystem::path& file);
Result<std::unique_ptr<store::Database>> open_database(const store::DatabaseOptions& options,
                                                       store::KeyRing& keys, const Clock& clock,
                                                       Random& random);

}  // namespace amparo::cli

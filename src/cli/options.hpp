#pragma once

#include <cstdint>
#include <filesystem>
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
/// Where the database and the key ring of these settings are.
store::DatabaseOptions database_options(const CommonOptions& options, const Settings& settings);
std::filesystem::path key_file(const CommonOptions& options, const Settings& settings);

}  // namespace amparo::cli

#pragma once

#include <filesystem>

#include "base/json.hpp"

namespace amparo::cli {

/// The object in a JSON file of the configuration. `invalid` when it is missing or malformed.
Result<json::Object> read_config_file(const std::filesystem::path& file);

}  // namespace amparo::cli

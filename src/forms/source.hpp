#pragma once

#include <filesystem>

#include "forms/definitions.hpp"

namespace amparo::forms {

/// The configuration in a directory: forms/*.json in the order of their names, lookups.json,
/// modules.json, locations.json, system_settings.json, defaults.json. `invalid` with every file
/// that is missing or not readable as JSON, as "/forms/notes.json".
Result<Definitions::Source> load_source_from(const std::filesystem::path& config_dir);

/// What a directory adds to a configuration: forms/*.json, lookups.json, modules.json. The same
/// refusals.
Result<Definitions::Source> load_addition_from(const std::filesystem::path& directory);

}  // namespace amparo::forms

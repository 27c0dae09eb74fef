#pragma once

#include <filesystem>
#include <vector>

#include "base/error.hpp"
#include "index/schema.hpp"

namespace amparo::cli {

/// The schemas, whose searches for names know what the lexicon of the directory knows.
/// `not_found` names a file of it that is missing.
Result<std::vector<index::Schema>> with_name_lore(std::vector<index::Schema> schemas,
                                                  const std::filesystem::path& directory);

}  // namespace amparo::cli

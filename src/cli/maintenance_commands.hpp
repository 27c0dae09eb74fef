#pragma once

#include <filesystem>

#include "cli/console.hpp"
#include "cli/options.hpp"

namespace amparo::cli {

/// `amparo init`: makes keys, database and default configuration, and the administrator.
Result<> initialise(const CommonOptions& options, const Console& console);
/// `amparo verify`: walks the hash chain and opens every row. False when something is wrong.
Result<bool> verify(const CommonOptions& options, const Console& console);
/// `amparo backup FILE`: one consistent snapshot of a live database; keys are not in it.
Result<> back_up(const CommonOptions& options, const std::filesystem::path& file,
                 const Console& console);
/// `amparo restore FILE`: fills a new, empty database.
Result<> restore(const CommonOptions& options, const std::filesystem::path& file,
                 const Console& console);
/// `amparo rotate-key`: a new current key, and every row sealed anew under it.
Result<> rotate_key(const CommonOptions& options, const Console& console);
/// `amparo doctor`: what is wrong, in words. False when something is.
Result<bool> examine(const CommonOptions& options, const Console& console);

}  // namespace amparo::cli

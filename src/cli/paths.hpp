#pragma once

#include <filesystem>

namespace amparo::cli {

/// The default deployment's configuration (config/): AMPARO_CONFIG_DIRECTORY, else beside the
/// program (share/amparo/config), else the source tree it was built from.
std::filesystem::path config_directory();
/// The built web app, found the same way; may not exist.
std::filesystem::path web_directory();

/// The program `amparo` itself: what runs, or what lies beside it under that name (tests); empty
/// when there is none.
std::filesystem::path program_file();

}  // namespace amparo::cli

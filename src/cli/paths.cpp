#include "cli/paths.hpp"

#include <cstdlib>

namespace amparo::cli {
namespace {

namespace fs = std::filesystem;

fs::path program_directory() {
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path(".") : program.parent_path();
}

/// From bin/ of an installation (../share/amparo/x) or of a build tree (../../../x).
fs::path find_directory(const fs::path& installed, const fs::path& in_source) {
    const auto program = program_directory();
    for (const auto& candidate :
         {program / ".." / "share" / "amparo" / installed, program / ".." / ".." / ".." / in_source,
          fs::current_path() / in_source}) {
        std::error_code error;
        if (fs::is_directory(candidate, error)) return fs::weakly_canonical(candidate, error);
    }
    return fs::path(in_source);
}

}  // namespace

fs::path config_directory() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): before any thread
    const char* named = std::getenv("AMPARO_CONFIG_DIRECTORY");
    if (named != nullptr && *named != '\0') return named;
    return find_directory("config", "config");
}

fs::path web_directory() {
    return find_directory("web", fs::path("web") / "dist");
}

fs::path program_file() {
    std::error_code error;
    const auto running = fs::read_symlink("/proc/self/exe", error);
    const auto program = program_directory() / "amparo";
    if (error || running == program) return error ? fs::path() : program;
    return fs::exists(program, error) ? program : fs::path();
}

}  // namespace amparo::cli

#include "cli/options.hpp"

namespace amparo::cli {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> settings_file(const CommonOptions& options) {
    if (options.config) return options.config;
    for (const auto& candidate : {options.data / "amparo.toml", fs::path("amparo.toml")}) {
        std::error_code error;
        if (fs::is_regular_file(candidate, error)) return candidate;
    }
    return std::nullopt;
}

}  // namespace

Result<Settings> load_settings(const CommonOptions& options) {
    return Settings::load({.file = settings_file(options),
                           .environment = Settings::process_environment(),
                           .assignments = options.assignments});
}

store::DatabaseOptions database_options(const CommonOptions& options, const Settings& settings) {
    auto url = settings.text("database.url");
    if (url.empty()) url = "sqlite://" + fs::absolute(options.data / "amparo.db").string();
    return {.url = url,
            .readers = static_cast<int>(settings.integer("database.readers")),
            .batch_max = static_cast<int>(settings.integer("database.batch_max"))};
}

fs::path key_file(const CommonOptions& options, const Settings& settings) {
    const auto& named = settings.text("keys.file");
    return named.empty() ? options.data / "amparo.keys" : fs::path(named);
}

}  // namespace amparo::cli

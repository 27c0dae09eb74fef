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

std::string place_of(const store::DatabaseOptions& options) {
    constexpr std::string_view scheme = "sqlite://";
    if (!options.url.starts_with(scheme)) return "database.url";
    return options.url.substr(scheme.size());
}

template <class T>
Result<T> naming(std::string place, Result<T> outcome) {
    if (!outcome && outcome.error().field.empty()) outcome.error().field = std::move(place);
    return outcome;
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

Result<std::unique_ptr<store::KeyRing>> open_keys(const fs::path& file) {
    return naming(file.string(), store::KeyRing::open(file));
}

Result<std::unique_ptr<store::Database>> open_database(const store::DatabaseOptions& options,
                                                       store::KeyRing& keys, const Clock& clock,
                                                       Random& random) {
    return naming(place_of(options), store::Database::open(options, keys, clock, random));
}

}  // namespace amparo::cli

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

constexpr std::string_view sqlite_scheme = "sqlite://";

std::string place_of(const store::DatabaseOptions& options) {
    if (!options.url.starts_with(sqlite_scheme)) return "database.url";
    return options.url.substr(sqlite_scheme.size());
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

Result<> expect_deployment(const CommonOptions& options) {
    AMPARO_TRY(const auto settings, load_settings(options));
    const auto database = database_options(options, settings);
    std::error_code error;
    const bool is_file = database.url.starts_with(sqlite_scheme);
    if (!is_file || fs::exists(place_of(database), error)) return {};
    return refuse_field(Errc::not_found, options.data.string(), "cli.no_deployment");
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

#include "matching/live/stored.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "matching/evaluate/files.hpp"
#include "matching/live/automatic.hpp"
#include "store/documents.hpp"

namespace amparo::matching {
namespace {

constexpr std::string_view current_key = "current";
/// Versions beyond these are forgotten; each is some ten kilobytes, and all are read for a list.
constexpr std::size_t versions_max = 200;
constexpr std::array<std::string_view, 5> origin_names{"shipped", "edited", "fitted", "restored",
                                                       "imported"};

/// So that keys sort as numbers do.
std::string key_of(int version) {
    return fmt::format("{:08}", version);
}

json::Object to_document(const StoredConfiguration& stored) {
    return {{"configuration", stored.configuration},
            {"origin", name_of(stored.origin)},
            {"changed_by", stored.changed_by},
            {"changed_at", stored.changed_at},
            {"note", stored.note},
            {"restored_version", stored.restored_version},
            {"fit_id", stored.fit_id}};
}

StoredConfiguration from_document(const json::Object& data) {
    StoredConfiguration stored;
    if (const auto* configuration = json::find_object(data, "configuration"))
        stored.configuration = *configuration;
    stored.origin =
        configuration_origin(json::string_or(data, "origin")).value_or(ConfigurationOrigin::edited);
    stored.changed_by = json::string_or(data, "changed_by");
    stored.changed_at = json::string_or(data, "changed_at");
    stored.note = json::string_or(data, "note");
    stored.restored_version = static_cast<int>(json::integer_or(data, "restored_version", 0));
    stored.fit_id = json::string_or(data, "fit_id");
    return stored;
}

/// The models and who takes part: when these change, the index is built anew.
std::string models_of(const json::Object& configuration) {
    json::Object models;
    for (const auto* key : {"tracing", "duplicates"}) {
        const auto* model = configuration.if_contains(key);
        if (model != nullptr) models[key] = *model;
    }
    return json::write(models);
}

}  // namespace

std::string_view name_of(ConfigurationOrigin origin) {
    return origin_names.at(static_cast<std::size_t>(origin));
}

std::optional<ConfigurationOrigin> configuration_origin(std::string_view word) {
    const auto* found = std::ranges::find(origin_names, word);
    if (found == origin_names.end()) return std::nullopt;
    return static_cast<ConfigurationOrigin>(found - origin_names.begin());
}

int StoredConfiguration::version() const {
    return static_cast<int>(json::integer_or(configuration, "version", 1));
}

Result<StoredConfiguration> shipped_configuration_of(const std::filesystem::path& directory) {
    AMPARO_TRY(const auto text, read_text(directory / "configuration.json"));
    AMPARO_TRY(auto object, json::parse_object(text));
    return StoredConfiguration{.configuration = std::move(object)};
}

Result<std::optional<StoredConfiguration>> stored_configuration(store::Snapshot& snapshot) {
    AMPARO_TRY(const auto document,
               store::find_document(snapshot, configuration_kind, current_key));
    if (!document) return std::nullopt;
    return from_document(document->data);
}

Result<std::vector<StoredConfiguration>> stored_versions(store::Snapshot& snapshot) {
    AMPARO_TRY(const auto documents, store::documents_of(snapshot, configuration_version_kind));
    std::vector<StoredConfiguration> versions;
    versions.reserve(documents.size());
    for (const auto& document : documents) versions.push_back(from_document(document.data));
    std::ranges::reverse(versions);
    return versions;
}

Result<> store_configuration(store::Transaction& transaction, const StoredConfiguration& wanted,
                             Instant at) {
    const auto data = to_document(wanted);
    // Must be new: of two who make the same version, one is refused.
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(configuration_version_kind),
                                                   .key = key_of(wanted.version()),
                                                   .expected = 0,
                                                   .data = data,
                                                   .actor = wanted.changed_by,
                                                   .at = at}));
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(configuration_kind),
                                                   .key = std::string(current_key),
                                                   .data = data,
                                                   .actor = wanted.changed_by,
                                                   .at = at}));
    AMPARO_TRY(const auto kept, store::documents_of(transaction, configuration_version_kind));
    for (std::size_t at_most = versions_max; at_most < kept.size(); ++at_most) {
        AMPARO_CHECK(store::remove_document(transaction, configuration_version_kind,
                                            kept[at_most - versions_max].key, wanted.changed_by));
    }
    return {};
}

Result<InForce> InForce::of(json::Object chosen, const forms::Definitions& definitions) {
    const auto whole = with_automatic(chosen, definitions);
    AMPARO_TRY(auto configuration, Configuration::parse(json::write(whole)));
    return InForce{.configuration = std::make_shared<const Configuration>(std::move(configuration)),
                   .models = models_of(whole),
                   .chosen = std::move(chosen)};
}

Result<InForce> InForce::shipped(const std::filesystem::path& directory,
                                 const forms::Definitions& definitions) {
    AMPARO_TRY(auto stored, shipped_configuration_of(directory));
    return of(std::move(stored.configuration), definitions);
}

Result<std::optional<InForce>> InForce::read(store::Database& database,
                                             const forms::Definitions& definitions) {
    AMPARO_TRY(auto stored, database.read([](store::Snapshot& snapshot) {
        return stored_configuration(snapshot);
    }));
    if (!stored) return std::nullopt;
    AMPARO_TRY(auto found, of(std::move(stored->configuration), definitions));
    found.is_stored = true;
    return found;
}

}  // namespace amparo::matching

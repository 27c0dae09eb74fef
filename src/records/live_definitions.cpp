#include "records/live_definitions.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "store/documents.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view kinds[] = {form_kind,     lookup_kind,          module_kind,
                                      location_kind, system_settings_kind, form_defaults_kind};

Result<std::vector<json::Object>> objects_of(store::Snapshot& snapshot, std::string_view kind) {
    AMPARO_TRY(auto documents, store::documents_of(snapshot, kind));
    std::vector<json::Object> objects;
    objects.reserve(documents.size());
    for (auto& document : documents) objects.push_back(std::move(document.data));
    // Documents come by key; the order of the configuration is a member of each.
    std::stable_sort(objects.begin(), objects.end(), [](const auto& left, const auto& right) {
        return json::integer_or(left, "seed_order", 0) < json::integer_or(right, "seed_order", 0);
    });
    for (auto& object : objects) object.erase("seed_order");
    return objects;
}

Result<json::Object> only_object(store::Snapshot& snapshot, std::string_view kind) {
    AMPARO_TRY(auto document, store::find_document(snapshot, kind, only_settings_key));
    return document ? std::move(document->data) : json::Object();
}

Result<forms::Definitions::Source> read_source(store::Snapshot& snapshot) {
    forms::Definitions::Source source;
    AMPARO_TRY(source.forms, objects_of(snapshot, form_kind));
    AMPARO_TRY(source.lookups, objects_of(snapshot, lookup_kind));
    AMPARO_TRY(source.modules, objects_of(snapshot, module_kind));
    AMPARO_TRY(source.locations, objects_of(snapshot, location_kind));
    AMPARO_TRY(source.system_settings, only_object(snapshot, system_settings_kind));
    AMPARO_TRY(source.defaults, only_object(snapshot, form_defaults_kind));
    return source;
}

struct SeedObject {
    std::string_view kind;
    std::string key;
    json::Object data;
};

Result<> seed_one(store::Transaction& transaction, SeedObject object, Instant at) {
    AMPARO_TRY(const auto existing, store::find_document(transaction, object.kind, object.key));
    if (existing) return {};
    AMPARO_TRY(const auto revision,
               store::put_document(transaction, {.kind = std::string(object.kind),
                                                 .key = std::move(object.key),
                                                 .expected = 0,
                                                 .data = std::move(object.data),
                                                 .actor = "system",
                                                 .at = at}));
    AMPARO_REQUIRE(revision > 0);
    return {};
}

/// A list of the configuration, each entry under its key and with its place in the list.
struct SeedList {
    std::string_view kind;
    std::string_view key_name;
    const std::vector<json::Object>& objects;
};

Result<> seed_list(store::Transaction& transaction, const SeedList& list, Instant at) {
    std::int64_t order = 0;
    for (const auto& object : list.objects) {
        json::Object data = object;
        data["seed_order"] = order++;
        AMPARO_CHECK(seed_one(transaction,
                              {.kind = list.kind,
                               .key = json::string_or(object, list.key_name),
                               .data = std::move(data)},
                              at));
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<const forms::Definitions>> LiveDefinitions::load(store::Database& database) {
    AMPARO_TRY(auto source,
               database.read([](store::Snapshot& snapshot) { return read_source(snapshot); }));
    return forms::Definitions::load(std::move(source));
}

Result<std::unique_ptr<LiveDefinitions>> LiveDefinitions::open(store::Database& database) {
    std::unique_ptr<LiveDefinitions> live(new LiveDefinitions());
    AMPARO_TRY(live->state_->current, load(database));
    database.follow_documents([state = live->state_, &database](const auto& changed) {
        const bool concerns_us = std::any_of(changed.begin(), changed.end(), [](const auto& kind) {
            return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
        });
        if (!concerns_us) return;
        auto loaded = load(database);
        if (!loaded) {
            // The last good configuration stays in force; nobody works on a broken one.
            log::error("definitions.not_loaded", {{"why", loaded.error().message.key}});
            return;
        }
        const std::scoped_lock lock(state->mutex);
        state->current = std::move(*loaded);
    });
    return live;
}

std::shared_ptr<const forms::Definitions> LiveDefinitions::snapshot() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->current;
}

Result<> seed_definitions(store::Transaction& transaction, const forms::Definitions::Source& seed,
                          Instant at) {
    const SeedList lists[] = {
        {form_kind, "unique_id", seed.forms},
        {lookup_kind, "unique_id", seed.lookups},
        {module_kind, "unique_id", seed.modules},
        {location_kind, "code", seed.locations},
    };
    for (const auto& list : lists) AMPARO_CHECK(seed_list(transaction, list, at));
    AMPARO_CHECK(
        seed_one(transaction,
                 {system_settings_kind, std::string(only_settings_key), seed.system_settings}, at));
    return seed_one(transaction,
                    {form_defaults_kind, std::string(only_settings_key), seed.defaults}, at);
}

}  // namespace amparo::records

#include "records/last_look.hpp"

#include <map>
#include <set>

#include "records/beholder.hpp"
#include "records/difference.hpp"
#include "records/representation.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

// Of one visit. Whoever read the record more often within it is told of nothing.
constexpr std::size_t looks_max = 200;
// More changes than this since the last look are told by the change log.
constexpr std::size_t changes_max = 200;

constexpr std::string_view system_name = "system";

Result<std::optional<Instant>> last_look(const Dependencies& on, const access::Actor& actor,
                                         const RecordId& id) {
    store::AuditQuery query;
    query.user_name = actor.name().text();
    query.record_id = id.text();
    query.actions = {"show", "create", "update"};
    query.count = looks_max;
    AMPARO_TRY(const auto entries, on.audit->list(query));
    auto visit = on.clock->now();
    for (const auto& entry : entries) {
        if (entry.refused) continue;
        if (visit - entry.at > look_gap) return std::optional(entry.at);
        visit = entry.at;
    }
    return std::optional<Instant>();
}

std::map<std::string, std::string> files_of(const json::Object& sides, std::string_view side) {
    std::map<std::string, std::string> fields;
    const auto* list = json::find_array(sides, side);
    if (list == nullptr) return fields;
    for (const auto& element : *list) {
        const auto* file = element.if_object();
        if (file != nullptr) fields[json::write(*file)] = json::string_or(*file, "field_name");
    }
    return fields;
}

/// The fields in which a file came, went or changed.
std::set<std::string> fields_of_files(const json::Value& pair) {
    std::set<std::string> fields;
    const auto* sides = pair.if_object();
    if (sides == nullptr) return fields;
    const auto before = files_of(*sides, "from");
    const auto after = files_of(*sides, "to");
    for (const auto& [file, field] : before)
        if (!after.contains(file)) fields.insert(field);
    for (const auto& [file, field] : after)
        if (!before.contains(file)) fields.insert(field);
    return fields;
}

std::set<std::string> fields_of(const store::Change& change) {
    std::set<std::string> fields;
    const auto* changes = json::find_object(change.details, changes_key);
    if (changes == nullptr) return fields;
    for (const auto& [key, pair] : *changes) {
        if (key == attachments_key)
            fields.merge(fields_of_files(pair));
        else
            fields.insert(std::string(key));
    }
    return fields;
}

bool hears_names(const access::Actor& actor) {
    return actor.role().scope != access::ScopeKind::identified;
}

}  // namespace

Result<LastLook> changes_since_last_look(const access::Actor& actor, const Service& records,
                                         std::string_view record_type, const RecordId& id) {
    AMPARO_TRY(const auto record, records.read_for(actor, record_type, id, "read"));
    const auto& on = records.dependencies();
    LastLook look;
    AMPARO_TRY(look.since, last_look(on, actor, id));
    if (!look.since) return look;
    AMPARO_TRY(auto changes, on.database->read([&](store::Snapshot& snapshot) {
        return store::changes_of(snapshot, id.text(), 0, changes_max);
    }));
    const auto readable = readable_of(on, actor, on.definitions(), record);
    std::map<std::string, RecentChange> newest;
    for (auto& change : changes) {
        if (change.at <= *look.since) break;
        if (change.actor == actor.name().text()) continue;
        expand_creation(change.details);
        const bool is_told = hears_names(actor) && change.actor != system_name;
        for (const auto& field : fields_of(change))
            if (readable->allows(field))
                newest.try_emplace(field, RecentChange{.field_name = field,
                                                       .user_name = is_told ? change.actor : "",
                                                       .at = change.at});
    }
    for (auto& [field, change] : newest) look.changes.push_back(std::move(change));
    return look;
}

}  // namespace amparo::records

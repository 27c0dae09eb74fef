#include "casework/merging/journal.hpp"

#include "records/derived/values.hpp"
#include "records/difference.hpp"

namespace amparo::casework::merging {
namespace {

using records::Draft;

constexpr const char* in_force = "merged";

std::string_view name_of(Part part) {
    return part == Part::survivor ? "survivor" : "other";
}

bool is_between(const json::Object& entry, const RecordId& beside, Part part) {
    return json::string_or(entry, "state") == in_force &&
           json::string_or(entry, "case_id") == beside.text() &&
           json::string_or(entry, "part") == name_of(part);
}

/// A family is changed by the rules that run later; its members are what people would miss.
json::Array keys_of(const Draft& draft) {
    json::Array keys;
    if (draft.type() == "family") keys.emplace_back("family_members");
    for (const auto& [key, sides] : records::difference(draft.before, draft.record.data)) {
        if (key != "family_members") keys.emplace_back(key);
    }
    return keys;
}

json::Array touched_to_json(const std::vector<Draft*>& drafts) {
    json::Array list;
    for (const auto* draft : drafts)
        list.emplace_back(json::Object{{"record_type", draft->type()},
                                       {"id", draft->id().text()},
                                       {"revision", draft->record.revision + 1},
                                       {"keys", keys_of(*draft)}});
    return list;
}

json::Array& entries_in(json::Object& data) {
    auto& entries = data[merges_key];
    if (!entries.is_array()) entries = json::Array();
    return entries.get_array();
}

}  // namespace

std::vector<Touched> touched_by(const json::Object& entry) {
    std::vector<Touched> list;
    for (const auto* line : records::derived::rows(entry, "records")) {
        const auto id = RecordId::parse(json::string_or(*line, "id"));
        if (!id) continue;
        list.push_back({.record_type = json::string_or(*line, "record_type"),
                        .id = *id,
                        .revision = json::integer_or(*line, "revision", 0),
                        .keys = json::string_list(*line, "keys")});
    }
    return list;
}

const json::Object* find_merge(const json::Object& data, const RecordId& beside, Part part) {
    for (const auto* entry : records::derived::rows(data, merges_key)) {
        if (is_between(*entry, beside, part)) return entry;
    }
    return nullptr;
}

json::Object* merge_to_change(json::Object& data, const RecordId& beside, Part part) {
    for (auto& element : entries_in(data)) {
        auto* entry = element.if_object();
        if (entry != nullptr && is_between(*entry, beside, part)) return entry;
    }
    return nullptr;
}

bool is_merged_away(const json::Object& data) {
    for (const auto* entry : records::derived::rows(data, merges_key)) {
        if (json::string_or(*entry, "state") == in_force &&
            json::string_or(*entry, "part") == name_of(Part::other))
            return true;
    }
    return false;
}

void note_merge(const records::Edit& edit, const MergePair& pair, const std::vector<Draft*>& drafts,
                const json::Object& moved) {
    json::Object entry{{"id", Uuid::random(edit.random()).text()},
                       {"state", in_force},
                       {"merged_at", format_instant(edit.now())},
                       {"merged_by", edit.actor().name().text()},
                       {"moved", moved}};
    auto own = entry;
    own["records"] = touched_to_json(drafts);
    for (auto* draft : drafts) {
        const bool is_survivor = draft->id() == pair.survivor;
        if (!is_survivor && draft->id() != pair.other) continue;
        auto& kept = is_survivor ? own : entry;
        kept["part"] = name_of(is_survivor ? Part::survivor : Part::other);
        kept["case_id"] = (is_survivor ? pair.other : pair.survivor).text();
        entries_in(draft->data()).emplace_back(std::move(kept));
    }
}

json::Object entry_to_wire(const json::Object& entry) {
    json::Object out;
    for (const auto* key : {"id", "state", "part", "case_id", "merged_at", "merged_by", "undone_at",
                            "undone_by", "moved"}) {
        const auto* value = entry.if_contains(key);
        out[key] = value == nullptr ? json::Value(nullptr) : *value;
    }
    return out;
}

}  // namespace amparo::casework::merging

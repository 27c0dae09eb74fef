#include <algorithm>

#include "forms/scrubbing.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

constexpr std::string_view notes_key = "notes_section";
constexpr std::string_view edits_key = "note_edits";
constexpr std::string_view scrubbed_key = "note_scrubbed";

/// The note as it was stored; nullptr for a new one.
const json::Object* stored_note(const json::Object& before, const json::Object& note) {
    const auto id = json::string_or(note, "unique_id");
    for (const auto* stored : rows(before, notes_key)) {
        if (json::string_or(*stored, "unique_id") == id) return stored;
    }
    return nullptr;
}

/// A key of the row as it was, whatever a client sent for it.
void keep(json::Object& note, const json::Object& stored, std::string_view key) {
    if (const auto* value = stored.if_contains(key))
        note[key] = *value;
    else
        note.erase(key);
}

/// Takes telephone numbers and the like out of the texts that this save brings.
void scrub_note(json::Object& note, const json::Object& stored, const forms::ScrubRules& rules) {
    auto kinds = json::string_list(note, scrubbed_key);
    for (const auto* key : {"note_subject", "note_text"}) {
        const auto text = json::string_or(note, key);
        if (!rules.enabled || text.empty() || text == json::string_or(stored, key)) continue;
        auto scrubbed = forms::scrub(text, rules);
        if (scrubbed.found.empty()) continue;
        note[key] = std::move(scrubbed.text);
        for (auto& kind : scrubbed.found) {
            if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(std::move(kind));
        }
    }
    if (!kinds.empty()) note[scrubbed_key] = json::to_array(kinds);
}

/// What a stored note said before, behind what it said before that.
void log_edit(json::Object& note, const json::Object& stored, const Context& context) {
    if (!is_changed(stored, note, "note_text") && !is_changed(stored, note, "note_subject")) return;
    note[edits_key] = appended(note, edits_key,
                               {{"at", format_instant(context.now)},
                                {"by", context.actor.name().text()},
                                {"note_subject", json::string_or(stored, "note_subject")},
                                {"note_text", json::string_or(stored, "note_text")}});
}

void stamp_note(json::Object& note, const json::Object& before, const Context& context,
                const forms::ScrubRules& rules) {
    if (const auto* stored = stored_note(before, note)) {
        for (const auto key : {std::string_view("note_created_by"), edits_key, scrubbed_key})
            keep(note, *stored, key);
        scrub_note(note, *stored, rules);
        return log_edit(note, *stored, context);
    }
    // A step of casework may bring notes that were stamped before, on another case.
    if (!context.is_form_save && is_present(note, "note_created_by")) return;
    note["note_date"] = format_instant(context.now);
    note["note_created_by"] = context.actor.name().text();
    note.erase(edits_key);
    note.erase(scrubbed_key);
    scrub_note(note, {}, rules);
}

}  // namespace

// Who wrote a note, and when, is the server's word for new rows, and an edited note keeps what it
// said before (records.md §12.2, case-management.md §3.23).
Changes stamp_notes(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    if (!is_changed(before, after, notes_key)) return changes;
    const auto* sent = json::find_array(after, notes_key);
    if (sent == nullptr) return changes;
    const auto rules = forms::ScrubRules::of(context.definitions.system_settings());
    json::Array notes = *sent;
    for (auto& element : notes) {
        if (auto* note = element.if_object()) stamp_note(*note, before, context, rules);
    }
    if (notes != *sent) changes[notes_key] = std::move(notes);
    return changes;
}

Changes log_consent(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    json::Array log;
    if (const auto* stored = json::find_array(after, "consent_log")) log = *stored;
    const auto count = log.size();
    for (const auto* flag : {"consent_for_services", "disclosure_other_orgs", "consent_for_tracing",
                             "consent_reporting"}) {
        if (!is_changed(before, after, flag)) continue;
        const auto* value = after.if_contains(flag);
        log.emplace_back(
            json::Object{{"flag", flag},
                         {"value", value == nullptr ? json::Value(nullptr) : *value},
                         {"by", context.actor.name().text()},
                         {"at", format_instant(context.now)},
                         {"provided_by", json::string_or(after, "interview_subject")}});
    }
    if (log.size() != count) changes["consent_log"] = std::move(log);
    return changes;
}

Changes log_risk_level(const json::Object& before, const json::Object& after,
                       const Context& context) {
    Changes changes;
    if (!is_changed(before, after, "risk_level")) return changes;
    const auto value_of = [](const json::Object& data) {
        const auto* value = data.if_contains("risk_level");
        return value == nullptr ? json::Value(nullptr) : *value;
    };
    changes["risk_level_log"] = appended(after, "risk_level_log",
                                         {{"from", value_of(before)},
                                          {"to", value_of(after)},
                                          {"at", format_instant(context.now)},
                                          {"by", context.actor.name().text()}});
    return changes;
}

}  // namespace amparo::records::derived

#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

bool is_stored_row(const json::Object& before, const json::Object& row) {
    const auto id = json::string_or(row, "unique_id");
    for (const auto* stored : rows(before, "notes_section")) {
        if (json::string_or(*stored, "unique_id") == id) return true;
    }
    return false;
}

}  // namespace

// Who wrote a note, and when, is the server's word for new rows (records.md §12.2).
Changes stamp_notes(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    if (!is_changed(before, after, "notes_section")) return changes;
    const auto* stored = json::find_array(after, "notes_section");
    if (stored == nullptr) return changes;
    json::Array notes = *stored;
    bool changed = false;
    for (auto& element : notes) {
        auto* note = element.if_object();
        if (note == nullptr || is_stored_row(before, *note)) continue;
        // A step of casework may bring notes that were stamped before, on another case.
        if (!context.is_form_save && is_present(*note, "note_created_by")) continue;
        (*note)["note_date"] = format_instant(context.now);
        (*note)["note_created_by"] = context.actor.name().text();
        changed = true;
    }
    if (changed) changes["notes_section"] = std::move(notes);
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

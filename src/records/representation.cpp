#include "records/representation.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "records/beholder.hpp"
#include "records/best_interest.hpp"
#include "records/derived/values.hpp"
#include "records/file_scan.hpp"
#include "records/look.hpp"
#include "records/put_off.hpp"
#include "records/service.hpp"
#include "records/types.hpp"

namespace amparo::records {
namespace {

using derived::is_true;

/// The keys a caller asked for: all, or a set.
class Selection {
  public:
    explicit Selection(const View& view) : view_(view) {
        if (view.fields.empty() || view.fields == "short") return;
        asked_.emplace();
        for (const auto piece : text::split(view.fields, ',')) asked_->emplace(text::trim(piece));
    }
    bool allows(std::string_view key) const {
        if (!view_.readable.allows(key)) return false;
        if (view_.fields == "short") return view_.summary->allows(key);
        return !asked_ || asked_->find(key) != asked_->end();
    }
    /// Whether a key is wanted that follows from others: by its name, or because a form shows it.
    bool wants_derived(std::string_view key) const {
        if (asked_) return asked_->find(key) != asked_->end();
        return view_.fields.empty() && view_.readable.allows(key);
    }

  private:
    const View& view_;
    std::optional<std::set<std::string, std::less<>>> asked_;
};

/// Absent equals null.
bool is_same(const json::Value* one, const json::Value& other) {
    if (one == nullptr) return other.is_null();
    return *one == other;
}

/// What of a record is shown: all that is selected, or what became of it since `before`.
struct Shown {
    const Selection& selection;
    const json::Object* before = nullptr;
};

bool hides(const View& view, const store::StoredRecord& record, std::string_view key) {
    return !view.is_revealed && is_masked(view.definitions, record, key);
}

bool is_upload(forms::FieldType type) {
    using enum forms::FieldType;
    return type == photo_upload_box || type == audio_upload_box || type == document_upload_box ||
           type == signature;
}

/// Newest first, undated last (records.md §5).
std::vector<const json::Object*> files_of(const json::Object& data, std::string_view field) {
    std::vector<const json::Object*> files;
    for (const auto* file : derived::rows(data, attachments_key)) {
        if (json::string_or(*file, "field_name") == field) files.push_back(file);
    }
    std::stable_sort(files.begin(), files.end(), [](const auto* left, const auto* right) {
        return json::string_or(*left, "date") > json::string_or(*right, "date");
    });
    return files;
}

json::Object shown_file(const store::StoredRecord& record, const View& view,
                        const json::Object& file) {
    return represent_file(view.actor, view.definitions, record, file);
}

json::Array attachment_list(const store::StoredRecord& record, const View& view,
                            std::string_view field) {
    json::Array list;
    for (const auto* file : files_of(record.data, field))
        list.emplace_back(shown_file(record, view, *file));
    return list;
}

json::Value newest_signature(const store::StoredRecord& record, const View& view,
                             std::string_view field) {
    const auto files = files_of(record.data, field);
    if (files.empty()) return nullptr;
    return shown_file(record, view, *files.front());
}

/// Where the newest photo is that may be looked at.
json::Value photo_address(const store::StoredRecord& record, const View& view) {
    for (const auto* file : files_of(record.data, "photos")) {
        if (!withheld_because(view.actor, view.definitions, record, *file))
            return shown_file(record, view, *file).at("attachment_url");
    }
    return nullptr;
}

std::size_t count_unresolved(const json::Object& data, std::string_view key) {
    std::size_t count = 0;
    for (const auto* row : derived::rows(data, key)) count += is_true(*row, "removed") ? 0U : 1U;
    return count;
}

/// Alerts that concern the actor and that they have neither seen nor put off (case-management.md
/// §6.2): those with their name, and those for the owner and managers.
std::size_t count_own_alerts(const View& view, const json::Object& data) {
    const auto& me = view.actor.name().text();
    const bool answers_for_record =
        view.actor.role().is_manager || json::string_or(data, "owned_by") == me;
    const auto list = derived::rows(data, "alerts");
    return static_cast<std::size_t>(std::ranges::count_if(list, [&](const auto* alert) {
        const auto concerned = json::string_or(*alert, "user_id");
        const bool is_mine = concerned.empty() ? answers_for_record : concerned == me;
        const auto readers = json::string_list(*alert, "read_by");
        if (!is_mine || std::ranges::find(readers, me) != readers.end()) return false;
        return view.look == nullptr || !put_off_until(*alert, me, view.look->today());
    }));
}

/// Uploads live in one list of the document; forms name the keys they are shown under.
void add_uploads(json::Object& out, const store::StoredRecord& record, const View& view,
                 const Selection& selection) {
    const auto* facts = facts_of(record.type);
    if (facts == nullptr || !facts->has_attachments) return;
    for (const auto* form : view.definitions.forms_of(record.type)) {
        for (const auto& field : form->fields) {
            if (!is_upload(field.type) || !selection.allows(field.name)) continue;
            const bool is_hidden = hides(view, record, field.name);
            if (is_hidden && field.type == forms::FieldType::signature)
                out[field.name] = nullptr;
            else if (is_hidden)
                out[field.name] = json::Array();
            else if (field.type == forms::FieldType::signature)
                out[field.name] = newest_signature(record, view, field.name);
            else
                out[field.name] = attachment_list(record, view, field.name);
        }
    }
    if (!selection.allows("photo") && !selection.allows("photos")) return;
    out["photo"] =
        hides(view, record, "photos") ? json::Value(nullptr) : photo_address(record, view);
}

/// The row with the latest start; of equals the later one (case-management.md §3.11).
void add_current_care(json::Object& out, const json::Object& data, const Selection& selection) {
    struct Key {
        std::string_view shown;
        std::string_view stored;
    };
    constexpr Key keys[] = {
        {"current_care_arrangements_type", "care_arrangements_type"},
        {"current_name_caregiver", "name_caregiver"},
        {"current_care_arrangement_started_date", "care_arrangement_started_date"}};
    const json::Object* current = nullptr;
    std::string latest;
    if (!selection.allows("care_arrangements_section")) return;
    for (const auto* row : derived::rows(data, "care_arrangements_section")) {
        const auto started = json::string_or(*row, "care_arrangement_started_date");
        if (started.empty() || started < latest) continue;
        latest = started;
        current = row;
    }
    if (current == nullptr) return;
    for (const auto& key : keys) {
        const auto* value = current->if_contains(key.stored);
        if (value != nullptr && !value->is_null()) out[key.shown] = *value;
    }
}

void add_incident_keys(json::Object& out, const json::Object& data, const Selection& selection) {
    if (selection.allows("incident_date_derived")) {
        for (const auto* key : {"incident_date", "date_of_incident_from", "date_of_incident"}) {
            if (!derived::is_present(data, key)) continue;
            out["incident_date_derived"] = data.at(key);
            break;
        }
    }
    const auto* category = out.if_contains("violation_category");
    if (category != nullptr && category->is_null()) out["violation_category"] = json::Array();
}

/// Services without those that are not for the actor.
json::Value rows_for(const access::Actor& actor, const store::StoredRecord& record,
                     const json::Value& value) {
    const auto* rows = value.if_array();
    if (rows == nullptr) return value;
    json::Array kept;
    for (const auto& row : *rows) {
        if (is_row_for(actor, record, "services_section", row)) kept.push_back(row);
    }
    return kept;
}

/// Whether the record was protected, or revealed, since then: that changes what is shown of it.
bool was_switched(const json::Object* before, const store::StoredRecord& record) {
    return before != nullptr && is_protected(*before) != is_protected(record.data);
}

/// What is stored; with a document of before only what is otherwise than there.
void add_stored(json::Object& out, const store::StoredRecord& record, const View& view,
                const Shown& shown) {
    const bool is_switched = was_switched(shown.before, record);
    const auto module = json::string_or(record.data, "module_id");
    for (const auto& [key, value] : record.data) {
        if (key == attachments_key || !shown.selection.allows(key)) continue;
        const bool is_as_before =
            shown.before != nullptr && is_same(shown.before->if_contains(key), value);
        const bool looks_new =
            is_switched && may_be_masked(view.definitions, {record.type, key}, module);
        if (is_as_before && !looks_new) continue;
        if (hides(view, record, key))
            out[key] = masked(value);
        else
            out[key] = key == "services_section" ? rows_for(view.actor, record, value) : value;
    }
}

void add_derived(json::Object& out, const store::StoredRecord& record, const View& view,
                 const Selection& selection) {
    if (selection.allows("name") && !out.contains("name")) out["name"] = nullptr;
    if (selection.allows("record_in_scope"))
        out["record_in_scope"] = access::may(view.actor, "read", record.type, record.data);
    if (selection.allows("flag_count")) out["flag_count"] = count_unresolved(record.data, "flags");
    if (selection.allows("alert_count"))
        out["alert_count"] = count_unresolved(record.data, "alerts");
    if (selection.allows("my_alert_count"))
        out["my_alert_count"] = count_own_alerts(view, record.data);
    add_uploads(out, record, view, selection);
    if (record.type == "case") add_current_care(out, record.data, selection);
    if (record.type == "incident") add_incident_keys(out, record.data, selection);
}

void add_constant(json::Object& out, const store::StoredRecord& record) {
    out["id"] = record.id.text();
    out["enabled"] = json::bool_or(record.data, "record_state", true);
    const auto* updated = record.data.if_contains("last_updated_at");
    out["last_updated_at"] =
        updated == nullptr ? json::Value(format_instant(record.updated_at)) : *updated;
}

/// Derived keys that follow from a stored one that changed.
bool follows_from_change(std::string_view key, const json::Object& before,
                         const json::Object& after) {
    if (key.starts_with("current_care_arrangement") || key == "current_name_caregiver")
        return derived::is_changed(before, after, "care_arrangements_section");
    if (key == "flag_count") return derived::is_changed(before, after, "flags");
    if (key == "alert_count" || key == "my_alert_count")
        return derived::is_changed(before, after, "alerts");
    if (key == "record_in_scope" || after.contains(key)) return false;
    return derived::is_changed(before, after, attachments_key);
}

/// Takes out the keys from that place on whose values are as they were. Upwards from the end:
/// erasing moves the last key into the gap.
void keep_changes(json::Object& out, std::size_t from, const json::Object& before,
                  const json::Object& after) {
    for (auto at = out.size(); at-- > from;) {
        const auto member = out.begin() + at;
        if (derived::is_changed(before, after, member->key()) ||
            follows_from_change(member->key(), before, after))
            continue;
        out.erase(member);
    }
}

json::Object represent_own(const store::StoredRecord& record, const View& view,
                           const Shown& shown) {
    json::Object out;
    out.reserve(record.data.size() + 8);
    add_constant(out, record);
    add_stored(out, record, view, shown);
    const auto stored = out.size();
    add_derived(out, record, view, shown.selection);
    if (shown.before != nullptr) keep_changes(out, stored, *shown.before, record.data);
    return out;
}

Look::Wants wanted(const Selection& selection) {
    return [&selection](std::string_view key) { return selection.allows(key); };
}

/// What follows from the whole of what the viewer is shown, whatever else they asked for.
void add_best_interest(json::Object& out, const store::StoredRecord& record, const View& view,
                       const Selection& selection) {
    const auto keys = best_interest_keys();
    const auto is_wanted = [&](std::string_view key) { return selection.wants_derived(key); };
    if (record.type != "case" || std::ranges::none_of(keys, is_wanted)) return;
    View all = view;
    all.fields = "";
    const Selection everything(all);
    auto shown = represent_own(record, all, {.selection = everything});
    if (view.look != nullptr) view.look->show(record, wanted(everything), shown);
    for (auto& [key, value] : best_interest(shown, json::find_array(record.data, "transitions"))) {
        if (is_wanted(key)) out[key] = std::move(value);
    }
}

}  // namespace

json::Object represent(const store::StoredRecord& record, const View& view) {
    const Selection selection(view);
    auto out = represent_own(record, view, {.selection = selection});
    if (view.look != nullptr) view.look->show(record, wanted(selection), out);
    add_best_interest(out, record, view, selection);
    return out;
}

json::Object represent_changes(const json::Object& before, const store::StoredRecord& record,
                               const View& view) {
    const Selection selection(view);
    auto out = represent_own(record, view, {.selection = selection, .before = &before});
    if (view.look != nullptr) view.look->show_changes(record, wanted(selection), out);
    return out;
}

json::Object represent_attachment(std::string_view record_type, const RecordId& id,
                                  const json::Object& attachment) {
    constexpr std::array<std::string_view, 12> shown = {"id",
                                                        "field_name",
                                                        "file_name",
                                                        "date",
                                                        "description",
                                                        "is_current",
                                                        "comments",
                                                        "content_type",
                                                        "digest",
                                                        "signature_provided_on",
                                                        "signature_provided_by",
                                                        "signature_created_by_user"};
    json::Object out;
    for (const auto key : shown) {
        if (const auto* value = attachment.if_contains(key)) out[key] = *value;
    }
    const auto number = json::integer_or(attachment, "id", 0);
    const auto url = "/api/v2/" + std::string(segment_of(record_type)) + "/" + id.text() +
                     "/attachments/" + std::to_string(number);
    out["attachment_url"] = url;
    out["scan"] = scan_state_of(attachment);
    // Pictures can be had as a page at any time; other files have no such rendition.
    const auto type = json::string_or(attachment, "content_type");
    if (type == "image/jpeg" || type == "image/png") out["preview_url"] = url + "/pdf";
    return out;
}

json::Object represent_file(const access::Actor& actor, const forms::Definitions& definitions,
                            const store::StoredRecord& record, const json::Object& file) {
    auto out = represent_attachment(record.type, record.id, file);
    if (!withheld_because(actor, definitions, record, file)) return out;
    out["attachment_url"] = nullptr;
    out.erase("preview_url");
    return out;
}

}  // namespace amparo::records

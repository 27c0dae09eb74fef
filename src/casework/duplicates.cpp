#include "casework/duplicates.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "casework/alerts.hpp"
#include "records/derived/values.hpp"
#include "records/duplicate_key.hpp"

namespace amparo::casework {
namespace {

using records::Edit;

constexpr const char* alert_kind = "duplicate_field";

/// One watched field of one save.
struct Watched {
    std::string record_type;
    std::string field;
    std::string form;
};

Result<std::vector<RecordId>> with_key(const Edit& edit, const Watched& watched,
                                       const std::string& key) {
    if (key.empty()) return std::vector<RecordId>();
    return edit.matching(
        watched.record_type,
        index::Filter{index::AnyOf{records::duplicate_column(watched.field), {key}}});
}

/// Marks the record, or takes its mark away.
enum class Mark { set, cleared };
Result<> put_mark(Edit& edit, const RecordId& id, const Watched& watched, Mark mark) {
    AMPARO_TRY(const auto* known, edit.look_at(watched.record_type, id));
    const auto test = alerts_of(alert_kind, watched.field);
    if (has_alert(*known, test) == (mark == Mark::set)) return {};
    AMPARO_TRY(auto* draft, edit.open({.record_type = watched.record_type,
                                       .id = id,
                                       .cause = duplicate_kind,
                                       .stamp = records::Stamp::by_system}));
    if (mark == Mark::cleared)
        remove_alerts(draft->data(), test);
    else
        add_alert(edit, draft->data(),
                  {.alert_for = alert_kind, .type = watched.field, .form_unique_id = watched.form});
    return {};
}

/// Whether somebody has said already of which record this one is the duplicate.
Result<bool> is_settled(Edit& edit, const RecordId& id, const Watched& watched) {
    const auto known = edit.look_at(watched.record_type, id);
    if (!known && known.error().code == Errc::not_found) return true;
    if (!known) return std::unexpected(known.error());
    return json::string_or(**known, "status") == "duplicate" &&
           records::derived::is_present(**known, "duplicate_case_id");
}

/// Those that share a value and of which nobody has said yet what they are need a look.
Result<> settle_marks(Edit& edit, const Watched& watched, const std::string& key) {
    AMPARO_TRY(const auto sharing, with_key(edit, watched, key));
    std::vector<RecordId> open;
    for (const auto& id : sharing) {
        AMPARO_TRY(const auto settled, is_settled(edit, id, watched));
        if (settled)
            AMPARO_CHECK(put_mark(edit, id, watched, Mark::cleared));
        else
            open.push_back(id);
    }
    const auto mark = open.size() > 1 ? Mark::set : Mark::cleared;
    for (const auto& id : open) AMPARO_CHECK(put_mark(edit, id, watched, mark));
    return {};
}

/// The record that was saved, those that share its value, and those that shared the one before.
Result<> settle(Edit& edit, const RecordId& id, const Watched& watched,
                const std::string& key_before) {
    const auto known = edit.look_at(watched.record_type, id);
    if (!known && known.error().code == Errc::not_found) return {};
    if (!known) return std::unexpected(known.error());
    const auto key = records::duplicate_key((*known)->if_contains(watched.field));
    if (key.empty()) AMPARO_CHECK(put_mark(edit, id, watched, Mark::cleared));
    AMPARO_CHECK(settle_marks(edit, watched, key));
    if (key_before != key) AMPARO_CHECK(settle_marks(edit, watched, key_before));
    return {};
}

}  // namespace

Result<> look_for_duplicates(Edit& edit, records::Draft& draft) {
    // Said to be a duplicate, or no longer.
    const bool was_settled = !draft.is_new && records::derived::is_changed(
                                                  draft.before, draft.data(), "duplicate_case_id");
    for (const auto& [field, form] : records::duplicate_fields(edit.definitions(), draft.type())) {
        const bool has_value = records::derived::is_present(draft.data(), field);
        const bool is_new_value = records::derived::is_changed(draft.before, draft.data(), field);
        if (!is_new_value && !(was_settled && has_value)) continue;
        store::Job job{.queue = "records", .kind = std::string(duplicate_kind)};
        job.payload = {{"record_type", draft.type()},
                       {"record_id", draft.id().text()},
                       {"field", field},
                       {"form", form},
                       {"key_before", records::duplicate_key(draft.before.if_contains(field))}};
        edit.enqueue(std::move(job));
    }
    return {};
}

Result<json::Object> mark_duplicates(records::Service& records, const store::RunningJob& running) {
    const auto& payload = running.job.payload;
    AMPARO_TRY(const auto id, RecordId::parse(json::string_or(payload, "record_id")));
    const Watched watched{.record_type = json::string_or(payload, "record_type"),
                          .field = json::string_or(payload, "field"),
                          .form = json::string_or(payload, "form")};
    const auto key_before = json::string_or(payload, "key_before");
    const auto system = access::Actor::system();
    AMPARO_TRY(const auto drafts, records.edit(system, [&](Edit& edit) {
        return settle(edit, id, watched, key_before);
    }));
    return json::Object{{"records", static_cast<std::int64_t>(drafts.size())}};
}

}  // namespace amparo::casework

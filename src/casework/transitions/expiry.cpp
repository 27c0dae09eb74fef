#include "casework/transitions/expiry.hpp"

#include "casework/transitions/book.hpp"
#include "records/types.hpp"

namespace amparo::casework {

Result<json::Object> expire_transitions(records::Service& records,
                                        const store::RunningJob& running) {
    AMPARO_TRY(const auto id, RecordId::parse(json::string_or(running.job.payload, "record")));
    const auto type = json::string_or(running.job.payload, "record_type");
    std::size_t ended = 0;
    const auto done = records.edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
        ended = 0;
        AMPARO_TRY(auto* draft, edit.open({.record_type = type,
                                           .id = id,
                                           .cause = expire_kind,
                                           .stamp = records::Stamp::untouched}));
        const auto now = format_instant(edit.now());
        for (auto* entry : detail::entries_of(*draft)) {
            const TransitionLook look(*entry);
            const auto end = look.text("expires_at");
            // A hand-over that is over ends with the rules that run on this save.
            if (!look.is_waiting() || end.empty() || end > now) continue;
            (*entry)["expired"] = true;
            detail::revoke_entry(edit, *draft, *entry);
            ++ended;
        }
        return {};
    });
    // A record that was removed meanwhile has nothing left to end.
    if (!done && done.error().code != Errc::not_found) return std::unexpected(done.error());
    return json::Object{{"ended", ended}};
}

store::Job reminder_of_referral(const RecordId& id, const std::string& entry_id, Instant at) {
    return {.queue = "records",
            .kind = std::string(remind_referral_kind),
            .run_at = at,
            .payload = {{"record", id.text()}, {"transition", entry_id}}};
}

Result<json::Object> remind_of_referral(records::Service& records,
                                        const store::RunningJob& running) {
    AMPARO_TRY(const auto id, RecordId::parse(json::string_or(running.job.payload, "record")));
    const auto entry_id = json::string_or(running.job.payload, "transition");
    bool is_reminded = false;
    AMPARO_CHECK(records.edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
        is_reminded = false;
        AMPARO_TRY(
            auto* draft,
            edit.open({.record_type = "case", .id = id, .stamp = records::Stamp::untouched}));
        const auto* entry = detail::find_entry(*draft, TransitionType::referral, entry_id);
        if (entry == nullptr || !TransitionLook(*entry).is_waiting()) return {};
        records::Event event{.kind = records::EventKind::referral,
                             .record_type = "case",
                             .record_id = id.text(),
                             .actor = edit.actor().name(),
                             .recipients = {UserName(TransitionLook(*entry).recipient())},
                             .occurrence = entry_id + ":reminder",
                             .details = {{"status", "in_progress"}}};
        edit.enqueue(records::event_job(event));
        is_reminded = true;
        return {};
    }));
    return json::Object{{"reminded", is_reminded}};
}

}  // namespace amparo::casework

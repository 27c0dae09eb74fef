#include "casework/transitions/expiry.hpp"

#include "casework/transitions/book.hpp"
#include "records/types.hpp"

namespace amparo::casework {
namespace {

/// Whether its time is over: of an answer nobody gave, or of the access itself. A hand-over that
/// is over ends with the rules that run on this save.
bool is_over(const TransitionLook& look, const std::string& now) {
    const auto has_passed = [&](std::string_view key) {
        const auto end = look.text(key);
        return !end.empty() && end <= now;
    };
    return (look.is_waiting() && has_passed("expires_at")) ||
           (look.is_active_referral() && has_passed("ends_at"));
}

std::string_view word_of(ReminderOf what) {
    if (what == ReminderOf::end) return "end";
    return what == ReminderOf::wish ? "wish" : "answer";
}

/// Jobs of older releases name nothing: they were all of answers.
ReminderOf reminder_named(std::string_view word) {
    if (word == "end") return ReminderOf::end;
    return word == "wish" ? ReminderOf::wish : ReminderOf::answer;
}

bool is_wanted(ReminderOf what, const TransitionLook& look) {
    return what == ReminderOf::answer ? look.is_waiting() : look.is_active_referral();
}

}  // namespace

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
            if (!is_over(TransitionLook(*entry), now)) continue;
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

store::Job reminder_of_referral(const RecordId& id, const Reminder& reminder, Instant at) {
    return {.queue = "records",
            .kind = std::string(remind_referral_kind),
            .run_at = at,
            .payload = {{"record", id.text()},
                        {"transition", reminder.entry_id},
                        {"of", word_of(reminder.what)}}};
}

void plan_referral(records::Edit& edit, const RecordId& case_id, const json::Object& entry) {
    const TransitionLook look(entry);
    const auto remind = [&](ReminderOf what, Instant at) {
        edit.enqueue(reminder_of_referral(case_id, {look.id(), what}, at));
    };
    const auto end = [&](std::string_view key, ReminderOf what) {
        const auto at = parse_instant(look.text(key));
        if (!at) return;
        edit.enqueue(detail::due_job("case", case_id, *at));
        remind(what, *at - std::chrono::days(1));
    };
    if (look.is_waiting()) end("expires_at", ReminderOf::answer);
    if (!look.is_active_referral()) return;
    end("ends_at", ReminderOf::end);
    if (const auto day = parse_day(look.text("remind_on"))) remind(ReminderOf::wish, Instant(*day));
}

Result<json::Object> remind_of_referral(records::Service& records,
                                        const store::RunningJob& running) {
    const auto& payload = running.job.payload;
    AMPARO_TRY(const auto id, RecordId::parse(json::string_or(payload, "record")));
    const auto entry_id = json::string_or(payload, "transition");
    const auto what = reminder_named(json::string_or(payload, "of"));
    bool is_reminded = false;
    AMPARO_CHECK(records.edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
        is_reminded = false;
        AMPARO_TRY(
            auto* draft,
            edit.open({.record_type = "case", .id = id, .stamp = records::Stamp::untouched}));
        const auto* entry = detail::find_entry(*draft, TransitionType::referral, entry_id);
        if (entry == nullptr || !is_wanted(what, TransitionLook(*entry))) return {};
        const TransitionLook look(*entry);
        records::Event event{.kind = records::EventKind::referral_reminder,
                             .record_type = "case",
                             .record_id = id.text(),
                             .actor = edit.actor().name(),
                             .recipients = {UserName(look.recipient())},
                             .occurrence = entry_id + ":" + std::string(word_of(what)),
                             .details = {{"status", look.text("status")}}};
        if (what == ReminderOf::end) event.recipients.emplace_back(look.sender());
        edit.enqueue(records::event_job(event));
        is_reminded = true;
        return {};
    }));
    return json::Object{{"reminded", is_reminded}};
}

}  // namespace amparo::casework

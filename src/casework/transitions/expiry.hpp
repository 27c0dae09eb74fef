#pragma once

#include <string>
#include <string_view>

#include "records/edit.hpp"
#include "records/service.hpp"
#include "store/jobs.hpp"

/// What ends or comes due by itself (case-management.md §5.4–5.6): requests and referrals nobody
/// answered, and the time a former owner may still look at a record.
namespace amparo::casework {

/// The jobs of these, in the queue `records`.
inline constexpr std::string_view expire_kind = "expire_transitions";
inline constexpr std::string_view remind_referral_kind = "remind_of_referral";

/// Ends what is due on the job's record; {"ended": n}. Doing it twice does no harm.
Result<json::Object> expire_transitions(records::Service& records,
                                        const store::RunningJob& running);

/// What is reminded of: that an answer is due, that access ends, or what the sender wished. On the
/// wire of jobs "answer", "end" and "wish".
enum class ReminderOf { answer, end, wish };
struct Reminder {
    std::string entry_id;
    ReminderOf what = ReminderOf::answer;
};
/// Tells the recipient of a referral at that moment, and its sender too when access ends.
store::Job reminder_of_referral(const RecordId& id, const Reminder& reminder, Instant at);
/// Has all of that happen for a referral of the case that waits or was accepted: its ends, and a
/// day before each a reminder, and the one that was wished.
void plan_referral(records::Edit& edit, const RecordId& case_id, const json::Object& entry);
/// {"reminded": bool}: nobody is of an answer that was given, or of what is over.
Result<json::Object> remind_of_referral(records::Service& records,
                                        const store::RunningJob& running);

}  // namespace amparo::casework

#pragma once

#include <string>
#include <string_view>

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

/// Reminds the recipient of a referral a day before it ends.
store::Job reminder_of_referral(const RecordId& id, const std::string& entry_id, Instant at);
/// {"reminded": bool}: nobody is, once it is answered.
Result<json::Object> remind_of_referral(records::Service& records,
                                        const store::RunningJob& running);

}  // namespace amparo::casework

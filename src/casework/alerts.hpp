#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "casework/record_key.hpp"
#include "records/edit.hpp"
#include "records/service.hpp"

/// Marks on a record that somebody should look at it (case-management.md §6.2). They live in the
/// record's data under `alerts`; `current_alert_types` follows by a derived rule.
namespace amparo::casework {

/// Where a record keeps its alerts.
inline constexpr std::string_view alerts_key = "alerts";

/// One alert to be added.
struct Alert {
    std::string alert_for;  // "approval", "referral", "transfer", "assigned", "field_change", …
    std::string type;       // approval type, form, field, …
    std::string form_unique_id = {};
    std::string user_id = {};  // user name of the one it concerns; empty: owner and managers
};

/// Adds it, dated today, and gives its unique_id.
std::string add_alert(const records::Edit& edit, json::Object& data, const Alert& alert);
/// Whether the record has one for which `matches` holds.
using AlertTest = std::function<bool(const json::Object& alert)>;
bool has_alert(const json::Object& data, const AlertTest& matches);
/// Removes those for which it holds; how many there were.
std::size_t remove_alerts(json::Object& data, const AlertTest& matches);
/// The usual tests: of that kind, and of that type or user when given.
AlertTest alerts_of(std::string alert_for, std::string type = {}, std::string user_id = {});

/// The alerts of a record, oldest first, as the wire shows them. forbidden, not_found.
Result<json::Array> list_alerts(const access::Actor& actor, const records::Service& records,
                                const RecordKey& record);
/// Takes one away for everyone: needs `remove_alert`. not_found when the record has none such.
Result<> dismiss_alert(const access::Actor& actor, records::Service& records,
                       const RecordKey& record, std::string_view unique_id);
/// Which alert is put off until when; no day: it comes back at once.
struct AlertSnooze {
    std::string unique_id;
    std::optional<Day> until;
};
/// Notes that the actor has seen it: it counts no longer in their `my_alert_count`. Needs `read`.
Result<> read_alert(const access::Actor& actor, records::Service& records, const RecordKey& record,
                    std::string_view unique_id);
/// Puts it off for the actor until that day, or brings it back when there is none. Only for the
/// record's owner and the one it concerns (`forbidden`): others go on seeing it as it is.
Result<> snooze_alert(const access::Actor& actor, records::Service& records,
                      const RecordKey& record, const AlertSnooze& snooze);
/// {"case": n, "incident": n, "tracing_request": n}: open, enabled records in the actor's
/// scope with alerts that they have not put off (records.md §16).
Result<json::Object> count_alerts(const access::Actor& actor, const records::Service& records);

}  // namespace amparo::casework

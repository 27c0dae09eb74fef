#pragma once

#include <string_view>

#include "records/edit.hpp"

/// What happens to the case of a brother or sister concerns the others: news of it for the cases of
/// the same family, and of those related as such (web-app.md §16).
namespace amparo::casework {

/// What the alert is for; its type says what happened.
inline constexpr std::string_view relative_alert = "relative";
inline constexpr std::size_t relatives_told_max = 50;  // a family; an institution is none

/// Rule of cases: when one is closed or opened again, the open cases of its relatives say so, once,
/// without saying whose it was. The newer news takes the place of the older.
Result<> tell_relatives(records::Edit& edit, records::Draft& child_case);

}  // namespace amparo::casework

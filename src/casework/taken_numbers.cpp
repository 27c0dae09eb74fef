#include "casework/taken_numbers.hpp"

#include <algorithm>

#include "casework/alerts.hpp"

namespace amparo::casework {
namespace {

constexpr const char* number_key = "short_id";
constexpr const char* alert_kind = "duplicate_field";

}  // namespace

Result<> mark_taken_number(records::Edit& edit, records::Draft& draft) {
    const auto number = json::string_or(draft.data(), number_key);
    if (!draft.is_new || number.empty()) return {};
    if (has_alert(draft.data(), alerts_of(alert_kind, number_key))) return {};
    AMPARO_TRY(const auto holders,
               edit.matching(draft.type(), index::Filter{index::AnyOf{number_key, {number}}}));
    const bool is_taken =
        std::ranges::any_of(holders, [&](const auto& id) { return id != draft.id(); });
    if (is_taken) add_alert(edit, draft.data(), {.alert_for = alert_kind, .type = number_key});
    return {};
}

}  // namespace amparo::casework

#include "casework/announcements.hpp"

#include <algorithm>

#include "casework/alerts.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"

namespace amparo::casework {
namespace {

using records::derived::is_true;
using records::derived::rows;

/// The alerts this save has made.
std::vector<const json::Object*> new_alerts(const records::Draft& draft) {
    std::vector<const json::Object*> fresh;
    for (const auto* alert : rows(draft.data(), alerts_key)) {
        const auto id = json::string_or(*alert, "unique_id");
        const bool is_old = std::ranges::any_of(
            rows(draft.before, alerts_key),
            [&](const auto* old) { return json::string_or(*old, "unique_id") == id; });
        if (!is_old) fresh.push_back(alert);
    }
    return fresh;
}

std::vector<UserName> others(const records::Edit& edit, const std::vector<std::string>& names) {
    std::vector<UserName> people;
    for (const auto& name : names) {
        if (!name.empty() && name != edit.actor().name().text()) people.emplace_back(name);
    }
    return people;
}

}  // namespace

Result<> tell_watchers(records::Edit& edit, records::Draft& draft) {
    for (const auto* alert : new_alerts(draft)) {
        if (!is_true(*alert, "send_email")) continue;
        edit.enqueue(records::event_job(
            {.kind = records::EventKind::alert_case,
             .record_type = draft.type(),
             .record_id = draft.id().text(),
             .actor = edit.actor().name(),
             .recipients = others(edit, json::string_list(draft.data(), "associated_user_names")),
             .occurrence = json::string_or(*alert, "unique_id"),
             .details = {{"form_unique_id", json::string_or(*alert, "form_unique_id")}}}));
    }
    return {};
}

Result<> tell_of_withdrawal(records::Edit& edit, records::Draft& draft) {
    std::vector<std::string> names;
    std::string occurrence;
    for (const auto* alert : new_alerts(draft)) {
        if (json::string_or(*alert, "alert_for") != "consent_withdrawn") continue;
        occurrence = json::string_or(*alert, "unique_id");
        const auto user = json::string_or(*alert, "user_id");
        names.push_back(user.empty() ? json::string_or(draft.data(), "owned_by") : user);
    }
    if (names.empty()) return {};
    edit.enqueue(records::event_job({.kind = records::EventKind::consent_withdrawn,
                                     .record_type = draft.type(),
                                     .record_id = draft.id().text(),
                                     .actor = edit.actor().name(),
                                     .recipients = others(edit, names),
                                     .occurrence = occurrence}));
    return {};
}

}  // namespace amparo::casework

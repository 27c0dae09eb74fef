#include "notify/preferences.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace amparo::notify {
namespace {

using records::EventKind;
using std::chrono::minutes;

constexpr std::array<std::string_view, 4> keys_of_v2{"approval_request", "approval_response",
                                                     "transition_notification", "transfer_request"};

/// "" when only the switch of the channel counts.
std::string_view preference_of(EventKind kind) {
    switch (kind) {
        case EventKind::assign:
        case EventKind::referral:
        case EventKind::referral_message:
        case EventKind::referral_reminder:
        case EventKind::transfer:
            return "transition_notification";
        case EventKind::alert_case:
        case EventKind::retention_due:
        case EventKind::work_failed:
        case EventKind::webhook_failed:
        case EventKind::file_infected:
        case EventKind::welcome:
        case EventKind::password_reset:
        case EventKind::second_factor_removed:
        case EventKind::bulk_message:
            return "";
        default:
            return records::wire_name(kind);
    }
}

const json::Object* notification_settings(const access::User& user) {
    const auto* settings = json::find_object(user.attributes, "settings");
    return settings == nullptr ? nullptr : json::find_object(*settings, "notifications");
}

/// "22:30" as minutes of a day.
std::optional<minutes> time_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    int hour = 0;
    int minute = 0;
    const auto* begin = text.data();
    const auto hours_end = std::from_chars(begin, begin + 2, hour);
    const auto minutes_end = std::from_chars(begin + 3, begin + 5, minute);
    const bool is_read = hours_end.ptr == begin + 2 && minutes_end.ptr == begin + 5;
    if (!is_read || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    return minutes(hour * 60 + minute);
}

}  // namespace

bool is_kept(EventKind kind) {
    return kind != EventKind::welcome && kind != EventKind::password_reset &&
           kind != EventKind::second_factor_removed && kind != EventKind::bulk_message;
}

bool wants(const access::User& user, Channel channel, EventKind kind) {
    const bool is_mail = channel == Channel::mail;
    const std::string_view key = is_mail ? "send_mail" : "receive_webpush";
    if (!user.is_active() || !json::bool_or(user.attributes, key, is_mail)) return false;
    if (is_mail && user.email.empty()) return false;
    const auto preference = preference_of(kind);
    const auto* notifications = notification_settings(user);
    const auto* chosen =
        notifications == nullptr ? nullptr : json::find_object(*notifications, key);
    if (preference.empty() || chosen == nullptr) return true;
    const bool is_old = std::ranges::find(keys_of_v2, preference) != keys_of_v2.end();
    return json::bool_or(*chosen, preference, !is_old);
}

bool wants_digest(const access::User& user) {
    const auto* notifications = notification_settings(user);
    return notifications != nullptr && json::bool_or(*notifications, "digest", false);
}

Instant not_before(const access::User& user, Instant now, const std::string& zone) {
    const auto* notifications = notification_settings(user);
    const auto* quiet =
        notifications == nullptr ? nullptr : json::find_object(*notifications, "quiet_hours");
    if (quiet == nullptr) return now;
    const auto from = time_of_day(json::string_or(*quiet, "from"));
    const auto to = time_of_day(json::string_or(*quiet, "to"));
    if (!from || !to || *from == *to) return now;
    const auto local = local_time(now, zone);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const auto time = std::chrono::floor<minutes>(local - midnight);
    const bool over_night = *from > *to;
    const bool is_quiet = over_night ? time >= *from || time < *to : time >= *from && time < *to;
    if (!is_quiet) return now;
    const std::chrono::days later{over_night && time >= *from ? 1 : 0};
    return std::max(now, moment_of_local(Instant(midnight + later) + *to, zone));
}

}  // namespace amparo::notify

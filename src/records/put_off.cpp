#include "records/put_off.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "records/derived/values.hpp"
#include "records/snooze.hpp"

namespace amparo::records {
namespace {

constexpr const char* column_name = "alerts_put_off";

std::string entry(std::string_view user, std::string_view day) {
    // No user name has a line break, so that none can be taken for another one with a day.
    return std::string(user) + "\n" + std::string(day);
}

/// Who has put off every alert, with the first day on which one comes back.
json::Value who_sees_none(const json::Object& document) {
    const auto alerts = derived::rows(document, "alerts");
    struct Count {
        std::size_t alerts = 0;
        std::string first;  // days as texts sort as days do
    };
    std::map<std::string, Count> by_user;
    for (const auto* alert : alerts) {
        const auto* put_off = json::find_object(*alert, put_off_key);
        if (put_off == nullptr) return nullptr;
        for (const auto& [user, until] : *put_off) {
            if (!until.is_string()) continue;
            const std::string day(until.get_string());
            auto& count = by_user[std::string(user)];
            count.first = count.alerts++ == 0 ? day : std::min(count.first, day);
        }
    }
    json::Array entries;
    for (const auto& [user, count] : by_user) {
        if (count.alerts == alerts.size()) entries.emplace_back(entry(user, count.first));
    }
    return entries.empty() ? json::Value(nullptr) : json::Value(std::move(entries));
}

}  // namespace

std::optional<Day> put_off_until(const json::Object& alert, std::string_view user, Day today) {
    const auto* put_off = json::find_object(alert, put_off_key);
    if (put_off == nullptr) return std::nullopt;
    const auto day = parse_day(json::string_or(*put_off, user));
    return day && *day > today ? std::optional(*day) : std::nullopt;
}

index::Column put_off_column() {
    return {.name = column_name, .kind = index::ColumnKind::keyword, .compute = who_sees_none};
}

index::Filter all_put_off(std::string_view user, Day today) {
    std::vector<std::string> entries;
    for (int days = 1; days <= snooze_days_max; ++days)
        entries.push_back(entry(user, format_day(today + std::chrono::days(days))));
    return index::Filter{index::AnyOf{column_name, std::move(entries)}};
}

}  // namespace amparo::records

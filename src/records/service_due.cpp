#include "records/service_due.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <utility>

namespace amparo::records {
namespace {

/// "3_days" → 3 and "days"; nullopt for anything else (§3.8).
std::optional<std::pair<int, std::string_view>> read_timeframe(std::string_view text) {
    const auto at = text.find('_');
    if (at == std::string_view::npos) return std::nullopt;
    int count = 0;
    const auto read = std::from_chars(text.data(), text.data() + at, count);
    constexpr int count_max = 10'000;
    if (read.ec != std::errc() || read.ptr != text.data() + at || count < 0 || count > count_max)
        return std::nullopt;
    auto unit = text.substr(at + 1);
    if (unit.ends_with('s')) unit.remove_suffix(1);
    return std::make_pair(count, unit);
}

Instant plus_months(Instant moment, int months) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const auto shifted = std::chrono::year_month_day(day) + std::chrono::months(months);
    const auto last = Day(shifted.year() / shifted.month() / std::chrono::last);
    const auto target = shifted.ok() ? Day(shifted) : last;
    return Instant(target) + (moment - day);
}

/// A date field with or without a time; a bare day counts from its start.
std::optional<Instant> moment_of(const json::Object& row, std::string_view key) {
    const auto text = json::string_or(row, key);
    if (const auto instant = parse_instant(text)) return *instant;
    if (const auto day = parse_day(text)) return Instant(*day);
    return std::nullopt;
}

}  // namespace

std::optional<Instant> add_timeframe(Instant moment, std::string_view timeframe) {
    const auto read = read_timeframe(timeframe);
    if (!read) return std::nullopt;
    const auto [count, unit] = *read;
    if (unit == "hour") return moment + std::chrono::hours(count);
    if (unit == "day") return moment + std::chrono::days(count);
    if (unit == "week") return moment + std::chrono::weeks(count);
    if (unit == "month") return plus_months(moment, count);
    return std::nullopt;
}

std::optional<ServiceDue> service_due(const json::Object& row, bool from_appointment) {
    const auto appointment =
        from_appointment ? moment_of(row, "service_appointment_date") : std::nullopt;
    if (appointment) {
        const auto day = std::chrono::floor<std::chrono::days>(*appointment);
        return ServiceDue{.at = Instant(day) + std::chrono::days(1) - std::chrono::seconds(1),
                          .appointment = day};
    }
    const auto response = moment_of(row, "service_response_day_time");
    if (!response) return std::nullopt;
    const auto timeframe = json::string_or(row, "service_response_timeframe");
    const auto at = add_timeframe(*response, timeframe);
    if (!at) return std::nullopt;
    return ServiceDue{.at = *at, .is_to_the_hour = timeframe.find("hour") != std::string::npos};
}

bool services_due_from_appointment(const forms::Definitions& definitions) {
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    return options != nullptr && json::bool_or(*options, "due_date_from_appointment_date", false);
}

}  // namespace amparo::records

#include "records/snooze.hpp"

namespace amparo::records {

Result<std::optional<Day>> read_snooze(const json::Object& data, Day today) {
    const auto* wanted = data.if_contains("snoozed_until");
    if (wanted != nullptr && wanted->is_null()) return std::optional<Day>();
    const auto day = parse_day(json::string_or(data, "snoozed_until"));
    if (!day || *day <= today || *day > today + std::chrono::days(snooze_days_max))
        return refuse_field(Errc::invalid, "snoozed_until", "errors.snooze.day");
    return std::optional<Day>(*day);
}

}  // namespace amparo::records

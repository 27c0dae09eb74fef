#include "records/service_due.hpp"

#include <string>

#include "forms/timeframe.hpp"

namespace amparo::records {
namespace {

/// A date field with or without a time; a bare day counts from its start.
std::optional<Instant> moment_of(const json::Object& row, std::string_view key) {
    const auto text = json::string_or(row, key);
    if (const auto instant = parse_instant(text)) return *instant;
    if (const auto day = parse_day(text)) return Instant(*day);
    return std::nullopt;
}

}  // namespace

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
    const auto at = forms::add_timeframe(*response, timeframe);
    if (!at) return std::nullopt;
    return ServiceDue{.at = *at, .is_to_the_hour = timeframe.find("hour") != std::string::npos};
}

bool services_due_from_appointment(const forms::Definitions& definitions) {
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    return options != nullptr && json::bool_or(*options, "due_date_from_appointment_date", false);
}

}  // namespace amparo::records

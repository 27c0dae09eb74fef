#pragma once

#include <optional>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::records {

/// When a service must have been given (case-management.md §3.8).
struct ServiceDue {
    Instant at;
    std::optional<Day> appointment = {};  // the day it is due on, when that decides
    bool is_to_the_hour = false;          // the timeframe counts hours, not days
};

/// Of one row of `services_section`, given or not; nullopt when nothing says when.
std::optional<ServiceDue> service_due(const json::Object& row, bool from_appointment);
/// Whether the deployment counts from the appointment (due_date_from_appointment_date).
bool services_due_from_appointment(const forms::Definitions& definitions);

}  // namespace amparo::records

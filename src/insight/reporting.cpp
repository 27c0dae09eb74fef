#include "insight/boxes.hpp"
#include "insight/shorthand.hpp"

namespace amparo::insight::boxes {
namespace {

Conditions created(std::string range) {
    return joined({open_records(), where("created_at", std::move(range))});
}

Conditions closed(std::string range) {
    return joined({closed_records(), where("date_closure", std::move(range))});
}

/// All, open, new and closed cases, in the same groups.
Indicators concerns(const Viewer& viewer, const std::string& prefix,
                    const std::vector<Grouping>& groupings) {
    const auto& windows = viewer.windows;
    return {{.name = prefix + "_open_cases", .conditions = open_records(), .groupings = groupings},
            {.name = prefix + "_new_this_week",
             .conditions = created(windows.this_week(Dates::moments)),
             .groupings = groupings},
            {.name = prefix + "_all_cases",
             .conditions = where("record_state", "true"),
             .groupings = groupings},
            {.name = prefix + "_closed_this_week",
             .conditions = closed(windows.this_week(Dates::days)),
             .groupings = groupings}};
}

Indicator of_incidents(std::string name, std::vector<Grouping> groupings) {
    return {.name = std::move(name),
            .conditions = open_records(),
            .groupings = std::move(groupings),
            .record_type = "incident"};
}

}  // namespace

Indicators reporting_location(const Viewer& viewer) {
    const auto& windows = viewer.windows;
    const auto add = [&](std::string name, Conditions conditions) {
        return Indicator{.name = "reporting_location_" + std::move(name),
                         .conditions = std::move(conditions),
                         .groupings = {by_reporting_location(viewer)}};
    };
    return {add("open", open_records()),
            add("open_last_week", created(windows.last_week(Dates::moments))),
            add("open_this_week", created(windows.this_week(Dates::moments))),
            add("closed_last_week", closed(windows.last_week(Dates::days))),
            add("closed_this_week", closed(windows.this_week(Dates::days)))};
}

Indicators protection_concerns(const Viewer& viewer) {
    return concerns(viewer, "protection_concerns", {by("protection_concerns")});
}

Indicators protection_concerns_by_location(const Viewer& viewer) {
    return concerns(viewer, "protection_concerns_by_location",
                    {by_reporting_location(viewer), by("protection_concerns")});
}

Indicators national_summary(const Viewer& viewer) {
    const auto& windows = viewer.windows;
    return {{.name = "open", .conditions = open_records()},
            {.name = "new_last_week", .conditions = created(windows.last_week(Dates::moments))},
            {.name = "new_this_week", .conditions = created(windows.this_week(Dates::moments))},
            {.name = "closed_last_week", .conditions = closed(windows.last_week(Dates::days))},
            {.name = "closed_this_week", .conditions = closed(windows.this_week(Dates::days))}};
}

Indicators violations_by_category(const Viewer& /*viewer*/) {
    return {of_incidents("violations_category_verification_status",
                         {by("violation_with_verification_status")})};
}

Indicators violations_by_region(const Viewer& viewer) {
    return {of_incidents("violations_category_region",
                         {by_incident_location(viewer), by("violation_with_verification_status")})};
}

Indicators perpetrators(const Viewer& /*viewer*/) {
    return {of_incidents("perpetrator_armed_force_group_party_names",
                         {by("armed_force_group_party_names")})};
}

}  // namespace amparo::insight::boxes

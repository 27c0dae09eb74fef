#include <algorithm>

#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

std::optional<Day> day_of(const json::Object& data, std::string_view key) {
    const auto text = json::string_or(data, key);
    constexpr std::size_t day_characters = 10;  // of a date with or without a time
    const auto day = parse_day(text.substr(0, day_characters));
    return day ? std::optional<Day>(*day) : std::nullopt;
}

/// Ranges that do not overlap, unlike those of Primero v2 (§3.24).
json::Value reporting_time(const json::Object& incident) {
    struct Range {
        int days_max;
        const char* name;
    };
    constexpr Range ranges[] = {
        {3, "0_3_days"}, {5, "4_5_days"}, {14, "6_14_days"}, {30, "2_weeks_1_month"}};
    const auto reported = day_of(incident, "date_of_first_report");
    const auto happened = day_of(incident, "incident_date");
    if (!reported || !happened || *reported < *happened) return nullptr;
    const auto days = (*reported - *happened).count();
    for (const auto& range : ranges) {
        if (days <= range.days_max) return range.name;
    }
    return "over_1_month";
}

json::Value perpetrator_count(std::size_t count) {
    constexpr std::size_t counted_max = 3;
    if (count == 0) return nullptr;
    if (count > counted_max) return "more_than_3";
    return json::Value("equal_to_" + std::to_string(count));
}

/// What is known of an incident of gender-based violence.
struct Violence {
    std::string type;
    bool is_sexual = false;  // rape or sexual assault
    bool is_gender_based = false;
    bool is_child = false;
};

Violence violence_of(const json::Object& incident) {
    constexpr int adult_age = 18;
    Violence violence;
    violence.type = json::string_or(incident, "gbv_sexual_violence_type");
    violence.is_sexual = violence.type == "rape" || violence.type == "sexual_assault";
    violence.is_gender_based = !violence.type.empty() && violence.type != "non-gbv";
    const auto age = json::find_integer(incident, "age");
    violence.is_child = age && *age < adult_age;
    return violence;
}

bool names_partner(const json::Object& incident) {
    return std::ranges::any_of(rows(incident, "alleged_perpetrator"), [](const auto* row) {
        return json::string_or(*row, "perpetrator_relationship") ==
               "intimate_partner_former_partner";
    });
}

json::Array case_context(const json::Object& incident) {
    const auto violence = violence_of(incident);
    const auto abduction = json::string_or(incident, "abduction_status_time_of_incident");
    json::Array context;
    const auto add_if = [&](bool holds, const char* name) {
        if (holds) context.emplace_back(name);
    };
    add_if(violence.is_gender_based && names_partner(incident), "intimate_partner_violence");
    add_if(violence.is_sexual && violence.is_child, "child_sexual_abuse");
    add_if(violence.type == "forced_marriage" && violence.is_child, "early_marriage");
    add_if(violence.is_sexual && is_present(incident, "goods_money_exchanged"),
           "possible_sexual_exploitation");
    add_if(violence.is_sexual && !abduction.empty() && abduction != "none",
           "possible_sexual_slavery");
    add_if(violence.is_gender_based && is_present(incident, "harmful_traditional_practice"),
           "harmful_traditional_practice");
    return context;
}

/// Blank values are not written where nothing stands, so that other incidents stay free of them.
void set_unless_blank(Changes& changes, const json::Object& after, std::string_view key,
                      json::Value value) {
    if (!json::is_blank(value) || is_present(after, key)) changes[key] = std::move(value);
}

}  // namespace

Changes date_incident(const json::Object& /*before*/, const json::Object& after,
                      const Context& /*context*/) {
    Changes changes;
    for (const auto* key : {"incident_date", "date_of_incident_from", "date_of_incident"}) {
        if (!is_present(after, key)) continue;
        changes["incident_date_derived"] = after.at(key);
        return changes;
    }
    set_unless_blank(changes, after, "incident_date_derived", nullptr);
    return changes;
}

Changes describe_violence(const json::Object& /*before*/, const json::Object& after,
                          const Context& /*context*/) {
    Changes changes;
    set_unless_blank(changes, after, "elapsed_reporting_time", reporting_time(after));
    set_unless_blank(changes, after, "number_of_perpetrators",
                     perpetrator_count(rows(after, "alleged_perpetrator").size()));
    set_unless_blank(changes, after, "gbv_case_context", case_context(after));
    return changes;
}

// The links between cases and incidents keep the list (casework).
Changes count_incidents(const json::Object& /*before*/, const json::Object& after,
                        const Context& context) {
    Changes changes;
    const auto* incidents = json::find_array(after, "incidents");
    if (incidents == nullptr && !context.is_new) return changes;
    changes["has_incidents"] = incidents != nullptr && !incidents->empty();
    return changes;
}

}  // namespace amparo::records::derived

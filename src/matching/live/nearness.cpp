#include "matching/live/nearness.hpp"

#include <cmath>
#include <cstdlib>
#include <optional>

#include "forms/partial_date.hpp"

namespace amparo::matching {
namespace {

constexpr double years_near = 1.6;  // where ages cease to speak for a match
constexpr Day days_near = 31;
constexpr int district_level = 2;

struct Registered {
    const json::Object& person;
    const json::Object& record;
    std::string_view date;  // when the record was begun
};

std::optional<Birth> birth_in(const Registered& from, Day today) {
    constexpr std::string_view date = "date_of_birth";
    return birth_of({.date = json::find(from.person, date),
                     .age = json::find(from.person, "age"),
                     .estimated = json::find(from.person, "estimated"),
                     .reference = json::find(from.record, from.date),
                     .precision = json::find(from.person, forms::precision_key(date))},
                    today);
}

/// Whoever may not read the date of a birth is not told of it by the age, nor the other way round.
bool may_know_age(const Seen& child_case) {
    return child_case.allows("age") && child_case.allows("date_of_birth");
}

bool are_of_one_age(const Both& both, Day today) {
    if (!may_know_age(both.child_case)) return false;
    const auto& child_case = both.child_case.record.data;
    const auto& request = both.request.record.data;
    const auto child = birth_in({child_case, child_case, "registration_date"}, today);
    const auto sought = birth_in({both.trace, request, "inquiry_date"}, today);
    if (!child || !sought) return false;
    const auto apart = std::abs(child->middle - sought->middle);
    if (child->is_exact && sought->is_exact) return apart <= days_near;
    return apart <= years_near * days_per_year;
}

std::optional<Day> day_of(const json::Value& value) {
    const auto* text = value.if_string();
    return text == nullptr ? std::nullopt : parse_day(*text);
}

bool are_days_near(const Answers& answers) {
    const auto one = day_of(answers.of_case);
    const auto other = day_of(answers.of_trace);
    return one && other && std::abs(*one - *other) <= days_near;
}

bool are_in_one_district(const forms::Locations& locations, const Answers& answers) {
    const auto* one = answers.of_case.if_string();
    const auto* other = answers.of_trace.if_string();
    if (one == nullptr || other == nullptr) return false;
    const auto* district = locations.at_level(*one, district_level);
    return district != nullptr && district == locations.at_level(*other, district_level);
}

}  // namespace

bool are_near(const Viewer& viewer, const Both& both, const Answers& answers) {
    const auto field = answers.field;
    if (field == "age" || field == "date_of_birth") return are_of_one_age(both, viewer.today());
    if (field == "date_of_separation") return are_days_near(answers);
    const bool is_place = field.starts_with("location_") || field == "relation_location_current";
    return is_place && are_in_one_district(viewer.definitions().locations(), answers);
}

}  // namespace amparo::matching

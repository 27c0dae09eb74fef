#include <array>
#include <utility>

#include "matching/model/configuration.hpp"

namespace amparo::matching {
namespace {

using Names = std::vector<std::string>;

constexpr std::string_view type_names[] = {"person_name", "kin_name",      "lineage",  "siblings",
                                           "sex",         "birth",         "location", "date",
                                           "overlap",     "overlap_group", "select",   "text",
                                           "phone",       "identifier",    "number"};

constexpr std::string_view measure_names[] = {"usual",    "given", "personal", "other_role",
                                              "any_role", "self",  "sought"};

}  // namespace

std::string_view name_of(ComparatorType type) {
    return type_names[static_cast<std::size_t>(type)];
}

std::string_view name_of(Measure measure) {
    return measure_names[static_cast<std::size_t>(measure)];
}

const std::vector<std::string>& level_names(ComparatorType type, Measure measure) {
    static const Names measured;
    static const Names given = {"N", "I", "K", "T", "V", "E"};
    static const Names self = {"better", "otherwise"};
    static const Names two = {"agree", "disagree"};
    static const Names birth = {"day",         "near_day",  "year_apart", "years_apart",
                                "exact_other", "same",      "year",       "two_years",
                                "four_years",  "six_years", "other"};
    static const Names place = {"leaf", "within", "level2", "level1", "level0", "other"};
    static const Names date = {"same", "month", "season", "year", "other"};
    static const Names group = {"conflict2", "conflict1", "agree1", "agree3"};
    switch (type) {
        case ComparatorType::person_name:
            return measure == Measure::usual ? measured : given;
        case ComparatorType::siblings:
            return measure == Measure::usual ? measured : self;
        case ComparatorType::kin_name:
        case ComparatorType::lineage:
            return measured;
        case ComparatorType::birth:
            return birth;
        case ComparatorType::location:
            return place;
        case ComparatorType::date:
            return date;
        case ComparatorType::overlap_group:
            return group;
        case ComparatorType::sex:
        case ComparatorType::overlap:
        case ComparatorType::select:
        case ComparatorType::text:
        case ComparatorType::phone:
        case ComparatorType::identifier:
        case ComparatorType::number:
            return two;
    }
    return measured;
}

}  // namespace amparo::matching

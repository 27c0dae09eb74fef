#include "matching/live/comparable_fields.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"

namespace amparo::matching {
namespace {

constexpr std::string_view child_fields[] = {"name",
                                             "name_nickname",
                                             "name_other",
                                             "sex",
                                             "age",
                                             "date_of_birth",
                                             "nationality",
                                             "ethnicity",
                                             "religion",
                                             "language",
                                             "location_last",
                                             "telephone_last",
                                             "location_birth",
                                             "location_current",
                                             "address_current",
                                             "date_of_separation",
                                             "separation_cause",
                                             "separation_cause_other",
                                             "location_before_separation",
                                             "location_separation"};
constexpr std::string_view kin_fields[] = {"relation",
                                           "relation_name",
                                           "relation_nickname",
                                           "relation_language",
                                           "relation_religion",
                                           "relation_ethnicity",
                                           "relation_nationality",
                                           "relation_other_family",
                                           "relation_telephone",
                                           "relation_location_current",
                                           "relation_address_current",
                                           "location_last",
                                           "telephone_last",
                                           "date_of_separation",
                                           "separation_cause",
                                           "separation_cause_other",
                                           "location_separation"};
constexpr std::pair<std::string_view, std::string_view> correspondences[] = {
    {"nationality", "relation_nationality"},
    {"language", "relation_language"},
    {"religion", "relation_religion"},
    {"ethnicity", "relation_ethnicity"},
    {"sub_ethnicity_1", "relation_sub_ethnicity1"},
    {"sub_ethnicity_2", "relation_sub_ethnicity2"}};

/// Each name once, by name: fields of one name on several forms hold one answer.
std::vector<const forms::Field*> by_name(std::vector<const forms::Field*> fields) {
    std::ranges::stable_sort(fields, {}, &forms::Field::name);
    const auto twice = std::ranges::unique(fields, {}, &forms::Field::name);
    fields.erase(twice.begin(), twice.end());
    return fields;
}

void collect(const forms::Form& form, std::vector<const forms::Field*>& fields) {
    for (const auto& field : form.fields) {
        if (is_matchable(field)) fields.push_back(&field);
    }
}

}  // namespace

std::span<const std::string_view> usual_child_fields() {
    return child_fields;
}

std::span<const std::string_view> usual_kin_fields() {
    return kin_fields;
}

std::string_view counterpart_of(std::string_view field) {
    for (const auto& [child, relative] : correspondences) {
        if (field == child) return relative;
        if (field == relative) return child;
    }
    return field;
}

bool is_matchable(const forms::Field& field) {
    return json::bool_or(field.attributes, "matchable", false) && field.is_stored() &&
           field.type != forms::FieldType::subform;
}

std::vector<const forms::Field*> matchable_child_fields(const forms::Definitions& definitions) {
    std::vector<const forms::Field*> fields;
    for (const auto* form : definitions.forms_of("case")) collect(*form, fields);
    return by_name(std::move(fields));
}

std::vector<const forms::Field*> matchable_kin_fields(const forms::Definitions& definitions) {
    std::vector<const forms::Field*> fields;
    if (const auto* form = definitions.form(kin_section)) collect(*form, fields);
    return by_name(std::move(fields));
}

}  // namespace amparo::matching

#include "records/best_interest.hpp"

#include <array>
#include <string>
#include <utility>

#include "records/derived/values.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view family_rows = "family_details_section";

constexpr std::array<std::string_view, 14> keys{"bia_mother",
                                                "bia_father",
                                                "bia_caregiver",
                                                "mother_death_details",
                                                "father_death_details",
                                                "not_family_explanation",
                                                "bia_child_wishes",
                                                "bia_child_other_wishes",
                                                "current_care_arrangements",
                                                "bia_interviews",
                                                "bia_interventions",
                                                "bia_followups",
                                                "bia_transfers",
                                                "bia_consent_for_services"};

/// Keys that are another one under the name the assessment gives it.
struct Twin {
    std::string_view key;
    std::string_view source;
};
constexpr Twin twins[] = {
    {"bia_child_wishes", "child_preferences_section"},
    {"bia_child_other_wishes", "child_other_relations_section"},
    {"bia_interventions", "cp_case_plan_subform_case_plan_interventions"},
    {"bia_followups", "followup_subform_section"},
    {"bia_consent_for_services", "consent_for_services"},
};

enum class Kin { mother, father, caregiver };

bool is_kin(const json::Object& row, Kin kin) {
    const auto relation = json::string_or(row, "relation");
    if (kin == Kin::mother) return relation == "mother";
    if (kin == Kin::father) return relation == "father";
    return relation != "mother" && relation != "father" &&
           derived::is_true(row, "relation_is_caregiver");
}

json::Array kin_of(const json::Object& shown, Kin kin) {
    json::Array found;
    for (const auto* row : derived::rows(shown, family_rows)) {
        if (is_kin(*row, kin)) found.emplace_back(*row);
    }
    return found;
}

/// What is said of the death of the first of them; null when nothing is.
json::Value death_of(const json::Array& kin) {
    if (kin.empty()) return nullptr;
    const auto* details = kin.front().get_object().if_contains("relation_death_details");
    return json::is_blank(details) ? json::Value(nullptr) : *details;
}

void add_family(json::Object& out, const json::Object& shown) {
    if (!shown.contains(family_rows)) return;
    auto mother = kin_of(shown, Kin::mother);
    auto father = kin_of(shown, Kin::father);
    std::string explanation;
    for (const auto& [key, kin] :
         {std::pair("mother_death_details", &mother), std::pair("father_death_details", &father)}) {
        auto details = death_of(*kin);
        if (const auto* text = details.if_string())
            explanation += (explanation.empty() ? "" : "\n") + std::string(*text);
        out[key] = std::move(details);
    }
    out["not_family_explanation"] =
        explanation.empty() ? json::Value(nullptr) : json::Value(explanation);
    out["bia_mother"] = std::move(mother);
    out["bia_father"] = std::move(father);
    out["bia_caregiver"] = kin_of(shown, Kin::caregiver);
}

/// The list is kept with the newest start first, under a key of former forms.
void add_care(json::Object& out, const json::Object& shown) {
    constexpr std::string_view source = "care_arrangements_subform_care_arrangement";
    if (!shown.contains(source)) return;
    const auto arrangements = derived::rows(shown, source);
    const auto newest =
        arrangements.empty() ? json::Value(nullptr) : json::Value(*arrangements.front());
    out["current_care_arrangements"] = newest;
    out["bia_interviews"] = newest;
}

/// What the case shows of a transfer to whoever may open it.
json::Object shown_transfer(const json::Object& transfer) {
    json::Object out;
    for (const auto* key : {"id", "type", "status", "transitioned_by", "transitioned_to",
                            "transitioned_to_agency", "notes", "created_at", "responded_at"}) {
        if (const auto* value = transfer.if_contains(key)) out[key] = *value;
    }
    return out;
}

json::Value newest_transfer(const json::Array* transitions) {
    const json::Object* newest = nullptr;
    if (transitions == nullptr) return nullptr;
    for (const auto& element : *transitions) {
        const auto* row = element.if_object();
        if (row == nullptr || json::string_or(*row, "type") != "Transfer") continue;
        const bool is_newer = newest == nullptr || json::string_or(*newest, "created_at") <=
                                                       json::string_or(*row, "created_at");
        if (is_newer) newest = row;
    }
    return newest == nullptr ? json::Value(nullptr) : json::Value(shown_transfer(*newest));
}

}  // namespace

std::span<const std::string_view> best_interest_keys() {
    return keys;
}

json::Object best_interest(const json::Object& shown, const json::Array* transitions) {
    json::Object out;
    add_family(out, shown);
    add_care(out, shown);
    for (const auto& twin : twins) {
        if (const auto* value = shown.if_contains(twin.source)) out[twin.key] = *value;
    }
    out["bia_transfers"] = newest_transfer(transitions);
    return out;
}

}  // namespace amparo::records

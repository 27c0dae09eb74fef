#include "exchange/print/best_interest_part.hpp"

#include "exchange/print/clean_text.hpp"
#include "records/best_interest.hpp"

namespace amparo::exchange {
namespace {

/// A value of the assessment, its label, and the field whose answers it consists of.
struct Line {
    std::string_view key;
    const char* label;
    std::string_view source;
};
constexpr Line lines[] = {
    {"bia_mother", "print.best_interest.mother", "family_details_section"},
    {"bia_father", "print.best_interest.father", "family_details_section"},
    {"bia_caregiver", "print.best_interest.caregiver", "family_details_section"},
    {"not_family_explanation", "print.best_interest.no_family", ""},
    {"bia_child_wishes", "print.best_interest.wishes", "child_preferences_section"},
    {"bia_child_other_wishes", "print.best_interest.other_wishes", "child_other_relations_section"},
    {"current_care_arrangements", "print.best_interest.care",
     "care_arrangements_subform_care_arrangement"},
    {"bia_interventions", "print.best_interest.plan",
     "cp_case_plan_subform_case_plan_interventions"},
    {"bia_followups", "print.best_interest.follow_ups", "followup_subform_section"},
    {"bia_consent_for_services", "print.best_interest.consent", "consent_for_services"},
};

forms::Field text_field(const std::string& locale, std::string label) {
    forms::Field field;
    field.type = forms::FieldType::textarea;
    field.display_name[locale] = std::move(label);
    return field;
}

/// "3 March 2026, from worker_a to worker_b"
std::string transfer_words(const RecordView& view, const json::Object& transfer) {
    return view.words.text(
        "print.best_interest.transferred",
        {{"when", view.words.date(json::string_or(transfer, "created_at"))},
         {"from", isolate(clean_line(json::string_or(transfer, "transitioned_by")))},
         {"to", isolate(clean_line(json::string_or(transfer, "transitioned_to")))}});
}

/// The field of the source under the label of the line; a text when nothing is its source.
std::optional<forms::Field> field_of(const RecordView& view, const Line& line) {
    const auto& locale = view.words.locale();
    auto label = view.words.text(line.label);
    if (line.source.empty()) return text_field(locale, std::move(label));
    const auto* source = view.definitions.field("case", line.source);
    if (source == nullptr) return std::nullopt;
    auto field = *source;
    field.display_name = {{locale, std::move(label)}};
    return field;
}

}  // namespace

Part best_interest_part(const RecordView& view) {
    const auto values =
        records::best_interest(view.shown, json::find_array(view.record.data, "transitions"));
    std::vector<Answer> answers;
    for (const auto& line : lines) {
        const auto* value = values.if_contains(line.key);
        if (value == nullptr || json::is_blank(*value)) continue;
        auto field = field_of(view, line);
        if (!field) continue;
        // A single entry is printed as a list of one.
        const bool is_entry = value->is_object() && field->subform != nullptr;
        answers.push_back(
            {std::move(*field), is_entry ? json::Value(json::Array{*value}) : *value});
    }
    if (const auto* transfer = json::find_object(values, "bia_transfers")) {
        answers.push_back(
            {text_field(view.words.locale(), view.words.text("print.best_interest.transfer")),
             json::Value(transfer_words(view, *transfer))});
    }
    return answers_part(view, view.words.text("print.best_interest.title"), answers);
}

}  // namespace amparo::exchange

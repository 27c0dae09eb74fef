#include "forms/checklist.hpp"

#include <algorithm>
#include <array>

#include "forms/required.hpp"
#include "forms/stages.hpp"
#include "forms/visibility.hpp"

namespace amparo::forms {
namespace {

constexpr std::string_view reopened_stage = "reopened";

// What every case has from its first day: a form with nothing else has not been begun.
constexpr std::string_view given_answers[] = {
    "status",   "record_state",    "case_status_reopened", "registration_date", "case_id",
    "short_id", "case_id_display", "unique_identifier",    "module_id",         "owned_by"};

bool is_given(const Field& field) {
    return std::ranges::find(given_answers, field.name) != std::end(given_answers);
}

const json::Object* step_of(const json::Array& steps, std::string_view stage) {
    for (const auto& element : steps) {
        const auto* step = element.if_object();
        if (step != nullptr && json::string_or(*step, "step") == stage) return step;
    }
    return nullptr;
}

ChecklistItem form_item(const Form& form) {
    ChecklistItem item{.name = form.unique_id, .form = &form};
    for (const auto& field : form.fields) item.fields.emplace(field.name, &field);
    return item;
}

ChecklistItem field_item(const Definitions& definitions, const std::string& name) {
    ChecklistItem item{.name = name};
    for (const auto* form : definitions.forms_of("case")) {
        if (const auto* field = form->find(name)) item.places.push_back(field);
    }
    return item;
}

ChecklistStep step_from(const Definitions& definitions, const Option& stage,
                        const json::Object& source) {
    ChecklistStep step{.id = stage.id, .label = stage.display_text, .items = {}};
    for (const auto& id : json::string_list(source, "forms")) {
        const auto* form = definitions.form(id);
        const bool is_of_case = form != nullptr && !form->is_nested && form->parent_form == "case";
        if (is_of_case) step.items.push_back(form_item(*form));
    }
    for (const auto& name : json::string_list(source, "fields")) {
        auto item = field_item(definitions, name);
        if (!item.places.empty()) step.items.push_back(std::move(item));
    }
    return step;
}

bool is_box_for_files(const Field& field) {
    return field.type == FieldType::photo_upload_box || field.type == FieldType::audio_upload_box ||
           field.type == FieldType::document_upload_box;
}

/// One case under examination.
class Examination {
  public:
    Examination(const json::Object& record, const EvaluationContext& context)
        : record_(record), context_(context), module_(json::string_or(record, "module_id")) {}

    /// Says on which form the item is done, and whether it is; leaves the form null for what is
    /// not asked of this case.
    void look_at(const ChecklistItem& item, ChecklistLine& line) const {
        if (item.is_form()) return look_at_form(item, line);
        const auto place = std::ranges::find_if(item.places, [&](const auto* field) {
            return is_open(*field->form) && is_asked_here(*field);
        });
        if (place == item.places.end()) return;
        line.form = (*place)->form;
        line.is_done = is_answered(**place, record_);
    }

  private:
    void look_at_form(const ChecklistItem& item, ChecklistLine& line) const {
        if (!is_open(*item.form)) return;
        line.form = item.form;
        const bool is_begun = std::ranges::any_of(item.form->fields, [&](const Field& field) {
            return is_asked_here(field) && !is_given(field) && is_answered(field, record_);
        });
        line.is_done = is_begun && !is_anything_missing(item);
    }

    bool is_anything_missing(const ChecklistItem& item) const {
        return !missing_answers(
                    {.fields = item.fields,
                     .module_id = module_,
                     .data = record_,
                     .context = context_,
                     .has_attachment =
                         [&](std::string_view field) { return has_file(record_, field); }})
                    .empty();
    }

    bool is_open(const Form& form) const {
        return form.visible && belongs_to_module(form, module_) &&
               form.shown_when.shows({.values = record_, .context = context_});
    }
    // Boxes for files are always marked as disabled: no value of theirs is written with a record.
    bool is_asked_here(const Field& field) const {
        return (is_asked(field) || (field.visible && is_box_for_files(field))) &&
               field.shown_for_record.shows({.values = record_, .context = context_});
    }

    const json::Object& record_;
    const EvaluationContext& context_;
    const std::string module_;
};

}  // namespace

std::string_view wire_name(StepState state) {
    constexpr std::array<std::string_view, 3> names{"before", "now", "ahead"};
    return names[static_cast<std::size_t>(state)];
}

std::vector<ChecklistStep> checklist_of(const Definitions& definitions, const Module& module) {
    std::vector<ChecklistStep> steps;
    const auto* options = json::find_object(module.attributes, "module_options");
    const auto* asked =
        options == nullptr ? nullptr : json::find_array(*options, step_checklist_key);
    if (asked == nullptr) return steps;
    for (const auto& stage : case_stages(definitions, module)) {
        const auto* source = step_of(*asked, stage.id);
        if (source == nullptr) continue;
        auto step = step_from(definitions, stage, *source);
        if (!step.items.empty()) steps.push_back(std::move(step));
    }
    return steps;
}

CaseFile CaseFile::of(const Definitions& definitions, const Module& module) {
    CaseFile file{.steps = checklist_of(definitions, module), .stages = {}};
    if (file.steps.empty()) return file;
    for (const auto& stage : case_stages(definitions, module)) file.stages.push_back(stage.id);
    return file;
}

std::vector<ChecklistLine> CaseFile::lines(const json::Object& record,
                                           const EvaluationContext& context) const {
    std::vector<ChecklistLine> lines;
    const auto is_closed = json::string_or(record, "status") == "closed";
    const auto stage = is_closed ? std::string("closed") : json::string_or(record, "workflow");
    const auto reached = std::ranges::find(stages, stage);
    if (reached == stages.end()) return lines;
    const Examination examination(record, context);
    for (const auto& step : steps) {
        const bool is_reopened = json::bool_or(record, "case_status_reopened", false);
        if (step.id == reopened_stage && !is_reopened) continue;
        const auto place = std::ranges::find(stages, step.id);
        const auto state = place < reached    ? StepState::before
                           : place == reached ? StepState::now
                                              : StepState::ahead;
        for (const auto& item : step.items) {
            ChecklistLine line{.step = &step, .item = &item, .state = state};
            examination.look_at(item, line);
            if (line.form != nullptr) lines.push_back(line);
        }
    }
    return lines;
}

}  // namespace amparo::forms

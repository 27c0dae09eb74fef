#include "records/required_answers.hpp"

#include <algorithm>

#include "forms/required.hpp"
#include "records/derived/values.hpp"

namespace amparo::records {
namespace {

bool takes_incomplete(const forms::Definitions& definitions) {
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    return options != nullptr && json::bool_or(*options, "incomplete_records", false);
}

bool requires_something(const forms::Field& field) {
    return field.required || (field.subform != nullptr &&
                              std::ranges::any_of(field.subform->fields, &forms::Field::required));
}

bool has_file(const json::Object& data, std::string_view field) {
    const auto files = derived::rows(data, "attachments");
    return std::ranges::any_of(
        files, [&](const auto* file) { return json::string_or(*file, "field_name") == field; });
}

}  // namespace

RequiredAnswers::RequiredAnswers(std::shared_ptr<const forms::Definitions> definitions)
    : definitions_(std::move(definitions)), time_zone_(definitions_->time_zone()) {
    if (!takes_incomplete(*definitions_)) return;
    for (const auto* form : definitions_->forms_of("case")) {
        for (const auto& field : form->fields) {
            if (form->visible && requires_something(field)) fields_.try_emplace(field.name, &field);
        }
    }
}

bool RequiredAnswers::is_lacking(const json::Object& data, Instant now) const {
    const forms::EvaluationContext context{.today = day_in_zone(now, time_zone_),
                                           .time_zone = time_zone_};
    const auto module_id = json::string_or(data, "module_id");
    return !forms::missing_answers(
                {.fields = fields_,
                 .module_id = module_id,
                 .data = data,
                 .context = context,
                 .has_attachment = [&](std::string_view field) { return has_file(data, field); }})
                .empty();
}

}  // namespace amparo::records

#include "forms/required.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "forms/visibility.hpp"

namespace amparo::forms {
namespace {

bool is_removed(const json::Value& row) {
    const auto* object = row.if_object();
    return object != nullptr && json::bool_or(*object, "_destroy", false);
}

bool has_rows(const json::Value& value) {
    const auto* rows = value.if_array();
    return rows != nullptr && !std::all_of(rows->begin(), rows->end(), is_removed);
}

/// Zero is an answer, and a total is none.
bool has_count(const json::Value& tally) {
    const auto* boxes = tally.if_object();
    return boxes != nullptr && std::any_of(boxes->begin(), boxes->end(), [](const auto& box) {
               return box.key() != "total" && !box.value().is_null();
           });
}

bool has_answer(const Field& field, const json::Value& value) {
    switch (field.type) {
        case FieldType::tick_box:
            return value.is_bool() && value.get_bool();
        case FieldType::tally_field:
            return has_count(value);
        case FieldType::subform:
        case FieldType::photo_upload_box:
        case FieldType::audio_upload_box:
        case FieldType::document_upload_box:
            return has_rows(value);
        default:
            break;
    }
    if (const auto* text = value.if_string()) return !text::trim(*text).empty();
    return !json::is_blank(value);
}

bool is_attachment(const Field& field) {
    return !field.is_stored() && field.type != FieldType::separator &&
           field.type != FieldType::date_range && field.type != FieldType::custom;
}

class AnswerCheck {
  public:
    explicit AnswerCheck(const RequiredInput& input) : input_(input) {}

    std::vector<Problem> run() {
        std::vector<const Field*> fields;
        for (const auto& [name, field] : input_.fields) fields.push_back(field);
        std::sort(fields.begin(), fields.end(), [](const Field* left, const Field* right) {
            return left->position < right->position;
        });
        const Scope record{.values = input_.data, .context = input_.context};
        for (const auto* field : fields) {
            const bool is_open = field->form->visible &&
                                 belongs_to_module(*field->form, input_.module_id) &&
                                 is_shown(*field, record);
            if (is_open) check(*field, record, "");
        }
        return std::move(problems_);
    }

  private:
    void check(const Field& field, const Scope& scope, const std::string& pointer) {
        if (!is_asked(field)) return;
        const auto place = pointer + '/' + json::pointer_step(field.name);
        const auto* value = scope.values.if_contains(field.name);
        const bool has_value = value != nullptr && has_answer(field, *value);
        const bool has_file =
            is_attachment(field) && input_.has_attachment && input_.has_attachment(field.name);
        if (field.required && !has_value && !has_file)
            problems_.push_back({place, "form_section.required_field"});
        if (field.subform != nullptr && value != nullptr && value->is_array())
            check_rows(field, value->get_array(), place);
    }

    void check_rows(const Field& field, const json::Array& rows, const std::string& pointer) {
        const auto* placing = json::find_object(field.attributes, "subform_section_configuration");
        const auto drawn =
            placing == nullptr ? std::vector<std::string>() : json::string_list(*placing, "fields");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto* row = rows[i].if_object();
            if (row == nullptr || is_removed(rows[i])) continue;
            const Scope entry{.values = *row, .context = input_.context, .record = &input_.data};
            if (!field.entry_filter.shows(entry)) continue;
            for (const auto& inner : field.subform->fields) {
                const bool is_drawn = drawn.empty() || std::find(drawn.begin(), drawn.end(),
                                                                 inner.name) != drawn.end();
                if (is_drawn && is_shown_in_entry(inner, entry))
                    check(inner, entry, pointer + '/' + std::to_string(i));
            }
        }
    }

    const RequiredInput& input_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> missing_answers(const RequiredInput& input) {
    return AnswerCheck(input).run();
}

bool is_asked(const Field& field) {
    return field.visible && !field.disabled && !field.is_computed() &&
           (field.is_stored() || is_attachment(field));
}

bool has_file(const json::Object& data, std::string_view field) {
    const auto* files = json::find_array(data, "attachments");
    return files != nullptr && std::any_of(files->begin(), files->end(), [&](const auto& file) {
               const auto* object = file.if_object();
               return object != nullptr && json::string_or(*object, "field_name") == field;
           });
}

bool is_answered(const Field& field, const json::Object& data) {
    const auto* value = data.if_contains(field.name);
    return (value != nullptr && has_answer(field, *value)) ||
           (is_attachment(field) && has_file(data, field.name));
}

}  // namespace amparo::forms

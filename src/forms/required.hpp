#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "forms/validation.hpp"

namespace amparo::forms {

/// A record whose answers are asked for.
struct RequiredInput {
    const FieldMap& fields;  // those the writer may fill in; others are not asked
    std::string_view module_id;
    const json::Object& data;
    const EvaluationContext& context;
    /// Whether a file is attached to the field; when not given, `data` shows attachments.
    std::function<bool(std::string_view field)> has_attachment = {};
};

/// The required answers that are missing, in the order of the fields and in rows too (module
/// option enforce_required_on_server; forms.md §6). Fields that are hidden, by a switch or by
/// their conditions, and disabled ones are not asked.
std::vector<Problem> missing_answers(const RequiredInput& input);

/// Whether anybody could answer the field at all, as far as its switches say.
bool is_asked(const Field& field);
/// Whether the record keeps a file under the field's name.
bool has_file(const json::Object& data, std::string_view field);
/// Whether a record answers its field. Zero is an answer, a box that is not ticked is none.
bool is_answered(const Field& field, const json::Object& data);

}  // namespace amparo::forms

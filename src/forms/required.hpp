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

}  // namespace amparo::forms

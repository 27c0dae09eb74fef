#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "forms/definitions.hpp"
#include "forms/expression/expression.hpp"

/// What a module says of the way of a case (case-management.md §3.6, §10): its own stages, and
/// what is to be done in each. Both are module options; without them the built-in stages hold.
namespace amparo::forms {

/// The module option that holds its stages.
inline constexpr std::string_view workflow_definition_key = "workflow_definition";
/// The module option that holds what is to be done in each stage.
inline constexpr std::string_view step_checklist_key = "step_checklist";
inline constexpr std::size_t stages_max = 50;       // of a module; more is no way to follow
inline constexpr std::size_t stage_names_max = 50;  // of forms or fields in one list

/// One stage of a module's own workflow.
struct Stage {
    std::string id;
    Translated name;
    std::vector<std::string> changed;         // a save that changes one of these may enter it
    std::optional<Expression> when;           // what must hold besides
    std::vector<std::string> required_forms;  // what must be filled in before
};

/// The stages in order, the first one that of a new case; empty without the option.
std::vector<Stage> stages_of(const Module& module);
/// The same as options of a list.
std::vector<Option> stage_options(const std::vector<Stage>& stages);

/// The stages a case of the module goes through, in order: its own, or the fixed ones as its
/// options switch them on with the kinds of service response between (administration.md §11).
std::vector<Option> case_stages(const Definitions& definitions, const Module& module);

/// A save of a record, as the rules of stages look at it.
struct StageSave {
    const Definitions& definitions;
    const json::Object& after;
    const EvaluationContext& context;
    std::function<bool(std::string_view field)> is_changed;
};
/// The last stage in order whose rule this save fulfils; nullptr when there is none. A rule asks
/// for a change: of one of `changed`, without them of a field that `when` reads, or of a field of
/// a required form. Without `when` one of `changed` must be answered.
const Stage* entered_stage(const std::vector<Stage>& stages, const StageSave& save);

/// Whether something is answered in a form of the record, and nothing that it requires is missing.
bool is_form_complete(const Form& form, const json::Object& data, const EvaluationContext& context);

}  // namespace amparo::forms

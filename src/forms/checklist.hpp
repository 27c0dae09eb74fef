#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forms/definitions.hpp"
#include "forms/validation.hpp"

/// What belongs into the file of a case in each of its steps (case-management.md §10, supervision):
/// the module option `step_checklist`. The web app works out the same while somebody types;
/// testdata/checklist-vectors.json holds both to it.
namespace amparo::forms {

/// One thing a step asks for: a form to fill in, or one answer.
struct ChecklistItem {
    std::string name;                    // unique_id of the form, or name of the field
    const Form* form = nullptr;          // to fill in; null for an answer
    FieldMap fields = {};                // of the form
    std::vector<const Field*> places{};  // where the answer is given; the first shown one counts
    bool is_form() const { return form != nullptr; }
    /// "form:papers", "field:age": names it within its step.
    std::string key() const { return (is_form() ? "form:" : "field:") + name; }
};

/// What a module asks for in one step.
struct ChecklistStep {
    std::string id;
    Translated label;
    std::vector<ChecklistItem> items;  // forms first
};

/// What a module asks for, one entry for each stage that asks for something, in the order of the
/// stages. What is not configured (a form that is gone, a stage the module does not have) is left
/// out. Points into the definitions.
std::vector<ChecklistStep> checklist_of(const Definitions& definitions, const Module& module);

/// Where a case stands as seen from a step: behind it, in it, not there yet.
enum class StepState { before, now, ahead };
/// "before", "now", "ahead".
std::string_view wire_name(StepState state);

/// One line of the checklist of one case.
struct ChecklistLine {
    const ChecklistStep* step = nullptr;
    const ChecklistItem* item = nullptr;
    const Form* form = nullptr;  // on which it is done
    StepState state = StepState::ahead;
    bool is_done = false;
    /// Whether the case has come so far that it should be done.
    bool is_due() const { return state != StepState::ahead; }
};

/// A module's way of working, read once for many cases.
struct CaseFile {
    std::vector<ChecklistStep> steps;
    std::vector<std::string> stages;  // all of the module's, in order
    /// Both from the definitions, which must outlive it.
    static CaseFile of(const Definitions& definitions, const Module& module);

    /// The lines of a case, in order: what is asked of it. Nobody is asked for what forms hide,
    /// nor for what belongs to a reopening unless the case was reopened. A form is done when
    /// something is answered in it and nothing is missing that it requires. None for a case in a
    /// stage that the module does not have.
    std::vector<ChecklistLine> lines(const json::Object& record,
                                     const EvaluationContext& context) const;
};

}  // namespace amparo::forms

#include "forms/detail/computed_order.hpp"

#include <algorithm>
#include <unordered_map>

#include "forms/detail/attributes.hpp"

namespace amparo::forms {
namespace {

bool has_computed_rows(const Field& field, int levels) {
    if (field.subform == nullptr || levels == 0) return false;
    return std::any_of(
        field.subform->fields.begin(), field.subform->fields.end(), [levels](const Field& inner) {
            return inner.calculation || inner.summary || has_computed_rows(inner, levels - 1);
        });
}

/// Names of the same scope that must be computed first; those a row reads of its record too.
void collect_needs(const Field& field, int levels, std::vector<std::string>& needs) {
    const bool is_row_field = levels < subform_levels_max;
    if (field.calculation) {
        for (const auto& dependency : field.calculation->dependencies()) {
            if (!is_row_field || dependency.is_of_record) needs.push_back(dependency.field);
        }
    }
    if (field.summary && !is_row_field) needs.push_back(field.summary->subform_field);
    if (field.subform == nullptr || levels == 0) return;
    for (const auto& inner : field.subform->fields) collect_needs(inner, levels - 1, needs);
}

/// Depth-first, with the colours of the textbook: a name met while it is open is a cycle. Fields
/// of one name on several forms are one value and go together.
class Sorter {
  public:
    Sorter(const std::vector<const Field*>& fields, Findings& findings) : findings_(findings) {
        for (const auto* field : fields) {
            const bool is_wanted = field->calculation || field->summary ||
                                   has_computed_rows(*field, subform_levels_max);
            if (is_wanted) by_name_[field->name].push_back(field);
        }
    }

    void visit(const std::string& name) {
        const auto known = by_name_.find(name);
        if (known == by_name_.end()) return;
        State& state = states_[name];
        if (state == State::done) return;
        const auto& fields = known->second;
        if (state == State::open)
            return findings_.error(pointer_of(*fields.front()), "errors.configuration.cycle");
        state = State::open;
        std::vector<std::string> needs;
        for (const auto* field : fields) collect_needs(*field, subform_levels_max, needs);
        for (const auto& needed : needs) visit(needed);
        states_[name] = State::done;
        sorted_.insert(sorted_.end(), fields.begin(), fields.end());
    }

    std::vector<const Field*> take() { return std::move(sorted_); }

  private:
    enum class State { unseen, open, done };

    Findings& findings_;
    std::unordered_map<std::string, std::vector<const Field*>> by_name_;
    std::unordered_map<std::string, State> states_;
    std::vector<const Field*> sorted_;
};

}  // namespace

std::vector<const Field*> computed_order(const std::vector<const Field*>& fields,
                                         Findings& findings) {
    Sorter sorter(fields, findings);
    for (const auto* field : fields) sorter.visit(field->name);
    return sorter.take();
}

bool has_clearing(const Field& field, int levels) {
    if (field.clear_when_hidden) return true;
    if (field.subform == nullptr || levels == 0) return false;
    return std::any_of(field.subform->fields.begin(), field.subform->fields.end(),
                       [levels](const Field& inner) { return has_clearing(inner, levels - 1); });
}

std::string pointer_of(const Field& field) {
    const auto& fields = field.form->fields;
    const auto index = static_cast<std::size_t>(&field - fields.data());
    return pointer_at(pointer_at(pointer_at("/forms", field.form->unique_id), "fields"), index);
}

}  // namespace amparo::forms

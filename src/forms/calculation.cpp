#include "forms/calculation.hpp"

#include <algorithm>
#include <set>

#include "forms/detail/summary.hpp"
#include "forms/visibility.hpp"

namespace amparo::forms {
namespace {

json::Value empty_value(const Field& field) {
    if (field.type == FieldType::subform || field.multi_select) return json::Array();
    return nullptr;
}

void clear(const Field& field, json::Object& values) {
    auto* value = values.if_contains(field.name);
    if (value != nullptr && !json::is_blank(*value)) *value = empty_value(field);
}

class Calculator {
  public:
    Calculator(const Definitions& definitions, const CalculationInput& input)
        : definitions_(definitions),
          input_(input),
          context_{.today = input.today,
                   .time_zone = definitions.time_zone(),
                   .semantics = definitions.semantics()},
          record_(input.after) {}

    json::Object run() {
        for (const auto* field : definitions_.clearable_fields(input_.record_type)) {
            if (counts(*field)) clear_hidden(*field);
        }
        std::set<std::string_view> done;
        for (const auto* field : definitions_.computed_fields(input_.record_type)) {
            if (counts(*field) && done.insert(field->name).second) compute(*field);
        }
        return changes();
    }

  private:
    bool counts(const Field& field) const {
        return belongs_to_module(*field.form, input_.module_id);
    }

    // A value that several forms show is hidden when none of them shows it.
    void clear_hidden(const Field& field) {
        const Scope scope{.values = record_, .context = context_};
        if (field.clear_when_hidden && !is_shown_anywhere(field.name, scope))
            return clear(field, record_);
        if (field.subform != nullptr) clear_in_rows(*field.subform, record_, field.name);
    }

    bool is_shown_anywhere(std::string_view name, const Scope& scope) const {
        const auto& forms = definitions_.forms_of(input_.record_type);
        return std::any_of(forms.begin(), forms.end(), [&](const Form* form) {
            const auto* field = form->find(name);
            return field != nullptr && counts(*field) && is_shown(*field, scope);
        });
    }

    void clear_in_rows(const Form& subform, json::Object& values, std::string_view name) {
        for_each_row(values, name, [&](json::Object& row) {
            for (const auto& field : subform.fields) {
                const Scope entry{.values = row, .context = context_, .record = &record_};
                if (field.clear_when_hidden && !is_shown_in_entry(field, entry)) {
                    clear(field, row);
                } else if (field.subform != nullptr) {
                    clear_in_rows(*field.subform, row, field.name);
                }
            }
        });
    }

    void compute(const Field& field) {
        const Scope scope{.values = record_, .context = context_};
        if (field.calculation) {
            set(record_, field.name, field.calculation->evaluate(scope));
        } else if (field.summary) {
            if (field.visible && has_changed(field.summary->subform_field))
                set(record_, field.name, summarise(*field.summary, scope));
        } else if (field.subform != nullptr) {
            compute_rows(*field.subform, record_, field.name);
        }
    }

    void compute_rows(const Form& subform, json::Object& values, std::string_view name) {
        for_each_row(values, name, [&](json::Object& row) {
            for (const auto* field : definitions_.computed_fields(subform)) {
                const Scope entry{.values = row, .context = context_, .record = &record_};
                if (field->calculation) {
                    set(row, field->name, field->calculation->evaluate(entry));
                } else if (field->summary) {
                    set(row, field->name, summarise(*field->summary, entry));
                } else if (field->subform != nullptr) {
                    compute_rows(*field->subform, row, field->name);
                }
            }
        });
    }

    template <class Use>
    static void for_each_row(json::Object& values, std::string_view name, Use use) {
        auto* value = values.if_contains(name);
        auto* rows = value == nullptr ? nullptr : value->if_array();
        if (rows == nullptr) return;
        for (auto& row : *rows) {
            if (auto* object = row.if_object()) use(*object);
        }
    }

    static void set(json::Object& values, const std::string& name,
                    std::optional<json::Value> value) {
        if (!value) return;
        const auto* known = values.if_contains(name);
        const bool is_same = known == nullptr ? value->is_null() : is_same_value(*known, *value);
        if (!is_same) values[name] = std::move(*value);
    }

    bool has_changed(const std::string& name) const {
        const auto* before = input_.before.if_contains(name);
        const auto* after = record_.if_contains(name);
        if (before == nullptr || after == nullptr) return before != after || input_.before.empty();
        return !is_same_value(*before, *after);
    }

    json::Object changes() const {
        json::Object changed;
        for (const auto& [key, value] : record_) {
            const auto* known = input_.after.if_contains(key);
            if (known == nullptr || !is_same_value(*known, value)) changed[key] = value;
        }
        return changed;
    }

    const Definitions& definitions_;
    const CalculationInput& input_;
    EvaluationContext context_;
    json::Object record_;
};

}  // namespace

json::Object calculate(const Definitions& definitions, const CalculationInput& input) {
    const bool has_work = !definitions.computed_fields(input.record_type).empty() ||
                          !definitions.clearable_fields(input.record_type).empty();
    return has_work ? Calculator(definitions, input).run() : json::Object();
}

}  // namespace amparo::forms

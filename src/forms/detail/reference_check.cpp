#include "forms/detail/reference_check.hpp"

#include <algorithm>
#include <set>

#include "forms/detail/attributes.hpp"
#include "forms/detail/computed_order.hpp"
#include "forms/detail/option_check.hpp"
#include "forms/options.hpp"

namespace amparo::forms {
namespace {

/// Keys of a record that no form needs to hold (records.md §5, §11); conditions may name them.
const std::set<std::string, std::less<>> system_fields = {"id",
                                                          "short_id",
                                                          "status",
                                                          "record_state",
                                                          "module_id",
                                                          "owned_by",
                                                          "owned_by_agency_id",
                                                          "owned_by_groups",
                                                          "owned_by_location",
                                                          "created_at",
                                                          "created_by",
                                                          "created_organization",
                                                          "last_updated_at",
                                                          "last_updated_by",
                                                          "case_id",
                                                          "case_id_display",
                                                          "case_type",
                                                          "workflow",
                                                          "flagged",
                                                          "flag_count",
                                                          "hidden_name",
                                                          "has_case_plan",
                                                          "has_incidents",
                                                          "has_photo",
                                                          "assigned_user_names",
                                                          "approval_subforms",
                                                          "current_alert_types",
                                                          "transfer_status",
                                                          "registry_record_id",
                                                          "family_id",
                                                          "family_member_id",
                                                          "incident_case_id",
                                                          "date_closure",
                                                          "reopened_logs",
                                                          "case_status_reopened",
                                                          "protection_concerns",
                                                          "registration_date"};

class ReferenceCheck {
  public:
    ReferenceCheck(const Definitions& definitions, Findings& findings)
        : definitions_(definitions), findings_(findings) {}

    void run() {
        for (const auto& form : definitions_.forms()) {
            check_form(*form);
            for (const auto& field : form->fields) check_field(*form, field);
        }
        for (const auto& module : definitions_.modules()) check_module(module);
        check_settings(definitions_, findings_);
    }

  private:
    void check_form(const Form& form) {
        const auto pointer = pointer_at("/forms", form.unique_id);
        check_condition(form, form.shown_when, pointer + "/display_conditions");
        for (const auto& module : form.module_ids) {
            if (definitions_.module(module) == nullptr)
                findings_.warning(pointer + "/module_ids", "warnings.configuration.module");
        }
        for (const auto& name : form.collapsed_field_names) {
            if (form.find(name) == nullptr)
                findings_.warning(pointer + "/collapsed_field_names",
                                  "warnings.configuration.field");
        }
    }

    void check_field(const Form& form, const Field& field) {
        const auto pointer = pointer_of(field);
        check_condition(form, field.shown_for_record, pointer + "/display_conditions_record");
        if (form.is_nested)
            check_rows_condition(form, field.shown_for_entry,
                                 pointer + "/display_conditions_subform");
        if (field.calculation)
            check_names(form, *field.calculation, pointer + "/calculation/expression");
        for (const auto& tagged : field.tag_conditions)
            check_condition(form, tagged.condition, pointer + "/option_strings_condition");
        if (field.subform != nullptr) check_placing(field, pointer);
        if (field.summary) check_summary(form, field, pointer + "/subform_summary");
        check_source(field, pointer + "/option_strings_source");
        for (const auto* other : {&field.bounds.not_before_field, &field.bounds.not_after_field}) {
            if (!other->empty() && form.find(*other) == nullptr && !is_known(form, *other))
                findings_.warning(pointer, "warnings.configuration.field");
        }
    }

    // The subform's place in a form: which of its fields are drawn, by which it is sorted.
    void check_placing(const Field& field, const std::string& pointer) {
        const auto* placing = json::find_object(field.attributes, "subform_section_configuration");
        if (placing == nullptr) return;
        const auto inside = pointer + "/subform_section_configuration";
        check_rows_condition(*field.subform, field.entry_filter, inside + "/display_conditions");
        for (const auto* key : {"subform_sort_by", "subform_group_by"}) {
            const auto name = json::string_or(*placing, key);
            if (!name.empty() && field.subform->find(name) == nullptr)
                findings_.warning(pointer_at(inside, key), "warnings.configuration.field");
        }
        for (const auto& name : json::string_list(*placing, "fields")) {
            if (field.subform->find(name) == nullptr)
                findings_.warning(inside + "/fields", "warnings.configuration.field");
        }
    }

    void check_summary(const Form& form, const Field& field, const std::string& pointer) {
        const auto* rows = form.is_nested
                               ? form.find(field.summary->subform_field)
                               : definitions_.field(form.parent_form, field.summary->subform_field);
        if (rows == nullptr || rows->subform == nullptr)
            return findings_.error(pointer + "/subform_field_name", "errors.configuration.summary");
        for (const auto* name : {&field.summary->field_name, &field.summary->order_by}) {
            if (!name->empty() && rows->subform->find(*name) == nullptr)
                findings_.warning(pointer, "warnings.configuration.field");
        }
    }

    void check_source(const Field& field, const std::string& pointer) {
        if (const auto rows = RowSource::of(field)) return check_row_source(field, *rows, pointer);
        constexpr std::string_view prefix = "lookup ";
        if (!field.option_source.starts_with(prefix)) return;
        if (definitions_.lookup(field.option_source.substr(prefix.size())) == nullptr)
            findings_.warning(pointer, "warnings.configuration.lookup");
    }

    void check_row_source(const Field& field, const RowSource& source, const std::string& pointer) {
        const auto* rows = definitions_.field(field.form->parent_form, source.subform);
        const bool is_known = rows != nullptr && rows->subform != nullptr &&
                              std::ranges::all_of(source.labels, [&](const auto name) {
                                  return rows->subform->find(name) != nullptr;
                              });
        if (!is_known) findings_.warning(pointer, "warnings.configuration.field");
    }

    void check_module(const Module& module) {
        const auto pointer = pointer_at("/modules", module.unique_id) + "/form_section_unique_ids";
        for (const auto& form : module.form_ids) {
            if (definitions_.form(form) == nullptr)
                findings_.warning(pointer, "warnings.configuration.form");
        }
        check_module_options(definitions_, module, findings_);
    }

    void check_condition(const Form& form, const Condition& condition, const std::string& pointer) {
        if (condition.expression()) check_names(form, *condition.expression(), pointer);
    }

    void check_names(const Form& form, const Expression& expression, const std::string& pointer) {
        for (const auto& dependency : expression.dependencies()) {
            if (!is_known(form, dependency.field))
                findings_.warning(pointer, "warnings.configuration.condition_field");
        }
    }

    void check_rows_condition(const Form& subform, const Condition& condition,
                              const std::string& pointer) {
        if (!condition.expression()) return;
        for (const auto& dependency : condition.expression()->dependencies()) {
            const bool is_own =
                !dependency.is_of_record &&
                (subform.find(dependency.field) != nullptr || dependency.field == "unique_id");
            if (!is_own && !(dependency.is_of_record && is_known(subform, dependency.field)))
                findings_.warning(pointer, "warnings.configuration.condition_field");
        }
    }

    // A record's condition inside a subform may stand on the record's fields or the entry's.
    bool is_known(const Form& form, std::string_view name) const {
        return definitions_.field(form.parent_form, name) != nullptr ||
               (form.is_nested && form.find(name) != nullptr) || system_fields.contains(name);
    }

    const Definitions& definitions_;
    Findings& findings_;
};

}  // namespace

void check_references(const Definitions& definitions, Findings& findings) {
    ReferenceCheck(definitions, findings).run();
}

}  // namespace amparo::forms

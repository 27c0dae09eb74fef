#include "forms/detail/option_check.hpp"

#include <algorithm>
#include <set>

#include "forms/deadlines.hpp"
#include "forms/detail/attributes.hpp"
#include "forms/detail/population_check.hpp"
#include "forms/protectable.hpp"
#include "forms/retention.hpp"
#include "forms/scrubbing.hpp"
#include "forms/stages.hpp"

namespace amparo::forms {
namespace {

constexpr std::string_view closed_stage = "closed";
constexpr std::string_view reopened_stage = "reopened";
constexpr const char* workflow_error = "errors.configuration.workflow";
constexpr const char* checklist_error = "errors.configuration.checklist";
constexpr const char* deadlines_error = "errors.configuration.deadlines";
constexpr const char* templates_error = "errors.configuration.case_templates";
constexpr std::string_view templates_key = "case_templates";
constexpr std::size_t templates_max = 20;         // more is no choice but a search
constexpr std::size_t template_values_max = 100;  // of one template
constexpr const char* protected_error = "errors.configuration.protected_fields";
constexpr const char* retention_error = "errors.configuration.retention";
constexpr const char* scrubbing_error = "errors.configuration.note_scrubbing";

/// Whether the key is absent or a list of not too many texts.
bool is_name_list(const json::Object& source, std::string_view key) {
    const auto* value = source.if_contains(key);
    if (value == nullptr || value->is_null()) return true;
    const auto* list = value->if_array();
    return list != nullptr && list->size() <= stage_names_max &&
           std::ranges::all_of(*list, [](const auto& name) { return name.is_string(); });
}

class OptionCheck {
  public:
    OptionCheck(const Definitions& definitions, const Module& module, Findings& findings)
        : definitions_(definitions),
          module_(module),
          findings_(findings),
          pointer_(pointer_at("/modules", module.unique_id) + "/module_options") {}

    void run() {
        const auto* options = json::find_object(module_.attributes, "module_options");
        if (options == nullptr) return;
        check_workflow(options->if_contains(workflow_definition_key));
        check_checklist(options->if_contains(step_checklist_key));
        check_protected(options->if_contains(protected_fields_key));
        check_deadlines(options->if_contains(deadlines_key));
        check_templates(options->if_contains(templates_key));
    }

  private:
    void check_workflow(const json::Value* value) {
        if (value == nullptr || value->is_null()) return;
        const auto pointer = pointer_at(pointer_, workflow_definition_key) + "/states";
        const auto* object = value->if_object();
        const auto* states = object == nullptr ? nullptr : json::find_array(*object, "states");
        if (states == nullptr || states->empty() || states->size() > stages_max)
            return findings_.error(pointer, workflow_error);
        for (std::size_t at = 0; at < states->size(); ++at) {
            const auto* source = (*states)[at].if_object();
            if (source == nullptr)
                findings_.error(pointer_at(pointer, at), workflow_error);
            else
                check_stage(*source, pointer_at(pointer, at), at == 0);
        }
        if (!stages_.contains(closed_stage)) findings_.error(pointer, workflow_error);
    }

    void check_stage(const json::Object& source, const std::string& pointer, bool is_first) {
        const auto id = json::string_or(source, "id");
        if (!is_unique_id(id) || !stages_.insert(id).second)
            findings_.error(pointer + "/id", workflow_error);
        const auto* name = json::find_object(source, "name");
        const bool has_name =
            name != nullptr && std::ranges::any_of(*name, [](const auto& text) {
                return text.value().is_string() && is_title(text.value().get_string());
            });
        if (!has_name) findings_.error(pointer + "/name", workflow_error);
        const auto* when = source.if_contains("when");
        if (when != nullptr && !when->is_null() && !Expression::parse(*when))
            findings_.error(pointer + "/when", workflow_error);
        for (const auto* key : {"changed", "required_forms"}) {
            if (!is_name_list(source, key))
                findings_.error(pointer_at(pointer, key), workflow_error);
        }
        // A new case is in the first, and closing and reopening lead to theirs by themselves.
        const bool is_fixed = is_first || id == closed_stage || id == reopened_stage;
        const bool has_rule = source.contains("when") || source.contains("changed") ||
                              source.contains("required_forms");
        if (is_fixed == has_rule) findings_.error(pointer, workflow_error);
        check_names(source, pointer);
    }

    void check_names(const json::Object& source, const std::string& pointer) {
        for (const auto* key : {"required_forms", "forms"}) {
            for (const auto& form : json::string_list(source, key)) {
                if (definitions_.form(form) == nullptr)
                    findings_.warning(pointer_at(pointer, key), "warnings.configuration.form");
            }
        }
        for (const auto* key : {"changed", "fields"}) {
            for (const auto& field : json::string_list(source, key)) {
                if (definitions_.field("case", field) == nullptr)
                    findings_.warning(pointer_at(pointer, key), "warnings.configuration.field");
            }
        }
    }

    void check_checklist(const json::Value* value) {
        if (value == nullptr || value->is_null()) return;
        const auto pointer = pointer_at(pointer_, step_checklist_key);
        const auto* steps = value->if_array();
        if (steps == nullptr || steps->size() > stages_max)
            return findings_.error(pointer, checklist_error);
        for (std::size_t at = 0; at < steps->size(); ++at) {
            const auto* source = (*steps)[at].if_object();
            const bool is_step = source != nullptr &&
                                 is_unique_id(json::string_or(*source, "step")) &&
                                 is_name_list(*source, "forms") && is_name_list(*source, "fields");
            if (!is_step)
                findings_.error(pointer_at(pointer, at), checklist_error);
            else
                check_names(*source, pointer_at(pointer, at));
        }
    }

    void check_templates(const json::Value* value) {
        if (value == nullptr || value->is_null()) return;
        const auto pointer = pointer_at(pointer_, templates_key);
        const auto* list = value->if_array();
        if (list == nullptr || list->size() > templates_max)
            return findings_.error(pointer, templates_error);
        for (std::size_t at = 0; at < list->size(); ++at) {
            const auto* source = (*list)[at].if_object();
            const auto* values = source == nullptr ? nullptr : json::find_object(*source, "values");
            const bool is_template = values != nullptr && values->size() <= template_values_max &&
                                     is_unique_id(json::string_or(*source, "id"));
            if (!is_template) {
                findings_.error(pointer_at(pointer, at), templates_error);
                continue;
            }
            for (const auto& [name, answer] : *values) {
                if (definitions_.field("case", name) == nullptr)
                    findings_.warning(pointer_at(pointer_at(pointer, at) + "/values", name),
                                      "warnings.configuration.field");
            }
        }
    }

    void check_deadlines(const json::Value* value) {
        if (value == nullptr || value->is_null()) return;
        const auto pointer = pointer_at(pointer_, deadlines_key);
        const auto* list = value->if_array();
        if (list == nullptr || list->size() > deadlines_max)
            return findings_.error(pointer, deadlines_error);
        for (std::size_t at = 0; at < list->size(); ++at) {
            const auto* source = (*list)[at].if_object();
            const auto deadline = source == nullptr ? std::nullopt : Deadline::read(*source);
            if (!deadline || !is_unique_id(deadline->id))
                findings_.error(pointer_at(pointer, at), deadlines_error);
            else
                check_deadline(*deadline, pointer_at(pointer, at));
        }
    }

    void check_deadline(const Deadline& deadline, const std::string& pointer) {
        const auto* rows =
            deadline.subform.empty() ? nullptr : definitions_.field("case", deadline.subform);
        const auto check = [&](const std::string& key, const std::string& name) {
            const bool is_known = deadline.subform.empty()
                                      ? definitions_.field("case", name) != nullptr
                                      : rows != nullptr && rows->subform != nullptr &&
                                            rows->subform->find(name) != nullptr;
            if (!is_known)
                findings_.warning(pointer_at(pointer, key), "warnings.configuration.field");
        };
        check("target_field", deadline.target);
        check("start_field", deadline.start);
        for (const auto& name : deadline.copied) check("copied_fields", name);
    }

    void check_protected(const json::Value* value) {
        if (value == nullptr || value->is_null()) return;
        const auto pointer = pointer_at(pointer_, protected_fields_key);
        const auto* names = value->if_array();
        if (names == nullptr || names->size() > protected_fields_max)
            return findings_.error(pointer, protected_error);
        for (std::size_t at = 0; at < names->size(); ++at) {
            const auto* name = (*names)[at].if_string();
            if (name == nullptr || !is_protectable_somewhere(*name))
                findings_.error(pointer_at(pointer, at), protected_error);
        }
    }

    bool is_protectable_somewhere(std::string_view name) const {
        return std::ranges::any_of(definitions_.forms(), [&](const auto& form) {
            const auto* field = form->is_nested ? nullptr : form->find(name);
            return field != nullptr && is_protectable(*field);
        });
    }

    const Definitions& definitions_;
    const Module& module_;
    Findings& findings_;
    const std::string pointer_;
    std::set<std::string, std::less<>> stages_;
};

}  // namespace

void check_module_options(const Definitions& definitions, const Module& module,
                          Findings& findings) {
    OptionCheck(definitions, module, findings).run();
}

void check_settings(const Definitions& definitions, Findings& findings) {
    check_auto_populate(definitions, findings);
    const auto check = [&](std::string_view key, const char* problem, const auto& is_read) {
        const auto* value = definitions.system_settings().if_contains(key);
        if (value == nullptr || value->is_null() || is_read(*value)) return;
        findings.error(pointer_at("/system_settings", key), problem);
    };
    check(scrubbing_key, scrubbing_error, [](const json::Value& value) {
        return value.is_object() && ScrubRules::read(value.get_object()).has_value();
    });
    check(retention_key, retention_error,
          [](const json::Value& value) { return RetentionRules::read(value).has_value(); });
}

}  // namespace amparo::forms

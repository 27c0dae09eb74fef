#include "forms/stages.hpp"

#include <algorithm>

#include "forms/required.hpp"

namespace amparo::forms {
namespace {

const json::Value* option_of(const Module& module, std::string_view key) {
    const auto* options = json::find_object(module.attributes, "module_options");
    return options == nullptr ? nullptr : options->if_contains(key);
}

Translated translated(const json::Object& source, std::string_view key) {
    Translated texts;
    const auto* given = json::find_object(source, key);
    if (given == nullptr) return texts;
    for (const auto& [locale, text] : *given) {
        if (text.is_string()) texts.emplace(locale, std::string(text.get_string()));
    }
    return texts;
}

Stage read_stage(const json::Object& source) {
    Stage stage{.id = json::string_or(source, "id"),
                .name = translated(source, "name"),
                .changed = json::string_list(source, "changed"),
                .when = std::nullopt,
                .required_forms = json::string_list(source, "required_forms")};
    const auto* when = source.if_contains("when");
    if (when == nullptr || when->is_null()) return stage;
    // What cannot be read has been refused with the configuration.
    if (auto expression = Expression::parse(*when)) stage.when = std::move(*expression);
    return stage;
}

bool has_rule(const Stage& stage) {
    return !stage.changed.empty() || stage.when || !stage.required_forms.empty();
}

bool changes_form(const StageSave& save, std::string_view form_id) {
    const auto* form = save.definitions.form(form_id);
    return form != nullptr && std::ranges::any_of(form->fields, [&](const Field& field) {
               return save.is_changed(field.name);
           });
}

/// Whether the save touches what the rule is about.
bool concerns(const Stage& stage, const StageSave& save) {
    if (std::ranges::any_of(stage.changed, save.is_changed)) return true;
    const bool by_condition = stage.changed.empty() && stage.when;
    if (by_condition && std::ranges::any_of(stage.when->dependencies(), [&](const auto& read) {
            return save.is_changed(read.field);
        }))
        return true;
    return std::ranges::any_of(stage.required_forms,
                               [&](const auto& form) { return changes_form(save, form); });
}

bool is_answered(const StageSave& save, std::string_view field) {
    return !json::is_blank(save.after.if_contains(field));
}

bool holds(const Stage& stage, const StageSave& save) {
    if (stage.when)
        return stage.when->holds({.values = save.after, .context = save.context}).value_or(false);
    return stage.changed.empty() || std::ranges::any_of(stage.changed, [&](const auto& field) {
               return is_answered(save, field);
           });
}

bool has_required_forms(const Stage& stage, const StageSave& save) {
    return std::ranges::all_of(stage.required_forms, [&](const auto& form_id) {
        const auto* form = save.definitions.form(form_id);
        return form != nullptr && is_form_complete(*form, save.after, save.context);
    });
}

/// The stored options over their defaults.
json::Object options_of(const Module& module) {
    json::Object options;
    for (const auto* key : {"module_option_defaults", "module_options"}) {
        const auto* given = json::find_object(module.attributes, key);
        if (given == nullptr) continue;
        for (const auto& [name, value] : *given) options.insert_or_assign(name, value);
    }
    return options;
}

}  // namespace

std::vector<Stage> stages_of(const Module& module) {
    std::vector<Stage> stages;
    const auto* definition = option_of(module, workflow_definition_key);
    const auto* object = definition == nullptr ? nullptr : definition->if_object();
    const auto* list = object == nullptr ? nullptr : json::find_array(*object, "states");
    if (list == nullptr) return stages;
    for (const auto& element : *list) {
        if (const auto* source = element.if_object()) stages.push_back(read_stage(*source));
    }
    return stages;
}

std::vector<Option> stage_options(const std::vector<Stage>& stages) {
    std::vector<Option> options;
    for (const auto& stage : stages) {
        Option option;
        option.id = stage.id;
        option.display_text = stage.name;
        options.push_back(std::move(option));
    }
    return options;
}

std::vector<Option> case_stages(const Definitions& definitions, const Module& module) {
    const auto own = stages_of(module);
    if (!own.empty()) return stage_options(own);
    std::vector<Option> stages;
    const auto options = options_of(module);
    const auto* fixed =
        definitions.lookup(json::string_or(options, "workflow_lookup", "lookup-workflow"));
    const auto* responses = definitions.lookup(
        json::string_or(options, "response_type_lookup", "lookup-service-response-type"));
    const auto add_fixed = [&](std::string_view id) {
        const auto* option = fixed == nullptr ? nullptr : fixed->find(id);
        if (option != nullptr) stages.push_back(*option);
    };
    const auto uses = [&](std::string_view key) { return json::bool_or(options, key, false); };
    add_fixed("new");
    add_fixed("reopened");
    if (uses("use_workflow_assessment")) add_fixed("assessment");
    if (uses("use_workflow_case_plan")) add_fixed("case_plan");
    if (responses != nullptr) {
        for (const auto& option : responses->values) {
            if (!option.disabled) stages.push_back(option);
        }
    }
    if (uses("use_workflow_service_implemented")) add_fixed("services_implemented");
    add_fixed("closed");
    return stages;
}

const Stage* entered_stage(const std::vector<Stage>& stages, const StageSave& save) {
    const auto is_entered = [&](const Stage& stage) {
        return has_rule(stage) && concerns(stage, save) && holds(stage, save) &&
               has_required_forms(stage, save);
    };
    const auto last = std::find_if(stages.rbegin(), stages.rend(), is_entered);
    return last == stages.rend() ? nullptr : &*last;
}

bool is_form_complete(const Form& form, const json::Object& data,
                      const EvaluationContext& context) {
    FieldMap fields;
    bool has_answer = false;
    for (const auto& field : form.fields) {
        fields.emplace(field.name, &field);
        has_answer = has_answer || !json::is_blank(data.if_contains(field.name)) ||
                     has_file(data, field.name);
    }
    const auto module_id = json::string_or(data, "module_id");
    return has_answer &&
           missing_answers(
               {.fields = fields,
                .module_id = module_id,
                .data = data,
                .context = context,
                .has_attachment = [&](std::string_view field) { return has_file(data, field); }})
               .empty();
}

}  // namespace amparo::forms

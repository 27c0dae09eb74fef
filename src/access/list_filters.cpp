#include "access/list_filters.hpp"

#include <algorithm>
#include <set>

#include "access/list_filter_table.hpp"
#include "access/paging.hpp"
#include "access/user_scope.hpp"
#include "access/wire.hpp"
#include "base/text.hpp"
#include "forms/stages.hpp"

namespace amparo::access {
namespace {

using filter_table::Filter;
using filter_table::Options;
using filter_table::When;

constexpr std::string_view gbv_module = "primeromodule-gbv";
constexpr std::string_view mrm_module = "primeromodule-mrm";

/// An option whose text is the client's affair: it knows the ids.
json::Object bare_option(std::string_view id) {
    return {{"id", id}, {"display_name", id}};
}

/// "0..5" → "0 - 5", "18..999" → "18+"; other texts stay.
std::string age_range_text(const std::string& range) {
    const auto dots = range.find("..");
    if (dots == std::string::npos) return range;
    const auto to = range.substr(dots + 2);
    return to == "999" ? range.substr(0, dots) + "+" : range.substr(0, dots) + " - " + to;
}

class FilterWriter {
  public:
    FilterWriter(const Actor& actor, const Directory& directory,
                 const forms::Definitions& definitions)
        : actor_(actor), role_(actor.role()), directory_(directory), definitions_(definitions) {}

    json::Array write(const filter_table::ListOfFilters& list) const {
        json::Array rows;
        for (const auto& filter : list.filters) {
            if (is_offered(filter, list.record_type)) rows.push_back(row_of(filter));
        }
        return rows;
    }

  private:
    bool is_only(std::string_view module_id) const {
        return role_.module_ids.size() == 1 && role_.module_ids.front() == module_id;
    }
    bool is_special() const { return is_only(gbv_module) || is_only(mrm_module); }

    bool is_offered(const Filter& filter, std::string_view record_type) const {
        switch (filter.when) {
            case When::always:
                return true;
            case When::several_modules:
                return definitions_.modules().size() > 1;
            case When::manager:
                return role_.is_manager;
            case When::scope_all:
                return role_.scope == ScopeKind::all;
            case When::approval:
                return handles_approval(filter.field);
            case When::protection_concerns:
                return role_.holds("case", "view_protection_concerns_filter");
            case When::field_visible:
                return shows_field(record_type, filter.field);
            case When::user_group_filter:
                return has_option("user_group_filter");
            case When::not_single_special:
                return !is_special();
            case When::photo_form:
                return !is_special() && shows_photo_form();
            case When::incomplete_records:
                return takes_incomplete();
            case When::gbv:
                return role_.has_module(gbv_module);
            case When::gbv_user_group_filter:
                return role_.has_module(gbv_module) && has_option("user_group_filter");
            case When::mrm:
                return role_.has_module(mrm_module);
            case When::not_mrm:
                return !role_.has_module(mrm_module);
        }
        return false;
    }

    bool takes_incomplete() const {
        const auto* options = json::find_object(definitions_.system_settings(), "system_options");
        return options != nullptr && json::bool_or(*options, "incomplete_records", false);
    }

    bool handles_approval(std::string_view field) const {
        constexpr std::string_view prefix = "approval_status_";
        const std::string approval(field.substr(prefix.size()));
        return role_.holds("case", "request_approval_" + approval) ||
               role_.holds("case", "approve_" + approval);
    }

    bool shows_field(std::string_view record_type, std::string_view name) const {
        return std::ranges::any_of(definitions_.forms_of(record_type), [&](const auto* form) {
            const auto* field = form->find(name);
            return form->visible && field != nullptr && field->visible;
        });
    }

    bool shows_photo_form() const {
        const auto* form = definitions_.form("photos_and_audio");
        return form != nullptr && form->visible && role_.form_access.contains("photos_and_audio");
    }

    const json::Object* options_of_module(const std::string& module_id) const {
        const auto* module = definitions_.module(module_id);
        return module == nullptr ? nullptr
                                 : json::find_object(module->attributes, "module_options");
    }

    bool has_option(std::string_view name) const {
        return std::ranges::any_of(role_.module_ids, [&](const std::string& module_id) {
            const auto* options = options_of_module(module_id);
            return options != nullptr && json::bool_or(*options, name, false);
        });
    }

    json::Object row_of(const Filter& filter) const {
        if (filter.options == Options::reporting_location) return reporting_location_row(filter);
        json::Object row{{"unique_id", filter.unique_id.empty() ? filter.field : filter.unique_id},
                         {"name", filter.name},
                         {"field_name", filter.field}};
        std::size_t count = 0;
        if (filter.options == Options::source) {
            row["option_strings_source"] = filter.values;
        } else if (filter.options == Options::workflow) {
            row["options"] = workflow_options();
        } else if (filter.options != Options::none) {
            auto options = listed_options(filter);
            count = options.size();
            row["options"] = std::move(options);
        }
        if (filter.options == Options::users) {
            row["toggle_include_disabled"] = true;
            row["sort_options"] = true;
        }
        row["type"] = filter.type.empty() ? type_for(count) : filter.type;
        return row;
    }

    static std::string_view type_for(std::size_t options) {
        if (options == 1) return "toggle";
        return options == 2 || options == 3 ? "multi_toggle" : "checkbox";
    }

    json::Array listed_options(const Filter& filter) const {
        switch (filter.options) {
            case Options::listed:
                return ids_of(filter.values);
            case Options::modules:
                return module_options();
            case Options::users:
                return user_options();
            case Options::agencies:
                return agency_options();
            case Options::ages:
                return age_options();
            case Options::groups:
                return group_options();
            default:
                return {};
        }
    }

    static json::Array ids_of(std::string_view ids) {
        json::Array options;
        for (const auto id : text::split(ids, ',')) options.push_back(bare_option(id));
        return options;
    }

    json::Array module_options() const {
        json::Array options;
        for (const auto& module : definitions_.modules()) {
            options.push_back(json::Object{
                {"id", module.unique_id},
                {"display_name", json::string_or(module.attributes, "name", module.unique_id)}});
        }
        return options;
    }

    json::Array user_options() const {
        json::Array options;
        for (const auto& user : managed_users(actor_, directory_)) {
            const auto& name = user->user_name.text();
            options.push_back(
                json::Object{{"id", name}, {"display_name", name}, {"enabled", !user->disabled}});
        }
        return options;
    }

    json::Array agency_options() const {
        std::set<std::string> named;
        for (const auto& user : managed_users(actor_, directory_))
            named.insert(user->agency.text());
        json::Array options;
        for (const auto& agency : directory_.agencies()) {
            if (agency->disabled || !named.contains(agency->unique_id.text())) continue;
            const auto name = translated_or_any(agency->name, definitions_.default_locale());
            options.push_back(
                json::Object{{"id", agency->unique_id.text()}, {"display_name", name}});
        }
        return options;
    }

    json::Array group_options() const {
        json::Array options;
        for (const auto& group : directory_.groups()) {
            if (group->disabled) continue;
            options.push_back(
                json::Object{{"id", group->unique_id.text()}, {"display_name", group->name}});
        }
        return options;
    }

    json::Array age_options() const {
        json::Array options;
        for (const auto& range : age_ranges())
            options.push_back(bare_option(age_range_text(range)));
        return options;
    }

    /// Those of the only module, else of the system.
    std::vector<std::string> age_ranges() const {
        if (role_.module_ids.size() == 1) {
            const auto* options = options_of_module(role_.module_ids.front());
            auto own = options == nullptr ? std::vector<std::string>()
                                          : json::string_list(*options, "age_ranges");
            if (!own.empty()) return own;
        }
        const auto& settings = definitions_.system_settings();
        const auto* sets = json::find_object(settings, "age_ranges");
        auto ranges = sets == nullptr ? std::vector<std::string>()
                                      : json::string_list(
                                            *sets, json::string_or(settings, "primary_age_range"));
        if (ranges.empty()) ranges = {"0..4", "5..11", "12..17", "18..59", "60..999"};
        return ranges;
    }

    /// {module: {locale: [{id, display_text}]}} for the role's case modules.
    json::Object workflow_options() const {
        json::Object modules;
        for (const auto& module_id : role_.module_ids) {
            const auto* module = definitions_.module(module_id);
            const bool is_without = module_id == gbv_module || module_id == mrm_module;
            if (module == nullptr || is_without || !module->has_type("case")) continue;
            const auto* options = options_of_module(module_id);
            const auto own = forms::stage_options(forms::stages_of(*module));
            modules.emplace(module_id, !own.empty()         ? per_locale(own)
                                       : options == nullptr ? workflow_of({})
                                                            : workflow_of(*options));
        }
        return modules;
    }

    json::Object workflow_of(const json::Object& options) const {
        const auto* labels =
            definitions_.lookup(json::string_or(options, "workflow_lookup", "lookup-workflow"));
        const auto* responses = definitions_.lookup(
            json::string_or(options, "response_type_lookup", "lookup-service-response-type"));
        std::vector<forms::Option> states;
        const auto add = [&](std::string_view id) {
            const auto* label = labels == nullptr ? nullptr : labels->find(id);
            states.push_back(label == nullptr
                                 ? forms::Option{.id = std::string(id), .display_text = {}}
                                 : *label);
        };
        const auto add_if = [&](const char* option, std::string_view id) {
            if (json::bool_or(options, option, false)) add(id);
        };
        add("new");
        add("reopened");
        add_if("use_workflow_assessment", "assessment");
        add_if("use_workflow_case_plan", "case_plan");
        if (responses != nullptr) {
            states.insert(states.end(), responses->values.begin(), responses->values.end());
        }
        add_if("use_workflow_service_implemented", "services_implemented");
        add("closed");
        return per_locale(states);
    }

    json::Object per_locale(const std::vector<forms::Option>& states) const {
        json::Object locales;
        for (const auto& locale : definitions_.locales()) {
            json::Array options;
            for (const auto& state : states) {
                const auto text = forms::text_for(state.display_text, locale);
                options.push_back(json::Object{{"id", state.id},
                                               {"display_text", text.empty() ? state.id : text}});
            }
            locales.emplace(locale, std::move(options));
        }
        return locales;
    }

    json::Object reporting_location_row(const Filter& filter) const {
        const auto config = reporting_location_config(definitions_, role_);
        const auto level = json::integer_or(config, "admin_level", 2);
        const auto labels = json::string_list(config, "label_keys");
        const auto label = labels.empty() ? std::string("location") : labels.front();
        return {
            {"unique_id", filter.unique_id},
            {"name", "location.base_types." + label},
            {"field_name", "loc:" + json::string_or(config, "field_key") + std::to_string(level)},
            {"option_strings_source", filter.values},
            {"type", filter.type}};
    }

    const Actor& actor_;
    const Role& role_;
    const Directory& directory_;
    const forms::Definitions& definitions_;
};

}  // namespace

json::Object list_filters(const Actor& actor, const Directory& directory,
                          const forms::Definitions& definitions) {
    const FilterWriter writer(actor, directory, definitions);
    json::Object filters;
    for (const auto& list : filter_table::lists()) {
        filters.emplace(list.list, writer.write(list));
    }
    return filters;
}

}  // namespace amparo::access

// The filters offered for lists of records (administration.md, appendix A).
#include <algorithm>
#include <array>
#include <set>

#include "access/field_mask.hpp"
#include "access/user_scope.hpp"
#include "api/user_extended.hpp"
#include "api/wire.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view gbv = "primeromodule-gbv";
constexpr std::string_view mrm = "primeromodule-mrm";
constexpr std::string_view locations = "Location";

/// What a filter is made of; `source` a lookup or "Location", `options` the fixed ones.
struct Filter {
    std::string_view name;
    std::string_view field_name;
    std::string_view type;
    std::string_view source = "";
    std::vector<std::string_view> options = {};
    std::string_view unique_id = "";  // the field name unless given
};

class FilterList {
  public:
    explicit FilterList(const ExtendedView& view) : view_(view) {}

    void add(const Filter& filter) {
        json::Object wire = start(filter);
        if (!filter.source.empty()) wire.emplace("option_strings_source", filter.source);
        if (!filter.options.empty()) wire.emplace("options", texts(filter));
        list_.emplace_back(std::move(wire));
    }
    void add_if(bool condition, const Filter& filter) {
        if (condition) add(filter);
    }
    void add_with(const Filter& filter, json::Value options) {
        auto wire = start(filter);
        wire.emplace("options", std::move(options));
        list_.emplace_back(std::move(wire));
    }
    /// Only when the field exists on a form of cases and is shown.
    void add_for_field(const Filter& filter) {
        const auto* field = view_.definitions.field("case", filter.field_name);
        add_if(field != nullptr && field->visible, filter);
    }
    json::Object& last() { return list_.back().as_object(); }
    json::Array take() { return std::move(list_); }

  private:
    static json::Object start(const Filter& filter) {
        return {{"unique_id", filter.unique_id.empty() ? filter.field_name : filter.unique_id},
                {"name", filter.name},
                {"field_name", filter.field_name},
                {"type", filter.type}};
    }
    /// {"en": [{"id", "display_name"}], …}: a field's own label, else the server's text.
    json::Object texts(const Filter& filter) const {
        json::Object by_locale;
        for (const auto& locale : view_.definitions.locales()) {
            json::Array options;
            for (const auto option : filter.options) {
                options.emplace_back(json::Object{{"id", option},
                                                  {"display_name", label(option, locale)}});
            }
            by_locale.emplace(locale, std::move(options));
        }
        return by_locale;
    }
    std::string label(std::string_view option, const std::string& locale) const {
        const MessageKey key("filters.options." + std::string(option));
        if (view_.messages.has(key.key)) return view_.messages.text(locale, key);
        for (const auto* type : {"case", "incident", "tracing_request", "family",
                                 "registry_record"}) {
            const auto* field = view_.definitions.field(type, option);
            if (field != nullptr) return forms::text_for(field->display_name, locale);
        }
        return std::string(option);
    }

    const ExtendedView& view_;
    json::Array list_;
};

json::Array modules(const ExtendedView& view) {
    json::Array options;
    for (const auto& module : view.definitions.modules()) {
        options.emplace_back(
            json::Object{{"id", module.unique_id},
                         {"display_name", json::string_or(module.attributes, "name")}});
    }
    return options;
}

json::Array owners(const ExtendedView& view) {
    json::Array options;
    for (const auto& user : access::managed_users(view.actor, view.directory)) {
        options.emplace_back(json::Object{{"id", user->user_name.text()},
                                          {"display_name", user->user_name.text()},
                                          {"enabled", !user->disabled}});
    }
    return options;
}

json::Array owner_agencies(const ExtendedView& view) {
    std::set<std::string> ids;
    for (const auto& user : access::managed_users(view.actor, view.directory)) {
        ids.insert(user->agency.text());
    }
    json::Array options;
    for (const auto& agency : view.directory.agencies()) {
        if (agency->disabled || !ids.contains(agency->unique_id.text())) continue;
        options.emplace_back(json::Object{
            {"id", agency->unique_id.text()},
            {"display_name",
             forms::text_for(agency->name, view.definitions.default_locale())}});
    }
    return options;
}

json::Array enabled_groups(const ExtendedView& view) {
    json::Array options;
    for (const auto& group : view.directory.groups()) {
        if (group->disabled) continue;
        options.emplace_back(json::Object{{"id", group->unique_id.text()},
                                          {"display_name", group->name}});
    }
    return options;
}

/// {module: {locale: [{"id", "display_text"}]}} for the role's modules with cases.
json::Object workflows(const ExtendedView& view) {
    json::Object by_module;
    for (const auto& name : view.actor.role().module_ids) {
        const auto* module = view.definitions.module(name);
        if (module == nullptr || !module->has_type("case") || name == gbv || name == mrm) continue;
        const auto wire = module_to_wire(*module, view.definitions);
        const auto* states = json::find_object(wire, "workflows");
        const auto* of_case = states == nullptr ? nullptr : json::find_array(*states, "case");
        if (of_case == nullptr) continue;
        json::Object by_locale;
        for (const auto& locale : view.definitions.locales()) {
            json::Array options;
            for (const auto& state : *of_case) {
                const auto& texts = state.as_object().at("display_text").as_object();
                options.emplace_back(json::Object{{"id", state.as_object().at("id")},
                                                  {"display_text",
                                                   json::string_or(texts, locale)}});
            }
            by_locale.emplace(locale, std::move(options));
        }
        by_module.emplace(name, std::move(by_locale));
    }
    return by_module;
}

json::Array age_ranges(const ExtendedView& view) {
    json::Array options;
    const auto& settings = view.definitions.system_settings();
    const auto* sets = json::find_object(settings, "age_ranges");
    const auto primary = json::string_or(settings, "primary_age_range");
    if (sets == nullptr) return options;
    const auto* ranges = json::find_array(*sets, primary);
    if (ranges == nullptr) return options;
    for (const auto& range : *ranges) {
        if (!range.is_string()) continue;
        const auto text = range_to_wire(range.get_string());
        options.emplace_back(json::Object{{"id", text}, {"display_name", text}});
    }
    return options;
}

bool may_approve(const ExtendedView& view, std::string_view approval) {
    const std::string name(approval);
    return view.actor.can("case", "approve_" + name) ||
           view.actor.can("case", "request_approval_" + name);
}

bool uses_group_filter(const ExtendedView& view) {
    return std::ranges::any_of(view.actor.role().module_ids, [&](const std::string& name) {
        const auto* module = view.definitions.module(name);
        const auto* options = module == nullptr
                                  ? nullptr
                                  : json::find_object(module->attributes, "module_options");
        return options != nullptr && json::bool_or(*options, "user_group_filter", false);
    });
}

bool is_general(const ExtendedView& view) {
    return !view.has_only_module(gbv) && !view.has_only_module(mrm);
}

/// "loc:owned_by_location2" from the reporting settings of the role.
void add_reporting_location(FilterList& list, const ExtendedView& view) {
    const auto* stored =
        json::find_object(view.definitions.system_settings(), "reporting_location_config");
    if (stored == nullptr) return;
    const auto config = reporting_to_wire(*stored, &view.actor.role());
    const auto types = json::string_list(config, "label_keys");
    const auto name = "location.base_types." + (types.empty() ? "district" : types.front());
    const auto field = "loc:" + json::string_or(config, "field_key", "owned_by_location") +
                       std::to_string(json::integer_or(config, "admin_level", 2));
    list.add({name, field, "multi_select", "ReportingLocation", {}, "reporting_location"});
}

void add_modules(FilterList& list, const ExtendedView& view) {
    if (view.definitions.modules().size() < 2) return;
    list.add_with({"cases.filter_by.module_id", "module_id", "multi_select"}, modules(view));
}

void add_owner(FilterList& list, const ExtendedView& view) {
    if (!view.actor.role().is_manager) return;
    list.add_with({"cases.filter_by.social_worker", "owned_by", "multi_select"}, owners(view));
    list.last().emplace("toggle_include_disabled", true);
    list.last().emplace("sort_options", true);
}

const Filter flagged{"cases.filter_by.flag", "flagged", "toggle", "", {"true"}};
const Filter record_state{"cases.filter_by.enabled_disabled", "record_state", "multi_toggle", "",
                          {"true", "false"}};

void add_approvals(FilterList& list, const ExtendedView& view) {
    for (const auto* approval : {"assessment", "case_plan", "closure", "action_plan",
                                 "gbv_closure"}) {
        const auto name = std::string("approvals.") + approval;
        const auto field = std::string("approval_status_") + approval;
        list.add_if(may_approve(view, approval),
                    {name, field, "multi_toggle", "", {"pending", "approved", "rejected"}});
    }
}

void add_case_fields(FilterList& list) {
    const Filter of_fields[] = {
        {"cases.filter_by.displacement_status", "gbv_displacement_status", "checkbox",
         "lookup-displacement-status"},
        {"cases.filter_by.protection_status", "protection_status", "checkbox",
         "lookup-protection-status"},
        {"cases.filter_by.urgent_protection_concern", "urgent_protection_concern", "checkbox",
         "lookup-yes-no"},
        {"cases.filter_by.type_of_risk", "type_of_risk", "checkbox", "lookup-risk-type"},
        {"cases.filter_by.risk_level", "risk_level", "chips", "lookup-risk-level"},
        {"cases.filter_by.displacement_status", "displacement_status", "multi_select",
         "lookup-displacement-status"},
        {"cases.filter_by.disability_status", "disability_status_yes_no", "multi_toggle",
         "lookup-yes-no"},
        {"cases.filter_by.marginalized_community_self_identifying",
         "marginalized_community_self_identifying", "multi_toggle", "lookup-yes-no-unknown"},
        {"cases.filter_by.protection_risks", "protection_risks", "multi_select",
         "lookup-protection-risks"}};
    for (const auto& filter : of_fields) list.add_for_field(filter);
}

bool has_photo_form(const ExtendedView& view) {
    return access::permitted_forms(view.actor, view.definitions, "case", "")
        .contains("photos_and_audio");
}

json::Array case_filters(const ExtendedView& view) {
    FilterList list(view);
    add_modules(list, view);
    list.add(flagged);
    add_owner(list, view);
    list.add({"cases.filter_by.my_cases", "my_cases", "checkbox"});
    list.add_with({"cases.filter_by.workflow", "workflow", "workflow"}, workflows(view));
    if (view.actor.role().scope == access::ScopeKind::all) {
        list.add_with({"cases.filter_by.agency", "owned_by_agency_id", "checkbox"},
                      owner_agencies(view));
    }
    list.add({"cases.filter_by.status", "status", "checkbox", "lookup-case-status"});
    list.add_with({"cases.filter_by.age_range", "age", "multi_toggle"}, age_ranges(view));
    list.add({"cases.filter_by.sex", "sex", "checkbox", "lookup-gender"});
    list.add_for_field({"cases.filter_by.gender", "gender", "checkbox", "lookup-gender-identity"});
    add_approvals(list, view);
    list.add_if(view.actor.can("case", "view_protection_concerns_filter"),
                {"cases.filter_by.protection_concerns", "protection_concerns", "checkbox",
                 "lookup-protection-concerns"});
    add_case_fields(list);
    list.add({"cases.filter_by.current_location", "loc:location_current", "multi_select",
              locations, {}, "location_current"});
    list.add({"user.agency_office", "owned_by_agency_office", "checkbox",
              "lookup-agency-office"});
    list.add_for_field({"cases.filter_by.safety_plan_needed", "safety_plan_needed", "checkbox",
                        "lookup-yes-no"});
    list.add_for_field({"cases.filter_by.self_harm_thoughts", "self_harm_thoughts", "checkbox",
                        "lookup-yes-no"});
    if (uses_group_filter(view)) {
        list.add_with({"permissions.permission.user_group", "owned_by_groups", "checkbox"},
                      enabled_groups(view));
    }
    if (is_general(view)) add_reporting_location(list, view);
    list.add({"cases.filter_by.no_activity", "last_updated_at", "checkbox"});
    list.add_if(is_general(view),
                {"cases.filter_by.by_date", "cases_by_date", "dates", "",
                 {"registration_date", "assessment_requested_on", "date_case_plan",
                  "date_closure", "followup_dates", "reunification_dates", "tracing_dates",
                  "service_implemented_day_times", "reassigned_transferred_on", "created_at"}});
    list.add(record_state);
    list.add_if(is_general(view) && has_photo_form(view),
                {"cases.filter_by.photo", "has_photo", "toggle", "", {"photo"}});
    return list.take();
}

json::Array incident_filters(const ExtendedView& view) {
    FilterList list(view);
    const bool is_gbv = view.has_module(gbv);
    const bool is_mrm = view.has_module(mrm);
    list.add(flagged);
    list.add_if(is_gbv, {"incidents.filter_by.violence_type", "gbv_sexual_violence_type",
                         "checkbox", "lookup-gbv-sexual-violence-type"});
    add_owner(list, view);
    list.add_if(is_gbv, {"user.agency_office", "owned_by_agency_office", "checkbox",
                         "lookup-agency-office"});
    if (is_gbv && uses_group_filter(view)) {
        list.add_with({"permissions.permission.user_group", "owned_by_groups", "checkbox"},
                      enabled_groups(view));
    }
    list.add({"incidents.filter_by.status", "status", "checkbox",
              is_mrm ? "lookup-incident-status" : "lookup-case-status"});
    if (!is_mrm) {
        list.add_with({"cases.filter_by.age_range", "age", "multi_toggle"}, age_ranges(view));
    }
    list.add({"incidents.filter_by.incident_location", "loc:incident_location", "multi_select",
              locations, {}, "incident_location"});
    std::vector<std::string_view> dates;
    if (is_gbv || is_mrm) dates.emplace_back("date_of_first_report");
    dates.emplace_back("incident_date_derived");
    list.add({"incidents.filter_by.by_date", "incidents_by_date", "dates", "", dates});
    list.add_if(is_gbv, {"incidents.filter_by.unaccompanied_separated_status",
                         "unaccompanied_separated_status", "checkbox",
                         "lookup-unaccompanied-separated-status"});
    list.add(record_state);
    add_modules(list, view);
    return list.take();
}

json::Array tracing_filters(const ExtendedView& view) {
    FilterList list(view);
    add_modules(list, view);
    list.add(flagged);
    add_owner(list, view);
    list.add({"tracing_requests.filter_by.by_date", "tracing_requests_by_date", "dates", "",
              {"inquiry_date"}});
    list.add({"tracing_requests.filter_by.status", "status", "checkbox",
              "lookup-inquiry-status"});
    list.add({"tracing_requests.filter_by.location_separation", "loc:location_separation",
              "multi_select", locations, {}, "location_separation"});
    list.add({"tracing_requests.filter_by.separation_cause", "separation_cause", "checkbox",
              "lookup-separation-cause"});
    list.add(record_state);
    return list.take();
}

json::Array registry_filters(const ExtendedView& view) {
    FilterList list(view);
    add_modules(list, view);
    list.add(flagged);
    list.add({"registry_records.filter_by.status", "status", "checkbox",
              "lookup-registry-status"});
    list.add(record_state);
    list.add({"cases.filter_by.current_location", "loc:location_current", "multi_select",
              locations, {}, "location_current"});
    list.add({"registry_records.filter_by.by_date", "registry_records_by_date", "dates", "",
              {"registration_date"}});
    return list.take();
}

json::Array family_filters(const ExtendedView& view) {
    FilterList list(view);
    add_modules(list, view);
    list.add(flagged);
    list.add({"families.filter_by.status", "status", "checkbox", "lookup-case-status"});
    list.add(record_state);
    list.add({"families.filter_by.current_location", "loc:family_location_current",
              "multi_select", locations, {}, "family_location_current"});
    list.add({"families.filter_by.by_date", "families_by_date", "dates", "",
              {"family_registration_date"}});
    return list.take();
}

}  // namespace

json::Object record_filters(const ExtendedView& view) {
    return {{"cases", case_filters(view)},
            {"incidents", incident_filters(view)},
            {"tracing_requests", tracing_filters(view)},
            {"registry_records", registry_filters(view)},
            {"families", family_filters(view)}};
}

}  // namespace amparo::api

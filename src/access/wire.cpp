#include "access/wire.hpp"

#include <array>

#include "access/agency_files.hpp"
#include "access/list_filters.hpp"
#include "access/paging.hpp"
#include "access/permission_catalogue.hpp"

namespace amparo::access {
namespace {

constexpr std::array user_keys{"id",
                               "full_name",
                               "user_name",
                               "code",
                               "phone",
                               "email",
                               "agency_office",
                               "position",
                               "location",
                               "locale",
                               "services",
                               "send_mail",
                               "receive_webpush",
                               "settings",
                               "deputies",
                               "disabled",
                               "time_zone",
                               "code_of_conduct_id",
                               "code_of_conduct_accepted_on",
                               "terms_of_use_accepted_on",
                               "data_processing_consent_provided_on",
                               "registration_stream",
                               "self_registered",
                               "unverified",
                               "duplicate",
                               "identity_provider_sync",
                               "identity_provider_unique_id",
                               "created_at",
                               "updated_at",
                               "role_unique_id",
                               "user_group_unique_ids"};

constexpr std::array agency_keys{"id",
                                 "unique_id",
                                 "agency_code",
                                 "order",
                                 "telephone",
                                 "services",
                                 "logo_enabled",
                                 "pdf_logo_option",
                                 "terms_of_use_enabled",
                                 "disabled",
                                 "contact_email",
                                 "contact_name",
                                 "contact_phone",
                                 "notes",
                                 "exclude_agency_from_lookups",
                                 "capacity",
                                 "capacity_updated_at",
                                 "terms_of_use_uploaded_at"};

constexpr std::array group_row_keys{"id",          "unique_id",     "name",
                                    "description", "core_resource", "disabled",
                                    "created_at",  "updated_at"};

/// The members of these names that are there and not null.
template <std::size_t Size>
json::Object present(const json::Object& attributes, const std::array<const char*, Size>& keys) {
    json::Object object;
    for (const auto* key : keys) {
        const auto* value = json::find(attributes, key);
        if (value != nullptr && !value->is_null()) object.emplace(key, *value);
    }
    return object;
}

/// As present(), with null for what is absent.
template <std::size_t Size>
json::Object all_of(const json::Object& attributes, const std::array<const char*, Size>& keys) {
    json::Object object;
    for (const auto* key : keys) {
        const auto* value = json::find(attributes, key);
        object.emplace(key, value == nullptr ? json::Value(nullptr) : *value);
    }
    return object;
}

/// A translated text with every enabled locale filled.
json::Object every_locale(const json::Object& attributes, std::string_view key,
                          const std::vector<std::string>& locales) {
    json::Object texts;
    const auto* stored = json::find_object(attributes, key);
    for (const auto& locale : locales) {
        texts.emplace(locale, stored == nullptr ? "" : json::string_or(*stored, locale));
    }
    return texts;
}

json::Array actions_to_wire(const ActionSet& actions) {
    json::Array array;
    for (const auto& action : actions) array.emplace_back(action);
    return array;
}

json::Object permissions_to_wire(const Role& role) {
    json::Object permissions;
    for (const auto& entry : permission_catalogue()) {
        const auto found = role.permissions.find(entry.resource);
        if (found != role.permissions.end()) {
            permissions.emplace(entry.resource, actions_to_wire(found->second));
        }
    }
    const auto* configured = json::find_object(role.attributes, "permissions");
    const auto* objects =
        configured == nullptr ? nullptr : json::find_object(*configured, "objects");
    permissions.emplace("objects", objects == nullptr ? json::Object() : *objects);
    return permissions;
}

/// [{"resource": "cases", "actions": […]}, …].
json::Array permission_list(const Role& role) {
    json::Array list;
    for (const auto& entry : permission_catalogue()) {
        const auto found = role.permissions.find(entry.resource);
        if (found == role.permissions.end()) continue;
        list.push_back(
            json::Object{{"resource", entry.plural}, {"actions", actions_to_wire(found->second)}});
    }
    return list;
}

int reporting_level(const forms::Definitions& definitions, const Role& role) {
    if (role.reporting_location_level) return *role.reporting_location_level;
    const auto* config =
        json::find_object(definitions.system_settings(), "reporting_location_config");
    constexpr int level_by_default = 2;
    if (config == nullptr) return level_by_default;
    return static_cast<int>(json::integer_or(*config, "admin_level", level_by_default));
}

void add_role(json::Object& wire, const WireContext& context, const Role& role) {
    wire["role_group_permission"] = wire_name(role.scope);
    wire["module_unique_ids"] = json::to_array(role.module_ids);
    wire["reporting_location_config"] = reporting_location_config(context.definitions, role);
    if (role.permissions.contains("managed_report")) {
        wire["managed_report_scope"] = role.insight_scope;
    }
}

/// Only roles that were delivered have names in several languages.
void add_name_by_language(json::Object& wire, const Role& role) {
    const auto* names = json::find_object(role.attributes, role_names_key);
    if (names != nullptr) wire[role_names_key] = *names;
}

void add_agency(json::Object& wire, const WireContext& context, const User& user) {
    const auto agency = context.directory.agency(user.agency);
    if (agency == nullptr) return;
    wire["agency_unique_id"] = agency->unique_id.text();
    wire["agency_name"] = translated_or_any(agency->name, context.definitions.default_locale());
    for (const auto member : {logo_full, logo_icon}) {
        const auto url = agency_file_url(*agency, member);
        if (!url.empty()) wire["agency_" + std::string(member)] = url;
    }
    if (!context.enforces_terms_of_use) return;
    const bool has_terms = json::bool_or(agency->attributes, "terms_of_use_enabled", false) &&
                           agency_file(*agency, terms_of_use).has_value();
    wire["agency_terms_of_use_enabled"] = has_terms;
    wire["agency_terms_of_use_changed"] =
        has_terms &&
        has_newer_terms(*agency, json::string_or(user.attributes, "terms_of_use_accepted_on"));
}

}  // namespace

json::Object reporting_location_config(const forms::Definitions& definitions, const Role& role) {
    const auto* stored =
        json::find_object(definitions.system_settings(), "reporting_location_config");
    json::Object config = stored == nullptr ? json::Object() : *stored;
    if (!config.contains("field_key")) config["field_key"] = "owned_by_location";
    if (!config.contains("admin_level_map")) {
        config["admin_level_map"] =
            json::Object{{"1", json::Array{"province"}}, {"2", json::Array{"district"}}};
    }
    if (!config.contains("hierarchy_filter")) config["hierarchy_filter"] = json::Array();
    const auto level = reporting_level(definitions, role);
    config["admin_level"] = level;
    const auto* levels = json::find_object(config, "admin_level_map");
    const auto* labels =
        levels == nullptr ? nullptr : json::find_array(*levels, std::to_string(level));
    config["label_keys"] = labels == nullptr ? json::Array() : *labels;
    return config;
}

std::string reporting_location_code(const WireContext& context, const User& user) {
    const auto role = context.directory.role(user.role);
    if (role == nullptr || user.location.empty()) return "";
    const auto level = reporting_level(context.definitions, *role);
    const auto* place = context.definitions.locations().at_level(user.location, level);
    return place == nullptr ? "" : place->code;
}

json::Object to_wire(const WireContext& context, const User& user) {
    auto wire = present(user.attributes, user_keys);
    if (user.agency_number != 0) wire["agency_id"] = user.agency_number;
    const auto location = reporting_location_code(context, user);
    if (!location.empty()) wire["reporting_location_code"] = location;
    json::Array groups;
    for (const auto& unique_id : user.groups) {
        const auto group = context.directory.group(GroupId(unique_id));
        if (group != nullptr) groups.push_back(present(group->attributes, group_row_keys));
    }
    wire["user_group_unique_ids"] = json::to_array(user.groups);
    wire["user_groups"] = std::move(groups);
    if (const auto role = context.directory.role(user.role)) add_role(wire, context, *role);
    return wire;
}

json::Object to_wire_extended(const WireContext& context, const User& user) {
    auto wire = to_wire(context, user);
    add_agency(wire, context, user);
    const auto role = context.directory.role(user.role);
    if (role == nullptr) return wire;
    wire["permissions"] = json::Object{{"list", permission_list(*role)}};
    json::Array form_ids;
    json::Object forms;
    for (const auto& [form, access] : role->form_access) {
        if (context.definitions.form(form) == nullptr) continue;
        form_ids.emplace_back(form);
        forms.emplace(form, access);
    }
    wire["permitted_form_unique_ids"] = std::move(form_ids);
    wire["permitted_form"] = std::move(forms);
    wire["permitted_role_unique_ids"] = json::to_array(role->role_limits);
    wire["is_manager"] = role->is_manager;
    if (role->session_lock_minutes) wire["session_lock_minutes"] = *role->session_lock_minutes;
    const auto found = context.directory.user(user.user_name);
    const Actor self(found == nullptr ? std::make_shared<const User>(user) : found, role,
                     context.directory.tables().policy);
    wire["filters"] = list_filters(self, context.directory, context.definitions);
    wire["list_headers"] = list_headers(*role);
    return wire;
}

json::Object session_user_to_wire(const Actor& actor) {
    return {{"id", actor.user().id},
            {"user_name", actor.name().text()},
            {"group_permission", wire_name(actor.role().scope)}};
}

json::Object to_wire(const Session& session, std::string_view current_id) {
    return {{"id", session.id},
            {"current", session.id == current_id},
            {"created_at", format_instant(session.created_at)},
            {"last_seen_at", format_instant(session.last_seen_at)},
            {"ip_address", session.client.remote_ip},
            {"user_agent", session.client.user_agent}};
}

json::Object to_wire(const Role& role) {
    json::Object forms;
    for (const auto& [form, access] : role.form_access) forms.emplace(form, access);
    const auto* description = json::find(role.attributes, "description");
    json::Object wire{{"id", role.id},
                      {"unique_id", role.unique_id.text()},
                      {"name", role.name},
                      {"description", description == nullptr ? json::Value() : *description},
                      {"group_permission", wire_name(role.scope)},
                      {"referral", role.referral},
                      {"transfer", role.transfer},
                      {"referral_authorization", role.referral_authorization},
                      {"is_manager", role.is_manager},
                      {"disabled", role.disabled},
                      {"module_unique_ids", json::to_array(role.module_ids)},
                      {"form_section_read_write", std::move(forms)},
                      {"permissions", permissions_to_wire(role)}};
    wire["reporting_location_level"] =
        role.reporting_location_level ? json::Value(*role.reporting_location_level) : nullptr;
    wire["session_lock_minutes"] =
        role.session_lock_minutes ? json::Value(*role.session_lock_minutes) : nullptr;
    wire["second_factor_required"] = role.second_factor_required;
    wire["user_category"] =
        role.user_category.empty() ? json::Value() : json::Value(role.user_category);
    add_name_by_language(wire, role);
    return wire;
}

json::Object to_wire_short(const Role& role) {
    json::Object wire{{"id", role.id},
                      {"unique_id", role.unique_id.text()},
                      {"name", role.name},
                      {"disabled", role.disabled},
                      {"referral", role.referral},
                      {"transfer", role.transfer},
                      {"referral_authorization", role.referral_authorization}};
    add_name_by_language(wire, role);
    return wire;
}

json::Object to_wire(const WireContext& context, const Agency& agency) {
    auto wire = all_of(agency.attributes, agency_keys);
    const auto locales = context.definitions.locales();
    wire["name"] = every_locale(agency.attributes, "name", locales);
    wire["description"] = every_locale(agency.attributes, "description", locales);
    wire["opening_hours"] = every_locale(agency.attributes, "opening_hours", locales);
    wire["services"] = json::to_array(agency.services);
    wire["order"] = agency.order;
    for (const auto member : agency_file_members) {
        const auto url = agency_file_url(agency, member);
        if (!url.empty()) wire[member] = url;
    }
    for (const auto* mark : {"logo_enabled", "pdf_logo_option", "terms_of_use_enabled", "disabled",
                             "exclude_agency_from_lookups"}) {
        wire[mark] = json::bool_or(agency.attributes, mark, false);
    }
    return wire;
}

json::Object to_wire(const UserGroup& group) {
    const auto* description = json::find(group.attributes, "description");
    return {{"id", group.id},
            {"unique_id", group.unique_id.text()},
            {"name", group.name},
            {"description", description == nullptr ? json::Value() : *description},
            {"disabled", group.disabled},
            {"core_resource", json::bool_or(group.attributes, "core_resource", false)},
            {"agency_unique_ids", json::to_array(group.agency_ids)}};
}

}  // namespace amparo::access

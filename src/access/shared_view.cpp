#include "access/shared_view.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "access/field_mask.hpp"

namespace amparo::access {
namespace {

using Rows = std::vector<const json::Object*>;

/// Actions of a referral's role that open parts of the record (§1.6); others stay the user's own.
constexpr std::array<std::string_view, 21> form_actions{"manage",
                                                        "approve_assessment",
                                                        "approve_case_plan",
                                                        "approve_closure",
                                                        "approve_gbv_closure",
                                                        "request_approval_assessment",
                                                        "request_approval_case_plan",
                                                        "request_approval_closure",
                                                        "request_approval_action_plan",
                                                        "request_approval_gbv_closure",
                                                        "access_log",
                                                        "change_log",
                                                        "view_incident_from_case",
                                                        "find_tracing_match",
                                                        "view_family_record",
                                                        "view_registry_record",
                                                        "referral_from_service",
                                                        "remove_assigned_users",
                                                        "referral",
                                                        "receive_referral",
                                                        "receive_referral_different_module"};
/// What somebody who may only look keeps of their rights on the type.
constexpr std::array<std::string_view, 8> looking{"read",
                                                  "view_incident_from_case",
                                                  "view_family_record",
                                                  "view_registry_record",
                                                  "view_photo",
                                                  "change_log",
                                                  "access_log",
                                                  "service_own_entries_only"};

bool contains(const std::vector<std::string>& texts, std::string_view text) {
    return std::ranges::find(texts, text) != texts.end();
}

bool meet(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::ranges::any_of(left, [&](const auto& text) { return contains(right, text); });
}

Rows transitions_of(const json::Object& data) {
    Rows rows;
    const auto* list = json::find_array(data, "transitions");
    if (list == nullptr) return rows;
    for (const auto& element : *list) {
        if (const auto* row = element.if_object()) rows.push_back(row);
    }
    return rows;
}

bool is_active_referral(const json::Object& row) {
    const auto status = json::string_or(row, "status");
    return json::string_or(row, "type") == "Referral" &&
           (status == "in_progress" || status == "accepted");
}

bool is_pending_transfer(const json::Object& row) {
    return json::string_or(row, "type") == "Transfer" &&
           json::string_or(row, "status") == "in_progress";
}

bool is_to(const Actor& actor, const json::Object& row) {
    return json::string_or(row, "transitioned_to") == actor.name().text();
}

bool is_handed_over(const json::Object& row) {
    return !json::string_or(row, "handover_user").empty();
}

/// Whether the record would be in the actor's scope had nobody shared it.
bool is_in_scope_by_owner(const Actor& actor, const json::Object& data) {
    const auto& user = actor.user();
    switch (actor.role().scope) {
        case ScopeKind::all:
            return true;
        case ScopeKind::agency:
            return !user.agency.empty() &&
                   json::string_or(data, "owned_by_agency_id") == user.agency.text();
        case ScopeKind::group:
            return meet(user.groups, json::string_list(data, "owned_by_groups"));
        case ScopeKind::identified:
            return true;
        case ScopeKind::self:
        case ScopeKind::admin_only:
            break;
    }
    return false;
}

/// Whether the actor's scope reaches the person whom the row gives access: its recipient, or the
/// former owner.
bool reaches(const Actor& actor, const json::Object& row) {
    const auto& user = actor.user();
    if (is_handed_over(row)) return json::string_or(row, "handover_user") == user.user_name.text();
    if (is_to(actor, row)) return true;
    if (actor.role().scope == ScopeKind::group)
        return meet(user.groups, json::string_list(row, "transitioned_to_user_groups"));
    return actor.role().scope == ScopeKind::agency && !user.agency.empty() &&
           json::string_or(row, "transitioned_to_user_agency") == user.agency.text();
}

void add_role(SharedView& view, const json::Object& referral) {
    auto role = json::string_or(referral, "authorized_role_unique_id");
    if (!contains(view.roles, role)) view.roles.push_back(std::move(role));
    view.share = Share::referred;
}

/// Adds what the rows give that `counts`.
template <class Counts>
void add_shares(SharedView& view, const Rows& rows, const Counts& counts) {
    bool is_offered = false;
    bool is_kept = false;
    for (const auto* row : rows) {
        if (!counts(*row)) continue;
        if (is_active_referral(*row)) add_role(view, *row);
        is_offered = is_offered || is_pending_transfer(*row);
        is_kept = is_kept || is_handed_over(*row);
    }
    view.is_also_offered = is_offered && view.share == Share::referred;
    if (view.share != Share::own) return;
    if (is_kept)
        view.share = Share::handover;
    else if (is_offered)
        view.share = Share::offered;
}

/// What says how the option is set: the module's options, else the system settings; nullptr when
/// neither knows it.
const json::Object* options_with(const Beholding& at, std::string_view name) {
    const auto* module = at.definitions.module(json::string_or(at.data, "module_id"));
    const auto* own =
        module == nullptr ? nullptr : json::find_object(module->attributes, "module_options");
    if (own != nullptr && own->contains(name)) return own;
    const auto& system = at.definitions.system_settings();
    return system.contains(name) ? &system : nullptr;
}

bool has_full_preview(const Beholding& at) {
    const auto* options = options_with(at, "transfer_full_preview");
    return options != nullptr && json::bool_or(*options, "transfer_full_preview", false);
}

void add_forms(std::map<std::string, std::string, std::less<>>& into,
               const std::map<std::string, std::string, std::less<>>& forms) {
    for (const auto& [form, access] : forms) {
        auto& entry = into[form];
        if (entry != "rw") entry = access;
    }
}

/// The roles of a referred view that still stand; an unknown or disabled one opens nothing.
std::vector<std::shared_ptr<const Role>> roles_of(const Actor& actor, const SharedView& view,
                                                  const Beholding& at) {
    std::vector<std::shared_ptr<const Role>> roles;
    for (const auto& name : view.roles) {
        auto role = name.empty() ? actor.role_pointer() : at.directory.role(RoleId(name));
        if (role != nullptr && !role->disabled) roles.push_back(std::move(role));
    }
    return roles;
}

/// The preview: the forms the module names, or the fields of the short form; of the own forms.
void add_preview(Role& role, const Role& own, const Beholding& at) {
    if (const auto* options = options_with(at, "transfer_preview_forms")) {
        for (const auto& form : json::string_list(*options, "transfer_preview_forms")) {
            if (own.form_access.contains(form)) role.form_access.emplace(form, "r");
        }
        return;
    }
    const auto preview = preview_fields(at.definitions, at.record_type);
    for (const auto* form : at.definitions.forms_of(at.record_type)) {
        if (!own.form_access.contains(form->unique_id)) continue;
        for (const auto& field : form->fields) {
            if (preview.allows(field.name)) role.preview_fields.insert(field.name);
        }
    }
}

void keep_looking_only(Role& role, std::string_view record_type) {
    auto& actions = role.permissions[std::string(record_type)];
    std::erase_if(actions, [](const std::string& action) {
        return std::ranges::find(looking, action) == looking.end();
    });
    actions.insert("read");
}

Role narrow(const Actor& actor, const SharedView& view, const Beholding& at) {
    const auto& own = actor.role();
    Role role = own;
    if (view.share == Share::handover) {
        for (auto& [form, access] : role.form_access) access = "r";
        keep_looking_only(role, at.record_type);
        return role;
    }
    role.form_access.clear();
    if (view.share == Share::referred) {
        for (const auto& other : roles_of(actor, view, at))
            add_forms(role.form_access, other->form_access);
        if (view.is_also_offered) add_preview(role, own, at);
        return role;
    }
    add_preview(role, own, at);
    role.permissions[std::string(at.record_type)] = {"read"};
    std::erase_if(role.permissions["dashboard"],
                  [](const std::string& action) { return !action.starts_with("dash_shared_"); });
    return role;
}

std::string key_of(const Actor& actor, const SharedView& view, const Beholding& at) {
    std::string key(at.record_type);
    key += '\n' + json::string_or(at.data, "module_id") + '\n' + at.definitions.version();
    key += '\n' + std::to_string(static_cast<int>(view.share));
    if (view.is_also_offered) key += '+';
    for (const auto& role : roles_of(actor, view, at))
        key += '\n' + role->unique_id.text() + '@' + std::to_string(role->revision);
    return key;
}

}  // namespace

SharedView shared_view(const Actor& actor, const json::Object& data) {
    const auto rows = transitions_of(data);
    SharedView view;
    if (rows.empty() || actor.is_system()) return view;
    if (json::string_or(data, "owned_by") == actor.name().text()) return view;
    for (const auto* row : rows) {
        if (is_active_referral(*row) && is_to(actor, *row)) add_role(view, *row);
    }
    if (is_in_scope_by_owner(actor, data)) return view;
    add_shares(view, rows, [&](const json::Object& row) { return reaches(actor, row); });
    const auto scope = actor.role().scope;
    const bool has_team = scope == ScopeKind::group || scope == ScopeKind::agency;
    if (view.share != Share::own || !has_team) return view;
    // A colleague may have changed teams since the record was shared; but only what is shared can
    // have brought it into this scope.
    add_shares(view, rows, [](const json::Object&) { return true; });
    return view;
}

json::Object shared_rights(const Actor& actor, const Beholding& at) {
    const auto view = shared_view(actor, at.data);
    if (view.share != Share::referred) return {};
    std::map<std::string, std::string, std::less<>> forms;
    std::set<std::string, std::less<>> actions;
    const auto module_id = json::string_or(at.data, "module_id");
    for (const auto& role : roles_of(actor, view, at)) {
        const Actor holder(actor.user_pointer(), role, actor.policy());
        const auto own = permitted_forms(holder, at.definitions, at.record_type, module_id);
        add_forms(forms, {own.begin(), own.end()});
        for (const auto action : form_actions) {
            if (role->lists(at.record_type, action)) actions.emplace(action);
        }
    }
    json::Object permitted;
    for (const auto& [form, access] : forms) permitted[form] = access;
    json::Array listed;
    for (const auto& action : actions) listed.emplace_back(action);
    return {{"permitted_forms", std::move(permitted)},
            {"permitted_form_actions", json::Object{{at.record_type, std::move(listed)}}}};
}

Actor SharedRoles::beholder(const Actor& actor, const Beholding& at) {
    if (!at.data.contains("transitions")) return actor;
    const auto view = shared_view(actor, at.data);
    if (view.share == Share::own) return actor;
    if (view.share == Share::offered && has_full_preview(at)) return actor;
    const Key key{actor.role_pointer(), key_of(actor, view, at)};
    {
        const std::lock_guard lock(mutex_);
        const auto found = roles_.find(key);
        if (found != roles_.end()) return {actor.user_pointer(), found->second, actor.policy()};
    }
    auto role = std::make_shared<const Role>(narrow(actor, view, at));
    const std::lock_guard lock(mutex_);
    if (roles_.size() >= entries_max) roles_.clear();
    roles_.insert_or_assign(key, role);
    return {actor.user_pointer(), std::move(role), actor.policy()};
}

}  // namespace amparo::access

#include <algorithm>
#include <array>

#include "access/field_mask.hpp"
#include "access/field_names.hpp"
#include "access/permission_catalogue.hpp"

namespace amparo::access {
namespace {

using forms::FieldType;

/// A record action of §12.3 and what it lets through; a subform takes new rows only.
struct RecordAction {
    std::string_view name;
    std::array<std::string_view, 3> keys;
    std::string_view subform;
};
constexpr std::array record_actions{
    RecordAction{"close", {"status", "date_closure"}, ""},
    RecordAction{"reopen", {"status", "workflow", "case_status_reopened"}, ""},
    RecordAction{"enable_disable_record", {"record_state"}, ""},
    RecordAction{"add_note", {}, "notes_section"},
    RecordAction{"incident_details_from_case", {}, "incident_details"},
    RecordAction{"services_section_from_case", {}, "services_section"},
    RecordAction{"attribute", {"identified_by"}, ""},
    RecordAction{"add_registry_record", {"registry_record_id"}, ""},
    RecordAction{"link_family_record", {"family_id", "family_member_id"}, ""},
    RecordAction{"case_from_family", {"family_id", "family_member_id"}, ""},
    RecordAction{"incident_from_case", {"incident_case_id"}, ""},
};

const RecordAction* find_record_action(std::string_view name) {
    const auto found = std::ranges::find(record_actions, name, &RecordAction::name);
    return found == record_actions.end() ? nullptr : &*found;
}

/// Names of records.md §12.4; a star at either end, or in the middle, stands for any text.
constexpr std::string_view server_only_names[] = {"case_id",
                                                  "case_id_display",
                                                  "case_id_code",
                                                  "incident_id",
                                                  "incident_code",
                                                  "tracing_request_id",
                                                  "registry_id",
                                                  "registry_id_display",
                                                  "family_id_display",
                                                  "created_by",
                                                  "created_by_full_name",
                                                  "created_by_groups",
                                                  "created_organization",
                                                  "created_agency_office",
                                                  "posted_at",
                                                  "last_updated_at",
                                                  "last_updated_by",
                                                  "last_updated_by_full_name",
                                                  "last_updated_organization",
                                                  "owned_by_full_name",
                                                  "owned_by_agency_id",
                                                  "owned_by_groups",
                                                  "owned_by_location",
                                                  "owned_by_user_code",
                                                  "owned_by_agency_office",
                                                  "previously_owned_by*",
                                                  "assigned_user_names",
                                                  "associated_user_*",
                                                  "not_edited_by_owner",
                                                  "flagged",
                                                  "flag_count",
                                                  "alert_count",
                                                  "current_alert_types",
                                                  "has_photo",
                                                  "lacks_answers",
                                                  "has_incidents",
                                                  "has_case_plan",
                                                  "reopened_logs",
                                                  "transfer_status",
                                                  "reassigned_transferred_on",
                                                  "referred_users*",
                                                  "transferred_to_user*",
                                                  "last_referral_*_at",
                                                  "*_due_dates",
                                                  "followup_dates",
                                                  "reunification_dates",
                                                  "tracing_dates",
                                                  "tracing_names",
                                                  "tracing_nicknames",
                                                  "service_implemented_day_times",
                                                  "followup_status",
                                                  "case_type",
                                                  "identified_by_full_name",
                                                  "identified_at",
                                                  "registry_name",
                                                  "registry_no",
                                                  "registry_location_current",
                                                  "ownership_log",
                                                  "transitions",
                                                  "activity_dates",
                                                  "flags",
                                                  "own_tasks",
                                                  "given_tasks",
                                                  "alerts",
                                                  "case_relationships",
                                                  "match_decisions",
                                                  "matched_traces",
                                                  "duplicate_decisions",
                                                  "merges",
                                                  "duplicates",
                                                  "attachments",
                                                  "approval_subforms",
                                                  "approval_status_*",
                                                  "case_plan_approval_type",
                                                  "record_in_scope",
                                                  "permitted_forms",
                                                  "permitted_form_actions"};

bool matches_pattern(std::string_view name, std::string_view pattern) {
    const auto star = pattern.find('*');
    if (star == std::string_view::npos) return name == pattern;
    const auto before = pattern.substr(0, star);
    const auto after = pattern.substr(star + 1);
    return name.size() >= before.size() + after.size() && name.starts_with(before) &&
           name.ends_with(after);
}

bool is_approval_key(std::string_view field) {
    return std::ranges::any_of(field_names::approvals, [&](std::string_view approval) {
        const auto keys = field_names::approval_keys(approval);
        return std::ranges::find(keys, field) != keys.end();
    });
}

bool is_writable_type(FieldType type) {
    switch (type) {
        case FieldType::text_field:
        case FieldType::textarea:
        case FieldType::radio_button:
        case FieldType::tick_box:
        case FieldType::select_box:
        case FieldType::numeric_field:
        case FieldType::date_field:
        case FieldType::subform:
        case FieldType::tally_field:
        case FieldType::calculated:
            return true;
        default:
            return false;
    }
}

/// Keys the system keeps even where a form has a field of that name (F4): the form alone does
/// not make them writable.
constexpr std::array<std::string_view, 11> guarded_keys{
    "status",          "record_state", "module_id", "owned_by",           "created_at",
    "identified_by",   "family_id",    "workflow",  "registry_record_id", "case_status_reopened",
    "family_member_id"};
/// Those of them whose change is refused aloud when the actor may not make it.
constexpr std::array<std::string_view, 9> refused_aloud{"status",
                                                        "record_state",
                                                        "module_id",
                                                        "owned_by",
                                                        "identified_by",
                                                        "family_id",
                                                        "registry_record_id",
                                                        "family_member_id",
                                                        "case_status_reopened"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// Builds the mask of one ordinary write.
class Writer {
  public:
    Writer(const Actor& actor, const forms::Definitions& definitions, std::string_view record_type,
           WriteKind kind)
        : actor_(actor), definitions_(definitions), type_(record_type), kind_(kind) {}

    WriteMask ordinary(std::string_view module_id) {
        add_system_keys();
        add_forms(module_id);
        if (type_ == "case") add_granted_subforms();
        if (kind_ == WriteKind::update) add_refused_keys();
        return std::move(mask_);
    }

    WriteMask of_action(const RecordAction& action, std::string_view module_id) {
        for (const auto key : action.keys) {
            if (!key.empty()) mask_.system_keys.emplace(key);
        }
        if (!action.subform.empty()) add_append_only(action.subform);
        // `status` may be a form field with options of its own.
        add_forms(module_id);
        std::erase_if(mask_.form_fields, [&](const auto& entry) {
            return !mask_.system_keys.contains(entry.first) && entry.first != action.subform;
        });
        return std::move(mask_);
    }

  private:
    bool is_create() const { return kind_ == WriteKind::create; }
    void allow(std::string_view key) { mask_.system_keys.emplace(key); }
    void allow_if(bool condition, std::string_view key) {
        if (condition) allow(key);
    }

    void add_system_keys() {
        for (const auto* key : {"id", "state", "source_case_display_id"}) allow(key);
        if (is_create()) {
            for (const auto* key : {"status", "record_state", "case_status_reopened", "module_id",
                                    "owned_by", "created_at", "short_id"}) {
                allow(key);
            }
        } else {
            allow_if(may_set_status(), "status");
            allow_if(actor_.can(type_, "enable_disable_record"), "record_state");
            allow_if(actor_.holds(type_, "reopen"), "case_status_reopened");
            allow_if(may_assign(), "owned_by");
        }
        if (actor_.can(type_, "update")) {
            allow("hidden_name");
            allow("reporting_location_hierarchy");
        }
        allow_if(actor_.holds(type_, "close"), "date_closure");
        allow_if(actor_.holds(type_, "reopen"), "workflow");
        allow_if(type_ == "case" && actor_.can("system", "manage"), "retention_keep_until");
        const bool is_synced = type_ != "family" && type_ != "registry_record";
        if (is_synced && actor_.can(type_, "sync_external")) {
            for (const auto key : field_names::sync_keys) allow(key);
        }
        add_links();
    }

    /// Whether some change of status is open to the actor; the direction is judged by value.
    bool may_set_status() const {
        return may_change_status(actor_, type_, "open", "closed") ||
               may_change_status(actor_, type_, "closed", "open") ||
               may_change_status(actor_, type_, "identified", "open");
    }

    /// Whether some new owner is open to the actor; which one is judged by the rule that makes an
    /// assignment of it (case-management.md §1.5, rule 1).
    bool may_assign() const {
        return actor_.can(type_, "assign") || actor_.can(type_, "assign_within_agency") ||
               actor_.can(type_, "assign_within_user_group");
    }

    void add_links() {
        if (type_ == "incident") {
            allow_if(is_create() || actor_.holds("incident", "link_incident_to_case"),
                     "incident_case_id");
        }
        if (type_ != "case") return;
        allow_if(actor_.holds("case", "incident_from_case"), "incident_case_id");
        allow_if(actor_.holds("case", "add_registry_record"), "registry_record_id");
        allow_if(actor_.holds("case", "attribute"), "identified_by");
        allow_if(actor_.can("case", "update"), "duplicate_case_id");
        const bool links_families =
            actor_.holds("case", "link_family_record") || actor_.holds("case", "case_from_family");
        allow_if(links_families, "family_id");
        allow_if(links_families, "family_member_id");
    }

    void add_forms(std::string_view module_id) {
        for (const auto* form : definitions_.forms_of(type_)) {
            if (form->is_nested || !is_writable(*form, module_id)) continue;
            for (const auto& field : form->fields) {
                if (is_open(field) && is_for_role(field))
                    mask_.form_fields.emplace(field.name, &field);
            }
        }
    }

    /// Without a module only forms that belong to none count (records.md §10).
    bool is_writable(const forms::Form& form, std::string_view module_id) const {
        const auto& modules = form.module_ids;
        const bool fits = module_id.empty()
                              ? modules.empty()
                              : std::ranges::find(modules, module_id) != modules.end();
        if (!fits || actor_.is_system()) return fits;
        const auto access = actor_.role().form_access.find(form.unique_id);
        return access != actor_.role().form_access.end() && access->second == "rw";
    }

    bool is_open(const forms::Field& field) const {
        if (!is_writable_type(field.type) || field.has_summary) return false;
        if (is_one_of(guarded_keys, field.name)) return mask_.system_keys.contains(field.name);
        if (is_server_only(field.name)) return is_form_owned(field.name);
        if (is_create()) return true;
        const auto fixed = field_names::fixed_after_creation();
        const auto fixed_of_type = field_names::fixed_after_creation_of(type_);
        return std::ranges::find(fixed, field.name) == fixed.end() &&
               std::ranges::find(fixed_of_type, field.name) == fixed_of_type.end();
    }

    /// The place of a subform may name the roles that change its entries there.
    bool is_for_role(const forms::Field& field) const {
        if (field.type != forms::FieldType::subform || actor_.is_system()) return true;
        const auto* placing = json::find_object(field.attributes, "subform_section_configuration");
        if (placing == nullptr) return true;
        const auto roles = json::string_list(*placing, "edit_roles");
        return roles.empty() ||
               std::ranges::find(roles, actor_.role().unique_id.text()) != roles.end();
    }

    /// The number of a registry record is its form's; on a case it is stamped by the link.
    bool is_form_owned(std::string_view field) const {
        return type_ == "registry_record" && (field == "registry_no" || field == "registry_name");
    }

    void add_granted_subforms() {
        for (const auto& action : record_actions) {
            if (action.subform.empty() || !actor_.holds("case", action.name)) continue;
            if (!mask_.form_fields.contains(action.subform)) add_append_only(action.subform);
        }
    }

    void add_append_only(std::string_view subform) {
        const auto* field = definitions_.field(type_, subform);
        if (field == nullptr) return;
        mask_.form_fields.emplace(subform, field);
        mask_.append_only_subforms.emplace(subform);
    }

    void add_refused_keys() {
        for (const auto key : refused_aloud) {
            const bool is_families_own = type_ == "family" && key == "family_id";
            if (!mask_.system_keys.contains(key) && !is_families_own) {
                mask_.refused_keys.emplace(key);
            }
        }
    }

    const Actor& actor_;
    const forms::Definitions& definitions_;
    std::string_view type_;
    WriteKind kind_;
    WriteMask mask_;
};

/// Whether the actor may write at all: create also through incident_from_case (records.md §10).
bool may_write(const Actor& actor, std::string_view record_type, WriteKind kind) {
    if (kind == WriteKind::update) return actor.can(record_type, "update");
    if (actor.can(record_type, "create")) return true;
    return record_type == "incident" && actor.holds("case", "incident_from_case");
}

}  // namespace

bool is_record_action(std::string_view name) {
    return find_record_action(name) != nullptr;
}

bool is_server_only(std::string_view field) {
    return is_approval_key(field) || std::ranges::any_of(server_only_names, [&](auto pattern) {
               return matches_pattern(field, pattern);
           });
}

WriteMask writable_fields(const Actor& actor, const forms::Definitions& definitions,
                          const WriteQuestion& question) {
    const auto [record_type, module_id, kind, record_action] = question;
    if (!is_record_type(record_type)) return {};
    Writer writer(actor, definitions, record_type, kind);
    if (record_action.empty()) {
        return may_write(actor, record_type, kind) ? writer.ordinary(module_id) : WriteMask{};
    }
    const auto* action = find_record_action(record_action);
    if (action == nullptr || !actor.holds(record_type, record_action)) return {};
    return writer.of_action(*action, module_id);
}

}  // namespace amparo::access

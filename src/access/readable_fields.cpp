#include <algorithm>

#include "access/field_mask.hpp"
#include "access/field_names.hpp"
#include "access/permission_catalogue.hpp"

namespace amparo::access {
namespace {

using Fields = FieldMask::Fields;

void add(Fields& fields, field_names::Names names) {
    fields.insert(names.begin(), names.end());
}

/// Whether a form counts for a record of the module; every module on lists.
bool belongs_to(const forms::Form& form, std::string_view module_id) {
    return module_id.empty() ||
           std::ranges::find(form.module_ids, module_id) != form.module_ids.end();
}

/// The key of the reporting location of a type's system setting.
std::string reporting_location_field(const json::Object& settings, std::string_view setting,
                                     std::string_view fallback) {
    const auto* configured = json::find_object(settings, setting);
    return configured == nullptr ? std::string(fallback)
                                 : json::string_or(*configured, "field_key", fallback);
}

/// Every key of one role for one type; built row by row of records.md §6.
class Reader {
  public:
    Reader(const Actor& actor, const forms::Definitions& definitions, std::string_view record_type)
        : actor_(actor), definitions_(definitions), type_(record_type) {}

    Fields ordinary(std::string_view module_id) {
        add(fields_, field_names::core());
        add(fields_, field_names::filters());
        if (actor_.is_system() || actor_.role().has_module("primeromodule-mrm")) {
            add(fields_, field_names::violation_filters());
        }
        add_forms(module_id);
        add_by_type();
        add_by_action();
        if (type_ == "case") {
            add_approvals();
            add_by_dashboard();
        }
        add_logs();
        return std::move(fields_);
    }

    Fields identified(std::string_view module_id) {
        add(fields_, field_names::core());
        for (const auto* key : {"created_at", "owned_by", "registry_record_id", "family_id"}) {
            fields_.erase(key);
        }
        add_forms(module_id);
        fields_.insert({"identified_at", "identified_by", "identified_by_full_name"});
        if (actor_.can(type_, "update")) fields_.insert("hidden_name");
        if (actor_.can(type_, "flag")) fields_.insert({"flag_count", "flagged"});
        add_media();
        if (type_ != "case") return std::move(fields_);
        fields_.insert({"workflow", "status", "case_status_reopened"});
        add_approvals();
        return std::move(fields_);
    }

  private:
    void add_forms(std::string_view module_id) {
        for (const auto* form : definitions_.forms_of(type_)) {
            const bool is_permitted =
                actor_.is_system() || actor_.role().form_access.contains(form->unique_id);
            if (!is_permitted || form->is_nested || !belongs_to(*form, module_id)) continue;
            for (const auto& field : form->fields) fields_.insert(field.name);
        }
        fields_.insert(actor_.role().preview_fields.begin(), actor_.role().preview_fields.end());
        // A form of Primero v2 has a field of that name, but who sees which transition is not a
        // matter of forms (case-management.md §5.8).
        fields_.erase("transitions");
        // Nor is who sees what was decided on possible matches and duplicates (matching.md §§10,
        // 11).
        fields_.erase("match_decisions");
        fields_.erase("duplicate_decisions");
    }

    void add_by_type() {
        const auto& settings = definitions_.system_settings();
        if (type_ == "case") {
            fields_.insert({"workflow", "status", "case_status_reopened"});
            fields_.insert({"duplicate_case_id", "duplicates"});
            if (actor_.can("system", "manage")) add(fields_, field_names::retention);
            fields_.insert(reporting_location_field(settings, "reporting_location_config",
                                                    "owned_by_location"));
        } else if (type_ == "tracing_request") {
            fields_.insert("tracing_names");
        } else if (type_ == "incident") {
            fields_.insert("incident_date_derived");
            fields_.insert(reporting_location_field(settings, "incident_reporting_location_config",
                                                    "incident_location"));
            if (actor_.can("case", "incident_from_case")) {
                fields_.insert({"incident_case_id", "case_id_display"});
            }
        }
    }

    void add_by_action() {
        if (actor_.can(type_, "update")) fields_.insert("hidden_name");
        if (actor_.can(type_, "flag")) fields_.insert({"flag_count", "flagged"});
        if (actor_.can(type_, "read")) add(fields_, field_names::record_information());
        const bool is_synced = type_ != "family" && type_ != "registry_record";
        if (is_synced && actor_.can(type_, "sync_external")) add(fields_, field_names::sync_keys);
        add_media();
        if (type_ != "case") return;
        for (const auto& grant : field_names::granted_by_case_action()) {
            if (actor_.holds("case", grant.action)) add(fields_, grant.fields);
        }
    }

    /// What the server keeps of the way of a record, for whoever reads what it is about.
    void add_logs() {
        const auto reads = [&](std::string_view key) { return fields_.find(key) != fields_.end(); };
        const auto is_asked = [&](std::string_view key) {
            return definitions_.field("case", key) != nullptr;
        };
        const auto reads_if_asked = [&](std::string_view key) {
            return reads(key) || !is_asked(key);
        };
        if (!actor_.can(type_, "read")) return;
        fields_.insert("ownership_log");
        if (type_ != "case") return;
        fields_.insert("workflow_log");
        if (reads_if_asked("closure_reason")) fields_.insert("closure_logs");
        if (reads("risk_level")) fields_.insert("risk_level_log");
        if (reads("followup_subform_section")) fields_.insert("followup_status");
        constexpr std::string_view flags[] = {"consent_for_services", "disclosure_other_orgs",
                                              "consent_for_tracing", "consent_reporting"};
        if (std::ranges::all_of(flags, reads_if_asked)) fields_.insert("consent_log");
    }

    /// Photo and sound of records found by search, and the photo of cases.
    void add_media() {
        if (actor_.can(type_, "search_owned_by_others") &&
            actor_.holds(type_, "display_view_page")) {
            fields_.insert({"photos", "recorded_audio"});
        }
        if (type_ == "case" && actor_.holds("case", "view_photo")) fields_.insert("photo");
    }

    void add_approvals() {
        bool any = false;
        for (const auto approval : field_names::approvals) {
            const std::string name(approval);
            const bool is_shown = actor_.can("case", "request_approval_" + name) ||
                                  actor_.can("case", "approve_" + name) ||
                                  actor_.holds("dashboard", "approvals_" + name) ||
                                  actor_.holds("dashboard", "approvals_" + name + "_pending");
            if (!is_shown) continue;
            any = true;
            for (auto& key : field_names::approval_keys(approval)) fields_.insert(std::move(key));
            if (approval == "case_plan") fields_.insert("case_plan_approval_type");
        }
        if (any) fields_.insert("approval_subforms");
    }

    void add_by_dashboard() {
        for (const auto& grant : field_names::granted_by_dashboard()) {
            if (actor_.holds("dashboard", grant.action)) add(fields_, grant.fields);
        }
    }

    const Actor& actor_;
    const forms::Definitions& definitions_;
    std::string_view type_;
    Fields fields_;
};

}  // namespace

FieldMask readable_fields(const Actor& actor, const forms::Definitions& definitions,
                          std::string_view record_type, std::string_view module_id) {
    if (!is_record_type(record_type) || !actor.can(record_type, "index")) return {};
    Reader reader(actor, definitions, record_type);
    if (actor.role().scope == ScopeKind::identified) return {reader.identified(module_id)};
    return {reader.ordinary(module_id)};
}

FieldMask summary_fields(const forms::Definitions& /*definitions*/, std::string_view record_type) {
    FieldMask mask;
    add(mask.fields, field_names::summary_of_all());
    add(mask.fields, field_names::summary_of(record_type));
    return mask;
}

FieldMask preview_fields(const forms::Definitions& definitions, std::string_view record_type) {
    FieldMask mask;
    add(mask.fields, field_names::preview_of(record_type));
    for (const auto* form : definitions.forms_of(record_type)) {
        for (const auto& field : form->fields) {
            if (field.show_on_minify_form) mask.fields.insert(field.name);
        }
    }
    return mask;
}

std::map<std::string, std::string> permitted_forms(const Actor& actor,
                                                   const forms::Definitions& definitions,
                                                   std::string_view record_type,
                                                   std::string_view module_id) {
    std::map<std::string, std::string> permitted;
    if (!is_record_type(record_type)) return permitted;
    for (const auto* form : definitions.forms_of(record_type)) {
        if (!belongs_to(*form, module_id)) continue;
        const auto access = actor.role().form_access.find(form->unique_id);
        if (actor.is_system()) {
            permitted.emplace(form->unique_id, "rw");
        } else if (access != actor.role().form_access.end()) {
            permitted.emplace(form->unique_id, access->second);
        }
    }
    return permitted;
}

}  // namespace amparo::access

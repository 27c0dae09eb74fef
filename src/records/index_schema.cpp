#include "records/index_schema.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "records/case_columns.hpp"
#include "records/case_rules.hpp"
#include "records/duplicate_key.hpp"
#include "records/put_off.hpp"
#include "records/types.hpp"

namespace amparo::records {
namespace {

using index::Column;
using index::ColumnKind;

struct SystemColumn {
    std::string_view name;
    ColumnKind kind;
    bool sortable = false;
    bool is_instant = false;
    std::string_view path = {};
};

// Columns that exist whatever the forms say; forms may name the same key without effect.
constexpr SystemColumn common[] = {
    {"status", ColumnKind::keyword, true},
    {"record_state", ColumnKind::keyword},
    {"module_id", ColumnKind::keyword},
    {"owned_by", ColumnKind::keyword, true},
    {"owned_by_groups", ColumnKind::keyword},
    {"owned_by_agency_id", ColumnKind::keyword, true},
    {"owned_by_agency_office", ColumnKind::keyword},
    {"owned_by_location", ColumnKind::location},
    {"associated_user_names", ColumnKind::keyword},
    {"associated_user_groups", ColumnKind::keyword},
    {"associated_user_agencies", ColumnKind::keyword},
    {"assigned_user_names", ColumnKind::keyword},
    {"previously_owned_by", ColumnKind::keyword},
    {"created_by", ColumnKind::keyword},
    {"created_organization", ColumnKind::keyword},
    {"last_updated_by", ColumnKind::keyword},
    {"flagged", ColumnKind::keyword},
    {"hidden_name", ColumnKind::keyword},
    {"has_photo", ColumnKind::keyword, true},
    {"not_edited_by_owner", ColumnKind::keyword},
    {"current_alert_types", ColumnKind::keyword},
    {"flagged_by", ColumnKind::keyword, false, false, "flags[].flagged_by"},
    {"flags_unresolved", ColumnKind::keyword},
    {"flags_total", ColumnKind::keyword},
    {"flags_newest_date", ColumnKind::date, true},
    {"flags_newest_unresolved_date", ColumnKind::date, true},
    {"created_at", ColumnKind::date, true, true},
    {"posted_at", ColumnKind::date, false, true},
    {"last_updated_at", ColumnKind::date, true, true},
    {"assign", ColumnKind::keyword, false, false, "ownership_log[].to"},
    {"activity_dates", ColumnKind::date, false, true},
};

constexpr SystemColumn of_case[] = {
    {"name", ColumnKind::name, true},
    {"sex", ColumnKind::keyword, true},
    {"gender", ColumnKind::keyword, true},
    {"age", ColumnKind::number, true},
    {"registration_date", ColumnKind::date, true},
    {"date_closure", ColumnKind::date, true},
    {"workflow", ColumnKind::keyword, true},
    {"risk_level", ColumnKind::keyword, true},
    {"case_type", ColumnKind::keyword},
    {"case_status_reopened", ColumnKind::keyword},
    {"has_incidents", ColumnKind::keyword},
    {"has_case_plan", ColumnKind::keyword},
    {"identified_by", ColumnKind::keyword},
    {"identified_at", ColumnKind::date, false, true},
    {"location_current", ColumnKind::location, true},
    {"protection_concerns", ColumnKind::keyword},
    {"followup_status", ColumnKind::keyword},
    {"service_types", ColumnKind::keyword, false, false, "services_section[].service_type"},
    {"assessment_due_dates", ColumnKind::date},
    {"case_plan_due_dates", ColumnKind::date},
    {"service_due_dates", ColumnKind::date, false, true},
    {"followup_due_dates", ColumnKind::date},
    {"followup_dates", ColumnKind::date},
    {"reunification_dates", ColumnKind::date},
    {"tracing_dates", ColumnKind::date},
    {"service_implemented_day_times", ColumnKind::date, false, true},
    {"reassigned_transferred_on", ColumnKind::date, false, true},
    {"transfer_status", ColumnKind::keyword},
    {"transferred_to_users", ColumnKind::keyword},
    {"transferred_to_user_groups", ColumnKind::keyword},
    {"referred_users", ColumnKind::keyword},
    {"referred_users_present", ColumnKind::keyword},
    {"referred_users_pending", ColumnKind::keyword},
    {"referred_users_pending_present", ColumnKind::keyword},
    {"referred_users_accepted", ColumnKind::keyword},
    {"referred_users_accepted_present", ColumnKind::keyword},
    {"last_referral_rejected_at", ColumnKind::date, false, true},
    {"last_referral_done_at", ColumnKind::date, false, true},
    {"approval_status_assessment", ColumnKind::keyword},
    {"approval_status_case_plan", ColumnKind::keyword},
    {"approval_status_closure", ColumnKind::keyword},
    {"approval_status_action_plan", ColumnKind::keyword},
    {"approval_status_gbv_closure", ColumnKind::keyword},
    {"registry_record_id", ColumnKind::keyword},
    {"family_id", ColumnKind::keyword},
    {"hand_over_codes", ColumnKind::text, false, false, "transitions[].hand_over_code"},
    {"decided_duplicate_ids", ColumnKind::identifier, false, false,
     "duplicate_decisions[].case_id"},
};
constexpr SystemColumn of_incident[] = {
    {"incident_case_id", ColumnKind::keyword},
    {"incident_date_derived", ColumnKind::date, true},
    {"date_of_first_report", ColumnKind::date, true},
    {"incident_location", ColumnKind::location, true},
    {"incident_date", ColumnKind::date, true},
    {"cp_incident_violence_type", ColumnKind::keyword, true},
    {"gbv_sexual_violence_type", ColumnKind::keyword, true},
    {"violation_with_verification_status", ColumnKind::keyword},
    {"armed_force_group_party_names", ColumnKind::keyword},
    // The other lists that derived::summarise_violations() keeps, for the filters of grave
    // violations.
    {"violation_category", ColumnKind::keyword, true},
    {"verification_status", ColumnKind::keyword},
    {"violation_with_weapon_type", ColumnKind::keyword},
    {"violation_with_facility_impact", ColumnKind::keyword},
    {"violation_with_facility_attack_type", ColumnKind::keyword},
    {"has_late_verified_violations", ColumnKind::keyword},
    {"late_verified_violations", ColumnKind::keyword},
    {"ctfmr_verified_date", ColumnKind::date},
    {"verified_ghn_reported", ColumnKind::keyword},
    {"child_types", ColumnKind::keyword},
    {"perpetrator_category", ColumnKind::keyword},
    {"individual_violations", ColumnKind::keyword},
    {"individual_age", ColumnKind::number},
    {"individual_sex", ColumnKind::keyword},
    {"victim_deprived_liberty_security_reasons", ColumnKind::keyword},
    {"reasons_deprivation_liberty", ColumnKind::keyword},
    {"victim_facilty_victims_held", ColumnKind::keyword},
    {"torture_punishment_while_deprivated_liberty", ColumnKind::keyword},
    {"weapon_type", ColumnKind::keyword},
    {"facility_impact", ColumnKind::keyword},
    {"facility_attack_type", ColumnKind::keyword},
    {"child_role", ColumnKind::keyword},
    {"abduction_purpose_single", ColumnKind::keyword},
    {"military_use_type", ColumnKind::keyword},
    {"types_of_aid_disrupted_denial", ColumnKind::keyword},
};
constexpr SystemColumn of_tracing_request[] = {
    {"trace_ids", ColumnKind::identifier, false, false,
     "tracing_request_subform_section[].unique_id"},
    {"matched_case_ids", ColumnKind::identifier, false, false,
     "tracing_request_subform_section[].matched_case_id"},
    {"decided_case_ids", ColumnKind::identifier, false, false, "match_decisions[].case_id"},
    {"inquiry_date", ColumnKind::date, true},
    {"relation_name", ColumnKind::name, true},
    {"tracing_names", ColumnKind::name, true},
};
constexpr SystemColumn of_family[] = {
    {"family_registration_date", ColumnKind::date, true},
    {"family_name", ColumnKind::name, true},
    {"family_location_current", ColumnKind::location, true},
};
constexpr SystemColumn of_registry_record[] = {
    {"registration_date", ColumnKind::date, true},
    {"name", ColumnKind::name, true},
    {"registry_type", ColumnKind::keyword, true},
    {"location_current", ColumnKind::location, true},
};

std::span<const SystemColumn> own_columns(std::string_view record_type) {
    if (record_type == "case") return of_case;
    if (record_type == "incident") return of_incident;
    if (record_type == "tracing_request") return of_tracing_request;
    if (record_type == "family") return of_family;
    return of_registry_record;
}

bool holds(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The kind a form field is filtered by; nullopt for those that hold no single value.
std::optional<ColumnKind> kind_of(const forms::Field& field) {
    using enum forms::FieldType;
    switch (field.type) {
        case select_box:
            return field.option_source == "Location" || field.option_source == "ReportingLocation"
                       ? ColumnKind::location
                       : ColumnKind::keyword;
        case radio_button:
        case tick_box:
            return ColumnKind::keyword;
        case numeric_field:
            return ColumnKind::number;
        case date_field:
            return ColumnKind::date;
        case text_field:
            return ColumnKind::text;
        default:
            return std::nullopt;
    }
}

/// Collects the columns of one type, each name once: the first to claim a name decides.
class Columns {
  public:
    void add(Column column) {
        if (names_.insert(column.name).second) columns_.push_back(std::move(column));
    }
    void add(std::span<const SystemColumn> system) {
        for (const auto& column : system) {
            add(Column{.name = std::string(column.name),
                       .kind = column.kind,
                       .sortable = column.sortable,
                       .path = std::string(column.path),
                       .is_instant = column.is_instant});
        }
    }
    void add(const forms::Form& form) {
        for (const auto& field : form.fields) {
            const auto kind = kind_of(field);
            if (!kind) continue;
            add(Column{.name = field.name, .kind = *kind, .is_instant = field.date_include_time});
        }
    }
    std::vector<Column> take() { return std::move(columns_); }

  private:
    std::set<std::string> names_;
    std::vector<Column> columns_;
};

std::vector<std::string> texts(std::span<const std::string_view> names) {
    return {names.begin(), names.end()};
}

index::Schema schema_of(const RecordTypeFacts& facts, const forms::Definitions& definitions,
                        const CaseRulesPointer& rules) {
    constexpr std::string_view sortable_identifiers[] = {
        "short_id",    "case_id_display",  "client_code",  "family_number",
        "registry_no", "survivor_code_no", "survivor_code"};
    Columns columns;
    for (const auto name : facts.identifiers) {
        columns.add(Column{.name = std::string(name),
                           .kind = ColumnKind::identifier,
                           .sortable = holds(sortable_identifiers, name)});
    }
    const bool is_case = facts.name == "case";
    if (is_case) {
        for (auto& column : computed_case_columns(rules)) columns.add(std::move(column));
        for (auto& column : case_file_columns(rules)) columns.add(std::move(column));
    }
    columns.add(put_off_column());
    columns.add(own_columns(facts.name));
    columns.add(common);
    for (const auto name : facts.names)
        columns.add(Column{.name = std::string(name), .kind = ColumnKind::name});
    for (const auto name : facts.phones)
        columns.add(Column{.name = std::string(name), .kind = ColumnKind::text});
    for (const auto* form : definitions.forms_of(facts.name)) columns.add(*form);
    for (const auto& [field, form] : duplicate_fields(definitions, facts.name)) {
        columns.add(Column{.name = duplicate_column(field),
                           .kind = ColumnKind::text,
                           .compute = [key = field](const json::Object& document) -> json::Value {
                               const auto found = duplicate_key(document.if_contains(key));
                               return found.empty() ? json::Value(nullptr) : json::Value(found);
                           }});
    }
    return {.record_type = std::string(facts.name),
            .columns = columns.take(),
            .identifier_columns = texts(facts.identifiers),
            .name_columns = texts(facts.names),
            .phone_columns = texts(facts.phones),
            .phone_country = definitions.phone_country(),
            .dues = is_case ? task_reader(rules) : index::DueReader()};
}

}  // namespace

std::vector<index::Schema> index_schemas(const forms::Definitions& definitions,
                                         const std::shared_ptr<const LiveCaseRules>& rules) {
    std::vector<index::Schema> schemas;
    for (const auto& facts : record_types())
        schemas.push_back(schema_of(facts, definitions, rules));
    return schemas;
}

std::vector<index::Schema> index_schemas(
    const std::shared_ptr<const forms::Definitions>& definitions) {
    return index_schemas(*definitions, std::make_shared<const LiveCaseRules>(definitions));
}

index::Ancestry location_ancestry(std::shared_ptr<const forms::Definitions> definitions) {
    return [definitions = std::move(definitions)](std::string_view code) {
        std::vector<index::Ancestor> above;
        for (const auto* place : definitions->locations().ancestry(code))
            above.push_back({text::ascii_lower(place->code), place->admin_level});
        return above;
    };
}

}  // namespace amparo::records

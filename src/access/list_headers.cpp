#include <string_view>

#include "access/list_filters.hpp"

namespace amparo::access {
namespace {

/// When a column is shown (appendix B).
enum class When {
    always,
    names_shown,   // not a manager, or list_case_names
    kept_offline,  // sync_mobile on the list's type
    not_manager,
    manager,
    photos_shown,  // view_photo
    mrm,
    not_mrm,
    gbv,
    gbv_not_manager,
    mixed  // neither gbv only nor mrm only
};
enum class InSearch { no, yes };

struct Column {
    std::string_view name;
    std::string_view field;
    When when = When::always;
    InSearch in_search = InSearch::no;
};

constexpr Column case_columns[] = {
    {"id", "case_id_display", When::always, InSearch::yes},
    {"id", "short_id", When::always, InSearch::yes},
    {"name", "name", When::names_shown},
    {"complete", "complete", When::kept_offline},
    {"client_code", "client_code"},
    {"survivor_code", "survivor_code_no", When::not_manager},
    {"age", "age", When::always, InSearch::yes},
    {"sex", "sex", When::always, InSearch::yes},
    {"gender", "gender", When::always, InSearch::yes},
    {"registration_date", "registration_date"},
    {"case_opening_date", "created_at"},
    {"photo", "photo", When::photos_shown},
    {"social_worker", "owned_by", When::manager},
    {"location_current", "location_current"},
    {"alert_count", "alert_count"},
    {"flag_count", "flag_count"},
};
constexpr Column incident_columns[] = {
    {"id", "short_id", When::always, InSearch::yes},
    {"date_of_incident", "incident_date", When::mrm},
    {"survivor_code", "survivor_code", When::gbv_not_manager},
    {"date_of_interview", "date_of_first_report", When::not_mrm},
    {"date_of_incident", "incident_date", When::gbv},
    {"violence_type", "gbv_sexual_violence_type", When::gbv},
    {"date_of_incident", "incident_date", When::mixed},
    {"violence_type", "cp_incident_violence_type", When::mixed},
    {"incident_location", "incident_location", When::mrm},
    {"violations", "violation_category", When::mrm},
    {"social_worker", "owned_by", When::manager},
    {"flag_count", "flag_count"},
};
constexpr Column tracing_request_columns[] = {
    {"id", "short_id", When::always, InSearch::yes},
    {"name_of_inquirer", "relation_name"},
    {"date_of_inquiry", "inquiry_date"},
    {"tracing_requests", "tracing_names"},
    {"flag_count", "flag_count"},
};
constexpr Column registry_record_columns[] = {
    {"id", "short_id", When::always, InSearch::yes}, {"name", "name"},
    {"complete", "complete", When::kept_offline},    {"registry_no", "registry_no"},
    {"registration_date", "registration_date"},
};
constexpr Column family_columns[] = {
    {"id", "short_id", When::always, InSearch::yes},
    {"family_name", "family_name"},
    {"complete", "complete", When::kept_offline},
    {"family_registration_date", "family_registration_date"},
    {"family_location_current", "family_location_current"},
};
constexpr Column report_columns[] = {{"name", "name"}, {"description", "description"}};
constexpr Column task_columns[] = {{"id", "record_id_display"}, {"name", "name"},
                                   {"priority", "priority"},    {"type", "type"},
                                   {"due_date", "due_date"},    {"status", "status"}};
constexpr Column bulk_export_columns[] = {
    {"file_name", "file_name"}, {"record_type", "record_type"}, {"started_on", "started_on"}};
constexpr Column audit_log_columns[] = {{"timestamp", "timestamp"},
                                        {"user_name", "user_name"},
                                        {"action", "action"},
                                        {"description", "description"},
                                        {"record_owner", "record_owner"}};
constexpr Column agency_columns[] = {{"agency.name", "name"}, {"description", "description"}};
constexpr Column user_columns[] = {{"full_name", "full_name"},
                                   {"user_name", "user_name"},
                                   {"role", "role_unique_id"},
                                   {"agency", "agency"}};
constexpr Column user_group_columns[] = {{"user_group.name", "name"},
                                         {"description", "description"}};
constexpr Column location_columns[] = {{"name", "name"},
                                       {"location.code", "code"},
                                       {"location.admin_level", "admin_level"},
                                       {"location.type", "type"},
                                       {"location.hierarchy", "hierarchy"}};

struct ListOfColumns {
    std::string_view list;
    std::string_view resource;  // of kept_offline
    std::span<const Column> columns;
};
constexpr ListOfColumns lists[] = {
    {"cases", "case", case_columns},
    {"incidents", "incident", incident_columns},
    {"tracing_requests", "tracing_request", tracing_request_columns},
    {"registry_records", "registry_record", registry_record_columns},
    {"families", "family", family_columns},
    {"reports", "", report_columns},
    {"tasks", "", task_columns},
    {"bulk_exports", "", bulk_export_columns},
    {"audit_logs", "", audit_log_columns},
    {"agencies", "", agency_columns},
    {"users", "", user_columns},
    {"user_groups", "", user_group_columns},
    {"locations", "", location_columns},
};

bool is_shown(const Role& role, const Column& column, std::string_view resource) {
    const bool has_gbv = role.has_module("primeromodule-gbv");
    const bool has_mrm = role.has_module("primeromodule-mrm");
    const bool has_one = role.module_ids.size() == 1;
    switch (column.when) {
        case When::always:
            return true;
        case When::names_shown:
            return !role.is_manager || role.holds("case", "list_case_names");
        case When::kept_offline:
            return role.holds(resource, "sync_mobile");
        case When::not_manager:
            return !role.is_manager;
        case When::manager:
            return role.is_manager;
        case When::photos_shown:
            return role.holds("case", "view_photo");
        case When::mrm:
            return has_mrm;
        case When::not_mrm:
            return !has_mrm;
        case When::gbv:
            return has_gbv;
        case When::gbv_not_manager:
            return has_gbv && !role.is_manager;
        case When::mixed:
            return !(has_one && (has_gbv || has_mrm));
    }
    return false;
}

}  // namespace

json::Object list_headers(const Role& role) {
    json::Object headers;
    for (const auto& list : lists) {
        json::Array columns;
        for (const auto& column : list.columns) {
            if (!is_shown(role, column, list.resource)) continue;
            json::Object row{{"name", column.name}, {"field_name", column.field}};
            if (column.in_search == InSearch::yes) row["id_search"] = true;
            columns.push_back(std::move(row));
        }
        headers.emplace(list.list, std::move(columns));
    }
    return headers;
}

}  // namespace amparo::access

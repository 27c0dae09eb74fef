// The columns of lists (administration.md, appendix B).
#include <array>

#include "api/user_extended.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view gbv = "primeromodule-gbv";
constexpr std::string_view mrm = "primeromodule-mrm";

using Condition = bool (*)(const ExtendedView&);

bool always(const ExtendedView&) {
    return true;
}
bool is_manager(const ExtendedView& view) {
    return view.actor.role().is_manager;
}
bool is_no_manager(const ExtendedView& view) {
    return !is_manager(view);
}
bool may_list_names(const ExtendedView& view) {
    return is_no_manager(view) || view.actor.can("case", "list_case_names");
}
bool syncs_cases(const ExtendedView& view) {
    return view.actor.can("case", "sync_mobile");
}
bool syncs_families(const ExtendedView& view) {
    return view.actor.can("family", "sync_mobile");
}
bool syncs_registry(const ExtendedView& view) {
    return view.actor.can("registry_record", "sync_mobile");
}
bool sees_photos(const ExtendedView& view) {
    return view.actor.can("case", "view_photo");
}
bool has_gbv(const ExtendedView& view) {
    return view.has_module(gbv);
}
bool has_mrm(const ExtendedView& view) {
    return view.has_module(mrm);
}
bool has_no_mrm(const ExtendedView& view) {
    return !has_mrm(view);
}
bool is_gbv_worker(const ExtendedView& view) {
    return has_gbv(view) && is_no_manager(view);
}
bool is_general(const ExtendedView& view) {
    return !view.has_only_module(gbv) && !view.has_only_module(mrm);
}

enum class IdSearch { no, yes };

struct Header {
    std::string_view list;
    std::string_view name;
    std::string_view field_name;
    Condition when = always;
    IdSearch id_search = IdSearch::no;
};

constexpr Header headers[] = {
    {"cases", "id", "case_id_display", always, IdSearch::yes},
    {"cases", "id", "short_id", always, IdSearch::yes},
    {"cases", "name", "name", may_list_names},
    {"cases", "complete", "complete", syncs_cases},
    {"cases", "client_code", "client_code"},
    {"cases", "survivor_code", "survivor_code_no", is_no_manager},
    {"cases", "age", "age", always, IdSearch::yes},
    {"cases", "sex", "sex", always, IdSearch::yes},
    {"cases", "gender", "gender", always, IdSearch::yes},
    {"cases", "registration_date", "registration_date"},
    {"cases", "case_opening_date", "created_at"},
    {"cases", "photo", "photo", sees_photos},
    {"cases", "social_worker", "owned_by", is_manager},
    {"cases", "location_current", "location_current"},
    {"cases", "alert_count", "alert_count"},
    {"cases", "flag_count", "flag_count"},
    {"incidents", "id", "short_id", always, IdSearch::yes},
    {"incidents", "date_of_incident", "incident_date", has_mrm},
    {"incidents", "survivor_code", "survivor_code", is_gbv_worker},
    {"incidents", "date_of_interview", "date_of_first_report", has_no_mrm},
    {"incidents", "date_of_incident", "incident_date", has_gbv},
    {"incidents", "violence_type", "gbv_sexual_violence_type", has_gbv},
    {"incidents", "date_of_incident", "incident_date", is_general},
    {"incidents", "violence_type", "cp_incident_violence_type", is_general},
    {"incidents", "incident_location", "incident_location", has_mrm},
    {"incidents", "violations", "violation_category", has_mrm},
    {"incidents", "social_worker", "owned_by", is_manager},
    {"incidents", "flag_count", "flag_count"},
    {"tracing_requests", "id", "short_id", always, IdSearch::yes},
    {"tracing_requests", "name_of_inquirer", "relation_name"},
    {"tracing_requests", "date_of_inquiry", "inquiry_date"},
    {"tracing_requests", "tracing_requests", "tracing_names"},
    {"tracing_requests", "flag_count", "flag_count"},
    {"registry_records", "id", "short_id", always, IdSearch::yes},
    {"registry_records", "name", "name"},
    {"registry_records", "complete", "complete", syncs_registry},
    {"registry_records", "registry_no", "registry_no"},
    {"registry_records", "registration_date", "registration_date"},
    {"families", "id", "short_id", always, IdSearch::yes},
    {"families", "family_name", "family_name"},
    {"families", "complete", "complete", syncs_families},
    {"families", "family_registration_date", "family_registration_date"},
    {"families", "family_location_current", "family_location_current"},
    {"reports", "name", "name"},
    {"reports", "description", "description"},
    {"tasks", "id", "record_id_display"},
    {"tasks", "name", "name"},
    {"tasks", "priority", "priority"},
    {"tasks", "type", "type"},
    {"tasks", "due_date", "due_date"},
    {"tasks", "status", "status"},
    {"bulk_exports", "file_name", "file_name"},
    {"bulk_exports", "record_type", "record_type"},
    {"bulk_exports", "started_on", "started_on"},
    {"audit_logs", "timestamp", "timestamp"},
    {"audit_logs", "user_name", "user_name"},
    {"audit_logs", "action", "action"},
    {"audit_logs", "description", "description"},
    {"audit_logs", "record_owner", "record_owner"},
    {"agencies", "agency.name", "name"},
    {"agencies", "description", "description"},
    {"users", "full_name", "full_name"},
    {"users", "user_name", "user_name"},
    {"users", "role", "role_unique_id"},
    {"users", "agency", "agency"},
    {"user_groups", "user_group.name", "name"},
    {"user_groups", "description", "description"},
    {"locations", "name", "name"},
    {"locations", "location.code", "code"},
    {"locations", "location.admin_level", "admin_level"},
    {"locations", "location.type", "type"},
    {"locations", "location.hierarchy", "hierarchy"},
};

}  // namespace

json::Object list_headers(const ExtendedView& view) {
    json::Object lists;
    for (const auto& header : headers) {
        auto& list = lists[header.list];
        if (!list.is_array()) list = json::Array{};
        if (!header.when(view)) continue;
        json::Object wire{{"name", header.name}, {"field_name", header.field_name}};
        if (header.id_search == IdSearch::yes) wire.emplace("id_search", true);
        list.get_array().emplace_back(std::move(wire));
    }
    return lists;
}

}  // namespace amparo::api

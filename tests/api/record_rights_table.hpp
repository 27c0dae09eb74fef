#pragma once

#include <set>
#include <string>

#include "base/json.hpp"

/// What the specification says of rights to records other than cases (case-management.md
/// §§1.3, 1.4, 1.6, 1.7): read by record_rights_test.cpp.
namespace amparo::testing {

/// How somebody stands to a record. `linked` owns a case of the family (§1.3).
enum class Relation { owner, group, agency, linked, stranger, nowhere };
using enum Relation;

struct Reach {
    const char* scope;
    std::set<Relation> relations;
};
/// §1.3; to look at registry records needs no scope unless the setting says otherwise.
inline const Reach reaches[] = {{"self", {owner, linked}},
                                {"group", {owner, linked, group}},
                                {"agency", {owner, linked, agency}},
                                {"all", {owner, linked, group, agency, stranger}}};

struct Type {
    const char* name;
    const char* segment;
    const char* field;  // holds the secret
    json::Object forms = {};
    bool has_scope = true;
};
inline const Type types[] = {
    {"case", "cases", "name_first", {{"basic_identity", "rw"}}},
    {"incident",
     "incidents",
     "cp_incident_previous_incidents_description",
     {{"cp_incident_form", "rw"}}},
    {"tracing_request",
     "tracing_requests",
     "relation_name",
     {{"tracing_request_inquirer", "rw"}, {"tracing_request_photos_and_audio", "rw"}}},
    {"family", "families", "family_name", {{"family_overview", "rw"}}},
    {"registry_record", "registry_records", "registry_no", {{"registry_details", "rw"}}, false}};

enum class Asked { of_type, of_record, list };
using enum Asked;

/// What an endpoint asks: all of one of the sets of rights that `|` separates. A right is an action
/// of the type, or `resource:action`. Most calls are chosen to change nothing, so `allowed` is
/// often a refusal of the input.
struct Endpoint {
    const char* types;  // separated by blanks
    const char* name;
    const char* method;
    const char* path;  // of {all}, {id}, {file}, {trace}
    const char* body;
    const char* rights;
    Asked asked;
    std::set<int> allowed;
    const char* rights_anywhere = "";  // that open it beyond the scope too (§1.3)
};

inline constexpr auto* four = "incident tracing_request family registry_record";
inline constexpr auto* nobody = R"({"data":{"transitioned_to":"nobody"}})";
inline constexpr auto* filtered =
    R"({"data":{"transitioned_to":"nobody","filters":{"status":["open"]}}})";
inline constexpr auto* print =
    R"({"data":{"form_unique_ids":["no_such_form"],"password":"seven lamps"}})";
inline constexpr auto* no_picture = R"({"data":{"field_name":"photos","attachment_type":"image",)"
                                    R"("file_name":"a.png","attachment":"AAAA"}})";
inline constexpr auto* enable =
    R"({"record_action":"enable_disable_record","data":{"record_state":true}})";
inline constexpr auto* no_file = "{all}/{id}/attachments/999999";
inline constexpr auto* no_page = "{all}/{id}/attachments/999999/pdf";
inline constexpr auto* no_alert = "{all}/{id}/alerts/nope";

inline const Endpoint endpoints[] = {
    {"incident tracing_request registry_record",
     "list",
     "GET",
     "{all}?per=1000",
     "",
     "read",
     list,
     {200}},
    {"family",
     "list",
     "GET",
     "{all}?per=1000",
     "",
     "read|search_and_select_family_record",
     list,
     {200}},
    {"incident tracing_request registry_record",
     "show",
     "GET",
     "{all}/{id}",
     "",
     "read",
     of_record,
     {200}},
    {"family",
     "show",
     "GET",
     "{all}/{id}",
     "",
     "read|search_and_select_family_record",
     of_record,
     {200}},
    {"incident",
     "create",
     "POST",
     "{all}",
     R"({"data":{"module_id":"primeromodule-cp"}})",
     "create|case:incident_from_case",
     of_type,
     {200}},
    {"tracing_request family registry_record",
     "create",
     "POST",
     "{all}",
     R"({"data":{"module_id":"primeromodule-cp"}})",
     "create",
     of_type,
     {200}},
    {four, "update", "PATCH", "{all}/{id}", R"({"data":{}})", "write", of_record, {200}},
    {four, "disable", "DELETE", "{all}/{id}", "", "read enable_disable_record", of_record, {200}},
    {four, "enable", "PATCH", "{all}/{id}", enable, "read enable_disable_record", of_record, {200}},
    {four, "flags", "GET", "{all}/{id}/flags", "", "read flag", of_record, {200}},
    {four,
     "flag",
     "POST",
     "{all}/{id}/flags",
     R"({"data":{"message":" "}})",
     "read flag",
     of_record,
     {422}},
    {four,
     "flag many",
     "POST",
     "{all}/flags",
     R"({"data":{"message":" "}})",
     "flag_multiple",
     of_type,
     {422}},
    {four,
     "change flag",
     "PATCH",
     "{all}/{id}/flags/12",
     R"({"data":{"unflag_message":"x"}})",
     "read flag|read resolve_any_flag",
     of_record,
     {404}},
    {four, "alerts", "GET", "{all}/{id}/alerts", "", "read", of_record, {200}},
    {four, "read alert", "PATCH", no_alert, R"({"data":{"read":true}})", "read", of_record, {404}},
    {"incident", "dismiss alert", "DELETE", no_alert, "", "remove_alert", of_record, {404}},
    {four, "history", "GET", "{all}/{id}/record_history", "", "read change_log", of_record, {200}},
    {four, "access log", "GET", "{all}/{id}/access_log", "", "read access_log", of_record, {200}},
    {"incident tracing_request",
     "change file",
     "PATCH",
     no_file,
     R"({"data":{"comments":"x"}})",
     "write",
     of_record,
     {404}},
    {"incident tracing_request", "detach", "DELETE", no_file, "", "write", of_record, {404}},
    {"incident", "open no file", "GET", no_file, "", "read", of_record, {404}},
    {"incident tracing_request", "page of no file", "GET", no_page, "", "read", of_record, {404}},
    {"tracing_request",
     "attach",
     "POST",
     "{all}/{id}/attachments",
     no_picture,
     "write",
     of_record,
     {422}},
    {"tracing_request",
     "open file",
     "GET",
     "{all}/{id}/attachments/{file}",
     "",
     "read",
     of_record,
     {200}},
    {"tracing_request",
     "search",
     "GET",
     "{all}?per=1000&phonetic=true&query=Yasmin",
     "",
     "read",
     list,
     {200}},
    {"family",
     "search",
     "GET",
     "{all}?per=1000&phonetic=true&query=Yasmin",
     "",
     "read|search_and_select_family_record",
     list,
     {200},
     "search_owned_by_others"},
    {"incident family", "assigns", "GET", "{all}/{id}/assigns", "", "read", of_record, {200}},
    {"incident family", "assign", "POST", "{all}/{id}/assigns", nobody, "assign", of_record, {422}},
    {"incident", "assign many", "POST", "{all}/assigns", filtered, "read assign", of_type, {422}},
    {"family",
     "assign many",
     "POST",
     "{all}/assigns",
     filtered,
     "read assign|search_and_select_family_record assign",
     of_type,
     {422}},
    {"incident", "transitions", "GET", "{all}/{id}/transitions", "", "read", of_record, {200}},
    {"tracing_request", "traces", "GET", "{all}/{id}/traces", "", "read", of_record, {200}},
    {"tracing_request", "trace", "GET", "/traces/{trace}", "", "read", of_record, {200}},
    {"tracing_request",
     "match trace",
     "PATCH",
     "/traces/{trace}",
     R"({"data":{"matched_case_id":null}})",
     "read write",
     of_record,
     {200}},
    {"tracing_request",
     "possible matches",
     "GET",
     "/traces/{trace}/potential_matches",
     "",
     "read potential_match:read",
     of_record,
     {200}},
    {"incident tracing_request family",
     "PDF",
     "POST",
     "{all}/{id}/pdf",
     print,
     "export_pdf",
     of_record,
     {422}},
    {"incident tracing_request case",
     "sync",
     "POST",
     "{all}/{id}/sync",
     "",
     "read sync_external",
     of_record,
     {200}},
    {"family",
     "case of member",
     "POST",
     "{all}/{id}/case",
     R"({"data":{"family_member_id":"none"}})",
     "read case_from_family",
     of_record,
     {404, 422}},
    {"case",
     "case of relative",
     "POST",
     "{all}/{id}/family",
     R"({"data":{"family_detail_id":"none"}})",
     "read case_from_family",
     of_record,
     {404, 422}},
    {"case",
     "incidents",
     "GET",
     "{all}/{id}/incidents",
     "",
     "read incident:read",
     of_record,
     {200}},
    {"case",
     "new incident",
     "GET",
     "{all}/{id}/incidents/new",
     "",
     "read incident_from_case",
     of_record,
     {200}},
    {"case",
     "link incidents",
     "POST",
     "{all}/{id}/incidents",
     R"({"data":{"incident_ids":[]}})",
     "read incident:link_incident_to_case",
     of_record,
     {204}},
    {"case", "traces", "GET", "{all}/{id}/traces", "", "read", of_record, {200}},
};

}  // namespace amparo::testing

#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "api/call.hpp"
#include "base/limits.hpp"
#include "http/message.hpp"

namespace amparo::api {

using Handler = std::function<Result<http::Response>(Call&)>;

/// Who may call without being signed in.
enum class Door { signed_in, open };

/// What a browser may keep. Configuration is asked for again each time and answered 304 when it
/// is the same; anything about people is never stored.
enum class Keep { ask_again, nothing };

/// One entry of the API.
struct Route {
    http::Method method;
    std::string_view pattern;
    Handler handler;
    std::string_view model = "";   // model name for the audit log; empty: not audited
    std::string_view action = "";  // "list", "show", … (records.md §24)
    Door door = Door::signed_in;
    Keep keep = Keep::nothing;
    std::size_t body_bytes_max = limits::body_bytes_max;
    /// Answers from memory in microseconds, so that it need not wait for a worker thread.
    bool is_quick = false;
};
using Routes = std::vector<Route>;

/// 200 with {"data": …} or with the whole object given.
http::Response ok(json::Value data);
http::Response ok_whole(const json::Object& body);
/// 200 with {"data": …, "metadata": …}.
http::Response ok_with(json::Value data, json::Object metadata);
/// 204.
http::Response no_content();

// The routes of each resource, in the file of its name.
Routes token_routes();
Routes password_reset_routes();
Routes identity_provider_routes();
Routes identity_sign_in_routes();
Routes user_routes();
Routes role_routes();
Routes agency_routes();
Routes agency_file_routes();
Routes code_of_conduct_routes();
Routes user_group_routes();
Routes module_routes();
Routes form_routes();
Routes lookup_routes();
Routes location_routes();
Routes system_settings_routes();
Routes bootstrap_routes();
Routes audit_log_routes();
Routes health_routes();
Routes record_routes();
Routes record_log_routes();
Routes reveal_routes();
Routes attachment_routes();
Routes upload_routes();
Routes dashboard_routes();
Routes task_routes();
Routes job_routes();
Routes checklist_routes();
Routes notification_routes();
Routes webpush_routes();
Routes saved_search_routes();
Routes interface_settings_routes();
Routes user_bulk_routes();
Routes incident_routes();
Routes family_routes();
Routes trace_routes();
Routes identified_routes();
Routes case_relationship_routes();
Routes case_merge_routes();
Routes flag_routes();
Routes alert_routes();
Routes approval_routes();
Routes transition_routes();
Routes recipient_routes();
Routes bulk_job_routes();
Routes print_routes();
Routes unused_fields_routes();
Routes webhook_routes();
Routes match_routes();
Routes match_decision_routes();
Routes match_list_routes();
Routes match_access_routes();
Routes duplicate_routes();
Routes matching_configuration_routes();
Routes matching_preview_routes();
Routes matching_fit_routes();

}  // namespace amparo::api

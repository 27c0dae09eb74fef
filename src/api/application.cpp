#include "api/application.hpp"

#include <iterator>

#include "api/agreements.hpp"
#include "api/authentication.hpp"
#include "api/map_tiles.hpp"
#include "api/presence.hpp"
#include "api/registration.hpp"
#include "api/second_factor.hpp"
#include "api/warnings.hpp"
#include "base/clock.hpp"
#include "base/messages.hpp"
#include "base/settings.hpp"
#include "http/head.hpp"
#include "http/message.hpp"
#include "records/settings_change.hpp"
#include "store/audit.hpp"

namespace amparo::api {

namespace {

constexpr int lock_retry_seconds = 60;
constexpr std::string_view ask_again = "max-age=0, private, must-revalidate";
constexpr std::string_view keep_nothing = "no-store";

bool is_api_path(std::string_view path) {
    return path == "/api" || path.starts_with("/api/");
}

http::Rate rate_of(const Settings& settings, std::string_view name) {
    const auto prefix = std::string("limits.") + std::string(name);
    return {.per_second = static_cast<double>(settings.integer(prefix + "_second")),
            .burst = static_cast<double>(settings.integer(prefix + "_burst"))};
}

Routes all_routes() {
    Routes all;
    for (auto make : {health_routes,
                      bootstrap_routes,
                      dashboard_routes,
                      task_routes,
                      checklist_routes,
                      token_routes,
                      password_reset_routes,
                      identity_provider_routes,
                      identity_sign_in_routes,
                      registration_routes,
                      user_routes,
                      role_routes,
                      agency_routes,
                      agency_file_routes,
                      code_of_conduct_routes,
                      user_group_routes,
                      module_routes,
                      form_routes,
                      lookup_routes,
                      location_routes,
                      system_settings_routes,
                      audit_log_routes,
                      record_routes,
                      record_log_routes,
                      presence_routes,
                      second_factor_routes,
                      warning_routes,
                      reveal_routes,
                      attachment_routes,
                      upload_routes,
                      flag_routes,
                      alert_routes,
                      approval_routes,
                      transition_routes,
                      recipient_routes,
                      incident_routes,
                      family_routes,
                      trace_routes,
                      identified_routes,
                      case_relationship_routes,
                      case_merge_routes,
                      notification_routes,
                      webpush_routes,
                      saved_search_routes,
                      interface_settings_routes,
                      job_routes,
                      user_bulk_routes,
                      bulk_job_routes,
                      print_routes,
                      unused_fields_routes,
                      webhook_routes,
                      match_routes,
                      match_decision_routes,
                      match_list_routes,
                      match_access_routes,
                      duplicate_routes,
                      matching_configuration_routes,
                      matching_preview_routes,
                      matching_fit_routes}) {
        std::ranges::move(make(), std::back_inserter(all));
    }
    return all;
}

/// "list" and "delete" have another name when there is a query (records.md §24).
std::string audit_action(std::string_view action, const http::Request& request) {
    if (!request.query.empty() && action == "list") return "index";
    if (!request.query.empty() && action == "delete") return "destroy";
    return std::string(action);
}

/// The path with the names of the parameters. Their values may be names of children, phone
/// numbers or free text, so only those that steer a list are kept.
std::string masked_url(const http::Request& request) {
    std::string url = request.path;
    char separator = '?';
    for (const auto& [name, value] : request.query) {
        const bool is_plain = name == "page" || name == "per" || name == "order" ||
                              name == "order_by" || name == "fields" || name == "locale";
        url += std::exchange(separator, '&');
        url += name;
        url += '=';
        url += is_plain ? value : "…";
    }
    return url;
}

/// What pages may load where the deployment has a map server of its own; "" elsewhere.
std::string policy_of(const Settings& settings) {
    const auto tiles = MapTiles::from_settings(settings);
    if (!tiles || tiles->origin.empty()) return "";
    return http::page_policy(tiles->origin);
}

http::Response with_policy(http::Response response, const std::string& policy) {
    const bool is_page = response.header("Content-Type").starts_with("text/html");
    if (is_page && !policy.empty()) response.set_header(std::string(http::policy_header), policy);
    return response;
}

}  // namespace

Application::Application(Services services, const http::AssetStore& assets)
    : services_(std::move(services)),
      assets_(assets),
      errors_(services_.messages, [this] { return services_.settings.text("locale.default"); }),
      routes_(all_routes()),
      per_address_(rate_of(services_.settings, "per_address")),
      per_user_(rate_of(services_.settings, "per_user")),
      page_policy_(policy_of(services_.settings)) {
    for (const auto& route : routes_) router_.add(route.method, route.pattern);
}

const Route* Application::find(http::Request& request) const {
    auto match = router_.find(request.method, request.path);
    if (!match) return nullptr;
    request.path_parameters = std::move(match->parameters);
    return &routes_[match->route];
}

bool Application::is_quick(const http::Request& request) {
    if (!http::is_read(request.method)) return false;
    if (!is_api_path(request.path)) return assets_.has(request.path);
    if (!request.header("authorization").empty()) return false;  // a password hash takes its time
    const auto match = router_.find(request.method, request.path);
    return match && routes_[match->route].is_quick;
}

std::size_t Application::body_bytes_max(const http::Request& request) {
    const auto match = router_.find(request.method, request.path);
    return match ? routes_[match->route].body_bytes_max : limits::body_bytes_max;
}

http::Response Application::refuse(const http::Request& request, int status) {
    return errors_.respond_with(request, status);
}

http::Response Application::serve(http::Request& request) {
    const auto* route = find(request);
    if (route != nullptr) {
        Call call(request, services_);
        auto response = answer(call, *route);
        audit(call, response);
        return response;
    }
    const bool is_page = http::is_read(request.method) && assets_.has(request.path);
    if (is_page && !is_api_path(request.path)) {
        const auto name = records::discreet_name_of(*services_.definitions(),
                                                    services_.settings.text("web.discreet_name"));
        return with_policy(assets_.serve(request, name), page_policy_);
    }
    return errors_.respond(request, {.code = Errc::not_found});
}

http::Response Application::run(Call& call, const Route& route) {
    const auto& request = call.request();
    try {
        auto outcome = admit_and_handle(call, route);
        if (outcome) return std::move(*outcome);
        return errors_for(call).respond(request, outcome.error());
    } catch (const Outage& outage) {
        return errors_for(call).respond_to_outage(request, outage.what());
    } catch (const std::exception& failure) {
        return errors_for(call).respond_to_bug(request, failure.what());
    }
}

Errors Application::errors_for(const Call& call) const {
    return call.is_signed_in() ? errors_.in(call.actor().user().locale) : errors_;
}

http::Response Application::answer(Call& call, const Route& route) {
    const auto& request = call.request();
    call.audit().action = audit_action(route.action, request);
    call.audit().record_type = route.model;
    call.audit().is_wanted = !route.model.empty();
    auto response = run(call, route);
    if (response.header("Cache-Control").empty()) {
        response.headers.emplace_back("Cache-Control",
                                      route.keep == Keep::ask_again ? ask_again : keep_nothing);
    }
    if (is_api_path(request.path)) give_csrf_cookie(call);
    std::ranges::move(call.reply_headers(), std::back_inserter(response.headers));
    return response;
}

Result<http::Response> Application::admit_and_handle(Call& call, const Route& route) {
    if (is_api_path(call.request().path)) {
        const auto now = std::chrono::steady_clock::now();
        const auto wait = per_address_.take(call.request().remote_address, now);
        if (wait.count() > 0) {
            call.audit().is_wanted = false;  // a flood must not become a flood of entries
            return std::unexpected(Error{.code = Errc::too_many_requests,
                                         .retry_after_seconds = static_cast<int>(wait.count())});
        }
    }
    AMPARO_CHECK(authenticate(call, route.door));
    AMPARO_CHECK(check_rates(call));
    AMPARO_CHECK(check_lock(call));
    AMPARO_CHECK(check_forgery(call));
    AMPARO_CHECK(check_second_factor(call));
    AMPARO_CHECK(check_agreements(call));
    return route.handler(call);
}

Result<> Application::check_rates(const Call& call) {
    if (!call.is_signed_in()) return {};
    const auto wait = per_user_.take(call.actor().name().text(), std::chrono::steady_clock::now());
    if (wait.count() == 0) return {};
    return std::unexpected(Error{.code = Errc::too_many_requests,
                                 .retry_after_seconds = static_cast<int>(wait.count())});
}

Result<> Application::check_lock(Call& call) const {
    const bool is_locked =
        is_api_path(call.request().path) &&
        json::bool_or(call.definitions().system_settings(), "config_update_lock", false);
    if (!is_locked) return {};
    return std::unexpected(Error{.code = Errc::busy,
                                 .message = "errors.configuration_lock",
                                 .field = "Retry-After: 60",
                                 .retry_after_seconds = lock_retry_seconds});
}

void Application::audit(Call& call, const http::Response& response) const {
    auto& note = call.audit();
    if (!note.is_wanted) return;
    const auto& request = call.request();
    store::AuditEntry entry;
    entry.at = services_.clock.now();
    entry.action = std::move(note.action);
    entry.record_type = std::move(note.record_type);
    entry.record_id = std::move(note.record_id);
    if (entry.record_id.empty()) {
        for (const auto* name : {"record_id", "id"}) {
            const auto id = request.path_parameters.find(name);
            if (id != request.path_parameters.end()) entry.record_id = id->second;
        }
    }
    entry.refused = response.status >= 400;
    entry.user_name = std::move(note.user_name);
    if (call.is_signed_in()) {
        const auto& user = call.actor().user();
        entry.user_name = user.user_name.text();
        entry.details.emplace("user_id", user.id);
        entry.details.emplace("role_id", user.role.text());
        entry.details.emplace("agency_id", user.agency.text());
    }
    for (auto& [key, value] : note.details) entry.details.emplace(key, std::move(value));
    entry.details.emplace("remote_ip", request.remote_address);
    entry.details.emplace("request_id", request.id);
    entry.details.emplace("http_method", http::wire_name(request.method));
    entry.details.emplace("resource_url", masked_url(request));
    entry.details.emplace("status", response.status);
    for (const auto& id : note.record_ids) {
        if (id == entry.record_id) continue;
        auto further = entry;
        further.record_id = id;
        services_.audit.append(std::move(further));
    }
    services_.audit.append(std::move(entry));
}

}  // namespace amparo::api

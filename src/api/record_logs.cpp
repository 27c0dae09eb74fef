// What happened to a record, and who looked at it (records.md §22).
#include <array>
#include <charconv>

#include "api/record_call.hpp"
#include "api/route.hpp"
#include "http/parameters.hpp"
#include "records/last_look.hpp"

namespace amparo::api {

namespace {

/// The `filters` of the query as JSON; empty without any.
Result<json::Object> filters_of(const Call& call) {
    AMPARO_TRY(auto parameters, http::to_object(call.request().query));
    auto* filters = parameters.if_contains("filters");
    if (filters == nullptr || !filters->is_object()) return json::Object{};
    return std::move(filters->as_object());
}

/// A list, or one plain value.
std::vector<std::string> values_of(const json::Object& filters, std::string_view name) {
    if (const auto one = json::find_string(filters, name)) return {std::string(*one)};
    return json::string_list(filters, name);
}

Result<Instant> moment_from_wire(const std::string& text) {
    auto moment = parse_instant(text);
    if (!moment) return refuse_field(Errc::invalid, "filters[timestamp]", "errors.filters.value");
    return *moment;
}

Result<records::LogRequest> log_request(const Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    return records::LogRequest{.record_type = std::string(type),
                               .id = id,
                               .page = page_of(call),
                               .per = per_of(call),
                               .field_names = {},
                               .form_ids = {},
                               .actions = {},
                               .user_names = {}};
}

http::Response log_reply(records::ListAnswer answer) {
    return ok_with(std::move(answer.data),
                   {{"total", answer.total}, {"per", answer.per}, {"page", answer.page}});
}

Result<http::Response> show_history(Call& call, std::string_view type) {
    AMPARO_TRY(auto request, log_request(call, type));
    AMPARO_TRY(const auto filters, filters_of(call));
    request.field_names = values_of(filters, "field_names");
    if (request.field_names.empty()) request.form_ids = values_of(filters, "form_unique_ids");
    AMPARO_TRY(auto answer, call.services().records.history(call.actor(), request));
    return log_reply(std::move(answer));
}

constexpr std::string_view nobody = " ";  // no user name has a blank

/// The filter sends numbers of users or their names, the log knows names; a number of nobody finds
/// nothing.
std::vector<std::string> names_of(Call& call, const std::vector<std::string>& users) {
    std::vector<std::string> names;
    for (const auto& text : users) {
        std::int64_t number = 0;
        const auto* end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, number);
        const bool is_number = read.ec == std::errc{} && read.ptr == end;
        const auto user = is_number ? call.directory().user(number) : nullptr;
        if (is_number)
            names.push_back(user == nullptr ? std::string(nobody) : user->user_name.text());
        else
            names.push_back(text);
    }
    return names;
}

Result<http::Response> show_access(Call& call, std::string_view type) {
    AMPARO_TRY(auto request, log_request(call, type));
    AMPARO_TRY(const auto filters, filters_of(call));
    request.actions = values_of(filters, "actions");
    request.user_names = names_of(call, values_of(filters, "access_users"));
    if (const auto* window = json::find_object(filters, "timestamp")) {
        const auto from = json::string_or(*window, "from");
        const auto to = json::string_or(*window, "to");
        if (!from.empty()) {
            AMPARO_TRY(request.from, moment_from_wire(from));
        }
        if (!to.empty()) {
            AMPARO_TRY(request.to, moment_from_wire(to));
        }
    }
    AMPARO_TRY(auto answer, call.services().records.access_log(call.actor(), request));
    return log_reply(std::move(answer));
}

json::Object change_to_wire(const records::RecentChange& change) {
    return {{"field_name", change.field_name},
            {"user_name", json::text_or_null(change.user_name)},
            {"datetime", format_instant(std::chrono::floor<std::chrono::seconds>(change.at))}};
}

Result<http::Response> show_recent_changes(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto look,
               records::changes_since_last_look(call.actor(), call.services().records, type, id));
    json::Array changes;
    for (const auto& change : look.changes) changes.emplace_back(change_to_wire(change));
    json::Object answer;
    answer["since"] = look.since ? json::Value(format_instant(*look.since)) : json::Value(nullptr);
    answer["changes"] = std::move(changes);
    return ok(std::move(answer));
}

struct Paths {
    std::string_view type;
    std::string_view history;
    std::string_view access;
    std::string_view recent;
};
constexpr std::array<Paths, 5> log_paths{{
    {"case", "/api/v2/cases/{record_id}/record_history", "/api/v2/cases/{record_id}/access_log",
     "/api/v2/cases/{record_id}/recent_changes"},
    {"incident", "/api/v2/incidents/{record_id}/record_history",
     "/api/v2/incidents/{record_id}/access_log", "/api/v2/incidents/{record_id}/recent_changes"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/record_history",
     "/api/v2/tracing_requests/{record_id}/access_log",
     "/api/v2/tracing_requests/{record_id}/recent_changes"},
    {"family", "/api/v2/families/{record_id}/record_history",
     "/api/v2/families/{record_id}/access_log", "/api/v2/families/{record_id}/recent_changes"},
    {"registry_record", "/api/v2/registry_records/{record_id}/record_history",
     "/api/v2/registry_records/{record_id}/access_log",
     "/api/v2/registry_records/{record_id}/recent_changes"},
}};

}  // namespace

Routes record_log_routes() {
    using http::Method;
    Routes routes;
    for (const auto& paths : log_paths) {
        const auto type = paths.type;
        const auto model = records::model_of(type);
        routes.push_back({.method = Method::get,
                          .pattern = paths.history,
                          .handler = [type](Call& call) { return show_history(call, type); },
                          .model = model,
                          .action = "list"});
        routes.push_back({.method = Method::get,
                          .pattern = paths.access,
                          .handler = [type](Call& call) { return show_access(call, type); },
                          .model = model,
                          .action = "list"});
        routes.push_back({.method = Method::get,
                          .pattern = paths.recent,
                          .handler = [type](Call& call) { return show_recent_changes(call, type); },
                          .model = model,
                          .action = "list"});
    }
    return routes;
}

}  // namespace amparo::api

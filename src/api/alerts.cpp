// What somebody should look at (records.md §16).
#include "casework/alerts.hpp"

#include <array>

#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "records/snooze.hpp"

namespace amparo::api {

namespace {

Result<http::Response> list_alerts(Call& call, std::string_view type) {
    AMPARO_TRY(const auto key, record_key_of(call, type));
    AMPARO_TRY(auto alerts, casework::list_alerts(call.actor(), call.services().records, key));
    return rows_reply(call, std::move(alerts));
}

Result<http::Response> dismiss_alert(Call& call, std::string_view type) {
    AMPARO_TRY(const auto key, record_key_of(call, type));
    AMPARO_CHECK(casework::dismiss_alert(call.actor(), call.services().records, key,
                                         call.request().path_parameter("alert_unique_id")));
    return no_content();
}

Result<http::Response> snooze_alert(Call& call, const casework::RecordKey& key,
                                    const json::Object& data) {
    const auto today = day_in_zone(call.services().clock.now(), call.definitions().time_zone());
    AMPARO_TRY(const auto until, records::read_snooze(data, today));
    call.audit().action = "snooze_alert";
    call.audit().details["snoozed_until"] = until ? json::Value(format_day(*until)) : nullptr;
    AMPARO_CHECK(casework::snooze_alert(
        call.actor(), call.services().records, key,
        {.unique_id = std::string(call.request().path_parameter("alert_unique_id")),
         .until = until}));
    return no_content();
}

Result<http::Response> read_alert(Call& call, std::string_view type) {
    AMPARO_TRY(const auto key, record_key_of(call, type));
    AMPARO_TRY(const auto data, call.data());
    if (data.contains("snoozed_until")) return snooze_alert(call, key, data);
    if (!json::bool_or(data, "read", false))
        return refuse_field(Errc::invalid, "read", "errors.fields.value");
    AMPARO_CHECK(casework::read_alert(call.actor(), call.services().records, key,
                                      call.request().path_parameter("alert_unique_id")));
    return no_content();
}

Result<http::Response> count_alerts(Call& call) {
    AMPARO_TRY(auto counts, casework::count_alerts(call.actor(), call.services().records));
    return ok(std::move(counts));
}

struct Paths {
    std::string_view type;
    std::string_view list;
    std::string_view one;
};
constexpr std::array<Paths, 5> paths{{
    {"case", "/api/v2/cases/{record_id}/alerts",
     "/api/v2/cases/{record_id}/alerts/{alert_unique_id}"},
    {"incident", "/api/v2/incidents/{record_id}/alerts",
     "/api/v2/incidents/{record_id}/alerts/{alert_unique_id}"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/alerts",
     "/api/v2/tracing_requests/{record_id}/alerts/{alert_unique_id}"},
    {"family", "/api/v2/families/{record_id}/alerts",
     "/api/v2/families/{record_id}/alerts/{alert_unique_id}"},
    {"registry_record", "/api/v2/registry_records/{record_id}/alerts",
     "/api/v2/registry_records/{record_id}/alerts/{alert_unique_id}"},
}};

/// Only these two types have a right to take an alert away (case-management.md §1.4).
bool can_be_dismissed(std::string_view type) {
    return type == "case" || type == "incident";
}

}  // namespace

Routes alert_routes() {
    using http::Method;
    Routes routes;
    for (const auto& path : paths) {
        const auto type = path.type;
        const auto model = records::model_of(type);
        routes.push_back({.method = Method::get,
                          .pattern = path.list,
                          .handler = [type](Call& call) { return list_alerts(call, type); },
                          .model = model,
                          .action = "show_alerts"});
        routes.push_back({.method = Method::patch,
                          .pattern = path.one,
                          .handler = once([type](Call& call) { return read_alert(call, type); }),
                          .model = model,
                          .action = "read_alert"});
        if (!can_be_dismissed(type)) continue;
        routes.push_back({.method = Method::del,
                          .pattern = path.one,
                          .handler = [type](Call& call) { return dismiss_alert(call, type); },
                          .model = model,
                          .action = "delete"});
    }
    routes.push_back({.method = Method::get,
                      .pattern = "/api/v2/alerts",
                      .handler = count_alerts,
                      .model = "Alert",
                      .action = "bulk_index"});
    return routes;
}

}  // namespace amparo::api

// Other systems that are told of records (administration.md §18, records.md §21).
#include "api/demand.hpp"
#include "api/listing.hpp"
#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/messages.hpp"
#include "notify/webhooks/service.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;

std::string id_of(const Call& call) {
    return std::string(call.request().path_parameter("id"));
}

/// If-Match: the revision that the client has seen; -1 for a tag that cannot be ours.
std::optional<store::Revision> expected_of(const Call& call) {
    const auto id = RecordId::parse(call.request().path_parameter("id"));
    if (!id) return std::nullopt;
    return if_match_of(call, *id);
}

http::Response webhook_reply(const notify::Webhook& webhook) {
    auto response = ok(notify::to_wire(webhook));
    const auto id = RecordId::parse(webhook.id);
    AMPARO_REQUIRE(id.has_value());
    response.headers.emplace_back("ETag", etag_of(*id, webhook.revision));
    return response;
}

json::Value instant_or_null(Instant moment) {
    return moment == Instant{} ? json::Value(nullptr) : json::Value(format_instant(moment));
}

/// A line of the delivery log: ids and states, and why it failed in the caller's words.
json::Object entry_of(const Call& call, const store::Delivery& delivery) {
    const auto status = json::integer_or(delivery.data, "http_status", 0);
    const auto problem = json::string_or(delivery.data, "error");
    json::Object entry{{"id", delivery.name},
                       {"event", json::string_or(delivery.data, "event")},
                       {"attempt", delivery.attempts},
                       {"status", store::wire_name(delivery.state)},
                       {"http_status", status == 0 ? json::Value(nullptr) : json::Value(status)},
                       {"next_attempt_at", instant_or_null(delivery.next_at)},
                       {"created_at", format_instant(delivery.created_at)},
                       {"error", nullptr}};
    if (!delivery.record_id.empty()) entry["record_id"] = delivery.record_id;
    if (problem.empty()) return entry;
    const auto& locale = call.actor().user().locale;
    entry["error"] = call.services().messages.text(locale.empty() ? "en" : locale, problem);
    return entry;
}

Result<http::Response> list_webhooks(Call& call) {
    AMPARO_TRY(const auto webhooks, call.services().webhooks.registry().list(call.actor()));
    json::Array rows;
    for (const auto& webhook : webhooks) rows.emplace_back(notify::to_wire(webhook));
    return ok(std::move(rows));
}

Result<http::Response> show_webhook(Call& call) {
    AMPARO_TRY(const auto webhook,
               call.services().webhooks.registry().find(call.actor(), id_of(call)));
    return webhook_reply(webhook);
}

Result<http::Response> create_webhook(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto webhook, call.services().webhooks.registry().create(call.actor(), input));
    call.audit().record_id = webhook.id;
    if (input.contains("id")) return no_content();
    return webhook_reply(webhook);
}

Result<http::Response> update_webhook(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto webhook, call.services().webhooks.registry().update(
                                       call.actor(), id_of(call), input, expected_of(call)));
    return webhook_reply(webhook);
}

Result<http::Response> delete_webhook(Call& call) {
    AMPARO_CHECK(
        call.services().webhooks.registry().remove(call.actor(), id_of(call), expected_of(call)));
    return ok(json::Object{{"id", id_of(call)}});
}

Result<http::Response> list_deliveries(Call& call) {
    AMPARO_TRY(const auto paging, read_paging(call, per_default));
    AMPARO_TRY(const auto log,
               call.services().webhooks.log(call.actor(), {.webhook = id_of(call),
                                                           .offset = (paging.page - 1) * paging.per,
                                                           .count = paging.per}));
    json::Array rows;
    for (const auto& delivery : log.deliveries) rows.emplace_back(entry_of(call, delivery));
    return ok_with(std::move(rows), page_metadata(log.total, paging));
}

Result<http::Response> test_webhook(Call& call) {
    AMPARO_TRY(const auto delivery, call.services().webhooks.test(call.actor(), id_of(call)));
    return ok(entry_of(call, delivery));
}

/// `from_time` of the body; the beginning without it.
Result<Instant> replay_from(const Call& call) {
    if (call.request().body.empty()) return Instant{};
    AMPARO_TRY(const auto data, call.data());
    const auto* from = data.if_contains("from_time");
    if (from == nullptr || from->is_null()) return Instant{};
    const auto moment = from->is_string() ? parse_instant(from->get_string()) : Result<Instant>();
    if (!from->is_string() || !moment)
        return refuse_field(Errc::invalid, "from_time", "errors.fields.value");
    return *moment;
}

Result<http::Response> replay(Call& call) {
    AMPARO_CHECK(demand(call, "webhook", {"update"}));
    AMPARO_TRY(const auto from, replay_from(call));
    AMPARO_TRY(const auto count, call.services().webhooks.replay(call.actor(), id_of(call), from));
    return ok(json::Object{{"count", count}});
}

Result<http::Response> sync(Call& call, std::string_view record_type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto state, call.services().webhooks.sync(call.actor(), record_type, id));
    const auto synced =
        state.synced_at ? json::Value(format_instant(*state.synced_at)) : json::Value(nullptr);
    return ok(json::Object{{"record_id", id.text()},
                           {"record_type", record_type},
                           {"synced_at", synced},
                           {"sync_status", state.status}});
}

Result<http::Response> sync_case(Call& call) {
    return sync(call, "case");
}

Result<http::Response> sync_incident(Call& call) {
    return sync(call, "incident");
}

Result<http::Response> sync_tracing_request(Call& call) {
    return sync(call, "tracing_request");
}

void add_sync_routes(Routes& routes) {
    struct Entry {
        std::string_view pattern;
        Result<http::Response> (*handler)(Call& call);
        std::string_view model;
    };
    constexpr Entry entries[] = {
        {"/api/v2/cases/{record_id}/sync", sync_case, "Child"},
        {"/api/v2/incidents/{record_id}/sync", sync_incident, "Incident"},
        {"/api/v2/tracing_requests/{record_id}/sync", sync_tracing_request, "TracingRequest"}};
    for (const auto& entry : entries) {
        routes.push_back({.method = http::Method::post,
                          .pattern = entry.pattern,
                          .handler = once(entry.handler),
                          .model = entry.model,
                          .action = "create"});
    }
}

}  // namespace

Routes webhook_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/webhooks";
    constexpr std::string_view one = "/api/v2/webhooks/{id}";
    constexpr std::string_view model = "Webhook";
    Routes routes{
        {.method = Method::get,
         .pattern = all,
         .handler = list_webhooks,
         .model = model,
         .action = "list"},
        {.method = Method::post,
         .pattern = all,
         .handler = create_webhook,
         .model = model,
         .action = "create"},
        {.method = Method::get,
         .pattern = one,
         .handler = show_webhook,
         .model = model,
         .action = "show"},
        {.method = Method::patch,
         .pattern = one,
         .handler = update_webhook,
         .model = model,
         .action = "update"},
        {.method = Method::del,
         .pattern = one,
         .handler = delete_webhook,
         .model = model,
         .action = "delete"},
        {.method = Method::get,
         .pattern = "/api/v2/webhooks/{id}/deliveries",
         .handler = list_deliveries,
         .model = model,
         .action = "deliveries"},
        {.method = Method::post,
         .pattern = "/api/v2/webhooks/{id}/test",
         .handler = test_webhook,
         .model = model,
         .action = "test"},
        {.method = Method::post,
         .pattern = "/api/v2/webhooks/{id}/replay",
         .handler = replay,
         .model = model,
         .action = "replay"},
    };
    add_sync_routes(routes);
    return routes;
}

}  // namespace amparo::api

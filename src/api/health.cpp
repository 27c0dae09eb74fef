// Whether the server and what it stands on are well (administration.md §26). Nobody signs in for
// it, and nothing of it is audited.
#include "api/authentication.hpp"
#include "api/route.hpp"
#include "base/clock.hpp"
#include "base/settings.hpp"
#include "http/proxies.hpp"
#include "jobs/file_scan.hpp"
#include "matching/live/service.hpp"
#include "store/jobs.hpp"
#include "store/records.hpp"
#include "store/schedules.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view retry_seconds = "60";

/// A read that needs the database to answer; an Outage otherwise.
bool is_database_well(Call& call) {
    try {
        call.services().database.read(
            [](store::Snapshot& snapshot) { return store::head(snapshot); });
        return true;
    } catch (const Outage&) {
        return false;
    }
}

http::Response health(bool is_well) {
    if (is_well) return no_content();
    return {.status = 503, .headers = {{"Retry-After", std::string(retry_seconds)}}};
}

Result<http::Response> whole(Call& call) {
    return health(is_database_well(call));
}

/// As the last look at it said: nobody makes us ask it by asking us.
bool is_scanner_well(Call& call) {
    if (call.services().settings.text("scanner.address").empty()) return true;
    const auto is_reachable = call.services().database.read(
        [](store::Snapshot& snapshot) { return jobs::is_scanner_reachable(snapshot); });
    return is_reachable && *is_reachable;
}

Result<http::Response> part(Call& call) {
    const auto& name = call.request().path_parameter("part");
    if (call.query_is_true("session")) give_csrf_cookie(call);
    const bool is_locked =
        json::bool_or(call.definitions().system_settings(), "config_update_lock", false);
    if (name == "server" || name == "solr") return no_content();
    if (name == "database" || name == "ready") return health(is_database_well(call));
    if (name == "api") return health(!is_locked);
    if (name == "matching") return health(call.services().matching.is_ready());
    if (name == "scanner") return health(is_scanner_well(call));
    return health(false);
}

json::Value moment_or_null(Instant moment) {
    return moment == Instant{} ? json::Value(nullptr) : json::Value(format_instant(moment));
}

json::Object tally_to_wire(const store::JobTally& tally, Instant now) {
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - tally.oldest).count();
    return {{"queue", tally.queue},
            {"state", store::wire_name(tally.state)},
            {"count", tally.count},
            {"oldest_seconds", std::max<std::int64_t>(age, 0)}};
}

json::Object schedule_to_wire(const store::JobSchedule& schedule) {
    return {{"name", schedule.name},
            {"last_success_at", moment_or_null(schedule.success_at)},
            {"next_at", moment_or_null(schedule.next_at)},
            {"failed", !schedule.error.empty()}};
}

/// Whoever manages the system, and programs that watch the server from where the operator says.
bool may_watch(const Call& call) {
    if (call.is_signed_in() && call.actor().can("system", "manage")) return true;
    const auto watchers = http::TrustedProxies::parse(
        call.services().settings.text("health.watchers"), "health.watchers");
    return watchers && watchers->trusts(call.request().remote_address);
}

/// How background work goes: numbers and times only.
Result<http::Response> background(Call& call) {
    if (!may_watch(call)) return refuse(Errc::forbidden, "errors.forbidden");
    const auto now = call.services().clock.now();
    json::Array queues;
    json::Array schedules;
    call.services().database.read([&](store::Snapshot& snapshot) {
        for (const auto& tally : store::tally_jobs(snapshot)) {
            queues.emplace_back(tally_to_wire(tally, now));
        }
        for (const auto& schedule : store::list_schedules(snapshot)) {
            schedules.emplace_back(schedule_to_wire(schedule));
        }
        return true;
    });
    return ok(json::Object{{"queues", std::move(queues)}, {"periodic", std::move(schedules)}});
}

Result<http::Response> process(Call& call) {
    if (call.query_is_true("session")) give_csrf_cookie(call);
    return no_content();
}

}  // namespace

Routes health_routes() {
    using http::Method;
    return {
        {.method = Method::get, .pattern = "/health", .handler = whole, .door = Door::open},
        {.method = Method::get,
         .pattern = "/health/server",
         .handler = process,
         .door = Door::open,
         .is_quick = true},
        {.method = Method::get,
         .pattern = "/health/jobs",
         .handler = background,
         .door = Door::open},
        {.method = Method::get, .pattern = "/health/{part}", .handler = part, .door = Door::open},
    };
}

}  // namespace amparo::api

// Background work, for those who look after the server (architecture.md, jobs).
#include <array>

#include "api/listing.hpp"
#include "api/once.hpp"
#include "api/route.hpp"
#include "base/messages.hpp"
#include "jobs/board.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;
constexpr std::array states{store::JobState::waiting, store::JobState::running,
                            store::JobState::failed};

json::Value instant_or_null(Instant moment) {
    return moment == Instant{} ? json::Value(nullptr) : json::Value(format_instant(moment));
}

/// Why it failed, in the caller's language; null when it did not.
json::Value error_text(const Call& call, const std::string& key) {
    if (key.empty()) return nullptr;
    const auto& locale = call.actor().user().locale;
    return json::Value(call.services().messages.text(locale.empty() ? "en" : locale, key));
}

json::Object to_wire(const Call& call, const store::Job& job) {
    return {{"id", job.id},
            {"queue", job.queue},
            {"kind", job.kind},
            {"state", store::wire_name(job.state)},
            {"attempts", job.attempts},
            {"attempts_max", job.attempts_max},
            {"run_at", format_instant(job.run_at)},
            {"updated_at", instant_or_null(job.updated_at)},
            {"error", json::text_or_null(job.error)},
            {"error_text", error_text(call, job.error)}};
}

json::Object to_wire(const Call& call, const store::JobSchedule& schedule) {
    return {{"name", schedule.name},
            {"next_at", instant_or_null(schedule.next_at)},
            {"started_at", instant_or_null(schedule.started_at)},
            {"success_at", instant_or_null(schedule.success_at)},
            {"error", json::text_or_null(schedule.error)},
            {"error_text", error_text(call, schedule.error)}};
}

/// How many of all queues are in each state.
json::Object counts_of(const std::vector<store::JobTally>& tallies) {
    json::Object counts;
    for (const auto state : states) {
        std::size_t count = 0;
        for (const auto& tally : tallies) count += tally.state == state ? tally.count : 0;
        counts[store::wire_name(state)] = count;
    }
    return counts;
}

Result<http::Response> list_jobs(Call& call) {
    jobs::Board board(call.services().database);
    AMPARO_TRY(const auto paging, read_paging(call, per_default));
    const auto name = call.query("state");
    const auto state = store::job_state_named(name);
    if (!name.empty() && !state) return refuse_field(Errc::invalid, "state", "errors.fields.value");
    AMPARO_TRY(const auto page, board.jobs(call.actor(), {.state = state,
                                                          .offset = (paging.page - 1) * paging.per,
                                                          .count = paging.per}));
    AMPARO_TRY(const auto tallies, board.tallies(call.actor()));
    json::Array rows;
    for (const auto& job : page.jobs) rows.emplace_back(to_wire(call, job));
    auto metadata = page_metadata(page.total, paging);
    metadata["counts"] = counts_of(tallies);
    return ok_with(std::move(rows), std::move(metadata));
}

Result<http::Response> list_schedules(Call& call) {
    AMPARO_TRY(const auto schedules, jobs::Board(call.services().database).schedules(call.actor()));
    json::Array rows;
    for (const auto& schedule : schedules) rows.emplace_back(to_wire(call, schedule));
    return ok(std::move(rows));
}

Result<http::Response> retry_job(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_CHECK(jobs::Board(call.services().database).retry(call.actor(), id));
    call.audit().record_id = std::to_string(id);
    return no_content();
}

Result<http::Response> run_schedule(Call& call) {
    const std::string name(call.request().path_parameter("name"));
    AMPARO_CHECK(jobs::Board(call.services().database).hasten(call.actor(), name));
    call.audit().record_id = name;
    return no_content();
}

}  // namespace

Routes job_routes() {
    using http::Method;
    return {{.method = Method::get,
             .pattern = "/api/v2/jobs",
             .handler = list_jobs,
             .model = "Job",
             .action = "list",
             .keep = Keep::nothing},
            {.method = Method::post,
             .pattern = "/api/v2/jobs/{id}/retry",
             .handler = once(retry_job),
             .model = "Job",
             .action = "retry"},
            {.method = Method::get,
             .pattern = "/api/v2/job_schedules",
             .handler = list_schedules,
             .model = "JobSchedule",
             .action = "list",
             .keep = Keep::nothing},
            {.method = Method::post,
             .pattern = "/api/v2/job_schedules/{name}/run",
             .handler = once(run_schedule),
             .model = "JobSchedule",
             .action = "run"}};
}

}  // namespace amparo::api

// How far the bulk operations have come (records.md §16, §17).
#include "api/route.hpp"
#include "store/database.hpp"
#include "store/jobs.hpp"

namespace amparo::api {

namespace {

/// Kinds whose results are for whoever began them; other jobs are the server's own affair.
bool is_bulk(const store::Job& job) {
    return job.kind.starts_with("bulk_");
}

json::Object job_to_wire(const store::Job& job) {
    json::Object wire{{"id", std::to_string(job.id)},
                      {"kind", job.kind},
                      {"status", store::wire_name(job.state)},
                      {"result", job.result}};
    if (!job.error.empty()) wire["error"] = job.error;
    return wire;
}

Result<http::Response> show_job(Call& call) {
    AMPARO_TRY(const auto id, call.number("job_id"));
    AMPARO_TRY(const auto job, call.services().database.read([&](store::Snapshot& snapshot) {
        return store::find_job(snapshot, id);
    }));
    const bool is_own = job && is_bulk(*job) &&
                        json::string_or(job->payload, "user_name") == call.actor().name().text();
    if (!is_own) return refuse(Errc::not_found, "errors.not_found");
    return ok(job_to_wire(*job));
}

}  // namespace

Routes bulk_job_routes() {
    return {{.method = http::Method::get,
             .pattern = "/api/v2/jobs/{job_id}",
             .handler = show_job,
             .model = "Job",
             .action = "show"}};
}

}  // namespace amparo::api

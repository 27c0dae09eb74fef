#include "store/jobs.hpp"

#include <array>

#include "base/clock.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store {

using detail::Bytes;
using detail::Statement;

namespace {

constexpr std::chrono::seconds pause_first{2};
constexpr std::chrono::seconds pause_max{300};
constexpr std::array<std::string_view, 4> state_names{"waiting", "running", "done", "failed"};

constexpr std::string_view job_columns = "ittttiiiitbtb";

const Statement insert_job{"jobs.insert", R"sql(
    INSERT INTO jobs (queue, kind, state, attempts, attempts_max, run_at, updated_at, error,
        key_id, sealed, result_key_id, result)
    VALUES (:queue, :kind, 'waiting', 0, :attempts_max, :run_at, :updated_at, '', '', '', '', '')
    RETURNING id)sql",
                           "i"};

// After the insert, because the seals are bound to the id.
const Statement seal_job{"jobs.seal", R"sql(
    UPDATE jobs SET key_id = :key_id, sealed = :sealed, result_key_id = :result_key_id,
        result = :result
    WHERE id = :id)sql"};

// A running job is due again when its lease is over: its worker died.
const Statement select_due{"jobs.due", R"sql(
    SELECT id, attempts, attempts_max
    FROM jobs
    WHERE queue = :queue AND state IN ('waiting', 'running') AND run_at <= :now
    ORDER BY run_at, id
    LIMIT 1)sql",
                           "iii"};

// Zero rows: another worker was faster. It has moved run_at on, and PostgreSQL looks again at a row
// it had to wait for; so no engine's own way of skipping locked rows is needed.
const Statement take_due{"jobs.take", R"sql(
    UPDATE jobs SET state = :state, attempts = attempts + :step, run_at = :run_at,
        updated_at = :now, error = :error
    WHERE id = :id AND state IN ('waiting', 'running') AND run_at <= :now)sql"};

const Statement select_job{"jobs.find", R"sql(
    SELECT id, queue, kind, state, error, attempts, attempts_max, run_at, updated_at, key_id,
        sealed, result_key_id, result
    FROM jobs
    WHERE id = :id)sql",
                           job_columns};

const Statement select_jobs{"jobs.list", R"sql(
    SELECT id, queue, kind, state, error, attempts, attempts_max, run_at, updated_at, key_id,
        sealed, result_key_id, result
    FROM jobs
    ORDER BY id DESC
    LIMIT :count OFFSET :skip)sql",
                            job_columns};

const Statement select_jobs_in_state{"jobs.list_in_state", R"sql(
    SELECT id, queue, kind, state, error, attempts, attempts_max, run_at, updated_at, key_id,
        sealed, result_key_id, result
    FROM jobs
    WHERE state = :state
    ORDER BY id DESC
    LIMIT :count OFFSET :skip)sql",
                                     job_columns};

const Statement count_all{"jobs.count", "SELECT COUNT(*) FROM jobs", "i"};

const Statement count_in_state{"jobs.count_in_state", R"sql(
    SELECT COUNT(*)
    FROM jobs
    WHERE state = :state)sql",
                               "i"};

const Statement select_tally{"jobs.tally", R"sql(
    SELECT queue, state, COUNT(*), MIN(CASE WHEN state = 'waiting' THEN run_at ELSE updated_at END)
    FROM jobs
    WHERE state IN ('waiting', 'running', 'failed')
    GROUP BY state, queue)sql",
                             "ttii"};

const Statement select_failures{"jobs.failures", R"sql(
    SELECT queue, state, COUNT(*), MIN(updated_at)
    FROM jobs
    WHERE state = 'failed' AND updated_at >= :since
    GROUP BY state, queue)sql",
                                "ttii"};

// The attempt is part of the condition: whoever lost a job to another worker changes nothing.
const Statement update_lease{"jobs.renew", R"sql(
    UPDATE jobs SET run_at = :run_at, updated_at = :now
    WHERE id = :id AND state = 'running' AND attempts = :attempts)sql"};

const Statement update_progress{"jobs.report", R"sql(
    UPDATE jobs SET updated_at = :now, result_key_id = :result_key_id, result = :result
    WHERE id = :id AND state = 'running' AND attempts = :attempts)sql"};

const Statement update_finished{"jobs.finish", R"sql(
    UPDATE jobs SET state = 'done', updated_at = :now, error = '',
        result_key_id = :result_key_id, result = :result
    WHERE id = :id AND state = 'running' AND attempts = :attempts)sql"};

const Statement update_released{"jobs.release", R"sql(
    UPDATE jobs SET state = 'waiting', attempts = attempts - 1, run_at = :now, updated_at = :now
    WHERE id = :id AND state = 'running' AND attempts = :attempts)sql"};

const Statement update_failed{"jobs.fail", R"sql(
    UPDATE jobs SET state = :state, run_at = :run_at, updated_at = :now, error = :error
    WHERE id = :id AND state = 'running' AND attempts = :attempts)sql"};

const Statement update_retried{"jobs.retry", R"sql(
    UPDATE jobs SET state = 'waiting', attempts = 0, run_at = :now, updated_at = :now
    WHERE id = :id AND state = 'failed')sql"};

const Statement update_all_retried{"jobs.retry_all", R"sql(
    UPDATE jobs SET state = 'waiting', attempts = 0, run_at = :now, updated_at = :now
    WHERE state = 'failed')sql"};

const Statement delete_done{"jobs.remove_done", R"sql(
    DELETE FROM jobs
    WHERE state = 'done' AND updated_at < :before)sql"};

Instant now_of(detail::Connection& connection) {
    return connection.context().clock.now();
}

std::unexpected<Error> lost_job() {
    return refuse(Errc::conflict, "errors.job.lost");
}

Result<Job> read_job(detail::Connection& connection, detail::Rows& rows) {
    Job job{.id = rows.integer(0),
            .queue = rows.text(1),
            .kind = rows.text(2),
            .state = job_state_named(rows.text(3)).value_or(JobState::failed),
            .attempts = static_cast<int>(rows.integer(5)),
            .attempts_max = static_cast<int>(rows.integer(6)),
            .run_at = Instant(std::chrono::milliseconds(rows.integer(7))),
            .updated_at = Instant(std::chrono::milliseconds(rows.integer(8))),
            .payload = {},
            .result = {},
            .error = rows.text(4)};
    const auto& keys = connection.context().keys();
    const detail::Sealed payload{rows.text(9), rows.take(10)};
    const detail::Sealed result{rows.text(11), rows.take(12)};
    AMPARO_TRY(job.payload,
               detail::unseal_json(keys, detail::job_binding(job.id, "payload"), payload));
    AMPARO_TRY(job.result,
               detail::unseal_json(keys, detail::job_binding(job.id, "result"), result));
    return job;
}

struct DueJob {
    std::int64_t id;
    bool is_worn_out;  // its workers died as often as it may fail
};

std::optional<DueJob> next_due(detail::Connection& connection, std::string_view queue) {
    auto rows =
        connection.query(select_due, {{"queue", queue}, {"now", ticks(now_of(connection))}});
    if (!rows.next()) return std::nullopt;
    return DueJob{rows.integer(0), rows.integer(1) >= rows.integer(2)};
}

bool claim(detail::Connection& connection, const DueJob& due, std::chrono::seconds lease) {
    const auto now = now_of(connection);
    const std::string_view state = due.is_worn_out ? "failed" : "running";
    const std::string_view error = due.is_worn_out ? "errors.job.abandoned" : "";
    return connection.execute(take_due, {{"state", state},
                                         {"step", std::int64_t{due.is_worn_out ? 0 : 1}},
                                         {"run_at", ticks(now + lease)},
                                         {"now", ticks(now)},
                                         {"error", error},
                                         {"id", due.id}}) == 1;
}

std::chrono::seconds pause_after(std::int64_t attempts) {
    const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, 16);
    return std::min(pause_max, pause_first * (std::int64_t{1} << doublings));
}

}  // namespace

std::string_view wire_name(JobState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

std::optional<JobState> job_state_named(std::string_view name) {
    for (std::size_t at = 0; at < state_names.size(); ++at) {
        if (state_names[at] == name) return static_cast<JobState>(at);
    }
    return std::nullopt;
}

Result<std::optional<Job>> find_job(Snapshot& snapshot, std::int64_t id) {
    auto& connection = snapshot.connection();
    auto rows = connection.query(select_job, {{"id", id}});
    if (!rows.next()) return std::nullopt;
    AMPARO_TRY(auto job, read_job(connection, rows));
    return job;
}

bool has_due_job(Snapshot& snapshot, std::string_view queue) {
    return next_due(snapshot.connection(), queue).has_value();
}

Result<std::int64_t> enqueue_job(Transaction& transaction, Job job) {
    auto& connection = transaction.connection();
    const auto now = now_of(connection);
    const auto run_at = std::max(job.run_at, now);
    std::int64_t id = 0;
    {
        auto rows = connection.query(insert_job, {{"queue", std::string_view(job.queue)},
                                                  {"kind", std::string_view(job.kind)},
                                                  {"attempts_max", std::int64_t{job.attempts_max}},
                                                  {"run_at", ticks(run_at)},
                                                  {"updated_at", ticks(now)}});
        AMPARO_REQUIRE(rows.next());
        id = rows.integer(0);
    }
    const auto& context = connection.context();
    const auto payload =
        detail::seal_json(context, detail::job_binding(id, "payload"), job.payload);
    const auto result = detail::seal_json(context, detail::job_binding(id, "result"), {});
    connection.execute(seal_job, {{"key_id", std::string_view(payload.key_id)},
                                  {"sealed", Bytes{payload.bytes}},
                                  {"result_key_id", std::string_view(result.key_id)},
                                  {"result", Bytes{result.bytes}},
                                  {"id", id}});
    return id;
}

Result<std::optional<Job>> take_job(Transaction& transaction, std::string_view queue,
                                    std::chrono::seconds lease) {
    auto& connection = transaction.connection();
    // Each round either takes a job, retires a worn-out one, or has lost one to another worker.
    while (const auto due = next_due(connection, queue)) {
        if (claim(connection, *due, lease) && !due->is_worn_out) {
            return find_job(transaction, due->id);
        }
    }
    return std::nullopt;
}

namespace {

/// Runs a statement about a taken job; `conflict` when it is no longer the caller's.
Result<> change_held(Transaction& transaction, const Statement& statement, const Job& job,
                     std::vector<detail::Argument> arguments) {
    arguments.push_back({"now", ticks(now_of(transaction.connection()))});
    arguments.push_back({"id", job.id});
    arguments.push_back({"attempts", std::int64_t{job.attempts}});
    if (transaction.connection().execute(statement, arguments) == 0) return lost_job();
    return {};
}

Result<> put_result(Transaction& transaction, const Statement& statement, const Job& job,
                    const json::Object& result) {
    const auto sealed = detail::seal_json(transaction.connection().context(),
                                          detail::job_binding(job.id, "result"), result);
    return change_held(
        transaction, statement, job,
        {{"result_key_id", std::string_view(sealed.key_id)}, {"result", Bytes{sealed.bytes}}});
}

}  // namespace

Result<> renew_job(Transaction& transaction, const Job& job, std::chrono::seconds lease) {
    const auto until = now_of(transaction.connection()) + lease;
    return change_held(transaction, update_lease, job, {{"run_at", ticks(until)}});
}

Result<> report_job(Transaction& transaction, const Job& job, const json::Object& progress) {
    return put_result(transaction, update_progress, job, progress);
}

Result<> finish_job(Transaction& transaction, const Job& job, const json::Object& result) {
    return put_result(transaction, update_finished, job, result);
}

Result<> release_job(Transaction& transaction, const Job& job) {
    return change_held(transaction, update_released, job, {});
}

Result<> fail_job(Transaction& transaction, const Job& job, const JobFailure& failure) {
    const bool is_last = failure.is_final || job.attempts >= job.attempts_max;
    const auto pause = failure.pause.count() > 0 ? failure.pause : pause_after(job.attempts);
    const auto run_at = now_of(transaction.connection()) + pause;
    return change_held(transaction, update_failed, job,
                       {{"state", std::string_view(is_last ? "failed" : "waiting")},
                        {"run_at", ticks(run_at)},
                        {"error", std::string_view(failure.error)}});
}

Result<> retry_job(Transaction& transaction, std::int64_t id) {
    auto& connection = transaction.connection();
    const auto changed =
        connection.execute(update_retried, {{"now", ticks(now_of(connection))}, {"id", id}});
    if (changed == 0) return refuse(Errc::not_found, "errors.not_found");
    return {};
}

Result<std::size_t> retry_failed_jobs(Transaction& transaction) {
    auto& connection = transaction.connection();
    return static_cast<std::size_t>(
        connection.execute(update_all_retried, {{"now", ticks(now_of(connection))}}));
}

Result<std::size_t> remove_done_jobs(Transaction& transaction, Instant before) {
    return static_cast<std::size_t>(
        transaction.connection().execute(delete_done, {{"before", ticks(before)}}));
}

Result<std::vector<Job>> list_jobs(Snapshot& snapshot, const JobQuery& query) {
    auto& connection = snapshot.connection();
    const auto count = static_cast<std::int64_t>(query.count);
    const auto skip = static_cast<std::int64_t>(query.offset);
    auto rows = query.state
                    ? connection.query(
                          select_jobs_in_state,
                          {{"state", wire_name(*query.state)}, {"count", count}, {"skip", skip}})
                    : connection.query(select_jobs, {{"count", count}, {"skip", skip}});
    std::vector<Job> jobs;
    while (rows.next()) {
        AMPARO_TRY(auto job, read_job(connection, rows));
        jobs.push_back(std::move(job));
    }
    return jobs;
}

std::size_t count_jobs(Snapshot& snapshot, std::optional<JobState> state) {
    auto& connection = snapshot.connection();
    auto rows = state ? connection.query(count_in_state, {{"state", wire_name(*state)}})
                      : connection.query(count_all);
    AMPARO_REQUIRE(rows.next());
    return static_cast<std::size_t>(rows.integer(0));
}

namespace {

std::vector<JobTally> read_tallies(detail::Rows rows) {
    std::vector<JobTally> tallies;
    while (rows.next()) {
        tallies.push_back({.queue = rows.text(0),
                           .state = job_state_named(rows.text(1)).value_or(JobState::failed),
                           .count = static_cast<std::size_t>(rows.integer(2)),
                           .oldest = Instant(std::chrono::milliseconds(rows.integer(3)))});
    }
    return tallies;
}

}  // namespace

std::vector<JobTally> tally_jobs(Snapshot& snapshot) {
    return read_tallies(snapshot.connection().query(select_tally));
}

std::vector<JobTally> tally_failures(Snapshot& snapshot, Instant since) {
    return read_tallies(snapshot.connection().query(select_failures, {{"since", ticks(since)}}));
}

}  // namespace amparo::store

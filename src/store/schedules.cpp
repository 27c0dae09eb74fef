#include "store/schedules.hpp"

#include "base/clock.hpp"
#include "store/detail/connection.hpp"
#include "store/detail/moment.hpp"

namespace amparo::store {

using detail::Statement;

namespace {

constexpr std::string_view schedule_columns = "tiiiit";

const Statement insert_schedule{"schedules.ensure", R"sql(
    INSERT INTO job_schedules (name, next_at, job_id, started_at, success_at, error)
    VALUES (:name, :next_at, 0, 0, 0, '')
    ON CONFLICT (name) DO NOTHING)sql"};

// Locks the row on PostgreSQL: a second node waits here and then finds it no longer due.
const Statement update_next{"schedules.start", R"sql(
    UPDATE job_schedules SET next_at = :next_at, started_at = :now
    WHERE name = :name AND next_at <= :now AND NOT EXISTS (
        SELECT 1 FROM jobs
        WHERE jobs.id = job_schedules.job_id AND jobs.state IN ('waiting', 'running')))sql"};

const Statement update_job{"schedules.job", R"sql(
    UPDATE job_schedules SET job_id = :job_id
    WHERE name = :name)sql"};

// A run that ended after a later one had begun says nothing any more.
const Statement update_success{"schedules.success", R"sql(
    UPDATE job_schedules SET success_at = :success_at, error = ''
    WHERE name = :name AND success_at < :success_at)sql"};

const Statement update_error{"schedules.error", R"sql(
    UPDATE job_schedules SET error = :error
    WHERE name = :name AND job_id = :job_id)sql"};

const Statement update_hastened{"schedules.hasten", R"sql(
    UPDATE job_schedules SET next_at = :now
    WHERE name = :name)sql"};

const Statement select_schedules{"schedules.list", R"sql(
    SELECT name, next_at, job_id, started_at, success_at, error
    FROM job_schedules
    ORDER BY name)sql",
                                 schedule_columns};

const Statement select_schedule{"schedules.find", R"sql(
    SELECT name, next_at, job_id, started_at, success_at, error
    FROM job_schedules
    WHERE name = :name)sql",
                                schedule_columns};

JobSchedule read_schedule(const detail::Rows& rows) {
    const auto moment = [&](std::size_t column) {
        return Instant(std::chrono::milliseconds(rows.integer(column)));
    };
    return {.name = rows.text(0),
            .next_at = moment(1),
            .job_id = rows.integer(2),
            .started_at = moment(3),
            .success_at = moment(4),
            .error = rows.text(5)};
}

}  // namespace

Result<> ensure_schedule(Transaction& transaction, const std::string& name, Instant next_at) {
    transaction.connection().execute(
        insert_schedule, {{"name", std::string_view(name)}, {"next_at", ticks(next_at)}});
    return {};
}

Result<bool> start_scheduled(Transaction& transaction, const ScheduledRun& run) {
    auto& connection = transaction.connection();
    const std::string_view name = run.name;
    const auto now = detail::ticks_now(transaction);
    if (connection.execute(update_next,
                           {{"name", name}, {"next_at", ticks(run.next_at)}, {"now", now}}) == 0) {
        return false;
    }
    auto job = run.job;
    job.payload["schedule"] = run.name;
    job.payload["due_at"] = now;
    AMPARO_TRY(const auto id, enqueue_job(transaction, std::move(job)));
    connection.execute(update_job, {{"name", name}, {"job_id", id}});
    return true;
}

Result<> settle_scheduled(Transaction& transaction, const Job& job, const std::string& error) {
    const auto name = json::string_or(job.payload, "schedule");
    if (name.empty()) return {};
    auto& connection = transaction.connection();
    const std::string_view key = name;
    if (error.empty()) {
        connection.execute(
            update_success,
            {{"name", key}, {"success_at", json::integer_or(job.payload, "due_at", 0)}});
    } else {
        connection.execute(update_error,
                           {{"name", key}, {"job_id", job.id}, {"error", std::string_view(error)}});
    }
    return {};
}

Result<> hasten_schedule(Transaction& transaction, const std::string& name) {
    const auto changed = transaction.connection().execute(
        update_hastened,
        {{"name", std::string_view(name)}, {"now", detail::ticks_now(transaction)}});
    if (changed == 0) return refuse(Errc::not_found, "errors.not_found");
    return {};
}

std::vector<JobSchedule> list_schedules(Snapshot& snapshot) {
    std::vector<JobSchedule> schedules;
    auto rows = snapshot.connection().query(select_schedules);
    while (rows.next()) schedules.push_back(read_schedule(rows));
    return schedules;
}

std::optional<JobSchedule> find_schedule(Snapshot& snapshot, const std::string& name) {
    auto rows = snapshot.connection().query(select_schedule, {{"name", std::string_view(name)}});
    if (!rows.next()) return std::nullopt;
    return read_schedule(rows);
}

}  // namespace amparo::store

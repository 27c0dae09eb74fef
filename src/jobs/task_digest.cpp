#include "jobs/task_digest.hpp"

#include <algorithm>

#include "access/directory.hpp"
#include "forms/definitions.hpp"
#include "insight/tasks.hpp"
#include "records/events.hpp"

namespace amparo::jobs {
namespace {

constexpr std::size_t counted_max = 200;  // tasks of one person; more says the same

/// Due today by the clocks of the deployment, or before.
bool is_due(const json::Value& task, const std::string& zone, Day today) {
    const auto* object = task.if_object();
    if (object == nullptr) return false;
    if (json::bool_or(*object, "overdue", false)) return true;
    const auto text = json::string_or(*object, "due_at");
    if (const auto day = parse_day(text)) return *day <= today;
    const auto moment = parse_instant(text);
    return moment && day_in_zone(*moment, zone) <= today;
}

}  // namespace

Result<json::Object> remind_of_tasks(const records::Service& records, const Messages& messages,
                                     const store::RunningJob& running) {
    const auto& on = records.dependencies();
    const auto zone = on.definitions()->time_zone();
    const auto today = day_in_zone(on.clock->now(), zone);
    const auto directory = on.directory();
    const insight::Tasks tasks(on, messages);
    std::size_t told = 0;
    for (const auto& user : directory->users()) {
        if (running.is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
        const auto actor = directory->actor(user->user_name);
        if (!actor) continue;
        const auto list = tasks.list(*actor, {.per = counted_max});
        if (!list && list.error().code == Errc::forbidden) continue;
        if (!list) return std::unexpected(list.error());
        const auto due = std::ranges::count_if(
            list->data, [&](const auto& task) { return is_due(task, zone, today); });
        if (due == 0) continue;
        const auto job = records::event_job({.kind = records::EventKind::task_due,
                                             .recipients = {user->user_name},
                                             .occurrence = format_day(today),
                                             .details = {{"count", due}}});
        AMPARO_TRY(const auto id, on.database->write([&](store::Transaction& transaction) {
            return store::enqueue_job(transaction, job);
        }));
        told += id > 0 ? 1U : 0U;
    }
    return json::Object{{"told", told}};
}

}  // namespace amparo::jobs

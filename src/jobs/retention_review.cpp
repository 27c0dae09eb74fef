#include "jobs/retention_review.hpp"

#include "access/directory.hpp"
#include "forms/retention.hpp"
#include "records/events.hpp"

namespace amparo::jobs {
namespace {

/// How many enabled cases of the actor's list fell due after the day, up to today.
Result<std::size_t> newly_due(const records::Service& records, const access::Actor& actor, Day told,
                              Day today) {
    const auto range = format_day(told + std::chrono::days(1)) + ".." + format_day(today);
    AMPARO_TRY(const auto answer,
               records.list(actor, {.record_type = "case",
                                    .parameters = {{std::string(forms::retention_column), range},
                                                   {"record_state", "true"},
                                                   {"per", "1"}},
                                    .handling = records::Handling::strict}));
    return answer.total;
}

}  // namespace

Result<json::Object> review_retention(const records::Service& records, Day told,
                                      const store::RunningJob& running) {
    const auto& on = records.dependencies();
    const auto today = day_in_zone(on.clock->now(), on.definitions()->time_zone());
    if (told >= today) return json::Object{{"told", 0}};
    const auto directory = on.directory();
    std::size_t count_of_told = 0;
    std::size_t most = 0;
    for (const auto& user : directory->users()) {
        if (running.is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
        const auto actor = directory->actor(user->user_name);
        if (!actor || !actor->can("system", "manage")) continue;
        const auto due = newly_due(records, *actor, told, today);
        if (!due && due.error().code == Errc::forbidden) continue;
        if (!due) return std::unexpected(due.error());
        if (*due == 0) continue;
        const auto job = records::event_job({.kind = records::EventKind::retention_due,
                                             .recipients = {user->user_name},
                                             .occurrence = format_day(today),
                                             .details = {{"count", *due}}});
        AMPARO_CHECK(on.database->write(
            [&](store::Transaction& transaction) { return store::enqueue_job(transaction, job); }));
        most = std::max(most, *due);
        ++count_of_told;
    }
    return json::Object{{"told", count_of_told}, {"cases", most}};
}

}  // namespace amparo::jobs

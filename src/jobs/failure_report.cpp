#include "jobs/failure_report.hpp"

#include "access/directory.hpp"
#include "notify/webhooks/lanes.hpp"
#include "records/events.hpp"

namespace amparo::jobs {
namespace {

using records::EventKind;

/// Whom a kind of news is for.
struct Right {
    std::string_view resource;
    std::string_view action;
};

std::vector<UserName> holders_of(const access::Directory& directory, const Right& right) {
    std::vector<UserName> names;
    for (const auto& user : directory.users()) {
        const auto actor = directory.actor(user->user_name);
        if (actor && actor->can(right.resource, right.action)) names.push_back(user->user_name);
    }
    return names;
}

}  // namespace

Result<json::Object> report_failures(const records::Service& records, Instant since) {
    const auto& on = records.dependencies();
    std::size_t messages = 0;
    std::size_t others = 0;
    const auto tallies = on.database->read(
        [&](store::Snapshot& snapshot) { return store::tally_failures(snapshot, since); });
    for (const auto& tally : tallies) {
        (tally.queue == notify::webhook_queue ? messages : others) += tally.count;
    }
    const auto directory = on.directory();
    const auto today = day_in_zone(on.clock->now(), on.definitions()->time_zone());
    const auto tell = [&](EventKind kind, std::size_t count, const Right& right) -> Result<> {
        if (count == 0) return {};
        const auto job = records::event_job({.kind = kind,
                                             .recipients = holders_of(*directory, right),
                                             .occurrence = format_day(today),
                                             .details = {{"count", count}}});
        AMPARO_CHECK(on.database->write(
            [&](store::Transaction& transaction) { return store::enqueue_job(transaction, job); }));
        return {};
    };
    AMPARO_CHECK(tell(EventKind::webhook_failed, messages, {"webhook", "read"}));
    AMPARO_CHECK(tell(EventKind::work_failed, others, {"system", "manage"}));
    return json::Object{{"webhooks", messages}, {"others", others}};
}

}  // namespace amparo::jobs

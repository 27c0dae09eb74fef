#include "jobs/board.hpp"

namespace amparo::jobs {
namespace {

Result<> check_right(const access::Actor& actor) {
    if (!actor.can("system", "manage")) return refuse_forbidden();
    return {};
}

}  // namespace

Result<Board::Page> Board::jobs(const access::Actor& actor, const store::JobQuery& query) const {
    AMPARO_CHECK(check_right(actor));
    return database_.read([&](store::Snapshot& snapshot) -> Result<Page> {
        Page page;
        AMPARO_TRY(page.jobs, store::list_jobs(snapshot, query));
        for (auto& job : page.jobs) {
            job.payload.clear();
            job.result.clear();
        }
        page.total = store::count_jobs(snapshot, query.state);
        return page;
    });
}

Result<std::vector<store::JobTally>> Board::tallies(const access::Actor& actor) const {
    AMPARO_CHECK(check_right(actor));
    return database_.read([](store::Snapshot& snapshot) { return store::tally_jobs(snapshot); });
}

Result<std::vector<store::JobSchedule>> Board::schedules(const access::Actor& actor) const {
    AMPARO_CHECK(check_right(actor));
    return database_.read(
        [](store::Snapshot& snapshot) { return store::list_schedules(snapshot); });
}

Result<> Board::retry(const access::Actor& actor, std::int64_t id) {
    AMPARO_CHECK(check_right(actor));
    return database_.write(
        [&](store::Transaction& transaction) { return store::retry_job(transaction, id); });
}

Result<> Board::hasten(const access::Actor& actor, const std::string& name) {
    AMPARO_CHECK(check_right(actor));
    return database_.write(
        [&](store::Transaction& transaction) { return store::hasten_schedule(transaction, name); });
}

}  // namespace amparo::jobs

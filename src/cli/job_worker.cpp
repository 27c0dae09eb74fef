#include "cli/job_worker.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "records/owner_fields.hpp"

namespace amparo::cli {
namespace {

constexpr std::string_view queue = "records";
constexpr std::chrono::minutes lease{30};      // a worker that dies gives its job back after it
constexpr std::chrono::seconds look_every{5};  // for jobs of other nodes and later attempts

}  // namespace

/// Rung when there may be work; outlives the worker, because followers keep it.
struct JobWorker::Bell {
    std::mutex mutex;  // guards all below
    std::condition_variable rung;
    bool has_work = true;
    bool is_over = false;

    void ring() {
        const std::scoped_lock lock(mutex);
        has_work = true;
        rung.notify_all();
    }
    void end() {
        const std::scoped_lock lock(mutex);
        is_over = true;
        rung.notify_all();
    }
    /// False when the worker is to end.
    bool wait() {
        std::unique_lock lock(mutex);
        rung.wait_for(lock, look_every, [this] { return has_work || is_over; });
        has_work = false;
        return !is_over;
    }
    bool over() {
        const std::scoped_lock lock(mutex);
        return is_over;
    }
};

JobWorker::JobWorker(store::Database& database, records::Service& records)
    : database_(database), records_(records), bell_(std::make_shared<Bell>()) {
    database_.follow_documents([bell = bell_](const std::vector<std::string>& kinds) {
        if (std::ranges::find(kinds, "user") != kinds.end()) bell->ring();
    });
    thread_ = std::jthread([this] { work(); });
}

JobWorker::~JobWorker() {
    bell_->end();
}

void JobWorker::work() {
    while (bell_->wait()) {
        try {
            while (!bell_->over() && do_next()) {
            }
        } catch (const std::exception& error) {
            log::error("jobs.failed", {{"why", error.what()}});
        }
    }
}

bool JobWorker::do_next() {
    auto taken = database_.write(
        [](store::Transaction& transaction) { return store::take_job(transaction, queue, lease); });
    if (!taken || !*taken) return false;
    const auto& job = **taken;
    auto outcome = run(job);
    const auto stored = database_.write([&](store::Transaction& transaction) -> Result<> {
        if (outcome) return store::finish_job(transaction, job, *outcome);
        return store::fail_job(transaction, job, {.error = outcome.error().message.key});
    });
    if (!outcome || !stored) log::warn("jobs.not_done", {{"job", job.id}, {"kind", job.kind}});
    return true;
}

Result<json::Object> JobWorker::run(const store::Job& job) {
    if (job.kind != "rewrite_owner_fields") return refuse(Errc::invalid, "errors.jobs.unknown");
    AMPARO_TRY(const auto count, records::rewrite_owner_fields(
                                     records_, json::string_or(job.payload, "user_name"), {}));
    log::info("jobs.owner_fields_rewritten", {{"records", count}});
    return json::Object{{"records", count}};
}

}  // namespace amparo::cli

#include "matching/worklist/follower.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "matching/worklist/rematch.hpp"

namespace amparo::matching {
namespace {

// Changes come in bursts: one job does those of a second.
constexpr std::chrono::seconds gathering{1};
// What another node left behind, or a call that failed.
constexpr std::chrono::seconds look_again{60};

bool is_searched_with(const store::CommittedRecord& one) {
    return one.record->type == "case" || one.record->type == "tracing_request";
}

}  // namespace

/// What is shared with the follower of the database, which cannot be taken back.
class Follower::State {
  public:
    State(store::Database& database, const WorkList& list) : database_(database), list_(list) {}

    void start() {
        thread_ = std::jthread([this] { run(); });
    }
    void stop() {
        {
            const std::scoped_lock lock(mutex_);
            is_stopping_ = true;
            woken_.notify_all();
        }
        if (thread_.joinable()) thread_.join();
    }
    void note(const std::vector<store::CommittedRecord>& committed) {
        for (const auto& one : committed) {
            if (!is_searched_with(one)) continue;
            const std::scoped_lock lock(mutex_);
            has_change_ = true;
            woken_.notify_all();
            return;
        }
    }

  private:
    void run() {
        std::unique_lock lock(mutex_);
        while (!is_stopping_) {
            has_change_ = false;
            lock.unlock();
            call();
            lock.lock();
            woken_.wait_for(lock, look_again, [&] { return is_stopping_ || has_change_; });
            woken_.wait_for(lock, gathering, [&] { return is_stopping_; });
        }
    }
    void call() {
        try {
            const auto called = call_follow(database_, list_);
            if (!called) log::error("matching.call", {{"why", called.error().message.key}});
        } catch (const std::exception& failure) {
            log::error("matching.call", {{"why", failure.what()}});
        }
    }

    store::Database& database_;
    const WorkList& list_;
    std::mutex mutex_;  // guards the next three
    std::condition_variable woken_;
    bool has_change_ = false;
    bool is_stopping_ = false;
    std::jthread thread_;
};

Follower::Follower(store::Database& database, const WorkList& list)
    : state_(std::make_shared<State>(database, list)) {
    const std::weak_ptr<State> seen = state_;
    database.follow_records([seen](const auto& committed) {
        if (const auto still = seen.lock()) still->note(committed);
    });
    state_->start();
}

Follower::~Follower() {
    state_->stop();
}

}  // namespace amparo::matching

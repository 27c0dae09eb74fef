#include "insight/forerunner.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "access/directory.hpp"
#include "base/log.hpp"
#include "index/index.hpp"
#include "insight/dashboards.hpp"

namespace amparo::insight {
namespace {

// Fewer are counted in a millisecond or two.
constexpr std::size_t cases_min = 50'000;

bool sees_the_country(const access::Role& role) {
    return !role.disabled && role.scope == access::ScopeKind::all &&
           role.permissions.contains("dashboard");
}

std::chrono::milliseconds until_next_minute(Instant now) {
    const auto next = std::chrono::floor<std::chrono::minutes>(now) + std::chrono::minutes(1);
    return std::chrono::duration_cast<std::chrono::milliseconds>(next - now);
}

}  // namespace

std::size_t ask_ahead(const records::Dependencies& on) {
    const auto directory = on.directory();
    const Dashboards dashboards(on);
    std::set<RoleId> asked;
    for (const auto& user : directory->users()) {
        const auto role = directory->role(user->role);
        if (role == nullptr || !user->is_active() || !sees_the_country(*role)) continue;
        if (!asked.insert(user->role).second) continue;
        const access::Actor actor(user, role, directory->tables().policy);
        const auto shown = dashboards.show(actor, {});
        if (!shown) log::warn("dashboards.ahead", {{"why", shown.error().message.key}});
    }
    return asked.size();
}

class Forerunner::State {
  public:
    explicit State(const records::Dependencies& on) : on_(on), thread_([this] { run(); }) {}
    ~State() {
        {
            const std::scoped_lock lock(mutex_);
            is_stopping_ = true;
            stopped_.notify_all();
        }
        thread_.join();
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

  private:
    void run() {
        std::unique_lock lock(mutex_);
        while (!is_stopping_) {
            lock.unlock();
            ask();
            lock.lock();
            stopped_.wait_for(lock, until_next_minute(on_.clock->now()),
                              [&] { return is_stopping_; });
        }
    }
    void ask() {
        if (on_.index->size("case") < cases_min) return;
        try {
            ask_ahead(on_);
        } catch (const std::exception& failure) {
            log::error("dashboards.ahead", {{"why", failure.what()}});
        }
    }

    const records::Dependencies& on_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool is_stopping_ = false;
    std::thread thread_;  // last: it uses the others
};

Forerunner::Forerunner(const records::Dependencies& on) : state_(std::make_unique<State>(on)) {}
Forerunner::~Forerunner() = default;

}  // namespace amparo::insight

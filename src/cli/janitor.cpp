#include "cli/janitor.hpp"

#include "base/log.hpp"
#include "store/sessions.hpp"

namespace amparo::cli {

Janitor::Janitor(store::Database& database, std::chrono::milliseconds pause)
    : database_(database), thread_([this, pause] { work(pause); }) {}

Janitor::~Janitor() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
}

void Janitor::clean(store::Database& database) {
    try {
        const auto removed = database.write([&](store::Transaction& transaction) {
            return store::expire_volatile(transaction, database.clock().now());
        });
        if (removed && *removed > 0) log::debug("expired.removed", {{"rows", *removed}});
    } catch (const Outage& outage) {
        log::warn("expired.not_removed", {{"why", outage.what()}});
    }
}

void Janitor::work(std::chrono::milliseconds pause) {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, pause, [this] { return stopping_; })) {
        lock.unlock();
        clean(database_);
        lock.lock();
    }
}

}  // namespace amparo::cli

#include "store/detail/implementation.hpp"

#include "base/log.hpp"
#include "store/detail/engine_sql.hpp"
#include "store/detail/failure.hpp"

namespace amparo::store {

using detail::Failure;
using detail::FailureKind;

Database::Implementation::Implementation(const DatabaseOptions& options,
                                         const detail::Context& context, Connect connect_reader)
    : options_(options),
      context_(context),
      connect_reader_(std::move(connect_reader)),
      readers_(static_cast<std::size_t>(std::max(1, options.readers)), connect_reader_),
      feed_(connect_reader_, context_.clock) {}

void Database::Implementation::read(const std::function<void(Snapshot&)>& work) {
    auto lease = readers_.borrow();
    try {
        const auto& begin = detail::begin_read(lease->engine());
        std::optional<detail::OpenTransaction> transaction;
        try {
            transaction.emplace(*lease, begin);
        } catch (const Failure& failure) {
            if (failure.kind() != FailureKind::connection_lost) throw;
            // It broke while it was idle; nothing has been read on it yet.
            lease.renew();
            transaction.emplace(*lease, begin);
        }
        Snapshot snapshot(*lease);
        work(snapshot);
        transaction->commit();
    } catch (const Failure&) {
        lease.discard();
        throw;
    }
}

void Database::Implementation::start_following(std::string engine_name) {
    engine_name_ = std::move(engine_name);
    feed_.start();
    follower_ = std::thread([this] { follow(); });
}

void Database::Implementation::stop_following() {
    {
        const std::scoped_lock lock(stop_mutex_);
        is_stopping_ = true;
    }
    stop_.notify_all();
    if (follower_.joinable()) follower_.join();
}

void Database::Implementation::wait_for_commit(std::chrono::milliseconds interval) {
    std::unique_lock lock(stop_mutex_);
    stop_.wait_for(lock, interval, [&] { return is_stopping_; });
}

bool Database::Implementation::is_stopping() {
    const std::scoped_lock lock(stop_mutex_);
    return is_stopping_;
}

void Database::Implementation::follow() {
    while (!is_stopping()) {
        try {
            wait_for_commit(poll_interval);
            if (!is_stopping()) feed_.catch_up();
        } catch (const std::exception& failure) {
            log::warn("store.follow_failed", {{"why", failure.what()}});
            Database::Implementation::wait_for_commit(poll_interval);
        }
    }
}

}  // namespace amparo::store

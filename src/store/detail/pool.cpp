#include "store/detail/pool.hpp"

#include "base/limits.hpp"
#include "store/detail/failure.hpp"

namespace amparo::store::detail {

Pool::Lease Pool::borrow() {
    std::unique_ptr<Connection> connection;
    {
        std::unique_lock lock(mutex_);
        if (!freed_.wait_for(lock, limits::request_max, [&] { return free_ > 0; })) {
            throw Failure(FailureKind::locked, "no connection came free");
        }
        --free_;
        if (!idle_.empty()) {
            connection = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (!connection) {
        try {
            connection = connect_();
        } catch (const std::exception&) {
            give_back(nullptr);
            throw;
        }
    }
    return {*this, std::move(connection)};
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
    {
        const std::scoped_lock lock(mutex_);
        ++free_;
        if (connection) idle_.push_back(std::move(connection));
    }
    freed_.notify_one();
}

}  // namespace amparo::store::detail

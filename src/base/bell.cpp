#include "base/bell.hpp"

namespace amparo {

void Bell::ring() {
    const std::scoped_lock lock(mutex_);
    has_news_ = true;
    rung_.notify_all();
}

void Bell::end() {
    const std::scoped_lock lock(mutex_);
    is_over_ = true;
    rung_.notify_all();
}

bool Bell::wait() {
    std::unique_lock lock(mutex_);
    rung_.wait_for(lock, look_every_, [this] { return has_news_ || is_over_; });
    has_news_ = false;
    return !is_over_;
}

bool Bell::is_over() const {
    const std::scoped_lock lock(mutex_);
    return is_over_;
}

}  // namespace amparo

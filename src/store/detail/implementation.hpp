#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "store/database.hpp"
#include "store/detail/connection.hpp"
#include "store/detail/feed.hpp"
#include "store/detail/pool.hpp"

namespace amparo::store {

/// What both engines share: readers, the feed, and the thread that follows the log. The engines
/// differ in how they write and in how they learn of other nodes' commits.
class Database::Implementation {
  public:
    using Connect = std::function<std::unique_ptr<detail::Connection>()>;

    Implementation(const DatabaseOptions& options, const detail::Context& context,
                   Connect connect_reader);
    virtual ~Implementation() = default;
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    virtual void write(const std::function<bool(Transaction&)>& work) = 0;
    void read(const std::function<void(Snapshot&)>& work);

    detail::Feed& feed() { return feed_; }
    const std::string& engine_name() const { return engine_name_; }
    const detail::Context& context() const { return context_; }
    const DatabaseOptions& options() const { return options_; }
    /// A connection of its own, for long reads that must not hold up requests.
    std::unique_ptr<detail::Connection> connect_reader() { return connect_reader_(); }

    /// How long a commit of another process may stay unseen.
    static constexpr std::chrono::milliseconds poll_interval{200};

  protected:
    void start_following(std::string engine_name);
    /// Every engine calls it first in its destructor.
    void stop_following();
    /// Waits at most `interval`, less when the engine hears of a commit. May throw Failure.
    virtual void wait_for_commit(std::chrono::milliseconds interval);
    bool is_stopping();

  private:
    void follow();

    DatabaseOptions options_;
    detail::Context context_;
    Connect connect_reader_;
    detail::Pool readers_;
    detail::Feed feed_;
    std::string engine_name_;
    std::mutex stop_mutex_;  // guards is_stopping_
    std::condition_variable stop_;
    bool is_stopping_ = false;
    std::thread follower_;
};

}  // namespace amparo::store

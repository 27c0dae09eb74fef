#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "store/audit.hpp"

namespace amparo::store {

/// The thread behind an AuditLog.
class AuditLog::Writer {
  public:
    explicit Writer(Database& database);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void append(AuditEntry entry);
    void flush();

  private:
    void serve();
    std::vector<AuditEntry> next_batch(std::unique_lock<std::mutex>& lock);
    bool store(const std::vector<AuditEntry>& batch);

    Database& database_;
    std::mutex mutex_;  // guards all below
    std::condition_variable changed_;
    std::deque<AuditEntry> waiting_;
    std::uint64_t appended_ = 0;
    std::uint64_t stored_ = 0;
    bool is_hurried_ = false;
    bool is_stopping_ = false;
    std::thread thread_;
};

}  // namespace amparo::store

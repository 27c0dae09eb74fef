#include "store/detail/audit_writer.hpp"

#include "base/log.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/failure.hpp"
#include "store/detail/implementation.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store {

using detail::Bytes;
using detail::Statement;

namespace {

// An entry of some 500 bytes: five megabytes while the database is out, then requests wait.
constexpr std::size_t waiting_max = 10'000;
constexpr std::size_t batch_max = 500;
// Entries gather this long; with the commit they are stored within the promised 100 ms.
constexpr std::chrono::milliseconds gather{50};
constexpr std::chrono::milliseconds pause_after_outage{250};
constexpr std::chrono::seconds flush_max{10};

const Statement insert_entry{"audit.insert", R"sql(
    INSERT INTO audit (at, user_name, action, record_type, record_id, refused, key_id, sealed)
    VALUES (:at, :user_name, :action, :record_type, :record_id, :refused, :key_id, :sealed))sql"};

void insert(detail::Connection& connection, const AuditEntry& entry, const detail::Sealed& sealed) {
    connection.execute(insert_entry, {{"at", entry.at.time_since_epoch().count()},
                                      {"user_name", std::string_view(entry.user_name)},
                                      {"action", std::string_view(entry.action)},
                                      {"record_type", std::string_view(entry.record_type)},
                                      {"record_id", std::string_view(entry.record_id)},
                                      {"refused", std::int64_t{entry.refused}},
                                      {"key_id", std::string_view(sealed.key_id)},
                                      {"sealed", Bytes{sealed.bytes}}});
}

}  // namespace

AuditLog::Writer::Writer(Database& database) : database_(database), thread_([this] { serve(); }) {}

AuditLog::Writer::~Writer() {
    {
        const std::scoped_lock lock(mutex_);
        is_stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
    if (!waiting_.empty()) log::error("audit.lost", {{"entries", waiting_.size()}});
}

void AuditLog::Writer::append(AuditEntry entry) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < waiting_max; });
    waiting_.push_back(std::move(entry));
    ++appended_;
    if (waiting_.size() == 1 || waiting_.size() >= batch_max) changed_.notify_all();
}

void AuditLog::Writer::flush() {
    std::unique_lock lock(mutex_);
    const auto goal = appended_;
    is_hurried_ = true;
    changed_.notify_all();
    if (!changed_.wait_for(lock, flush_max, [&] { return stored_ >= goal; })) {
        throw detail::Failure(detail::FailureKind::other, "the audit log cannot be stored");
    }
}

void AuditLog::Writer::serve() {
    std::unique_lock lock(mutex_);
    const auto give_up_after = [&] { return is_stopping_; };
    while (true) {
        const auto batch = next_batch(lock);
        if (batch.empty()) return;
        lock.unlock();
        const bool is_stored = store(batch);
        lock.lock();
        if (is_stored) {
            waiting_.erase(waiting_.begin(),
                           waiting_.begin() + static_cast<std::ptrdiff_t>(batch.size()));
            stored_ += batch.size();
            changed_.notify_all();
        } else if (changed_.wait_for(lock, pause_after_outage, give_up_after)) {
            return;
        }
    }
}

// What waits, after it had a moment to gather; empty when all is stored and the end has come.
std::vector<AuditEntry> AuditLog::Writer::next_batch(std::unique_lock<std::mutex>& lock) {
    changed_.wait(lock, [&] { return is_stopping_ || !waiting_.empty(); });
    changed_.wait_for(lock, gather,
                      [&] { return is_stopping_ || is_hurried_ || waiting_.size() >= batch_max; });
    is_hurried_ = false;
    const auto count = std::min(batch_max, waiting_.size());
    return {waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count)};
}

bool AuditLog::Writer::store(const std::vector<AuditEntry>& batch) {
    try {
        std::vector<detail::Sealed> sealed;
        sealed.reserve(batch.size());
        for (const auto& entry : batch) {
            sealed.push_back(detail::seal_json(database_.implementation().context(),
                                               detail::audit_binding(entry), entry.details));
        }
        const auto stored = database_.write([&](Transaction& transaction) -> Result<> {
            for (std::size_t at = 0; at < batch.size(); ++at) {
                insert(transaction.connection(), batch[at], sealed[at]);
            }
            return {};
        });
        return stored.has_value();
    } catch (const std::exception& failure) {
        log::error("audit.not_stored", {{"why", failure.what()}});
        return false;
    }
}

}  // namespace amparo::store

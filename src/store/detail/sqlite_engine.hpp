#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "store/detail/implementation.hpp"
#include "store/detail/writer_queue.hpp"

namespace amparo::store::detail {

/// The path in "sqlite:///var/lib/amparo.db"; `invalid` when the URL is not of this form.
Result<std::filesystem::path> sqlite_path(const std::string& url);

enum class SqliteUse { read, write };

/// A connection to a SQLite file with our settings. Throws Failure.
std::unique_ptr<Connection> connect_sqlite(const std::filesystem::path& file,
                                           const Context& context, SqliteUse use,
                                           std::chrono::seconds lock_max);

/// A connection that may write to the file of the URL, which is made if it is missing. `invalid`
/// when it is no database or was cut short, `busy` when it is locked.
Result<std::unique_ptr<Connection>> connect_new_sqlite(const DatabaseOptions& options,
                                                       const Context& context);

/// SQLite: one writer thread whose waiting works share a commit, readers on the WAL beside it.
class SqliteEngine final : public Database::Implementation {
  public:
    /// Opens or creates the file. As Database::open.
    static Result<std::unique_ptr<SqliteEngine>> open(const DatabaseOptions& options,
                                                      const Context& context);
    SqliteEngine(const DatabaseOptions& options, const Context& context,
                 const std::filesystem::path& file, std::unique_ptr<Connection> writer);
    ~SqliteEngine() override;

    void write(const std::function<bool(Transaction&)>& work) override { queue_->write(work); }

  private:
    using Batch = WriterQueue::Batch;
    WriterQueue::Announce run_batch(Batch& batch);
    /// Appends what was committed to `items`; where the next transaction begins.
    std::size_t run_transaction(Batch& batch, std::size_t first, std::vector<FeedItem>& items);
    bool run_work(Ticket& ticket, bool is_alone);
    bool is_in_transaction();

    std::unique_ptr<Connection> writer_;
    std::unique_ptr<WriterQueue> queue_;
};

}  // namespace amparo::store::detail

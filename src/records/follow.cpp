#include "records/follow.hpp"

#include <algorithm>
#include <mutex>

#include "store/records.hpp"

namespace amparo::records {
namespace {

std::vector<index::Entry> entries_of(const std::vector<store::StoredRecord>& records) {
    std::vector<index::Entry> entries;
    entries.reserve(records.size());
    for (const auto& record : records) {
        if (!record.deleted)
            entries.push_back({.id = record.id, .record_type = record.type, .data = &record.data});
    }
    return entries;
}

/// Holds commits back while the index loads, then hands them over in order.
class Gate {
  public:
    Gate(store::Database& database, index::Index& index) : database_(database), index_(index) {}

    void commit(const std::vector<store::CommittedRecord>& committed) {
        const std::scoped_lock lock(mutex_);
        if (open_)
            apply(committed);
        else
            waiting_.insert(waiting_.end(), committed.begin(), committed.end());
    }
    void open() {
        const std::scoped_lock lock(mutex_);
        apply(waiting_);
        waiting_ = {};
        open_ = true;
    }
    /// As stored now: what is committed meanwhile is told after it.
    Result<> read_again(const std::vector<RecordId>& ids) {
        const std::scoped_lock lock(mutex_);
        AMPARO_TRY(const auto records, database_.read([&](store::Snapshot& snapshot) {
            return store::find_records(snapshot, ids);
        }));
        index_.apply(entries_of(records));
        return {};
    }
    /// Every record of a type, those included that a commit is just putting into the index.
    Result<std::vector<RecordId>> all_of(std::string_view record_type) {
        const std::scoped_lock lock(mutex_);
        index::Query query;
        query.filter = index::Filter{index::All{}};
        query.sort = {.column = "created_at", .descending = false};
        query.count = std::max<std::size_t>(1, index_.size(record_type));
        AMPARO_TRY(auto page, index_.find(record_type, query));
        return std::move(page.ids);
    }

  private:
    void apply(const std::vector<store::CommittedRecord>& committed) {
        std::vector<index::Entry> entries;
        for (const auto& committed_record : committed) {
            const auto& record = *committed_record.record;
            if (record.deleted)
                index_.remove(record.type, record.id);
            else
                entries.push_back({record.id, record.type, &record.data});
        }
        index_.apply(entries);
    }

    store::Database& database_;
    index::Index& index_;
    std::mutex mutex_;  // guards all below
    bool open_ = false;
    std::vector<store::CommittedRecord> waiting_;
};

/// Few at a time, so that commits do not wait for them.
constexpr std::size_t read_together = 64;

Result<std::size_t> read_all_again(Gate& gate, std::string_view record_type,
                                   const std::function<bool()>& is_stopping) {
    AMPARO_TRY(const auto ids, gate.all_of(record_type));
    for (std::size_t at = 0; at < ids.size(); at += read_together) {
        if (is_stopping()) return refuse(Errc::busy, "errors.busy");
        const auto from = ids.begin() + static_cast<std::ptrdiff_t>(at);
        const auto count = std::min(read_together, ids.size() - at);
        AMPARO_CHECK(gate.read_again({from, from + static_cast<std::ptrdiff_t>(count)}));
    }
    return ids.size();
}

}  // namespace

Result<LoadReport> load_and_follow(store::Database& database, index::Index& index,
                                   RecordCache& cache, const store::Progress& progress) {
    auto gate = std::make_shared<Gate>(database, index);
    database.follow_records([gate, &cache](const auto& committed) {
        cache.forget(committed);
        gate->commit(committed);
    });
    LoadReport report;
    store::ScanOptions options;
    options.broken = [&](const RecordId& id) { report.broken.push_back(id); };
    AMPARO_CHECK(store::scan_records(database, options, [&](auto&& records) {
        index.load(entries_of(records));
        report.records += records.size();
        if (progress) progress(report.records, report.records);
    }));
    index.finish_load();
    gate->open();
    report.read_again = [gate](std::string_view record_type,
                               const std::function<bool()>& is_stopping) {
        return read_all_again(*gate, record_type, is_stopping);
    };
    return report;
}

}  // namespace amparo::records

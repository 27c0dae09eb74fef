#include "records/follow.hpp"

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
    explicit Gate(index::Index& index) : index_(index) {}

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

    index::Index& index_;
    std::mutex mutex_;  // guards all below
    bool open_ = false;
    std::vector<store::CommittedRecord> waiting_;
};

}  // namespace

Result<LoadReport> load_and_follow(store::Database& database, index::Index& index,
                                   RecordCache& cache, const store::Progress& progress) {
    auto gate = std::make_shared<Gate>(index);
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
    return report;
}

}  // namespace amparo::records

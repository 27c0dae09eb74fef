#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/id.hpp"
#include "store/database.hpp"

namespace amparo::records {

/// The records read last, unsealed, so that a list does not open the same rows again and again.
/// Told of every commit, it never gives a record older than the newest committed one. Bounded.
/// Thread-safe.
class RecordCache {
  public:
    using Pointer = std::shared_ptr<const store::StoredRecord>;
    static constexpr std::size_t entries_max = 20'000;  // about 300 MB of average cases at most

    /// The record, from memory or the store; null when there is none. `invalid`: a broken row.
    Result<Pointer> find(store::Database& database, const RecordId& id);
    /// Those that exist, in the order of the ids.
    Result<std::vector<Pointer>> find(store::Database& database, const std::vector<RecordId>& ids);
    /// To be called with each commit, before anyone relies on it.
    void forget(const std::vector<store::CommittedRecord>& committed);

  private:
    static constexpr std::size_t shard_count = 16;
    struct Shard {
        std::mutex mutex;  // guards all below
        std::uint64_t forgotten = 0;
        std::list<RecordId> recent;  // newest first
        struct Entry {
            Pointer record;
            std::list<RecordId>::iterator place;
        };
        std::unordered_map<RecordId, Entry> entries;
    };
    Shard& shard_of(const RecordId& id);
    Pointer look_up(const RecordId& id, std::uint64_t& generation);
    void keep(const Pointer& record, std::uint64_t generation);
    std::array<Shard, shard_count> shards_;
};

}  // namespace amparo::records

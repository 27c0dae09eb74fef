#include "records/record_cache.hpp"

#include "store/records.hpp"

namespace amparo::records {

RecordCache::Shard& RecordCache::shard_of(const RecordId& id) {
    return shards_[std::hash<RecordId>{}(id) % shard_count];
}

RecordCache::Pointer RecordCache::look_up(const RecordId& id, std::uint64_t& generation) {
    auto& shard = shard_of(id);
    const std::scoped_lock lock(shard.mutex);
    generation = shard.forgotten;
    const auto found = shard.entries.find(id);
    if (found == shard.entries.end()) return nullptr;
    shard.recent.splice(shard.recent.begin(), shard.recent, found->second.place);
    return found->second.record;
}

// What was read before a commit was announced may be older than it, so it is not kept.
void RecordCache::keep(const Pointer& record, std::uint64_t generation) {
    auto& shard = shard_of(record->id);
    const std::scoped_lock lock(shard.mutex);
    if (shard.forgotten != generation || shard.entries.contains(record->id)) return;
    shard.recent.push_front(record->id);
    shard.entries.emplace(record->id, Shard::Entry{record, shard.recent.begin()});
    if (shard.entries.size() <= entries_max / shard_count) return;
    shard.entries.erase(shard.recent.back());
    shard.recent.pop_back();
}

void RecordCache::forget(const std::vector<store::CommittedRecord>& committed) {
    for (const auto& committed_record : committed) {
        const auto& record = *committed_record.record;
        auto& shard = shard_of(record.id);
        const std::scoped_lock lock(shard.mutex);
        ++shard.forgotten;
        const auto found = shard.entries.find(record.id);
        if (found == shard.entries.end()) continue;
        shard.recent.erase(found->second.place);
        shard.entries.erase(found);
    }
}

Result<RecordCache::Pointer> RecordCache::find(store::Database& database, const RecordId& id) {
    std::uint64_t generation = 0;
    if (auto kept = look_up(id, generation)) return kept;
    AMPARO_TRY(auto stored, database.read([&](store::Snapshot& snapshot) {
        return store::find_record(snapshot, id);
    }));
    if (!stored) return Pointer();
    auto record = std::make_shared<const store::StoredRecord>(std::move(*stored));
    keep(record, generation);
    return record;
}

Result<std::vector<RecordCache::Pointer>> RecordCache::find(store::Database& database,
                                                            const std::vector<RecordId>& ids) {
    std::vector<Pointer> found(ids.size());
    std::vector<RecordId> missing;
    std::vector<std::uint64_t> generations(ids.size());
    for (std::size_t at = 0; at < ids.size(); ++at) {
        found[at] = look_up(ids[at], generations[at]);
        if (!found[at]) missing.push_back(ids[at]);
    }
    if (!missing.empty()) {
        AMPARO_TRY(auto read, database.read([&](store::Snapshot& snapshot) {
            return store::find_records(snapshot, missing);
        }));
        std::unordered_map<RecordId, Pointer> by_id;
        for (auto& stored : read) {
            const auto id = stored.id;
            by_id[id] = std::make_shared<const store::StoredRecord>(std::move(stored));
        }
        for (std::size_t at = 0; at < ids.size(); ++at) {
            const auto fresh = by_id.find(ids[at]);
            if (found[at] || fresh == by_id.end()) continue;
            found[at] = fresh->second;
            keep(found[at], generations[at]);
        }
    }
    std::erase(found, nullptr);
    return found;
}

}  // namespace amparo::records

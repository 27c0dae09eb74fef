#include "index/detail/id_map.hpp"

namespace amparo::index {
namespace {

std::size_t hash_id(const RecordId& id) {
    return mix_hash(std::hash<RecordId>{}(id));
}

}  // namespace

std::optional<Ordinal> IdMap::find(const RecordId& id) const {
    return slots_.find(hash_id(id), [&](Ordinal member) { return this->id(member) == id; });
}

IdMap::Added IdMap::add(const RecordId& id) {
    if (const auto known = find(id)) return {*known, false};
    Ordinal ordinal = used_;
    if (free_.empty()) {
        if (used_ % page == 0) pages_.push_back(std::make_unique<RecordId[]>(page));
        ++used_;
    } else {
        ordinal = free_.back();
        free_.pop_back();
    }
    pages_[ordinal / page][ordinal % page] = id;
    slots_.insert(ordinal, [this](Ordinal member) { return hash_of(member); });
    all_.add(ordinal);
    return {ordinal, true};
}

void IdMap::remove(Ordinal ordinal) {
    slots_.erase(ordinal, [this](Ordinal member) { return hash_of(member); });
    all_.remove(ordinal);
    free_.push_back(ordinal);
}

std::size_t IdMap::memory_bytes() const {
    return pages_.size() * page * sizeof(RecordId) + pages_.capacity() * sizeof(pages_[0]) +
           free_.capacity() * sizeof(Ordinal) + slots_.memory_bytes() + all_.memory_bytes();
}

std::size_t IdMap::hash_of(Ordinal ordinal) const {
    return hash_id(id(ordinal));
}

}  // namespace amparo::index

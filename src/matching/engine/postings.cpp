#include "matching/engine/postings.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "matching/names/room.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t table_min = 64;

/// A place in a table of so many slots.
std::size_t place_of(std::uint32_t feature, std::size_t slots) {
    const auto spread = feature * 0x9E3779B97F4A7C15ULL >> 32U;
    return static_cast<std::size_t>(spread * slots >> 32U);
}

}  // namespace

std::uint32_t OrdinalBlocks::take() {
    std::uint32_t block = used_;
    if (!free_.empty()) {
        block = free_.back();
        free_.pop_back();
    } else {
        if (used_ % chunk_blocks == 0) {
            chunks_.push_back(std::make_unique<Ordinal[]>(chunk_blocks * capacity_));
        }
        ++used_;
    }
    std::fill_n(begin(block), capacity_, no_ordinal);
    return block;
}

std::size_t OrdinalBlocks::memory_bytes() const {
    return chunks_.size() * (chunk_blocks * capacity_ * sizeof(Ordinal) + sizeof(chunks_[0])) +
           free_.capacity() * sizeof(free_[0]);
}

std::vector<LongList::Part>::iterator LongList::find_part(std::uint32_t high) {
    // Records are added at the end most of the time.
    if (!parts_.empty() && parts_.back().high == high) return parts_.end() - 1;
    return std::ranges::lower_bound(parts_, high, {}, &Part::high);
}

bool LongList::add(Ordinal ordinal) {
    const auto high = ordinal >> 16U;
    const auto low = static_cast<std::uint16_t>(ordinal);
    auto part = find_part(high);
    if (part == parts_.end() || part->high != high) {
        part = parts_.insert(part, {.high = high, .low = {}});
    }
    const auto place = part->low.empty() || part->low.back() < low
                           ? part->low.end()
                           : std::ranges::lower_bound(part->low, low);
    if (place != part->low.end() && *place == low) return false;
    const auto at = place - part->low.begin();
    make_room(part->low);
    part->low.insert(part->low.begin() + at, low);
    ++size_;
    return true;
}

bool LongList::remove(Ordinal ordinal) {
    const auto part = find_part(ordinal >> 16U);
    if (part == parts_.end() || part->high != ordinal >> 16U) return false;
    const auto low = static_cast<std::uint16_t>(ordinal);
    const auto place = std::ranges::lower_bound(part->low, low);
    if (place == part->low.end() || *place != low) return false;
    part->low.erase(place);
    if (part->low.empty()) parts_.erase(part);
    --size_;
    return true;
}

std::size_t LongList::memory_bytes() const {
    auto bytes = sizeof(LongList) + parts_.capacity() * sizeof(Part);
    for (const auto& part : parts_) bytes += part.low.capacity() * sizeof(std::uint16_t);
    return bytes;
}

Postings::Postings() : table_(table_min) {
    for (std::size_t capacity = 2; few_.size() < few_forms; capacity *= 2) {
        few_.emplace_back(capacity);
    }
}

std::size_t Postings::find(std::uint32_t feature) const {
    auto at = place_of(feature, table_.size());
    while (table_[at].feature != feature && table_[at].feature != no_feature) {
        at = at + 1 == table_.size() ? 0 : at + 1;
    }
    return at;
}

Postings::Slot& Postings::make(std::uint32_t feature) {
    AMPARO_REQUIRE(feature != no_feature);
    auto at = find(feature);
    if (table_[at].feature == feature) return table_[at];
    if ((used_ + 1) * 8 > table_.size() * 7) {
        grow();
        at = find(feature);
    }
    ++used_;
    table_[at] = {.feature = feature, .value = value_of(Form::none, 0)};
    return table_[at];
}

/// Features that nothing has any more are left behind.
void Postings::grow() {
    const auto is_taken = [](const Slot& slot) {
        return slot.feature != no_feature && slot.value >> payload_bits != 0;
    };
    used_ = static_cast<std::size_t>(std::ranges::count_if(table_, is_taken));
    const auto more = used_ * 16 > table_.size() * 11 ? table_.size() / 4 : 0;
    const auto before = std::exchange(table_, std::vector<Slot>(table_.size() + more));
    for (const auto& slot : before) {
        if (is_taken(slot)) table_[find(slot.feature)] = slot;
    }
}

void Postings::add(std::uint32_t feature, Ordinal ordinal) {
    AMPARO_REQUIRE(ordinal < ordinals_max);
    auto& slot = make(feature);
    const auto form = static_cast<Form>(slot.value >> payload_bits);
    if (form == Form::none) {
        slot.value = value_of(Form::one, ordinal);
    } else if (form == Form::many) {
        long_[slot.value & payload_mask].add(ordinal);
    } else {
        add_to_few(slot, ordinal);
    }
}

void Postings::add_to_few(Slot& slot, Ordinal ordinal) {
    const auto form = slot.value >> payload_bits;
    const auto rest = slot.value & payload_mask;
    auto* const old_blocks = form < first_few ? nullptr : &few_[form - first_few];
    const Ordinal* const begin = old_blocks == nullptr ? &rest : old_blocks->begin(rest);
    const auto* const end = begin + (old_blocks == nullptr ? 1 : old_blocks->capacity());
    if (std::find(begin, end, ordinal) != end) return;
    const auto* const room = std::find(begin, end, no_ordinal);
    if (room != end) {
        old_blocks->begin(rest)[room - begin] = ordinal;
        return;
    }
    const auto next = static_cast<Form>(form + 1);
    if (next == Form::many) {
        const auto list = make_long();
        for (const auto* one = begin; one != end; ++one) long_[list].add(*one);
        long_[list].add(ordinal);
        slot.value = value_of(next, list);
    } else {
        auto& blocks = few_[form + 1 - first_few];
        const auto block = blocks.take();
        *std::copy(begin, end, blocks.begin(block)) = ordinal;
        slot.value = value_of(next, block);
    }
    if (old_blocks != nullptr) old_blocks->give_back(rest);
}

std::uint32_t Postings::make_long() {
    if (free_long_.empty()) {
        long_.emplace_back();
        return static_cast<std::uint32_t>(long_.size() - 1);
    }
    const auto list = free_long_.back();
    free_long_.pop_back();
    return list;
}

void Postings::remove(std::uint32_t feature, Ordinal ordinal) {
    auto& slot = table_[find(feature)];
    if (slot.feature != feature) return;
    const auto form = static_cast<Form>(slot.value >> payload_bits);
    const auto rest = slot.value & payload_mask;
    if (form == Form::one) {
        if (rest == ordinal) slot.value = value_of(Form::none, 0);
    } else if (form == Form::many) {
        if (!long_[rest].remove(ordinal) || long_[rest].size() > 0) return;
        free_long_.push_back(rest);
        slot.value = value_of(Form::none, 0);
    } else if (form != Form::none) {
        remove_from_few(slot, ordinal);
    }
}

void Postings::remove_from_few(Slot& slot, Ordinal ordinal) {
    auto& blocks = few_[(slot.value >> payload_bits) - first_few];
    const auto rest = slot.value & payload_mask;
    auto* const begin = blocks.begin(rest);
    auto* const end = std::find(begin, begin + blocks.capacity(), no_ordinal);
    auto* const found = std::find(begin, end, ordinal);
    if (found == end) return;
    *found = *(end - 1);
    *(end - 1) = no_ordinal;
    if (begin[0] != no_ordinal) return;
    blocks.give_back(rest);
    slot.value = value_of(Form::none, 0);
}

std::size_t Postings::count(std::uint32_t feature) const {
    const auto value = table_[find(feature)].value;
    if (static_cast<Form>(value >> payload_bits) == Form::many) {
        return long_[value & payload_mask].size();
    }
    std::size_t count = 0;
    for_each(feature, [&](Ordinal) { ++count; });
    return count;
}

std::size_t Postings::memory_bytes() const {
    auto bytes = table_.capacity() * sizeof(Slot) + free_long_.capacity() * sizeof(free_long_[0]);
    for (const auto& blocks : few_) bytes += blocks.memory_bytes();
    for (const auto& list : long_) bytes += list.memory_bytes();
    return bytes;
}

}  // namespace amparo::matching

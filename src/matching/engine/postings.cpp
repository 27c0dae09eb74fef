#include "matching/engine/postings.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"

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

Postings::Postings(std::vector<std::uint32_t> numbered) : table_(table_min) {
    for (const auto kind : numbered) numbered_.push_back({.kind = kind});
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

std::uint32_t* Postings::find_value(std::uint32_t feature) {
    auto* numbered = const_cast<Numbered*>(numbered_of(feature));
    const auto number = feature & number_mask;
    if (numbered != nullptr && number < numbered->values.size()) return &numbered->values[number];
    auto& slot = table_[find(feature)];
    return slot.feature == feature ? &slot.value : nullptr;
}

std::uint32_t& Postings::make_numbered(Numbered& numbered, std::uint32_t number) {
    auto& values = numbered.values;
    const auto before = values.size();
    if (number < before) return values[number];
    if (number >= values.capacity()) {
        values.reserve(number + 1 + (number + 1) / 8);
    }
    values.resize(number + 1);
    for (auto at = before; strays_ > 0 && at < values.size(); ++at) {
        auto& slot = table_[find(numbered.kind << kind_shift | static_cast<std::uint32_t>(at))];
        values[at] = std::exchange(slot.value, 0);
    }
    return values[number];
}

std::uint32_t& Postings::make(std::uint32_t feature) {
    AMPARO_REQUIRE(feature != no_feature);
    auto* numbered = const_cast<Numbered*>(numbered_of(feature));
    const auto number = feature & number_mask;
    if (numbered != nullptr && number < numbered->values.size() + numbers_beyond) {
        return make_numbered(*numbered, number);
    }
    auto at = find(feature);
    if (table_[at].feature == feature) return table_[at].value;
    if ((used_ + 1) * 8 > table_.size() * 7) {
        grow();
        at = find(feature);
    }
    ++used_;
    if (numbered != nullptr) ++strays_;
    table_[at] = {.feature = feature, .value = value_as(Form::none, 0)};
    return table_[at].value;
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
    auto& value = make(feature);
    const auto form = static_cast<Form>(value >> payload_bits);
    if (form == Form::none) {
        value = value_as(Form::one, ordinal);
    } else if (form == Form::many) {
        long_[value & payload_mask].add(ordinal);
    } else {
        add_to_few(value, ordinal);
    }
}

void Postings::add_to_few(std::uint32_t& value, Ordinal ordinal) {
    const auto form = value >> payload_bits;
    const auto rest = value & payload_mask;
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
        std::vector<Ordinal> ordinals(begin, end);
        std::ranges::sort(ordinals);
        const auto list = make_long();
        for (const auto one : ordinals) long_[list].add(one);
        long_[list].add(ordinal);
        value = value_as(next, list);
    } else {
        auto& blocks = few_[form + 1 - first_few];
        const auto block = blocks.take();
        *std::copy(begin, end, blocks.begin(block)) = ordinal;
        value = value_as(next, block);
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
    auto* const value = find_value(feature);
    if (value == nullptr) return;
    const auto form = static_cast<Form>(*value >> payload_bits);
    const auto rest = *value & payload_mask;
    if (form == Form::one) {
        if (rest == ordinal) *value = value_as(Form::none, 0);
    } else if (form == Form::many) {
        if (!long_[rest].remove(ordinal) || long_[rest].size() > 0) return;
        free_long_.push_back(rest);
        *value = value_as(Form::none, 0);
    } else if (form != Form::none) {
        remove_from_few(*value, ordinal);
    }
}

void Postings::remove_from_few(std::uint32_t& value, Ordinal ordinal) {
    auto& blocks = few_[(value >> payload_bits) - first_few];
    const auto rest = value & payload_mask;
    auto* const begin = blocks.begin(rest);
    auto* const end = std::find(begin, begin + blocks.capacity(), no_ordinal);
    auto* const found = std::find(begin, end, ordinal);
    if (found == end) return;
    *found = *(end - 1);
    *(end - 1) = no_ordinal;
    if (begin[0] != no_ordinal) return;
    blocks.give_back(rest);
    value = value_as(Form::none, 0);
}

std::size_t Postings::count(std::uint32_t feature) const {
    const auto value = value_of(feature);
    if (static_cast<Form>(value >> payload_bits) == Form::many) {
        return long_[value & payload_mask].size();
    }
    std::size_t count = 0;
    for_each(feature, [&](Ordinal) { ++count; });
    return count;
}

std::size_t Postings::memory_bytes() const {
    auto bytes = table_.capacity() * sizeof(Slot) + free_long_.capacity() * sizeof(free_long_[0]);
    for (const auto& one : numbered_) bytes += one.values.capacity() * sizeof(one.values[0]);
    for (const auto& blocks : few_) bytes += blocks.memory_bytes();
    for (const auto& list : long_) bytes += list.memory_bytes();
    return bytes;
}

}  // namespace amparo::matching

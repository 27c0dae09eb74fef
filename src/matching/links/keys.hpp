#pragma once

#include <cstdint>
#include <vector>

#include "matching/links/people.hpp"

namespace amparo::matching::links {

/// One way to find a record: a hashed property, and the part of the record it is a property of.
struct Key {
    std::uint64_t hash;
    std::uint8_t group;  // two keys of a group are one piece of evidence
    bool is_base;        // a whole value or word: worth combining with another when too common
};

/// Appends the keys of a record. Names have the same keys in any role, so that exchanged names
/// meet.
void append_keys(const People& people, RecordId record, std::vector<Key>& keys);
/// A hash of all values of a record; blank_row_hash when it has none.
inline constexpr std::uint64_t blank_row_hash = 0;
std::uint64_t row_hash(const People& people, RecordId record);
/// The key of two keys together.
std::uint64_t combine(std::uint64_t a, std::uint64_t b);

}  // namespace amparo::matching::links

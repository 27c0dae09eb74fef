#pragma once

#include <optional>

#include "matching/engine/open_record.hpp"

/// Levels of comparators that do not compare names, as numbers into level_names(); nothing when
/// one side says nothing.
namespace amparo::matching {

/// Two slots of two records.
struct SlotPair {
    std::span<const std::uint32_t> left;
    std::span<const std::uint32_t> right;
};

/// Births: by the calendar when both are exact, else by the distance of their middles.
std::optional<std::int8_t> compare_birth(const SlotPair& pair);
/// Dates that may be a whole month or year.
std::optional<std::int8_t> compare_spans(const SlotPair& pair);
/// The nearest pair of places.
std::optional<std::int8_t> compare_places(const SlotPair& pair, const Places& places);
/// 0 when they share a value, else 1.
std::optional<std::int8_t> compare_values(const SlotPair& pair);
/// Agreements and conflicts of several lists as one.
std::optional<std::int8_t> compare_group(std::span<const BoundPair> pairs, const OpenRecord& left,
                                         const OpenRecord& right);

}  // namespace amparo::matching

#pragma once

#include <optional>

#include "matching/engine/open_record.hpp"

/// Levels of comparators that do not compare names, as numbers into level_names(); nothing when
/// one side says nothing.
namespace amparo::matching {

/// Two slots of two records. Which is which makes no difference.
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
/// Whether they share a value. Most often each side has one.
inline bool share_value(const SlotPair& pair) {
    for (const auto value : pair.left) {
        for (const auto other : pair.right) {
            if (value == other) return true;
        }
    }
    return false;
}
/// 0 when they share a value, else 1.
inline std::optional<std::int8_t> compare_values(const SlotPair& pair) {
    if (pair.left.empty() || pair.right.empty()) return std::nullopt;
    return std::int8_t{share_value(pair) ? std::int8_t{0} : std::int8_t{1}};
}
/// The same of sexes: only those of the shipped list contradict each other; other codes may be
/// spellings of the same one.
std::optional<std::int8_t> compare_sexes(const SlotPair& pair);
/// Whether it is one of that list, as a value of a slot.
bool is_known_sex(std::uint32_t value);
/// What the asked record says of one pair of fields, and where others say it.
struct AskedValues {
    std::span<const std::uint32_t> asked;  // not empty
    std::size_t held_place;                // among the values of another record

    /// The same with what another record says.
    SlotPair with(const OpenRecord& held) const { return {held.values_at(held_place), asked}; }
};
/// Agreements and conflicts of several lists as one.
std::optional<std::int8_t> compare_group(std::span<const AskedValues> lists,
                                         const OpenRecord& held);

}  // namespace amparo::matching

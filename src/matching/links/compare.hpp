#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <unordered_set>
#include <utility>
#include <vector>

#include "matching/links/people.hpp"

namespace amparo::matching::links {

/// How far two records agree in one aspect. Dates: 1 + DateLikeness.
namespace level {
inline constexpr std::uint8_t missing = 0;    // one of them says nothing
inline constexpr std::uint8_t exact = 1;      // the same value
inline constexpr std::uint8_t close = 2;      // three levels: the rarer value is rare … common
inline constexpr std::uint8_t near = 5;       // likewise
inline constexpr std::uint8_t contained = 8;  // all words of one are words of the other
inline constexpr std::uint8_t opens = 9;      // an initial or a short form; a postal area
inline constexpr std::uint8_t crossed = 10;   // a given name is the other's surname, …
inline constexpr std::uint8_t crossed_close = 11;
inline constexpr std::uint8_t associated = 12;  // values that stand for each other in this data
inline constexpr std::uint8_t different = 13;
}  // namespace level
inline constexpr std::size_t level_count = 16;

/// The level of an aspect, and how rare the value is that both have (bits; 0 when the level says
/// all).
struct Outcome {
    std::uint8_t level = level::missing;
    float rarity = 0;
};
using Outcomes = std::array<Outcome, 32>;

/// How often the values of an aspect occur among the people, as -log2 of their share.
struct Rarity {
    std::vector<float> values;
    std::vector<float> pieces;
};

/// What is known of the values as a whole: counted by record at first, by person later.
struct Population {
    std::vector<Rarity> aspects;  // by aspect; of names: in this role
    std::vector<float> names;     // in any role
    float rare_bits = 0;          // values from here on are held by two or fewer
    float common_bits = 0;        // values below are held by one in a few hundred
};
/// Counts the values; `person` gives the entity of each record, whose values count once each.
Population count_values(const People& people, std::span<const std::uint32_t> person);

/// Pairs of different values that stand for the same thing in this data: Harry for Henry, a
/// borough for its town.
class Associations {
  public:
    explicit Associations(std::size_t aspects) : pairs_(aspects) {}
    /// Notes that the two stand for each other, in either order.
    void add(std::size_t aspect, ValueId a, ValueId b) { pairs_[aspect].insert(key(a, b)); }
    /// Whether they do.
    bool has(std::size_t aspect, ValueId a, ValueId b) const {
        return pairs_[aspect].contains(key(a, b));
    }
    /// How many pairs an aspect has.
    std::size_t size(std::size_t aspect) const { return pairs_[aspect].size(); }

  private:
    static std::uint64_t key(ValueId a, ValueId b) {
        const std::uint64_t low = std::min(a, b);
        return (low << 32U) | std::max(a, b);
    }
    std::vector<std::unordered_set<std::uint64_t>> pairs_;
};

/// Compares two records in every aspect; symmetric in the records.
class Comparison {
  public:
    /// All three must outlive it.
    Comparison(const People& people, const Population& population, const Associations& associations)
        : people_(people), population_(population), associations_(associations) {}

    /// Fills one outcome for each aspect of the people.
    void compare(RecordId a, RecordId b, Outcomes& outcomes) const;

  private:
    void compare_names(RecordId a, RecordId b, Outcomes& outcomes) const;
    Outcome compare_name(std::size_t aspect, ValueId a, ValueId b) const;
    void cross(RecordId a, RecordId b, Outcomes& outcomes) const;
    void look_further(std::pair<RecordId, RecordId> records, std::size_t role,
                      Outcomes& outcomes) const;
    Outcome crossed_name(ValueId a, ValueId b) const;
    Outcome found_among_further(ValueId name, const std::vector<ValueId>& names) const;
    Outcome compare_further(RecordId a, RecordId b, const Outcomes& outcomes) const;
    Outcome compare_aspect(std::size_t index, ValueId a, ValueId b) const;
    Outcome compare_date(std::size_t index, ValueId a, ValueId b) const;
    Outcome compare_spelling(std::size_t index, ValueId a, ValueId b) const;
    Outcome compare_email(std::size_t index, ValueId a, ValueId b) const;
    std::uint8_t graded(std::uint8_t first, float bits) const;

    const People& people_;
    const Population& population_;
    const Associations& associations_;
};

}  // namespace amparo::matching::links

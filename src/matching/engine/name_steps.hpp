#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/engine/open_record.hpp"

namespace amparo::matching {

/// No level: one side says nothing.
inline constexpr std::int8_t level_missing = -1;

/// What one comparator found.
struct Outcome {
    std::int8_t level = level_missing;   // of the comparator's levels
    std::int8_t second = level_missing;  // of a second pair of fields
    float weight = 0;                    // bits, within the cap
    float measure = 0;                   // net bits of names
};
/// Fills an outcome of a comparator with levels of a measure.
void set_measure(Outcome& outcome, const BoundComparator& bound, float measure);

/// What some of the names of a held record have in common.
struct Selected {
    static constexpr std::uint8_t no_size = 255;
    NameBits met = 0;                 // the asked names that one of them meets
    std::uint8_t shortest = no_size;  // words of the shortest
    std::uint8_t longest = 0;
    bool any() const { return shortest != no_size; }
};

/// Which names of a held record comparators read, each choice of names once: one walk over the
/// names then tells what many comparators have to know.
class NameSelections {
  public:
    static constexpr std::size_t selections_max = 64;
    static constexpr std::uint8_t none = 255;

    /// Forgets all choices.
    void clear();
    /// A bit for each choice.
    std::uint64_t all() const {
        return choices_.empty() ? 0 : ~std::uint64_t{0} >> (selections_max - choices_.size());
    }
    /// The number of a choice, or none when there are too many.
    std::uint8_t add(const NameChoice& choice);
    /// Whether a name is in a selection.
    bool has(std::uint8_t selection, const RoleName& name) const {
        return (of(name) >> selection & 1U) != 0;
    }
    /// What is selected of a record whose levels are made, for a bit of each selection that is
    /// wanted.
    void read(const OpenRecord& record, std::uint64_t wanted, std::span<Selected> selected) const;

  private:
    static constexpr std::size_t sources = 64;
    static constexpr std::size_t roles = 16;
    std::uint64_t of(const RoleName& name) const {
        return by_kind_[name.source * roles + name.role];
    }

    std::vector<NameChoice> choices_;
    std::vector<std::uint64_t> by_kind_ = std::vector<std::uint64_t>(sources * roles);
};

/// How a comparator reads the names of a held record, as far as one walk over them tells it: most
/// of them share no word with those that were asked.
struct NameStep {
    enum class Kind : std::uint8_t {
        plain,     // it has to look at each name
        best,      // the best net evidence
        sum,       // what adds up
        personal,  // the best level of personal tokens
        lineage,
    };
    Kind kind = Kind::plain;
    std::uint8_t held = NameSelections::none;     // what it reads; of lineages the relatives
    std::uint8_t barring = NameSelections::none;  // what must not be there
    std::uint8_t children = NameSelections::none;
    NameBits asked = 0;               // with which; of lineages the children
    NameBits asked_kin = 0;           // of lineages
    std::vector<Outcome> apart = {};  // where none meets another; by words of the shortest

    /// What the selected names tell.
    enum class Told : std::uint8_t { missing, apart, met };
    Told tell(std::span<const Selected> selected) const;
    /// The selections it reads, a bit each.
    std::uint64_t selections() const;
};

/// Makes the steps of one asked record.
class NameSteps {
  public:
    NameSteps(const BoundModel& model, const OpenRecord& asked, Side asked_side,
              NameSelections& selections)
        : model_(model), asked_(asked), side_(asked_side), selections_(selections) {}

    /// Of a comparator; `role` is that of the one who searches, where the asked record says it.
    NameStep of(const BoundComparator& bound, std::uint8_t role) const;

  private:
    /// Names of a slot of one side, of some roles; all when 0.
    struct Part {
        std::uint8_t slot;
        std::uint32_t roles = 0;
    };
    struct Parts {
        Part left;
        Part right;
    };
    Parts best_parts(const BoundComparator& bound, std::uint8_t role) const;
    Parts sum_parts(const BoundComparator& bound) const;
    NameStep best(const BoundComparator& bound, const Parts& parts) const;
    NameStep sum(const BoundComparator& bound, const Parts& parts) const;
    NameStep personal(const BoundComparator& bound) const;
    NameStep lineage(const BoundComparator& bound, std::uint8_t role) const;
    const Part& asked_of(const Parts& parts) const {
        return side_ == Side::left ? parts.left : parts.right;
    }
    std::uint8_t select(const Part& part) const;
    std::uint8_t select_held(const Parts& parts) const {
        return select(side_ == Side::left ? parts.right : parts.left);
    }
    NameBits bits_of(const Part& part, unsigned words_min = 0) const;
    std::uint8_t least_of(const Part& part) const;

    const BoundModel& model_;
    const OpenRecord& asked_;
    Side side_;
    NameSelections& selections_;
};

}  // namespace amparo::matching

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/engine/open_record.hpp"
#include "matching/engine/outcome.hpp"

namespace amparo::matching {

/// No names.
inline constexpr NameChoice no_names = {.sources = 0};

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
    NameChoice held = no_names;     // what it reads; of lineages the relatives
    NameChoice barring = no_names;  // what must not be there
    NameChoice children = no_names;
    NameBits asked = 0;               // with which; of lineages the children
    NameBits asked_kin = 0;           // of lineages
    std::vector<Outcome> apart = {};  // where none meets another; by words of the shortest
};

/// What the names of a held record tell of steps, a bit for each of these by its number.
struct ToldSteps {
    static constexpr std::size_t sizes = 16;  // of a name: what four bits hold
    std::uint64_t told = 0;                   // both records have names for it, and none is barring
    std::uint64_t met = 0;                    // some of these share a word
    std::uint64_t barred = 0;                 // what is barring stands there
    std::array<std::uint64_t, sizes> of_size = {};  // it reads a name of so many words

    /// Words of the shortest name that a step reads; there is one.
    std::size_t shortest(std::size_t step) const {
        std::size_t size = 0;
        while ((of_size[size] >> step & 1U) == 0) ++size;
        return size;
    }
};

/// Which names of a held record steps read: one walk over the names then tells what many steps have
/// to know.
class StepNames {
  public:
    static constexpr std::size_t steps_max = 64;

    /// Begins with other steps, which read names of a layout.
    void begin(const Layout& layout);
    /// Adds a step by its number.
    void add(std::size_t number, const NameStep& step);
    /// Whether a step reads a name.
    bool reads(std::size_t step, const RoleName& name) const {
        return (of(name).held >> step & 1U) != 0;
    }
    /// What a record tells of all steps before the levels of its names are made: those of which it
    /// has names.
    void read_heads(const OpenRecord& record, ToldSteps& told) const;
    /// Adds which names meet others, of those steps that are wanted; all their names were looked
    /// up.
    void read_met(const OpenRecord& record, std::uint64_t wanted, ToldSteps& told) const;

  private:
    static constexpr std::size_t roles = 16;
    /// Steps that read names of a source and a role.
    struct Readers {
        std::uint64_t held = 0;
        std::uint64_t barring = 0;
        std::uint64_t children = 0;
    };
    const Readers& of(const RoleName& name) const {
        return readers_[name.source * roles + name.role];
    }
    void note(const NameChoice& choice, std::size_t number, std::uint64_t Readers::* which);
    std::uint64_t met_by(const Readers& readers, std::uint64_t wanted, NameBits met) const;

    std::vector<Readers> readers_;  // by source and role
    std::array<NameBits, steps_max> asked_ = {};
    std::array<NameBits, steps_max> asked_kin_ = {};
};

/// Makes the steps of one asked record.
class NameSteps {
  public:
    NameSteps(const BoundModel& model, const OpenRecord& asked, Side asked_side)
        : model_(model), asked_(asked), side_(asked_side) {}

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
    NameChoice select(const Part& part) const;
    NameChoice select_held(const Parts& parts) const {
        return select(side_ == Side::left ? parts.right : parts.left);
    }
    NameBits bits_of(const Part& part, unsigned words_min = 0) const;
    std::uint8_t least_of(const Part& part) const;

    const BoundModel& model_;
    const OpenRecord& asked_;
    Side side_;
};

}  // namespace amparo::matching

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
    std::vector<Outcome> apart = {};  // where none meets another; by form of the first
    std::uint32_t silent = 0;         // forms of which nothing is told, a bit each
    // Relatives who are called by a child's name:
    bool asks_teknonyms = false;         // some of the asked ones are
    bool asks_teknonyms_of_kin = false;  // of lineages all asked relatives are

    /// Whether what names say that are apart depends on their form.
    bool is_by_form() const { return apart.size() > 1; }
    /// Whether names of a form that are apart say anything.
    bool tells(std::size_t form) const { return (silent >> form & 1U) == 0; }
};

/// What the names of a held record tell of steps, a bit for each of these by its number.
struct ToldSteps {
    /// Forms of a name: how many words it has, or that it is a teknonym.
    static constexpr std::size_t forms = 16;
    static constexpr std::size_t teknonym = 0;         // where asked ones are so too
    static constexpr std::size_t teknonym_alone = 13;  // where no asked one is: the last to count
    std::uint64_t told = 0;    // both records have names for it, and none is barring
    std::uint64_t met = 0;     // some of these share a word
    std::uint64_t barred = 0;  // what is barring stands there
    std::array<std::uint64_t, forms> of_form = {};  // it reads a name of the form

    /// The form of the name that counts where none meets another: a teknonym where some are asked,
    /// else the shortest. The step reads a name.
    std::size_t first_form(std::size_t step) const {
        std::size_t form = 0;
        while ((of_form[form] >> step & 1U) == 0) ++form;
        return form;
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
    // A bit for each step.
    std::uint64_t asks_teknonyms_ = 0;
    std::uint64_t asks_teknonyms_of_kin_ = 0;
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
    /// What the asked names of a part are like.
    struct Asked {
        NameBits bits = 0;         // their numbers
        std::uint8_t least = 255;  // words of the shortest that is no teknonym; 255 for none
        bool has_teknonyms = false;
    };
    Asked asked_in(const Part& part) const;
    static bool is_silent(const Asked& asked, std::size_t form);

    const BoundModel& model_;
    const OpenRecord& asked_;
    Side side_;
};

}  // namespace amparo::matching

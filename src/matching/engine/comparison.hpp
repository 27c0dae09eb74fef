#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/engine/open_record.hpp"
#include "matching/names/level_cache.hpp"

namespace amparo::matching {

/// No level: one side says nothing.
inline constexpr std::int8_t level_missing = -1;
/// Comparators of a model are at most this many.
inline constexpr std::size_t comparators_max = 64;

/// What one comparator found.
struct Outcome {
    std::int8_t level = level_missing;   // of the comparator's levels
    std::int8_t second = level_missing;  // of a second pair of fields
    float weight = 0;                    // bits, within the cap
    float measure = 0;                   // net bits of names
};

/// What all comparators of a model together say of one pair.
struct Verdict {
    float total = 0;   // bits without the prior
    float family = 0;  // the part that speaks of the family
    bool rather_sibling = false;
};

/// A verdict, and the outcome of every comparator it comes from.
struct Comparison : Verdict {
    std::array<Outcome, comparators_max> outcomes = {};
};

/// Compares one record with many under one model, on one thread. Keeps references.
class Comparer {
  public:
    Comparer(const BoundModel& model, const Dictionary& dictionary, const Places& places)
        : model_(model), places_(places), levels_(dictionary) {}

    /// Takes the words of a prepared record of a side, with which those of the other side are
    /// compared from now on.
    void ask(std::vector<std::uint32_t> words, Side side);
    /// All comparators of the model on the asked record and one of the other side.
    Comparison compare(const Record& held);
    /// The same of several at once, without the outcomes: what is known of their words then comes
    /// from memory at once.
    static constexpr std::size_t together_max = 8;
    void judge(std::span<const Record> held, std::span<Verdict> verdicts);
    LevelCache& levels() { return levels_; }

  private:
    void fill(const BoundComparator& bound, const OpenRecord& left, const OpenRecord& right,
              Outcome& out);
    void compare_child(const BoundComparator& bound, const OpenRecord& left,
                       const OpenRecord& right, Outcome& out);
    void compare_siblings(const BoundComparator& bound, const OpenRecord& left,
                          const OpenRecord& right, Outcome& out);
    bool may_tell(const BoundComparator& bound) const;
    template <class Note>
    Verdict run(const OpenRecord& held, Note&& note);

    const BoundModel& model_;
    const Places& places_;
    LevelCache levels_;
    std::vector<std::uint32_t> asked_words_;
    Side asked_side_ = Side::right;
    OpenRecord asked_;
    std::vector<std::uint8_t> telling_;  // the comparators to which the asked record says something
    std::array<OpenRecord, together_max> held_;
    float own_net_ = 0;  // of the names of the child, for comparators that ask for them
    bool has_own_ = false;
};

}  // namespace amparo::matching

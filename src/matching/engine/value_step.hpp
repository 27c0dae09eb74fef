#pragma once

#include "matching/engine/open_record.hpp"
#include "matching/engine/value_comparators.hpp"

namespace amparo::matching {

/// What an asked record says to one comparator of values, ready to be compared with many others.
/// Keeps references.
class ValueStep {
  public:
    ValueStep(const BoundComparator& bound, const Places& places);

    /// Adds a pair of fields: values of the asked record, not none, and where others say theirs.
    void add(Values asked, std::size_t held_place);
    bool empty() const { return pairs_.empty(); }
    /// Fills what it says of another record.
    void fill(const OpenRecord& held, Outcome& out);
    /// The weights of several records, in their order.
    void weigh(std::span<const OpenRecord* const> held, std::span<float> weights);

  private:
    struct Pair {
        Values asked;
        std::size_t held_place;  // among the values of another record
    };
    /// Calls visit(fill), with what fills the outcome of one record by this type of comparator.
    template <class Visit>
    void with_filler(Visit&& visit);
    /// The level of each pair of fields; their weights add up, within the cap.
    template <class LevelOf>
    void fill_several(const OpenRecord& held, Outcome& out, LevelOf&& level_of) const;
    void fill_level(std::int8_t level, Outcome& out) const {
        if (level == level_missing) return;
        out.level = level;
        out.weight = weights_[level];
    }

    const BoundComparator* bound_;
    const float* weights_;  // by level
    float cap_low_;
    float cap_high_;
    const Places* places_;
    std::vector<Pair> pairs_;
    AskedBirth birth_;
    std::vector<AskedPlaces> asked_places_;  // by pair, of comparators of places
};

}  // namespace amparo::matching

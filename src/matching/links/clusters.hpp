#pragma once

#include <vector>

#include "matching/links/candidates.hpp"
#include "matching/links/weights.hpp"

namespace amparo::matching::links {

/// The prior of a merge by the sizes of the two groups: how likely a group of that size lacks
/// somebody. Persons of whom there are two records have no third, or have five: the data says.
struct SizePrior {
    std::vector<float> open;  // log2 P(more records exist | so many are together), by size - 1
    bool is_known = false;    // else the prior of the weights holds for all sizes

    /// For a group of that size; the last known one stands for all beyond.
    float bits(std::size_t size) const {
        return open.empty() ? 0 : open[std::min(size, open.size()) - 1];
    }
};
/// Counts it from the sizes of groups.
SizePrior count_sizes(const std::vector<std::size_t>& sizes);

/// What grouping works with; all must outlive it.
struct Evidence {
    const People& people;
    const Comparison& comparison;
    const Weights& weights;
    const SizePrior& sizes;
    Scope scope;
};

/// Two groups became one, and how sure that was (bits; 0 is even odds). Each is named by one of its
/// records.
struct Merge {
    RecordId left;
    RecordId right;
    float bits;
};

/// How far grouping goes.
struct GroupingOptions {
    float least_bits = 0;  // merges below are not made
};

/// Joins records into persons, the surest first. The evidence for two groups is, aspect by aspect,
/// the mean likelihood ratio over their pairs of records: what one record leaves out, another of
/// its group may say. Gives all merges in the order they were made.
std::vector<Merge> group(const Evidence& evidence, const std::vector<Pair>& pairs,
                         const GroupingOptions& options, const Report& report);
/// The person of each record when merges of `bits` and more are made.
std::vector<std::uint32_t> persons(std::size_t records, const std::vector<Merge>& merges,
                                   float bits);

}  // namespace amparo::matching::links

#pragma once

#include <span>
#include <vector>

#include "matching/links/candidates.hpp"
#include "matching/links/weights.hpp"

/// What the records themselves teach once some of them are known to be one person.
namespace amparo::matching::links {

/// The records of each person, in order of their first record; `person` as from persons().
std::vector<std::vector<RecordId>> records_by_person(std::span<const std::uint32_t> person);

/// Pairs drawn by chance among records of different persons: all there are when they are few, else
/// a sample with a fixed seed.
std::vector<Pair> chance_pairs(const People& people, std::span<const std::uint32_t> person,
                               Scope scope);
/// Pairs of records of one person; of persons with many records a sample with a fixed seed.
std::vector<Pair> same_pairs(const People& people,
                             const std::vector<std::vector<RecordId>>& records, Scope scope);
/// How many pairs a scope has.
double count_pairs(const People& people, Scope scope);

/// The outcomes of these pairs, in their order.
Observations observe(const Comparison& comparison, std::size_t aspects,
                     std::span<const Pair> pairs);

/// Pairs of values that stand together for one person far more often than chance explains.
Associations find_associations(const People& people, const Population& population,
                               const std::vector<std::vector<RecordId>>& records);

}  // namespace amparo::matching::links

#pragma once

#include <vector>

#include "matching/links/weights.hpp"

namespace amparo::matching::links {

/// How far each aspect depends on one before it, counted from pairs of different people. Some of
/// these pairs are one person all the same: only those are looked at that differ in a birth date,
/// or in anything where there is none, beside the two. `dates` says which aspects are dates; they
/// depend on nothing.
std::vector<Dependence> find_dependences(const Observations& chance_pairs,
                                         const std::vector<bool>& dates);

}  // namespace amparo::matching::links

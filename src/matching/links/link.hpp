#pragma once

#include <string>
#include <vector>

#include "matching/links/candidates.hpp"
#include "matching/links/clusters.hpp"
#include "matching/links/people.hpp"
#include "matching/links/weights.hpp"

namespace amparo::matching::links {

/// Two records and the probability that they are one person.
struct Link {
    RecordId a;
    RecordId b;
    double score;
};

/// What a linkage is told.
struct LinkOptions {
    Scope scope = Scope::all;
    double score_min = 0.05;  // links below are left out
};

/// What a linkage found out on the way, for people who want to understand it.
struct LinkReport {
    std::size_t candidates = 0;
    std::vector<double> likelihoods;  // of each step of expectation-maximisation
    double expected_pairs = 0;        // pairs of one person, by the first estimation
    std::size_t persons = 0;
};

/// The stages a linkage passes through.
enum class Stage : std::uint8_t { retrieving, comparing, grouping };
/// Called with the stage, what is done of it and what there is to do.
using StageReport = std::function<void(Stage, std::size_t done, std::size_t total)>;

/// Links records of one person without any labelled example: everything is estimated from the
/// records themselves, and the same records give the same links. Sorted by score, best first.
/// `too_large` when there would be more links than the limit.
Result<std::vector<Link>> link_people(const People& people, const LinkOptions& options,
                                      const StageReport& report, LinkReport* details = nullptr);

}  // namespace amparo::matching::links

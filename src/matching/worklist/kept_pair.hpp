#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "matching/engine/matcher.hpp"

namespace amparo::matching {

/// What two records of a pair are to each other: a sought child and a case, or two cases that may
/// be one child.
enum class PairKind : std::uint8_t { tracing, duplicates };

/// A pair that a search proposed, as it is kept: ids and numbers, no answers of either record.
struct KeptPair {
    std::string holder = {};  // the id of the trace, or of the case that was searched with
    RecordId owner = {};      // the tracing request of the trace, or that case
    RecordId case_id = {};    // the case that was found
    double score = 0;
    double family_score = 0;
    double bits = 0;
    Relationship relationship = Relationship::unclear;
    Instant found_at{};  // when it was proposed first
};
using KeptPairs = std::vector<KeptPair>;

}  // namespace amparo::matching

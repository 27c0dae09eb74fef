#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "matching/engine/matcher.hpp"

namespace amparo::matching {

/// A sought child: a row of a tracing request.
struct TraceKey {
    RecordId request = {};
    std::string trace = {};  // `unique_id` of the row
    bool operator==(const TraceKey&) const = default;
};

/// One outcome of a comparison, as it is shown and kept: no values of either record.
struct EvidenceLine {
    std::string comparator = {};
    std::string level = {};
    float weight_bits = 0;
    std::string text_key = {};
    std::vector<std::array<std::string, 2>> fields = {};  // field of the case, field of the trace
    bool is_family = false;
    bool is_automatic = false;  // of a field that a form calls matchable
};

/// How much two records are alike, and why.
struct Likeness {
    Match match = {};  // score is the probability; bits have the prior in them
    bool is_likely = false;
    float prior_bits = 0;
    std::vector<EvidenceLine> evidence = {};    // the strongest first
    std::vector<EvidenceLine> would_help = {};  // comparator and fields alone
};

/// A sought child and a case that may be the child.
struct TracePair {
    RecordId case_id = {};
    TraceKey trace = {};
    Likeness likeness = {};
};

/// Two cases that may be one child.
struct CasePair {
    RecordId other = {};
    Likeness likeness = {};
};

}  // namespace amparo::matching

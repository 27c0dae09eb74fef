#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "matching/decisions/duplicates.hpp"
#include "matching/decisions/states.hpp"
#include "matching/live/pair.hpp"
#include "records/service.hpp"

namespace amparo::matching {

/// A pair that people have decided on, with both records as they are now.
struct JudgedPair {
    std::shared_ptr<const store::StoredRecord> child_case = {};
    std::shared_ptr<const store::StoredRecord> request = {};
    TraceKey trace = {};
    PairState state = PairState::potential;
};

/// Two cases that people have decided on, as they are now.
struct JudgedChildren {
    std::shared_ptr<const store::StoredRecord> child_case = {};
    std::shared_ptr<const store::StoredRecord> other = {};
    DuplicateState state = DuplicateState::potential;
};

/// Called before each record with how many were read and how many there are; false ends the
/// reading.
using GoesOn = std::function<bool(std::size_t done, std::size_t total)>;

/// The decided pairs of all tracing requests, those of the newest first; not more than `most`.
/// Broken records and pairs of records that are gone are left out.
Result<std::vector<JudgedPair>> judged_pairs(const records::Service& records, std::size_t most,
                                             const GoesOn& goes_on);
/// The same for pairs of cases, each pair once.
Result<std::vector<JudgedChildren>> judged_children(const records::Service& records,
                                                    std::size_t most, const GoesOn& goes_on);

}  // namespace amparo::matching

#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "matching/worklist/kept_pair.hpp"
#include "store/types.hpp"

namespace amparo::matching {

/// A pair that people have said something of, or that is linked.
struct DecidedPair {
    std::string holder = {};  // as in KeptPair
    RecordId case_id = {};
    std::string_view state = {};  // the word of the wire
    double score = 0;             // when it was decided
    double family_score = 0;
    double bits = 0;
    Instant decided_at{};
};

/// The decisions that one record keeps: a tracing request on its traces, or a case on others.
struct DecidedRecord {
    std::vector<DecidedPair> pairs = {};
    std::vector<std::string> linked = {};  // traces that are linked with a case
};
DecidedRecord decided_of(const store::StoredRecord& record);
/// Where a pair stands, given what its owner keeps (nullptr: nothing).
std::string_view state_in(const DecidedRecord* record, const KeptPair& pair);
/// The decision on the pair, or nullptr.
const DecidedPair* decision_in(const DecidedRecord* record, const KeptPair& pair);

/// What people decided on all pairs, kept current with every commit, so that a list of thousands
/// of pairs need not open their records. Thread-safe.
class Decided {
  public:
    /// Takes in a record as it is now, of whatever type.
    void take(const store::StoredRecord& record);
    /// The same for a record that is read meanwhile, so that no newer one is overtaken.
    void take(const std::function<std::shared_ptr<const store::StoredRecord>()>& read);

    /// Everything of a kind as of one moment, by the id of the record. Locked meanwhile: be quick.
    using Records = std::unordered_map<RecordId, DecidedRecord>;
    void look(PairKind kind, const std::function<void(const Records& records)>& visit) const;
    /// Grows with every decision that is taken in.
    std::uint64_t changes() const;

  private:
    void keep(const store::StoredRecord& record);

    mutable std::mutex mutex_;  // guards the next three
    std::uint64_t changes_ = 0;
    Records requests_;
    Records cases_;
};

}  // namespace amparo::matching

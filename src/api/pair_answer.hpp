#pragma once

#include "api/call.hpp"
#include "matching/live/pair.hpp"
#include "records/look.hpp"

/// What the answers about possible matches and duplicates share (matching.md §§9.2, 10).
namespace amparo::api {

/// What somebody says of a pair: `state`, `reason_id` and `note` of the body's `data`, and the
/// state in which they saw it, the texts trimmed; `invalid` naming what does not fit. Which states
/// there are is for the caller to say.
struct PairSaying {
    std::string state = {};
    std::string reason_id = {};
    std::string note = {};
    std::string seen_state = {};
};
Result<PairSaying> pair_saying(Call& call);

/// A sought child and a case with all that the wire says of them: where they stand, whether two
/// requests claim the child, and, once two people confirmed it, whom to contact. That the caller
/// saw them is for the caller to log.
json::Object show_pair(const Call& call, const matching::TracePair& pair,
                       const store::StoredRecord& child_case, const store::StoredRecord& request);
/// Two cases, the second as the other one, likewise.
json::Object show_pair(const Call& call, const matching::CasePair& pair,
                       const store::StoredRecord& child_case, const store::StoredRecord& other);

/// Whether a case is linked with children of more than one tracing request.
bool has_conflict(const Call& call, const RecordId& case_id);

}  // namespace amparo::api

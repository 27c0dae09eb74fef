#pragma once

#include <string>
#include <string_view>

#include "base/json.hpp"
#include "matching/decisions/states.hpp"
#include "matching/live/service.hpp"
#include "records/look.hpp"

/// What was decided on pairs. A tracing request keeps the decisions on its sought children under a
/// key of its own, one row for a pair, so that they are sealed, scoped and remembered with it.
namespace amparo::matching {

/// The rows of decisions of a tracing request.
inline constexpr std::string_view decisions_key = "match_decisions";
/// A rejected pair comes back when this much more evidence speaks for it.
inline constexpr double bits_to_return = 4.0;

/// A pair, by the ids of its sides.
struct PairIds {
    std::string_view trace;
    std::string_view case_id;
};

/// The row of a pair in a tracing request, or nullptr.
const json::Object* find_decision(const json::Object& request, const PairIds& pair);
/// Where a pair stands: what was decided, and whom the child is linked with by now.
PairState standing_of(const json::Object& request, const PairIds& pair);
/// Whether the reader may see the tracing request itself, or is only given hints of it.
enum class RequestIs { open, hinted };
/// Adds to the wire's PotentialMatch where the pair stands, who said so, when and why. What they
/// wrote beside is for who may see the request: it may name whoever is only hinted at.
void add_standing(json::Object& shown, const json::Object& request, const PairIds& pair,
                  RequestIs seen);

/// Whether somebody who reads one side only may see the pair: a match that a search could find now,
/// or the one the child is linked with, also once the search has ended.
bool is_candidate(const Configuration& configuration, const TracePair& pair,
                  const json::Object& child_case, const json::Object& request);
/// Whether somebody who may not read the case may decide on the pair: a candidate, or one that was
/// decided on while it was. Else any case could be linked whose id somebody knows.
bool may_be_decided_unread(const Configuration& configuration, const TracePair& pair,
                           const json::Object& child_case, const json::Object& request);

/// Whether the pair was rejected, and nothing new speaks for it since.
bool is_hidden(const json::Object& request, const TracePair& pair);
/// The rejected cases of a sought child that a search must not bring back.
Result<IsRejected> rejected_of_trace(const Service& service, const records::Look& look,
                                     const store::StoredRecord& request, std::string_view trace);
/// The sought children that a search for a case must not bring back.
Result<IsRejected> rejected_of_case(const Service& service, const records::Look& look,
                                    const records::Dependencies& on,
                                    const store::StoredRecord& child_case);

}  // namespace amparo::matching

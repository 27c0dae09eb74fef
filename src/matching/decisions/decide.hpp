#pragma once

#include <string>

#include "matching/decisions/states.hpp"
#include "matching/live/service.hpp"

namespace amparo::matching {

/// What somebody says of a pair.
struct Judgement {
    PairState state = PairState::potential;
    std::string reason_id = {};
    std::string note = {};
    /// Where the pair stood when they looked, so that nobody overrules what they have not seen;
    /// empty when they do not say.
    std::string seen_state = {};
};

/// What is decided: a pair as it compares now, and what is said of it.
struct Decision {
    const TracePair& pair;
    const Judgement& judgement;
};

/// Stores what the actor says of the pair, and links the sought child with the case or takes the
/// link away where that follows; gives the tracing request as it is then. Needs `write` on the
/// tracing request and the right to see the case as a match (forbidden); conflict when the pair
/// cannot be taken there from where it stands, it does not stand where the actor saw it, or the
/// child is linked with another case; invalid without a reason where one is needed, and for a case
/// or child that takes no part in tracing.
Result<store::StoredRecord> decide(const access::Actor& actor, records::Service& records,
                                   const Configuration& configuration, const Decision& decision);

}  // namespace amparo::matching

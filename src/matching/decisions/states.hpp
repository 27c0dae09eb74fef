#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// Where a sought child and a case stand in the eyes of people (matching.md 10.1).
namespace amparo::matching {

enum class PairState : std::uint8_t {
    potential,           // nobody has decided
    under_verification,  // one person confirmed it, a second one has to
    confirmed,
    rejected,
    unlikely,
    need_information,
    unlinked,    // was confirmed, and was taken back
    superseded,  // the child is linked with another case; never stored, it follows from the link
    reunited,    // confirmed, and child and family are together; never stored, as above
};

/// The word of the wire.
std::string_view name_of(PairState state);
/// The state of that word.
std::optional<PairState> pair_state(std::string_view word);
/// Whether people may take a pair from one state to the other. Nobody asks for
/// `under_verification`, which is what a first confirmation comes to, nor for what follows from
/// other things: `superseded`, `reunited`.
bool may_move(PairState from, PairState to);

}  // namespace amparo::matching

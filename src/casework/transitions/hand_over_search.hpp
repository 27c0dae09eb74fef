#pragma once

#include <string_view>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "records/service.hpp"

namespace amparo::casework {

/// The cases with a referral of that hand-over code that the actor may see, each as a row of the
/// list with `search_kind` "hand_over" and the `transition_id`. Empty alike for what is no code,
/// for a code that nobody has, and for a case or a referral beyond the actor's rights: nobody
/// learns from it that a child was referred. forbidden without `read` on cases.
Result<json::Array> find_hand_overs(const access::Actor& actor, const records::Service& records,
                                    std::string_view typed);

}  // namespace amparo::casework

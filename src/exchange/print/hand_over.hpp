#pragma once

#include "access/actor.hpp"
#include "access/directory.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "exchange/print/request.hpp"
#include "exchange/print/sheet.hpp"

/// A referral on paper for somebody without an account (docs/decisions/0021-hand-over-on-paper.md).
namespace amparo::exchange {

/// The actor with no more than the referral's role may see of a case, and without the right to
/// show protected names: what is printed for this person is right for the recipient. invalid when
/// the referral stays within the system or names no role for outside, and without a password.
Result<access::Actor> hand_over_reader(const access::Actor& beholder,
                                       const access::Directory& directory,
                                       const PrintRequest& request, const json::Object& referral);

/// "amparo:referral/K7PD-92MX" to be read by machine; empty without a code.
SquareCode hand_over_square(const json::Object& referral);

}  // namespace amparo::exchange

#pragma once

#include <string>

#include "casework/transitions/transition.hpp"
#include "records/service.hpp"

/// What somebody would see of a case if it were given to them now (case-management.md §1.6).
namespace amparo::casework {

/// A referral or a transfer that is thought of.
struct PreviewQuestion {
    TransitionType type = TransitionType::referral;  // referral or transfer
    std::string to = {};
    std::string authorized_role = {};  // of a referral; empty: the recipient's own
    // A referral to somebody without an account, whose role for outside must then be named.
    bool is_remote = false;
};
/// {user_name, role_unique_id, forms, fields, record}: the forms that the recipient could open,
/// the answered questions they would be shown, and these answers as they would see them, without
/// what the actor may not read; `user_name` is null for outside, where they are what a hand-over
/// document may hold. Nothing is stored and nobody is told. Refusals as for refer() and
/// transfer(), except that consent is not asked for.
Result<json::Object> preview_transition(const access::Actor& actor, const records::Service& records,
                                        const RecordId& id, const PreviewQuestion& question);

}  // namespace amparo::casework

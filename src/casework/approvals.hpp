#pragma once

#include <string>
#include <string_view>

#include "records/service.hpp"

/// A supervisor's word on a step of a case (case-management.md §4).
namespace amparo::casework {

/// What is asked or answered. On the wire a request is "requested" and is stored as "pending".
struct ApprovalInput {
    std::string approval;  // "assessment", "case_plan", "closure", "action_plan", "gbv_closure"
    std::string status;    // "requested", "approved", "rejected", "withdrawn"
    std::string approval_type = {};  // option of lookup-approval-type, with case_plan
    std::string notes = {};
    std::string approver = {};  // a user name that is to answer; empty: the owner's managers.
                                // Deputies (access/deputies.hpp) stand in for either.
};

/// Whether there is such an approval, and such a word on one.
bool is_approval_step(const ApprovalInput& input);

/// Requests, withdraws or answers an approval; gives what the record shows of the change.
/// not_found: no such approval or record; forbidden: the right of the step is missing, or the
/// actor is neither the owner's manager nor of a wider scope nor a deputy of whom was asked;
/// invalid: unknown status, a request that is pending already, an answer that nobody asked for, a
/// rejection without a comment.
Result<json::Object> approve(const access::Actor& actor, records::Service& records,
                             const RecordId& id, const ApprovalInput& input);

/// The job that reminds whoever was asked of a request nobody answered.
inline constexpr std::string_view remind_kind = "remind_of_approval";
/// Tells them and their deputies (the second time: their managers as well), and sets the next
/// reminder. Nothing happens when the request was answered or withdrawn, or asked anew.
Result<json::Object> remind_of_approval(records::Service& records,
                                        const store::RunningJob& running);

/// Refuses a change of answers which an approval has locked (`lock_on_approval` of the module),
/// unless the actor may give that approval.
Result<> check_approved_forms(const records::Edit& edit, const records::Draft& draft);
/// As check_approved_forms(), for form saves. A hook.
Result<> keep_approved_forms(records::Edit& edit, records::Draft& draft);

}  // namespace amparo::casework

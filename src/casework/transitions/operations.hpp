#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "casework/record_key.hpp"
#include "casework/transitions/transition.hpp"
#include "records/edit.hpp"
#include "records/service.hpp"

/// What people do with transitions (case-management.md §5.3–5.7). Each gives the transition as the
/// actor sees it, with what changed in the record while they may read it. Common refusals:
/// forbidden (the right on the record is missing), not_found, and invalid naming the attribute:
/// `transitioned_to` for a recipient who cannot have it, `consent`, `status` for a step that is
/// not reachable. Of two at once one wins, and the other is judged by what it left.
namespace amparo::casework {

/// The new owner.
struct AssignInput {
    std::string to = {};
    std::string notes = {};
    std::string bulk_job = {};  // the job that assigns many; nobody is told of each then
    std::optional<records::Repetition> repetition = {};
};
/// Gives the record a new owner, with the incidents of a case; open transfers end. invalid for
/// the present owner, for an incident that belongs to a case, and when somebody else gives it to
/// another at the same moment.
Result<json::Object> assign(const access::Actor& actor, records::Service& records,
                            const RecordKey& record, const AssignInput& input);
/// The new owner has opened the record: what told them that it was assigned to them goes. For
/// everyone else, and ever after, nothing happens.
Result<> note_opened(const access::Actor& actor, records::Service& records, const RecordKey& key);
/// Makes an assignment of a form save that changes `owned_by`, under the rules of assign(). A hook.
Result<> assign_new_owner(records::Edit& edit, records::Draft& draft);

/// What is shared with whom, and as which role they see it; a remote recipient is free text.
struct ReferralInput {
    std::string to = {};
    std::string to_remote = {};
    std::string to_agency = {};
    bool is_remote = false;
    std::string type_of_export = {};
    std::string service = {};
    std::string service_record_id = {};
    std::string notes = {};
    std::string authorized_role = {};
    bool allow_case_creation = false;
    bool consent_overridden = false;
    std::string consent_override_reason = {};
    std::string respond_by = {};    // a day; after it the referral ends unless it was answered
    std::string access_until = {};  // a day; after it the referral ends even if it was accepted
    std::string remind_on = {};     // a day on which the recipient is told of it again
    std::optional<records::Repetition> repetition = {};
};
/// Shares a case with somebody for a service, until they are done.
Result<json::Object> refer(const access::Actor& actor, records::Service& records,
                           const RecordId& id, const ReferralInput& input);

/// What is offered to whom; a remote recipient is free text.
struct TransferInput {
    std::string to = {};
    std::string to_remote = {};
    std::string to_agency = {};
    bool is_remote = false;
    std::string type_of_export = {};
    std::string notes = {};
    bool consent_overridden = false;
    std::string consent_override_reason = {};
    bool consent_individual_transfer = false;
    std::optional<records::Repetition> repetition = {};
};
/// Offers a case to somebody who becomes its owner on accepting. invalid while another offer
/// waits. A remote one marks the case as transferred.
Result<json::Object> transfer(const access::Actor& actor, records::Service& records,
                              const RecordId& id, const TransferInput& input);

/// What somebody tells the owner whose case they ask for.
struct TransferRequestInput {
    std::string notes = {};
    bool consent_individual_transfer = false;
    std::optional<records::Repetition> repetition = {};
};
/// Asks the owner of a case that was found by search to give it to the actor; the record itself
/// does not look edited by it.
Result<json::Object> request_transfer(const access::Actor& actor, records::Service& records,
                                      const RecordId& id, const TransferRequestInput& input);

/// A transition of a case.
struct TransitionKey {
    RecordId record_id;
    TransitionType type = TransitionType::referral;
    std::string id = {};
};
struct AnswerInput {
    TransitionStatus status = TransitionStatus::accepted;
    std::string rejected_reason = {};
    std::string rejection_note = {};
};
/// Accepts, rejects, finishes or revokes. Asking for the status it has already changes nothing.
/// forbidden for those who may not: may_answer(), may_revoke().
Result<json::Object> answer(const access::Actor& actor, records::Service& records,
                            const TransitionKey& key, const AnswerInput& input);

/// Writes down what became of a referral to somebody outside the system, as its sender heard it.
/// forbidden for those who may not revoke it; invalid for a referral within the system and for a
/// blank text.
Result<json::Object> note_outcome(const access::Actor& actor, records::Service& records,
                                  const TransitionKey& key, const std::string& outcome);

}  // namespace amparo::casework

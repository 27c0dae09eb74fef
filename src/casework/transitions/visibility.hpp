#pragma once

#include <string_view>
#include <vector>

#include "access/directory.hpp"
#include "casework/record_key.hpp"
#include "casework/transitions/transition.hpp"
#include "records/service.hpp"

/// Who sees a transition, and who has a word in it (case-management.md §5.5, §5.8).
namespace amparo::casework {

/// Who looks, at a directory of one moment.
struct Beholder {
    const access::Actor& actor;
    const access::Directory& directory;
};

/// Whether somebody who may read the record is shown the transition: referrals by scope, the
/// others always.
bool is_shown(const access::Actor& actor, const json::Object& record, const TransitionLook& look);
/// Whether the actor may accept, reject or finish it, given its status: the recipient, or who
/// manages the recipient and holds accept_or_reject_transfer; requests: the owner asked alone.
bool may_answer(const Beholder& who, const TransitionLook& look);
/// Whether the actor may revoke it: who sent it, who owns the record, or who holds
/// remove_assigned_users on it and is not the recipient.
bool may_revoke(const Beholder& who, std::string_view record_type, const json::Object& record,
                const TransitionLook& look);
/// Whether the actor takes part in it, rather than only being shown it: on either side.
bool has_a_word(const Beholder& who, std::string_view record_type, const json::Object& record,
                const TransitionLook& look);
/// The messages of others that came after this person's last look.
std::size_t unread_messages(const json::Object& row, const std::string& user_name);

/// The wire's Transition: what is null is left out, and what the server notes for itself.
json::Object transition_to_wire(const Beholder& who, std::string_view record_type,
                                const json::Object& record, const json::Object& row);
/// The transitions of a record that the actor sees, newest first; of these types, or of all.
/// forbidden without `read` on the record, not_found.
Result<json::Array> list_transitions(const access::Actor& actor, const records::Service& records,
                                     const RecordKey& key,
                                     const std::vector<TransitionType>& types);

}  // namespace amparo::casework

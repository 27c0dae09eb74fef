#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/directory.hpp"
#include "casework/transitions/transition.hpp"
#include "records/service.hpp"

/// Who may be given a record (case-management.md §5.2).
namespace amparo::casework {

/// What is to be given, and from which module.
struct RecipientQuestion {
    TransitionType type = TransitionType::assign;
    std::string_view record_type = "case";
    std::string_view module_id = {};  // empty: any module of the candidate's role will do
};
/// Whether the user could receive it from somebody: active, of no technical role, and with the
/// right that the type asks for. Does not look at who gives it.
bool may_receive(const access::Directory& directory, const RecipientQuestion& question,
                 const access::User& candidate);
/// Whether a referral may name the role as the one through which the recipient sees the record.
bool is_referral_role(const access::Directory& directory, const std::string& unique_id);
/// The assign action of the actor that reaches furthest; empty without any.
std::string_view assign_right(const access::Actor& actor, std::string_view record_type);
/// Whether that action covers the new owner: anyone, the actor's agency, or the actor's groups.
bool covers_owner(const access::Actor& actor, std::string_view record_type,
                  const access::User& owner);

/// Which candidates a dialogue asks for.
struct RecipientQuery {
    TransitionType type = TransitionType::assign;
    std::string record_type;
    std::string module_id = {};
    std::string agency = {};    // unique id
    std::string location = {};  // reporting location code
    std::string service = {};   // option id
    std::string near = {};      // code of the place to be near; empty: where the asker works
};
/// The candidates as rows of the wire, those who fit the service, are nearest and carry the least
/// first. Of their agency the opening hours and the places it says it has are told.
/// forbidden without the right to assign, transfer or refer.
Result<json::Array> list_recipients(const access::Actor& actor, const records::Service& records,
                                    const RecipientQuery& query);

}  // namespace amparo::casework

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/directory.hpp"
#include "casework/record_key.hpp"
#include "casework/transitions/eligibility.hpp"
#include "casework/transitions/transition.hpp"
#include "records/edit.hpp"
#include "records/events.hpp"
#include "records/service.hpp"

/// What the operations on transitions share: the entries in the record's book, and what follows
/// from each in the record.
namespace amparo::casework::detail {

/// Opens the record for a step that asks for one of the rights; the first that the actor has on
/// the type is asked of the record. forbidden, not_found; invalid for a disabled record.
Result<records::Draft*> open_record(records::Edit& edit, const RecordKey& key,
                                    std::initializer_list<std::string_view> rights);
Result<> check_enabled(const records::Draft& draft);

/// Adds an entry: `fields` with id, type, first status, people, moments and snapshots. The
/// reference lasts until the next entry.
json::Object& add_entry(records::Edit& edit, records::Draft& draft, TransitionType type,
                        json::Object fields);
/// The entry of that type and id; nullptr when the record has none such.
json::Object* find_entry(records::Draft& draft, TransitionType type, std::string_view id);
std::vector<json::Object*> entries_of(records::Draft& draft);
/// Notes the step in the entry; not yet what follows.
void set_status(const records::Edit& edit, json::Object& entry, TransitionStatus status);

/// The user if they can receive the record; invalid on `transitioned_to`.
Result<access::Directory::UserPointer> recipient_of(const records::Edit& edit,
                                                    const records::Draft& draft,
                                                    TransitionType type, const std::string& name);
/// Whoever sees a record only through a referral that names a role gives nobody more of it:
/// forbidden, unless it is referred on under a role that was named. Without a role to name
/// (transfers, assignments) always.
Result<> check_passing_on(const records::Edit& edit, const records::Draft& draft,
                          std::string_view authorized_role = {});

/// invalid on `consent` without it; forbidden when it is overridden without the right.
struct ConsentWish {
    TransitionType type = TransitionType::referral;
    bool is_overridden = false;
};
Result<> check_consent(const records::Edit& edit, const records::Draft& draft,
                       const ConsentWish& wish);

/// Makes the user the owner: with the incidents of a case, and without what is open of transfers
/// but the entry of that id.
Result<> hand_over(records::Edit& edit, records::Draft& draft, const std::string& owner,
                   std::string_view but_entry);
/// Ends open transfers and requests as revoked and tells the people.
void revoke_offers(records::Edit& edit, records::Draft& draft, std::string_view but_entry);
/// Ends one waiting entry as revoked: access, alerts and marks go, and the other side is told.
void revoke_entry(records::Edit& edit, records::Draft& draft, json::Object& entry);
/// Takes back what a referral marked in its service entry.
void unmark_service(records::Draft& draft, const json::Object& entry);
/// The alerts that an entry put on the record.
void remove_alerts_of(records::Draft& draft, const json::Object& entry);

/// Tells people of an entry, with its status for answers; the actor knows already.
struct Notice {
    records::EventKind kind;
    const json::Object& entry;
    std::vector<std::string> people;
    std::string by = {};  // who is said to have done it; empty: the actor
};
void tell(records::Edit& edit, const records::Draft& draft, Notice notice);

/// Becomes due at the moment, for expire_transitions().
store::Job due_job(std::string_view record_type, const RecordId& id, Instant at);

/// Runs the step and gives the entry whose id it returns, as the actor sees it; with a repetition
/// only once.
using EntryStep = std::function<Result<std::string>(records::Edit& edit)>;
struct Target {
    RecordKey key;
    std::optional<records::Repetition> repetition = {};
};
Result<json::Object> run(const access::Actor& actor, records::Service& records,
                         const Target& target, const EntryStep& step);

}  // namespace amparo::casework::detail

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "matching/live/service.hpp"

/// What people say of two cases that may be one child (matching.md §11). Both cases keep it, each
/// with the id of the other, so that it is sealed, scoped and remembered with them. Nothing is
/// merged here.
namespace amparo::matching {

/// The rows of such decisions of a case.
inline constexpr std::string_view duplicate_decisions_key = "duplicate_decisions";

enum class DuplicateState : std::uint8_t {
    potential,    // nobody has decided, or somebody took it back
    same_child,   // the newer case is marked as the duplicate of the older one
    same_family,  // two children of one family
    different,
    need_information,
};
/// The word of the wire, and back.
std::string_view name_of(DuplicateState state);
std::optional<DuplicateState> duplicate_state(std::string_view word);

/// The row that a case has on another one, or nullptr.
const json::Object* find_duplicate_decision(const json::Object& child_case, std::string_view other);
/// Where the two stand in the eyes of people.
DuplicateState duplicate_standing(const json::Object& child_case, std::string_view other);
/// Whether it was said that they are different, and nothing new speaks against it since.
bool is_hidden(const json::Object& child_case, const CasePair& pair);
/// Adds to the wire's PotentialDuplicate where the two stand, who said so, when and why. The note
/// is only for who may read the other case too.
enum class OtherIs { open, hinted };
void add_duplicate_standing(json::Object& shown, const store::StoredRecord& child_case,
                            const store::StoredRecord& other, OtherIs seen);

/// What somebody says of two cases.
struct DuplicateDecision {
    const RecordId& child_case;  // the one at hand
    const CasePair& pair;        // the other, as the two compare now
    DuplicateState state = DuplicateState::potential;
    std::string reason_id = {};
    std::string note = {};
    std::string seen_state = {};  // where they stood when somebody looked; empty: not said
};
/// Stores it on both cases and gives the one at hand as it is then. Needs `write` on that case and
/// `read` of the other (forbidden). same_child makes the newer one a duplicate of the older one:
/// that needs `write` on the newer one and the right to close it; invalid when one of them is a
/// duplicate already. Another state first takes same_child back (conflict, as when they do not
/// stand where somebody saw them); different needs a reason or a note (invalid).
Result<store::StoredRecord> decide_duplicate(const access::Actor& actor, records::Service& records,
                                             const Configuration& configuration,
                                             const DuplicateDecision& decision);

}  // namespace amparo::matching

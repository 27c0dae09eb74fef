#pragma once

#include <string_view>
#include <vector>

#include "casework/merging/merge.hpp"
#include "casework/merging/moves.hpp"
#include "records/edit.hpp"

/// What merging and undoing have in common at their beginning and their end.
namespace amparo::casework::merging {

/// forbidden without the rights on the types that everybody needs who merges; asked before anything
/// is looked up.
Result<> check_type_rights(const access::Actor& actor);
/// forbidden unless both cases are the actor's own, or in their scope by who owns them, and they
/// may take the other one out of the work.
Result<> check_record_rights(const access::Actor& actor, const json::Object& survivor,
                             const json::Object& other);

/// Opens both, the other one first: the rules between records look at it first then, so that it
/// has let go of what the survivor takes. forbidden, not_found; invalid for a case with itself.
Result<OpenPair> open_pair(records::Edit& edit, const MergePair& pair, std::string_view action);

/// The newest entry between the two, with the revisions of both.
json::Object answer(const std::vector<records::Draft>& drafts, const MergePair& pair);

}  // namespace amparo::casework::merging

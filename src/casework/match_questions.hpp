#pragma once

#include <string_view>

#include "records/edit.hpp"

/// What somebody must know of a case before they decide on a possible match: a task of its owner,
/// until the decision is another one or the owner has worked on the case (matching.md §10.1).
namespace amparo::casework {

/// The case that is asked about, and the sought child or the other case that it may be.
struct MatchQuestion {
    const RecordId& child_case;
    std::string_view about;
};

/// Asks the owner of the case; anew, when they were asked before.
Result<> ask_about_match(records::Edit& edit, const MatchQuestion& question);
/// Takes the question back, if it still stands. A case that is gone is fine.
Result<> settle_match_question(records::Edit& edit, const MatchQuestion& question);
/// The same for every case that was asked about the sought child: it is linked with one of them.
Result<> settle_questions_of_trace(records::Edit& edit, const json::Object& request,
                                   std::string_view trace);
/// Rule between records: answers that the owner saves settle what was asked of the case.
Result<> settle_answered_questions(records::Edit& edit, records::Draft& draft);

}  // namespace amparo::casework

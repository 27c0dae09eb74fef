#pragma once

#include "base/json.hpp"
#include "base/random.hpp"
#include "casework/merging/comparison.hpp"

/// What the surviving case answers after a merge. A choice is one of:
///
///   "this", "other"   the answer of the one or the other, blank ones too
///   "both"            all rows of a subform, all choices of a list
///   {"value": x}      a new answer, as a form would take it
///   {"rows": [{"this": id, "other": id, "fields": {name: "this" | "other"}}]}
///                     the rows of a subform: one of the sides, or two that are joined
///
/// Left out: what both say, what only one says, and all rows of a subform; where they differ
/// otherwise, somebody has to choose.
namespace amparo::casework::merging {

/// The keys of the survivor that change, with their values; null for one that is emptied.
/// invalid with every choice that is missing, unknown or wrong, by its pointer below /data/choices.
Result<json::Object> chosen_answers(const Sides& sides, const json::Object& choices, Day today,
                                    Random& random);

}  // namespace amparo::casework::merging

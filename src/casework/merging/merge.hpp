#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"
#include "records/service.hpp"

/// Two cases that are one child, joined by somebody who looked at both (case-management.md §3.22).
/// One survives and takes the answers that were chosen; the other stays as it was, marked as its
/// duplicate, and what belonged to it now belongs to the survivor. Nothing is merged by itself,
/// nothing is lost, and all of it can be taken back while nobody changed it since.
///
/// Who may: `duplicate: read`, `write` on both cases, and the right to take the other one out of
/// the work (access::may_change_status); both in scope. Everybody else: forbidden.
namespace amparo::casework {

/// The case that stays in the work, and the one that becomes its duplicate.
struct MergePair {
    RecordId survivor;
    RecordId other;
};

/// What somebody decided after looking at both.
struct MergeInput {
    MergePair pair;
    /// The revisions they saw: a conflict when one of the cases has changed since.
    store::Revision revision = 0;
    store::Revision other_revision = 0;
    /// Field → "this", "other", "both", {"value": …} or {"rows": […]} (merging/choices.hpp).
    json::Object choices = {};
    std::optional<records::Repetition> repetition = {};
};

/// Both sides field by field in the order of the forms, as far as the actor may see and change
/// them, what would move, and what stands in the way. forbidden, not_found; invalid for one case
/// with itself.
Result<json::Object> preview_merge(const access::Actor& actor, const records::Service& records,
                                   const MergePair& pair);
/// Merges and gives the entry of the merge. forbidden, not_found; conflict when a case changed
/// since it was seen; invalid naming each choice that is missing or wrong, or what stands in the
/// way.
Result<json::Object> merge_cases(const access::Actor& actor, records::Service& records,
                                 const MergeInput& input);
/// Puts both cases and all that moved back to how they were. not_found when they are not merged;
/// conflict naming what was changed since: no later edit is ever written over.
Result<json::Object> undo_merge(const access::Actor& actor, records::Service& records,
                                const MergePair& pair,
                                const std::optional<records::Repetition>& repetition);
/// Which case this one is the duplicate of, which are its duplicates, and its merges, newest
/// first. Needs `read`; of cases out of scope only the ids are told, and what moved only to those
/// who could merge the two.
Result<json::Object> list_merges(const access::Actor& actor, const records::Service& records,
                                 const RecordId& case_id);

}  // namespace amparo::casework

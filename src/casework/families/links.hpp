#pragma once

#include "records/edit.hpp"
#include "records/look.hpp"

/// The rules between a family and the cases of its members (case-management.md §3.18). A case
/// names its family and the member it is about in `family_id` and `family_member_id`; the member
/// names the case in `case_id`.
namespace amparo::casework {

/// Rule of cases: linking, moving and unlinking; what members share goes to the family.
Result<> link_family(records::Edit& edit, records::Draft& child_case);
/// Rule of families: shared with the owners of the linked cases, which carry its number. A member
/// with a case cannot be taken away.
Result<> share_family(records::Edit& edit, records::Draft& family);

/// What a linked case shows of its family.
extern const records::Glance family_of_case;
/// Whether the cases of its members may be opened, for `family_members`.
extern const records::Glance cases_of_family;
/// What the histories of families and of their cases tell of children with a case of their own.
extern const records::Veil relatives_in_history;
/// As relatives_in_history, of families.
extern const records::Veil members_in_history;

}  // namespace amparo::casework

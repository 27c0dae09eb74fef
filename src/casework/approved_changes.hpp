#pragma once

#include "records/edit.hpp"

namespace amparo::casework {

/// What an approval said yes to may be edited by an approver, or where the module locks nothing.
/// Then the entry of that approval says since when its form is no longer what was approved
/// (`changed_since`, case-management.md §4.5). A hook.
Result<> note_changes_since_approval(records::Edit& edit, records::Draft& draft);

}  // namespace amparo::casework

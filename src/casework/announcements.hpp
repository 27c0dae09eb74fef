#pragma once

#include "records/edit.hpp"

/// Who is told of what a save did to a record (case-management.md §6.4). Hooks that run once the
/// record is complete.
namespace amparo::casework {

/// A field that everyone concerned watches has changed: all who share the record, but the editor.
Result<> tell_watchers(records::Edit& edit, records::Draft& draft);
/// Consent was taken back: the owner, and those the case is referred to.
Result<> tell_of_withdrawal(records::Edit& edit, records::Draft& draft);

}  // namespace amparo::casework

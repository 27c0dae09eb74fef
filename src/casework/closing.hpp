#pragma once

#include "records/edit.hpp"

/// What must be done before a case is closed, and what ends with a record (§3.5).
namespace amparo::casework {

/// Refuses to close a case while one of the module's `closure_requirements` is open, with a
/// problem for each: closure_approved, no_pending_transitions, no_overdue_tasks,
/// closure_reason_present. A hook.
Result<> demand_closure_requirements(records::Edit& edit, records::Draft& draft);
/// Marks a case whose closing was approved while another of these requirements is open, for its
/// owner (alert `closure_requirement`), until all are met or it is closed. A hook.
Result<> mark_closure_requirements(records::Edit& edit, records::Draft& draft);
/// A record that is disabled takes back what it had offered to others. A hook.
Result<> revoke_when_disabled(records::Edit& edit, records::Draft& draft);

}  // namespace amparo::casework

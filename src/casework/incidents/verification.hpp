#pragma once

#include "records/edit.hpp"

/// Who verifies violations (case-management.md §1.4).
namespace amparo::casework {

/// Refuses a form save that verifies a violation, or changes what was said of its verification,
/// without `verify_mrm`: forbidden, with the key that would change. A hook of incidents.
Result<> keep_verification(records::Edit& edit, records::Draft& incident);

}  // namespace amparo::casework

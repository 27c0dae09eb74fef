#pragma once

#include "records/edit.hpp"

namespace amparo::casework {

/// Rule of cases: one that was merged into another keeps its answers and its mark until the merge
/// is taken back, so that nobody goes on working where nobody looks (conflict). A hook.
Result<> keep_merged_case(records::Edit& edit, records::Draft& child_case);

}  // namespace amparo::casework

#pragma once

#include "records/edit.hpp"

namespace amparo::casework {

/// A client may bring the number that it has written on paper already. When another record of the
/// type has it, both keep theirs and the new one is marked (`duplicate_field`), so that somebody
/// looks (case-management.md §3.1). A hook; the server never gives a number twice itself.
Result<> mark_taken_number(records::Edit& edit, records::Draft& draft);

}  // namespace amparo::casework

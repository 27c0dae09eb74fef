#pragma once

#include <string_view>

#include "records/edit.hpp"
#include "records/service.hpp"

/// Cases of people who registered themselves (case-management.md §3.21).
namespace amparo::casework {

/// The case that is attributed to the actor. forbidden without `read`; not_found when none is.
Result<records::RecordAnswer> read_identified_case(const access::Actor& actor,
                                                   const records::Service& records,
                                                   std::string_view fields);
/// Rule of cases: nobody has two cases attributed to them.
Result<> keep_attribution_unique(records::Edit& edit, records::Draft& child_case);

}  // namespace amparo::casework

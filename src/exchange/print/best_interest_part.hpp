#pragma once

#include "exchange/print/record_parts.hpp"

namespace amparo::exchange {

/// What a case says for an assessment of the child's best interests, on one page
/// (case-management.md §3.12); nothing in it that the actor could not read elsewhere.
Part best_interest_part(const RecordView& view);

}  // namespace amparo::exchange

#pragma once

#include "api/call.hpp"
#include "store/types.hpp"

namespace amparo::api {

/// Writes into the audit log, beside the entry of the call itself, that the caller saw another
/// record as a possible match or duplicate (matching.md §9.2).
void log_view(const Call& call, const store::StoredRecord& seen);

}  // namespace amparo::api

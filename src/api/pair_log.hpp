#pragma once

#include <string_view>

#include "api/call.hpp"
#include "casework/record_key.hpp"
#include "store/types.hpp"

namespace amparo::api {

/// Writes into the audit log, beside the entry of the call itself, that the caller saw another
/// record as a possible match or duplicate (matching.md §9.2).
void log_view(const Call& call, const store::StoredRecord& seen);
/// The same for what a call did to a record beside the one of its path.
void log_beside(const Call& call, const casework::RecordKey& record, std::string_view action);

}  // namespace amparo::api

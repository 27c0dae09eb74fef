#pragma once

#include <string_view>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "records/service.hpp"
#include "store/types.hpp"

/// Looking behind the mask of a protected record, on purpose (case-management.md §3.14).
namespace amparo::records {

/// What the record masks for everyone, in clear: `id`, and those of the keys that the actor may
/// read and that say something. The record stays protected; whoever asks sees to the log.
/// not_found; forbidden without the right to change the record or, by name, `export_hidden_names`.
Result<json::Object> reveal(const Service& records, const access::Actor& actor,
                            std::string_view record_type, const RecordId& id);

/// As Service::show(), without the mask: for answers with a right and a log of their own. Values of
/// linked records stay masked.
json::Object show_revealed(const Service& records, const access::Actor& actor,
                           const store::StoredRecord& record);

}  // namespace amparo::records

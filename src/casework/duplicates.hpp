#pragma once

#include <string_view>

#include "records/edit.hpp"
#include "records/service.hpp"
#include "store/jobs.hpp"

/// Marks on records that share a value which should be one person's alone
/// (case-management.md §3.22). A mark names the field, never the other record.
namespace amparo::casework {

/// The kind of the job.
inline constexpr std::string_view duplicate_kind = "duplicate_field_alert";

/// Rule of all records, after a save: looks for others with the new value of a watched field,
/// later and beside the request. Again when a record was said to be a duplicate, or no longer.
Result<> look_for_duplicates(records::Edit& edit, records::Draft& draft);
/// The work: marks both when there is another one, disabled and closed ones included, and takes
/// the marks away from those that are alone with their value now. Duplicates of which it is known
/// whose they are neither get a mark nor give one.
Result<json::Object> mark_duplicates(records::Service& records, const store::RunningJob& running);

}  // namespace amparo::casework

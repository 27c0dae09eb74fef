#pragma once

#include <optional>

#include "records/service.hpp"
#include "store/documents.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view unused_fields_job = "GenerateUnusedFieldsReport";

/// Counts which fields are filled in, and keeps the tables in place of those of the day before.
Result<json::Object> report_unused_fields(const records::Service& records,
                                          const store::RunningJob& running);
/// {"generated_at", "tables": insight::to_json()} of the last run; nullopt before the first.
Result<std::optional<json::Object>> unused_fields_report(store::Snapshot& snapshot);

}  // namespace amparo::jobs

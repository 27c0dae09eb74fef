#pragma once

#include "records/service.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view integrity_check_job = "IntegrityCheck";

/// Works out the derived fields of a sample of each record type anew and reports which records
/// would change ("drifted": ids with the fields' names). Changes nothing.
Result<json::Object> check_integrity(records::Service& records, const store::RunningJob& running);

}  // namespace amparo::jobs

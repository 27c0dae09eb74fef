#pragma once

#include <memory>
#include <vector>

#include "index/schema.hpp"

namespace amparo::records {

class LiveCaseRules;
using CaseRulesPointer = std::shared_ptr<const LiveCaseRules>;

/// Columns of cases that no single key holds: what lists and dashboards ask about services,
/// transitions, approvals and retention. They stand before columns of the same name.
std::vector<index::Column> computed_case_columns(const CaseRulesPointer& rules);
/// The columns of cases about their files. No list can be filtered by them, since what somebody
/// may not read they must not find out by asking for those who lack it.
std::vector<index::Column> case_file_columns(const CaseRulesPointer& rules);
/// The tasks of a case as the index keeps them.
index::DueReader task_reader(CaseRulesPointer rules);

}  // namespace amparo::records

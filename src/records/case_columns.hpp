#pragma once

#include <memory>
#include <vector>

#include "index/schema.hpp"

namespace amparo::records {

struct TaskRules;

/// Columns of cases that no single key holds: what lists and dashboards ask about services,
/// transitions, approvals and retention. They stand before columns of the same name.
std::vector<index::Column> computed_case_columns(const std::shared_ptr<const TaskRules>& rules,
                                                 const json::Object& system_settings);
/// The tasks of a case as the index keeps them.
index::DueReader task_reader(std::shared_ptr<const TaskRules> rules);

}  // namespace amparo::records

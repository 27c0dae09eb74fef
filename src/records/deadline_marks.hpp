#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "records/tasks.hpp"

namespace amparo::records {

/// What alerts of overdue work are for, and their type (case-management.md §6.2).
inline constexpr std::string_view deadline_alert = "deadline";

/// A kind of work of the owner that is marked when it is overdue, and the form it is done in.
struct DeadlineMark {
    std::string_view type;
    std::string_view form;
};
inline constexpr DeadlineMark deadline_marks[] = {{task_types::assessment, "assessment"},
                                                  {task_types::case_plan, "cp_case_plan"},
                                                  {task_types::follow_up, "followup"},
                                                  {task_types::service, "services"},
                                                  {task_types::review, "case_conferences"}};

/// The form of the first work of the owner that is overdue; "" when none is.
std::string_view overdue_form(const json::Object& data, const TaskRules& rules, Instant now);

}  // namespace amparo::records

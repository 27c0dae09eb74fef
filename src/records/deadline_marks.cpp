#include "records/deadline_marks.hpp"

#include <algorithm>

namespace amparo::records {

std::string_view overdue_form(const json::Object& data, const TaskRules& rules, Instant now) {
    const auto owner = json::string_or(data, "owned_by");
    for (const auto& task : tasks_of(data, rules)) {
        if (task.who != owner || !task.is_overdue(now)) continue;
        const auto mark = std::ranges::find(deadline_marks, task.type, &DeadlineMark::type);
        if (mark != std::end(deadline_marks)) return mark->form;
    }
    return {};
}

}  // namespace amparo::records

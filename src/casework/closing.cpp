#include "casework/closing.hpp"

#include <algorithm>

#include "casework/alerts.hpp"
#include "casework/detail/module_options.hpp"
#include "records/derived/values.hpp"
#include "records/tasks.hpp"

namespace amparo::casework {
namespace {

using records::derived::is_present;
using records::derived::is_true;
using records::derived::rows;

bool waits(const json::Object& transition) {
    return json::string_or(transition, "status") == "in_progress";
}

bool has_overdue_task(const records::Edit& edit, json::Object data) {
    data["status"] = "open";  // a closed case has no tasks
    const auto rules = records::TaskRules::of(edit.definitions());
    const auto tasks = records::tasks_of(data, rules);
    return std::ranges::any_of(tasks, [&](const records::Task& task) {
        // Closing is what the one task asks for; a question of others does not hold it up.
        const bool is_of_case = task.type != records::task_types::closure &&
                                task.type != records::task_types::match_question;
        return is_of_case && task.is_overdue(edit.now());
    });
}

/// Whether one requirement is met; a name nobody knows is no requirement.
bool is_met(const records::Edit& edit, const json::Object& data, std::string_view requirement) {
    if (requirement == "closure_approved")
        return is_true(data, "closure_approved") || is_true(data, "gbv_closure_approved");
    if (requirement == "no_pending_transitions") {
        const auto transitions = rows(data, "transitions");
        return std::ranges::none_of(transitions, [](const auto* one) { return waits(*one); });
    }
    if (requirement == "no_overdue_tasks") return !has_overdue_task(edit, data);
    if (requirement == "closure_reason_present") return is_present(data, "closure_reason");
    return true;
}

constexpr std::string_view closure_alert = "closure_requirement";

/// Those of the module that are open, by name.
std::vector<std::string> open_requirements(const records::Edit& edit, const json::Object& data) {
    const detail::ModuleOptions options(edit.definitions(), data);
    auto open = options.list("closure_requirements");
    std::erase_if(open, [&](const auto& name) { return is_met(edit, data, name); });
    return open;
}

/// Whether somebody has agreed to the closing that has not taken place yet; what was agreed to
/// before the case was reopened is no news.
bool waits_for_closing(const json::Object& data) {
    return json::string_or(data, "status") == "open" && is_true(data, "record_state") &&
           !is_true(data, "case_status_reopened") &&
           (is_true(data, "closure_approved") || is_true(data, "gbv_closure_approved"));
}

}  // namespace

Result<> demand_closure_requirements(records::Edit& edit, records::Draft& draft) {
    const bool closes = json::string_or(draft.data(), "status") == "closed" &&
                        json::string_or(draft.before, "status") != "closed";
    if (!closes || draft.is_new || edit.actor().is_system()) return {};
    std::vector<Problem> problems;
    for (const auto& requirement : open_requirements(edit, draft.data()))
        problems.push_back({"status", MessageKey("errors.closure." + requirement)});
    if (problems.empty()) return {};
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = std::move(problems)});
}

Result<> mark_closure_requirements(records::Edit& edit, records::Draft& draft) {
    auto& data = draft.data();
    const auto owner = json::string_or(data, "owned_by");
    const auto mine = alerts_of(std::string(closure_alert), {}, owner);
    const bool is_due = waits_for_closing(data) && !open_requirements(edit, data).empty();
    remove_alerts(data, [&](const json::Object& alert) {
        return json::string_or(alert, "alert_for") == closure_alert && (!is_due || !mine(alert));
    });
    if (!is_due || has_alert(data, mine)) return {};
    add_alert(edit, data,
              {.alert_for = std::string(closure_alert),
               .type = std::string(closure_alert),
               .form_unique_id = "closure_form",
               .user_id = owner});
    return {};
}

Result<> revoke_when_disabled(records::Edit& edit, records::Draft& draft) {
    const bool disables = !draft.is_new && json::bool_or(draft.before, "record_state", true) &&
                          !json::bool_or(draft.data(), "record_state", true);
    auto* transitions = draft.data().if_contains("transitions");
    if (!disables || transitions == nullptr || !transitions->is_array()) return {};
    for (auto& element : transitions->get_array()) {
        auto* transition = element.if_object();
        if (transition == nullptr || !waits(*transition)) continue;
        (*transition)["status"] = "revoked";
        (*transition)["responded_at"] = format_instant(edit.now());
    }
    return {};
}

}  // namespace amparo::casework

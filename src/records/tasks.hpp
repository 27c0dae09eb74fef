#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "forms/deadlines.hpp"
#include "forms/definitions.hpp"

/// What is to be done on a case, worked out of the case alone (case-management.md §7). The web app
/// does the same offline; testdata/task-vectors.json holds both to it.
namespace amparo::records {

/// The kinds of tasks by their names on the wire.
namespace task_types {
inline constexpr std::string_view assessment = "assessment";                // of the child
inline constexpr std::string_view case_plan = "case_plan";                  // to be made
inline constexpr std::string_view follow_up = "follow_up";                  // a visit, a call
inline constexpr std::string_view service = "service";                      // to be given
inline constexpr std::string_view review = "review";                        // of the case plan
inline constexpr std::string_view approval = "approval";                    // to be decided
inline constexpr std::string_view referral_response = "referral_response";  // to be answered
inline constexpr std::string_view transfer_response = "transfer_response";  // the same
inline constexpr std::string_view transfer_request = "transfer_request";    // the same
inline constexpr std::string_view flag = "flag";                            // given to somebody
inline constexpr std::string_view closure = "closure";                      // or going on
inline constexpr std::string_view match_question = "match_question";        // to be answered
inline constexpr std::string_view own = "own";                              // of one's own words
/// All of them, in the order lists show them.
inline constexpr std::string_view all[] = {assessment,
                                           case_plan,
                                           follow_up,
                                           service,
                                           review,
                                           approval,
                                           referral_response,
                                           transfer_response,
                                           transfer_request,
                                           flag,
                                           closure,
                                           match_question,
                                           own};
}  // namespace task_types

/// Where a case keeps what is asked about it before a possible match is decided on: rows of
/// `about`, `asked_by`, `asked_at`.
inline constexpr std::string_view match_questions_key = "match_questions";
/// Where a case keeps the tasks that people set themselves: rows of `id`, `text`, `due_date`,
/// `who` (empty: whoever owns the case), `created_by`, `created_at`.
inline constexpr std::string_view own_tasks_key = "own_tasks";
/// Where a case keeps which of its tasks were given to somebody else: rows of `type`, `entry`,
/// `from` (whose it is by its nature), `to`, `given_by`, `given_at`. A row says nothing once the
/// task is somebody else's by its nature, as when the case has a new owner.
inline constexpr std::string_view given_tasks_key = "given_tasks";

/// What the history of a case calls the steps of its tasks: somebody set themselves one, gave one
/// to somebody else, or said that theirs is done.
inline constexpr std::string_view step_task_added = "task_added";
inline constexpr std::string_view step_task_given = "task_given";
inline constexpr std::string_view step_task_done = "task_done";
inline bool is_task_step(std::string_view action) {
    return action == step_task_added || action == step_task_given || action == step_task_done;
}

/// What a deployment says about tasks.
struct TaskRules {
    /// As the system settings and the modules' options say.
    static TaskRules of(const forms::Definitions& definitions);

    /// The last millisecond of a day in the deployment's zone. Thread-safe.
    Instant end_of(Day day) const;
    /// Whether the module has tasks of the kind (`tasks_off` of its options).
    bool is_on(std::string_view module_id, std::string_view type) const;
    /// The date field that says when a plan is looked at again (`plan_review_field`); or "".
    std::string_view review_field(std::string_view module_id) const;
    /// By which day a child has to be seen again: as the module's rhythm of follow-ups says for
    /// such a case, else after `quality_follow_up_days`, counted from the last follow-up or from
    /// the plan. nullopt before there is a plan.
    std::optional<Day> follow_up_expected(const json::Object& data, Instant now) const;
    /// After how many days without work a reopened case is asked about (`closure_task_days`);
    /// 0: never.
    int closure_days(std::string_view module_id) const;

    std::string time_zone = "UTC";
    bool due_from_appointment = false;

  private:
    struct DayEnds;  // remembers them: finding one takes some thirty look-ups of the zone
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> off_;  // by module
    std::map<std::string, std::string, std::less<>> review_fields_;               // by module
    std::map<std::string, int, std::less<>> closure_days_;                        // by module
    std::map<std::string, std::vector<forms::Deadline>, std::less<>> rhythms_;    // by module
    std::chrono::days follow_up_days_{30};
    std::shared_ptr<DayEnds> day_ends_;
};

/// One thing to be done.
struct Task {
    std::string type;
    std::string detail = {};  // the type of the service or follow-up, the approval asked for
    /// Whose task it is: a user name, or `approvers_of()` an approval that names nobody.
    std::string who = {};
    std::string entry = {};  // unique_id of the row it comes from; id of a transition or flag
    Day due_day = {};
    Instant deadline = {};  // overdue from the next millisecond on
    bool is_to_the_hour = false;
    std::string text = {};      // of a task of one's own
    std::string from = {};      // whose it was before it was given to somebody; else empty
    std::string given_by = {};  // who gave it

    /// Whether the deadline has passed.
    bool is_overdue(Instant now) const { return deadline < now; }
};

/// The tasks of a case in a fixed order; none of one that is closed or disabled.
std::vector<Task> tasks_of(const json::Object& data, const TaskRules& rules);
/// When each service that was not given yet becomes overdue: tasks or not.
std::vector<Instant> service_deadlines(const json::Object& data, const TaskRules& rules);

/// What tells a task from others of its kind on the case: its row, or what it is about.
std::string entry_of(const Task& task);
/// Names the task of a case, also among those of others.
std::string task_id(const RecordId& id, const Task& task);
/// Whether somebody else can do the task as well: an answer is asked of one person alone.
bool can_be_given(std::string_view type);

/// Who answers requests for an approval; no user has such a name.
std::string approvers_of(std::string_view approval);
/// By whom the index finds the task: as `who`, but a request that names an approver is kept apart
/// from that person's own work, because their deputies look for it too.
std::string found_by(const Task& task);
/// The same for an approval that is asked of somebody by name.
std::string asked_of(std::string_view approval, std::string_view user_name);
/// The field that ends the task; "" where an answer does.
std::string_view completion_field(const Task& task);
/// The field a kind is due by, for the four kinds of Primero v2; "" for the others.
std::string_view due_field(std::string_view type, const TaskRules& rules);

}  // namespace amparo::records

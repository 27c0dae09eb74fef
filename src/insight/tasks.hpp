#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "records/dependencies.hpp"

namespace amparo {
class Messages;
}

namespace amparo::insight {

/// Which tasks, in which order (records.md §23).
struct TaskRequest {
    bool of_team = false;                    // those of everyone whose work the actor oversees
    std::vector<std::string> assigned_to{};  // user names; empty: all of them. So are the next
    std::vector<std::string> types{};
    std::vector<std::string> risk_levels{};
    std::vector<std::string> modules{};
    std::optional<bool> overdue{};
    std::optional<Day> due_from{};  // days in the deployment's zone, both included
    std::optional<Day> due_to{};
    bool only_snoozed = false;  // those that the actor has put off, and no others
    bool only_given = false;    // of the actor's own cases those that somebody else does
    std::string order_by{};     // anything unknown is the due date
    bool descending = false;
    std::size_t page = 1;
    std::size_t per = 20;
    std::string locale{};
};

/// A page of tasks as the wire has them.
struct TaskAnswer {
    json::Array data;
    std::size_t total = 0;
    json::Object field_names;  // by which field each kind is due
};

/// A task of one's own that is put off, or brought back when there is no day.
struct SnoozeRequest {
    std::string task_id;
    std::optional<Day> until;
    std::string locale;
};

/// One task by its id, in a language.
struct TaskName {
    std::string task_id;
    std::string locale;
};

/// The list of what is to be done (case-management.md §7), found in the index; only the cases of
/// the page are opened. Thread-safe.
class Tasks {
  public:
    Tasks(const records::Dependencies& on, const Messages& messages)
        : on_(on), messages_(messages) {}

    /// forbidden without the dashboard dash_tasks, and of_team for who is no manager. Cases
    /// outside the actor's scope never count. What the actor has put off is missing among their
    /// own until its day; whoever oversees their work sees it, marked. `busy` while the index
    /// loads.
    Result<TaskAnswer> list(const access::Actor& actor, const TaskRequest& request) const;
    /// One task of a case that the actor may read. forbidden without dash_tasks; not_found.
    Result<json::Object> read(const access::Actor& actor, const store::StoredRecord& record,
                              const TaskName& name) const;
    /// The task as it is from now on. forbidden without dash_tasks; not_found for what is no task
    /// of the actor's own; invalid when they have put off too much.
    Result<json::Object> snooze(const access::Actor& actor, const SnoozeRequest& request) const;

  private:
    const records::Dependencies& on_;
    const Messages& messages_;
};

}  // namespace amparo::insight

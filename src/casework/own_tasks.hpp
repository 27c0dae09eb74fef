#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "records/service.hpp"

/// Tasks that people set themselves on a case, and tasks that they give to each other
/// (web-app.md §17). Both need the dashboard `dash_tasks`, as the list of tasks does. A task is in
/// the hands of whose task it is, of the case's owner, and of who oversees the person; for anybody
/// else there is none (`not_found`).
namespace amparo::casework {

/// What somebody wants to remember, and by when.
struct OwnTaskInput {
    std::string text;
    std::string due_date;
    std::optional<records::Repetition> repetition = {};
};

/// The record a task's id names; nullopt for what is no such id.
std::optional<RecordId> record_of_task(std::string_view task_id);

/// Adds a task of the actor's own to a case they may read; its `task_id` is answered. `invalid`
/// for a blank or long text, a day that is none or is over, or a case that takes no more.
Result<json::Object> add_task(const access::Actor& actor, records::Service& records,
                              const RecordId& id, const OwnTaskInput& input);
/// A task of somebody's own is done: it goes; the history of the case keeps it. `invalid` for
/// tasks of other kinds, which end with an answer in the case.
Result<> finish_task(const access::Actor& actor, records::Service& records,
                     const std::string& task_id);
/// The task is somebody else's from now on, who is told. `invalid` for tasks that only one person
/// can answer, and for who may not read the case or has no tasks. Its new `task_id` is answered.
Result<json::Object> give_task(const access::Actor& actor, records::Service& records,
                               const std::string& task_id, const std::string& to);
/// Whom the actor may give the task to, by name.
Result<json::Array> takers_of_task(const access::Actor& actor, const records::Service& records,
                                   const std::string& task_id);

}  // namespace amparo::casework

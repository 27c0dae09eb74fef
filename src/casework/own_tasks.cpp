#include "casework/own_tasks.hpp"

#include <algorithm>

#include "access/directory.hpp"
#include "access/shared_view.hpp"
#include "access/user_scope.hpp"
#include "base/text.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"
#include "records/tasks.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;
using records::given_tasks_key;
using records::own_tasks_key;
using records::Task;
using records::TaskRules;
namespace task_types = records::task_types;

constexpr std::size_t text_characters_max = 300;  // a line of a list, not a note
constexpr std::size_t own_tasks_max = 50;         // of one case
constexpr std::size_t takers_max = 1000;          // of one list to choose from

Result<> check_tasks_right(const access::Actor& actor) {
    if (actor.holds("dashboard", "dash_tasks") && actor.can("case", "read")) return {};
    return refuse_forbidden();
}

std::unexpected<Error> no_such_task() {
    return refuse(Errc::not_found, "errors.not_found");
}

/// A case and those who are asked about.
struct Place {
    const access::Actor& actor;
    const access::Directory& directory;
    const json::Object& data;
};

/// Whether the task is in the actor's hands.
bool is_in_hands(const Place& at, const Task& task) {
    const auto& me = at.actor.name().text();
    if (task.who == me || json::string_or(at.data, "owned_by") == me) return true;
    const auto person = at.directory.user(task.who);
    return at.actor.role().is_manager && person && access::is_managed_by(at.actor, *person);
}

Result<Task> find_task(const Place& at, const TaskRules& rules, const RecordId& id,
                       const std::string& task_id) {
    for (auto& task : records::tasks_of(at.data, rules)) {
        if (records::task_id(id, task) == task_id && is_in_hands(at, task)) return std::move(task);
    }
    return no_such_task();
}

/// Whether the case is no more than offered to somebody, or given away by them: for reading.
bool only_reads(const access::Actor& actor, const json::Object& data) {
    const auto share = access::shared_view(actor, data).share;
    return share == access::Share::offered || share == access::Share::handover;
}

/// Whether somebody finds such tasks in their list: giving one opens no case to anybody.
bool may_take(const Place& at, const access::User& user) {
    const auto role = at.directory.role(user.role);
    if (!user.is_active() || !role) return false;
    const access::Actor other(std::make_shared<const access::User>(user), role, at.actor.policy());
    const auto& modules = role->module_ids;
    const bool is_of_programme =
        std::ranges::find(modules, json::string_or(at.data, "module_id")) != modules.end();
    return is_of_programme && other.holds("dashboard", "dash_tasks") &&
           access::may(other, "read", "case", at.data) && !only_reads(other, at.data);
}

/// Whether it is their task already: a service may be the owner's and the provider's.
bool holds(const std::vector<Task>& tasks, const Task& task, std::string_view user) {
    return std::ranges::any_of(tasks, [&](const Task& one) {
        return one.who == user && one.type == task.type &&
               records::entry_of(one) == records::entry_of(task);
    });
}

Result<Draft*> open_case(Edit& edit, const RecordId& id, std::string_view action) {
    return edit.open({.record_type = "case",
                      .id = id,
                      .right = "read",
                      .action = action,
                      .stamp = records::Stamp::by_system});
}

Result<> check_input(const Edit& edit, const Draft& draft, const OwnTaskInput& input) {
    if (text::trim(input.text).empty())
        return refuse_field(Errc::invalid, "text", "errors.fields.required");
    if (text::length(input.text) > text_characters_max)
        return refuse_field(Errc::invalid, "text", "errors.validation.text_length");
    const auto day = parse_day(input.due_date);
    if (!day || *day < edit.today()) return refuse_field(Errc::invalid, "due_date", "errors.date");
    const bool is_open = json::string_or(draft.data(), "status") == "open" &&
                         records::derived::is_true(draft.data(), "record_state");
    const auto module = json::string_or(draft.data(), "module_id");
    if (!is_open || !TaskRules::of(edit.definitions()).is_on(module, task_types::own))
        return refuse_field(Errc::invalid, "base", "errors.tasks.none_here");
    if (records::derived::rows(draft.data(), own_tasks_key).size() >= own_tasks_max)
        return refuse_field(Errc::invalid, "base", "errors.tasks.too_many");
    return {};
}

bool is_of(const json::Object& given, const Task& task, std::string_view natural) {
    return json::string_or(given, "type") == task.type &&
           json::string_or(given, "entry") == records::entry_of(task) &&
           json::string_or(given, "from") == natural;
}

/// The rows but for those of tasks that are over, which say nothing any more, and of one task.
json::Array given_rows(const json::Object& data, const std::vector<Task>& tasks,
                       const Task* without = nullptr) {
    json::Array rows;
    for (const auto* row : records::derived::rows(data, given_tasks_key)) {
        const bool lives = std::ranges::any_of(tasks, [&](const Task& task) {
            const bool is_without = without != nullptr && task.who == without->who &&
                                    task.type == without->type && task.entry == without->entry;
            return !task.from.empty() && !is_without && is_of(*row, task, task.from);
        });
        if (lives) rows.emplace_back(*row);
    }
    return rows;
}

json::Array own_rows(const json::Object& data, const std::string& without = "") {
    json::Array rows;
    for (const auto* row : records::derived::rows(data, own_tasks_key)) {
        if (json::string_or(*row, "id") != without) rows.emplace_back(*row);
    }
    return rows;
}

void tell_taker(Edit& edit, const RecordId& id, const Task& task) {
    if (task.who == edit.actor().name().text()) return;
    edit.enqueue(records::event_job(
        {.kind = records::EventKind::task_given,
         .record_type = "case",
         .record_id = id.text(),
         .actor = edit.actor().name(),
         .recipients = {UserName(task.who)},
         .occurrence = records::entry_of(task) + task.type + format_instant(edit.now())}));
}

/// The task with its new person, as the case keeps it.
Task hand_over(const Edit& edit, Draft& draft, Task task, const std::string& to) {
    const auto rules = TaskRules::of(edit.definitions());
    const auto natural = task.from.empty() ? task.who : task.from;
    auto rows = given_rows(draft.data(), records::tasks_of(draft.data(), rules), &task);
    if (to != natural)  // else it is back where it belongs
        rows.emplace_back(json::Object{{"type", task.type},
                                       {"entry", records::entry_of(task)},
                                       {"from", natural},
                                       {"to", to},
                                       {"given_by", edit.actor().name().text()},
                                       {"given_at", format_instant(edit.now())}});
    draft.data()[given_tasks_key] = std::move(rows);
    task.who = to;
    return task;
}

}  // namespace

std::optional<RecordId> record_of_task(std::string_view task_id) {
    const auto id = RecordId::parse(task_id.substr(0, task_id.find(':')));
    return id ? std::optional(*id) : std::nullopt;
}

Result<json::Object> add_task(const access::Actor& actor, records::Service& records,
                              const RecordId& id, const OwnTaskInput& input) {
    AMPARO_CHECK(check_tasks_right(actor));
    std::string task_id;
    const auto step = [&](Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, open_case(edit, id, records::step_task_added));
        if (only_reads(actor, draft->data())) return refuse_forbidden();
        AMPARO_CHECK(check_input(edit, *draft, input));
        const auto& me = actor.name().text();
        // Work on a case goes with it to the next owner; a helper's own goes with the helper.
        const bool is_owner = json::string_or(draft->data(), "owned_by") == me;
        const auto row_id = RecordId::random(edit.random()).text();
        auto rows = own_rows(draft->data());
        rows.emplace_back(json::Object{{"id", row_id},
                                       {"text", text::trim(input.text)},
                                       {"due_date", input.due_date},
                                       {"who", json::text_or_null(is_owner ? "" : me)},
                                       {"created_by", me},
                                       {"created_at", format_instant(edit.now())}});
        draft->data()[own_tasks_key] = std::move(rows);
        task_id = records::task_id(
            id, {.type = std::string(task_types::own), .who = me, .entry = row_id});
        return {};
    };
    const auto reply = [&](const std::vector<Draft>&) {
        return json::Object{{"task_id", task_id}};
    };
    return records.edit_once(actor, step, reply, input.repetition);
}

Result<> finish_task(const access::Actor& actor, records::Service& records,
                     const std::string& task_id) {
    AMPARO_CHECK(check_tasks_right(actor));
    const auto id = record_of_task(task_id);
    if (!id) return no_such_task();
    AMPARO_TRY(const auto drafts, records.edit(actor, [&](Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, open_case(edit, *id, records::step_task_done));
        const Place at{actor, edit.directory(), draft->data()};
        AMPARO_TRY(const auto task, find_task(at, TaskRules::of(edit.definitions()), *id, task_id));
        if (task.type != task_types::own)
            return refuse_field(Errc::invalid, "done", "errors.tasks.not_own");
        draft->data()[own_tasks_key] = own_rows(draft->data(), task.entry);
        const auto left = records::tasks_of(draft->data(), TaskRules::of(edit.definitions()));
        draft->data()[given_tasks_key] = given_rows(draft->data(), left);
        return {};
    }));
    return {};
}

Result<json::Object> give_task(const access::Actor& actor, records::Service& records,
                               const std::string& task_id, const std::string& to) {
    AMPARO_CHECK(check_tasks_right(actor));
    const auto id = record_of_task(task_id);
    if (!id) return no_such_task();
    std::string given;
    AMPARO_TRY(const auto drafts, records.edit(actor, [&](Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, open_case(edit, *id, records::step_task_given));
        const Place at{actor, edit.directory(), draft->data()};
        const auto rules = TaskRules::of(edit.definitions());
        AMPARO_TRY(const auto task, find_task(at, rules, *id, task_id));
        if (!records::can_be_given(task.type))
            return refuse_field(Errc::invalid, "assigned_to", "errors.tasks.not_to_give");
        const auto taker = edit.directory().user(to);
        if (!taker || !may_take(at, *taker) ||
            holds(records::tasks_of(draft->data(), rules), task, to))
            return refuse_field(Errc::invalid, "assigned_to", "errors.fields.user");
        const auto handed = hand_over(edit, *draft, task, to);
        tell_taker(edit, *id, handed);
        given = records::task_id(*id, handed);
        return {};
    }));
    return json::Object{{"task_id", given}};
}

Result<json::Array> takers_of_task(const access::Actor& actor, const records::Service& records,
                                   const std::string& task_id) {
    AMPARO_CHECK(check_tasks_right(actor));
    const auto id = record_of_task(task_id);
    if (!id) return no_such_task();
    AMPARO_TRY(const auto record, records.read_for(actor, "case", *id, "read"));
    const auto& on = records.dependencies();
    const auto directory = on.directory();
    const auto rules = TaskRules::of(*on.definitions());
    const Place at{actor, *directory, record.data};
    AMPARO_TRY(const auto task, find_task(at, rules, *id, task_id));
    const auto tasks = records::tasks_of(record.data, rules);
    std::vector<access::Directory::UserPointer> takers;
    if (records::can_be_given(task.type)) {
        for (const auto& user : directory->users()) {
            const auto& name = user->user_name.text();
            if (!holds(tasks, task, name) && may_take(at, *user)) takers.push_back(user);
        }
    }
    std::ranges::sort(takers, {}, [](const auto& user) { return user->full_name; });
    if (takers.size() > takers_max) takers.resize(takers_max);
    json::Array rows;
    for (const auto& user : takers)
        rows.emplace_back(
            json::Object{{"user_name", user->user_name.text()}, {"full_name", user->full_name}});
    return rows;
}

}  // namespace amparo::casework

// What is to be done on cases (records.md §23).
#include "insight/tasks.hpp"

#include "api/objects.hpp"
#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "casework/own_tasks.hpp"
#include "insight/snoozes.hpp"
#include "records/snooze.hpp"

namespace amparo::api {

namespace {

std::optional<bool> truth_of(const Call& call, std::string_view name) {
    const auto text = call.query(name);
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
}

Result<std::optional<Day>> day_of(const Call& call, std::string_view name) {
    const auto text = call.query(name);
    if (text.empty()) return std::optional<Day>();
    const auto day = parse_day(text);
    if (!day) return refuse_field(Errc::invalid, std::string(name), "errors.fields.value");
    return std::optional<Day>(*day);
}

insight::TaskRequest task_request(Call& call) {
    return {.of_team = call.query("scope") == "team",
            .assigned_to = call.query_list("assigned_to"),
            .types = call.query_list("type"),
            .risk_levels = call.query_list("risk_level"),
            .modules = call.query_list("module_id"),
            .overdue = truth_of(call, "overdue"),
            .only_snoozed = call.query_is_true("snoozed"),
            .only_given = call.query("scope") == "given",
            .order_by = call.query("order_by"),
            .descending = call.query("order") == "desc",
            .page = page_of(call),
            .per = per_of(call),
            .locale = locale_of(call)};
}

Result<http::Response> list_tasks(Call& call) {
    const insight::Tasks tasks(call.services().records.dependencies(), call.services().messages);
    auto request = task_request(call);
    AMPARO_TRY(request.due_from, day_of(call, "due_from"));
    AMPARO_TRY(request.due_to, day_of(call, "due_to"));
    AMPARO_TRY(auto answer, tasks.list(call.actor(), request));
    return ok_with(std::move(answer.data), {{"total", answer.total},
                                            {"per", request.per},
                                            {"page", request.page},
                                            {"field_names", std::move(answer.field_names)}});
}

/// The task of that id, as it stands now.
Result<json::Object> task_named(Call& call, const json::Object& named) {
    const auto task_id = json::string_or(named, "task_id");
    const auto& records = call.services().records;
    const insight::Tasks tasks(records.dependencies(), call.services().messages);
    AMPARO_TRY(const auto id, RecordId::parse(insight::record_of_task(task_id)));
    AMPARO_TRY(const auto record, records.read_for(call.actor(), "case", id, "read"));
    return tasks.read(call.actor(), record, {.task_id = task_id, .locale = locale_of(call)});
}

Result<http::Response> create_task(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    casework::OwnTaskInput input{.text = json::string_or(data, "text"),
                                 .due_date = json::string_or(data, "due_date")};
    AMPARO_TRY(input.repetition, repetition_of(call));
    AMPARO_TRY(const auto added,
               casework::add_task(call.actor(), call.services().records, id, input));
    AMPARO_TRY(auto task, task_named(call, added));
    return ok(std::move(task));
}

Result<http::Response> list_takers(Call& call) {
    const std::string task_id(call.request().path_parameter("task_id"));
    AMPARO_TRY(auto takers,
               casework::takers_of_task(call.actor(), call.services().records, task_id));
    return ok(std::move(takers));
}

Result<http::Response> snooze_task(Call& call, const json::Object& data) {
    const insight::Tasks tasks(call.services().records.dependencies(), call.services().messages);
    const auto today = day_in_zone(call.services().clock.now(), call.definitions().time_zone());
    AMPARO_TRY(const auto until, records::read_snooze(data, today));
    const std::string task_id(call.request().path_parameter("task_id"));
    call.audit().details["snoozed_until"] = until ? json::Value(format_day(*until)) : nullptr;
    AMPARO_TRY(auto task,
               tasks.snooze(call.actor(),
                            {.task_id = task_id, .until = until, .locale = locale_of(call)}));
    call.audit().details["task_type"] = task.at("type");
    return ok(std::move(task));
}

/// Puts it off, gives it to somebody, or says that it is done.
Result<http::Response> change_task(Call& call) {
    const std::string task_id(call.request().path_parameter("task_id"));
    AMPARO_TRY(const auto data, call.data());
    call.audit().record_id = insight::record_of_task(task_id);
    auto& records = call.services().records;
    if (json::bool_or(data, "done", false)) {
        call.audit().action = "finish_task";
        AMPARO_CHECK(casework::finish_task(call.actor(), records, task_id));
        return no_content();
    }
    const auto to = json::string_or(data, "assigned_to");
    if (to.empty()) return snooze_task(call, data);
    call.audit().action = "give_task";
    call.audit().details["assigned_to"] = to;
    AMPARO_TRY(const auto given, casework::give_task(call.actor(), records, task_id, to));
    AMPARO_TRY(auto task, task_named(call, given));
    return ok(std::move(task));
}

}  // namespace

Routes task_routes() {
    return {{.method = http::Method::get,
             .pattern = "/api/v2/tasks",
             .handler = list_tasks,
             .model = "Task",
             .action = "list"},
            {.method = http::Method::patch,
             .pattern = "/api/v2/tasks/{task_id}",
             .handler = once(change_task),
             .model = "Task",
             .action = "snooze"},
            {.method = http::Method::get,
             .pattern = "/api/v2/tasks/{task_id}/recipients",
             .handler = list_takers,
             .model = "Task",
             .action = "list"},
            {.method = http::Method::post,
             .pattern = "/api/v2/cases/{record_id}/tasks",
             .handler = create_task,
             .model = "Task",
             .action = "create"}};
}

}  // namespace amparo::api

// What is to be done on cases (records.md §23).
#include "insight/tasks.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

std::optional<bool> truth_of(const Call& call, std::string_view name) {
    const auto text = call.query(name);
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
}

insight::TaskRequest task_request(Call& call) {
    return {.of_team = call.query("scope") == "team",
            .assigned_to = call.query_list("assigned_to"),
            .types = call.query_list("type"),
            .risk_levels = call.query_list("risk_level"),
            .modules = call.query_list("module_id"),
            .overdue = truth_of(call, "overdue"),
            .order_by = call.query("order_by"),
            .descending = call.query("order") == "desc",
            .page = page_of(call),
            .per = per_of(call),
            .locale = locale_of(call)};
}

Result<http::Response> list_tasks(Call& call) {
    const insight::Tasks tasks(call.services().records.dependencies(), call.services().messages);
    const auto request = task_request(call);
    AMPARO_TRY(auto answer, tasks.list(call.actor(), request));
    return ok_with(std::move(answer.data), {{"total", answer.total},
                                            {"per", request.per},
                                            {"page", request.page},
                                            {"field_names", std::move(answer.field_names)}});
}

}  // namespace

Routes task_routes() {
    return {{.method = http::Method::get,
             .pattern = "/api/v2/tasks",
             .handler = list_tasks,
             .model = "Task",
             .action = "list"}};
}

}  // namespace amparo::api

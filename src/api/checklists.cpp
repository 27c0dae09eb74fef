// What the files of cases lack (case-management.md §10, supervision).
#include "insight/checklists.hpp"

#include "api/record_call.hpp"
#include "api/route.hpp"
#include "casework/checklist_tables.hpp"

namespace amparo::api {

namespace {

insight::ChecklistRequest checklist_request(Call& call) {
    return {.owners = call.query_list("owned_by"),
            .modules = call.query_list("module_id"),
            .steps = call.query_list("workflow"),
            .lacking = call.query_list("lacking"),
            .incomplete = call.query_is_true("incomplete"),
            .page = page_of(call),
            .per = per_of(call)};
}

insight::Checklists checklists_of(const Call& call) {
    return {call.services().records.dependencies(), call.services().messages};
}

json::Object metadata_of(const insight::ChecklistRequest& request, std::size_t total) {
    return {{"total", total}, {"per", request.per}, {"page", request.page}};
}

Result<http::Response> show_checklist(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto checklist,
               casework::checklist_of(call.actor(), call.services().records, id));
    return ok(casework::to_wire(checklist));
}

http::Response table_reply(Call& call, std::string table) {
    call.audit().details = {{"format", "csv"}, {"bytes", table.size()}};
    http::Response response;
    response.set_header("Content-Type", "text/csv; charset=utf-8");
    response.set_header("Content-Disposition", "attachment; filename=\"checklist.csv\"");
    response.body = std::move(table);
    return response;
}

Result<http::Response> export_checklist(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    if (!casework::may_export(call.actor())) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto checklist,
               casework::checklist_of(call.actor(), call.services().records, id));
    return table_reply(call, casework::table_of(checklist, {.definitions = *checklist.definitions,
                                                            .messages = call.services().messages,
                                                            .locale = locale_of(call)}));
}

Result<http::Response> show_progress(Call& call) {
    const auto request = checklist_request(call);
    AMPARO_TRY(auto answer, checklists_of(call).progress(call.actor(), request));
    return ok_with(std::move(answer.data), metadata_of(request, answer.total));
}

Result<http::Response> list_cases(Call& call) {
    const auto request = checklist_request(call);
    AMPARO_TRY(auto answer, checklists_of(call).cases(call.actor(), request));
    return ok_with(std::move(answer.data.at("cases")), metadata_of(request, answer.total));
}

Result<http::Response> export_cases(Call& call) {
    const auto request = checklist_request(call);
    AMPARO_TRY(auto table, checklists_of(call).table(call.actor(), request, locale_of(call)));
    return table_reply(call, std::move(table));
}

}  // namespace

Routes checklist_routes() {
    using http::Method;
    return {{.method = Method::get,
             .pattern = "/api/v2/cases/{record_id}/checklist",
             .handler = show_checklist,
             .model = "Child",
             .action = "checklist"},
            {.method = Method::get,
             .pattern = "/api/v2/cases/{record_id}/checklist/csv",
             .handler = export_checklist,
             .model = "Child",
             .action = "export"},
            {.method = Method::get,
             .pattern = "/api/v2/checklists",
             .handler = show_progress,
             .model = "Checklist",
             .action = "list"},
            {.method = Method::get,
             .pattern = "/api/v2/checklists/cases",
             .handler = list_cases,
             .model = "Checklist",
             .action = "list"},
            {.method = Method::get,
             .pattern = "/api/v2/checklists/csv",
             .handler = export_cases,
             .model = "Checklist",
             .action = "export"}};
}

}  // namespace amparo::api

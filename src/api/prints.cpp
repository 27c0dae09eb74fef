// Records, lists, blank forms and pictures as PDF (exchange.md §4, web-app.md §20, records.md §15).
#include <array>

#include "api/record_call.hpp"
#include "api/route.hpp"
#include "api/sandbox.hpp"
#include "base/crypto.hpp"
#include "exchange/print/printer.hpp"
#include "http/target.hpp"
#include "records/attachments.hpp"

namespace amparo::api {

namespace {

// A document is looked at by the browser's own viewer; nothing in it may run or load.
enum class Disposition { attachment, shown };

/// Both forms of RFC 6266: plain ASCII for old clients, UTF-8 for all others.
std::string disposition_of(Disposition disposition, const std::string& file_name) {
    std::string plain;
    for (const char letter : file_name) {
        const bool is_plain = letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
        plain += is_plain ? letter : '_';
    }
    return (disposition == Disposition::shown ? "inline; filename=\"" : "attachment; filename=\"") +
           plain + "\"; filename*=UTF-8''" + http::percent_encode(file_name);
}

http::Response document_reply(exchange::Print print, Disposition disposition) {
    http::Response response;
    response.set_header("Content-Type", print.is_archive ? "application/zip" : "application/pdf");
    response.set_header("Content-Disposition", disposition_of(disposition, print.file_name));
    put_in_sandbox(response);
    response.body = std::move(print.pdf);
    return response;
}

/// What the log keeps of an export: how much left, for what, and in which file. Every record has an
/// entry of its own, so that its access log names the print.
void note_print(Call& call, const exchange::PrintRequest& request, const exchange::Print& print) {
    call.audit().details = {{"format", print.is_archive ? "zip" : "pdf"},
                            {"template", exchange::wire_name(request.layout)},
                            {"history", request.has_history},
                            {"hand_over", request.is_hand_over},
                            {"forms", json::to_array(print.form_ids)},
                            {"locale", print.locale},
                            {"pages", print.pages},
                            {"documents", print.documents},
                            {"records", print.record_ids.size()},
                            {"encrypted", print.is_encrypted},
                            {"purpose", request.purpose},
                            {"sha256", crypto::hex(crypto::sha256(print.pdf))}};
    for (const auto& id : print.record_ids) call.audit().record_ids.push_back(id.text());
}

http::Response print_reply(Call& call, const exchange::PrintRequest& request,
                           exchange::Print print) {
    note_print(call, request, print);
    const auto pages = std::to_string(print.pages);
    const auto records = std::to_string(print.record_ids.size());
    auto response = document_reply(std::move(print), Disposition::attachment);
    response.set_header("X-Pages", pages);
    response.set_header("X-Records", records);
    return response;
}

Result<http::Response> print_record(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto request, exchange::parse_print_request(data));
    request.record_type = type;
    request.id = id;
    AMPARO_TRY(auto print, call.services().printer.print(call.actor(), request));
    return print_reply(call, request, std::move(print));
}

Result<http::Response> print_records(Call& call, std::string_view type) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto request, exchange::parse_print_request(data, exchange::PrintKind::records));
    request.record_type = type;
    AMPARO_TRY(auto print, call.services().printer.print_many(call.actor(), request));
    return print_reply(call, request, std::move(print));
}

/// Which list: as in the address of the list itself.
Result<http::Response> print_list(Call& call, std::string_view type) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto request, exchange::parse_print_request(data, exchange::PrintKind::list));
    request.record_type = type;
    AMPARO_TRY(auto print,
               call.services().printer.print_list(call.actor(), request, call.request().query));
    return print_reply(call, request, std::move(print));
}

/// Nothing about anybody is on a blank form: it needs no password and no right to export.
Result<http::Response> print_blank(Call& call) {
    json::Object data{{"form_unique_ids", json::to_array(call.query_list("form_unique_ids"))}};
    for (const auto* key : {"locale", "paper", "custom_export_file_name", "template"}) {
        if (auto value = call.query(key); !value.empty()) data[key] = std::move(value);
    }
    AMPARO_TRY(auto request, exchange::parse_print_request(data, exchange::PrintKind::blank));
    const auto type = call.query("record_type");
    request.record_type = type.empty() ? "case" : type;
    AMPARO_TRY(auto print, call.services().printer.print_blank(call.actor(), request));
    return print_reply(call, request, std::move(print));
}

Result<http::Response> show_rendition(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto attachment, call.number("attachment_id"));
    if (call.request().path_parameter("preview_type") != "pdf")
        return refuse(Errc::not_found, "errors.not_found");
    AMPARO_TRY(auto print, call.services().printer.picture(call.actor(), {type, id, attachment}));
    return document_reply(std::move(print), Disposition::shown);
}

struct Paths {
    std::string_view type;
    std::string_view print;
    std::string_view many;
    std::string_view list;
    std::string_view rendition;  // empty for types without files
};
constexpr std::array<Paths, 4> paths_by_type{{
    {"case", "/api/v2/cases/{record_id}/pdf", "/api/v2/cases/pdf", "/api/v2/cases/list_pdf",
     "/api/v2/cases/{record_id}/attachments/{attachment_id}/{preview_type}"},
    {"incident", "/api/v2/incidents/{record_id}/pdf", "/api/v2/incidents/pdf",
     "/api/v2/incidents/list_pdf",
     "/api/v2/incidents/{record_id}/attachments/{attachment_id}/{preview_type}"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/pdf", "/api/v2/tracing_requests/pdf",
     "/api/v2/tracing_requests/list_pdf",
     "/api/v2/tracing_requests/{record_id}/attachments/{attachment_id}/{preview_type}"},
    {"family", "/api/v2/families/{record_id}/pdf", "/api/v2/families/pdf",
     "/api/v2/families/list_pdf", ""},
}};

}  // namespace

Routes print_routes() {
    using http::Method;
    Routes routes{{.method = Method::get,
                   .pattern = "/api/v2/forms/pdf",
                   .handler = print_blank,
                   .model = "FormSection",
                   .action = "export"}};
    for (const auto& paths : paths_by_type) {
        const auto type = paths.type;
        const auto model = records::model_of(type);
        // A print is asked for by POST: its password and purpose belong into no address.
        routes.push_back({.method = Method::post,
                          .pattern = paths.print,
                          .handler = [type](Call& call) { return print_record(call, type); },
                          .model = model,
                          .action = "export"});
        routes.push_back({.method = Method::post,
                          .pattern = paths.many,
                          .handler = [type](Call& call) { return print_records(call, type); },
                          .model = model,
                          .action = "export"});
        routes.push_back({.method = Method::post,
                          .pattern = paths.list,
                          .handler = [type](Call& call) { return print_list(call, type); },
                          .model = model,
                          .action = "export"});
        if (paths.rendition.empty()) continue;
        routes.push_back({.method = Method::get,
                          .pattern = paths.rendition,
                          .handler = [type](Call& call) { return show_rendition(call, type); },
                          .model = model,
                          .action = "show"});
    }
    return routes;
}

}  // namespace amparo::api

// Records and their pictures as PDF (exchange.md §4, records.md §15).
#include <array>

#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/crypto.hpp"
#include "exchange/print/printer.hpp"
#include "http/target.hpp"
#include "records/attachments.hpp"

namespace amparo::api {

namespace {

// A document is looked at by the browser's own viewer; nothing in it may run or load.
constexpr std::string_view sandbox = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

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
    response.set_header("Content-Type", "application/pdf");
    response.set_header("Content-Disposition", disposition_of(disposition, print.file_name));
    response.set_header("Content-Security-Policy", std::string(sandbox));
    response.body = std::move(print.pdf);
    return response;
}

/// What the log keeps of an export: how much of the record left, for what, and in which file.
void note_print(Call& call, const exchange::PrintRequest& request, const exchange::Print& print) {
    call.audit().details = {{"format", "pdf"},
                            {"forms", json::to_array(print.form_ids)},
                            {"locale", print.locale},
                            {"pages", print.pages},
                            {"documents", print.documents},
                            {"encrypted", print.is_encrypted},
                            {"purpose", request.purpose},
                            {"sha256", crypto::hex(crypto::sha256(print.pdf))}};
}

Result<http::Response> print_record(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto request, exchange::parse_print_request(data));
    request.record_type = type;
    request.id = id;
    AMPARO_TRY(auto print, call.services().printer.print(call.actor(), request));
    note_print(call, request, print);
    const auto pages = std::to_string(print.pages);
    auto response = document_reply(std::move(print), Disposition::attachment);
    response.set_header("X-Pages", pages);
    return response;
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
    std::string_view rendition;  // empty for types without files
};
constexpr std::array<Paths, 4> paths_by_type{{
    {"case", "/api/v2/cases/{record_id}/pdf",
     "/api/v2/cases/{record_id}/attachments/{attachment_id}/{preview_type}"},
    {"incident", "/api/v2/incidents/{record_id}/pdf",
     "/api/v2/incidents/{record_id}/attachments/{attachment_id}/{preview_type}"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/pdf",
     "/api/v2/tracing_requests/{record_id}/attachments/{attachment_id}/{preview_type}"},
    {"family", "/api/v2/families/{record_id}/pdf", ""},
}};

}  // namespace

Routes print_routes() {
    using http::Method;
    Routes routes;
    for (const auto& paths : paths_by_type) {
        const auto type = paths.type;
        const auto model = records::model_of(type);
        // A print is asked for by POST: its password and purpose belong into no address.
        routes.push_back({.method = Method::post,
                          .pattern = paths.print,
                          .handler = [type](Call& call) { return print_record(call, type); },
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

// Files of records: photos, sound, documents, signatures (records.md §15).
#include "records/attachments.hpp"

#include <array>
#include <charconv>

#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "api/sandbox.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/printer.hpp"
#include "http/multipart.hpp"
#include "http/target.hpp"

namespace amparo::api {

namespace {

// A file somebody sent may be a page with a script: nothing in it may run or load.
records::AttachmentInput input_of(json::Object data, std::string bytes) {
    records::AttachmentInput input{.field_name = json::string_or(data, "field_name"),
                                   .attachment_type = json::string_or(data, "attachment_type"),
                                   .file_name = json::string_or(data, "file_name"),
                                   .bytes = std::move(bytes),
                                   .details = {}};
    for (const auto* known : {"field_name", "attachment_type", "file_name", "attachment",
                              "content_type", "file", "upload_id"}) {
        data.erase(known);
    }
    input.details = std::move(data);
    return input;
}

/// "true" and "false" of a form are truths; all other fields are texts.
json::Value form_value(std::string_view text) {
    if (text == "true") return true;
    if (text == "false") return false;
    return json::Value(text);
}

Result<records::AttachmentInput> input_from_form(const http::Request& request) {
    AMPARO_TRY(const auto parts,
               http::parse_multipart(request.header("content-type"), request.body));
    json::Object data;
    std::string bytes;
    for (const auto& part : parts) {
        if (part.name == "file") {
            bytes = part.bytes;
            if (!data.contains("file_name")) data.emplace("file_name", part.file_name);
        } else if (text::is_utf8(part.bytes)) {
            data.insert_or_assign(part.name, form_value(part.bytes));
        } else {
            return refuse(Errc::malformed, "errors.request.bad_text");
        }
    }
    return input_of(std::move(data), std::move(bytes));
}

Result<records::AttachmentInput> input_from_json(const Call& call) {
    AMPARO_TRY(auto data, call.data());
    if (const auto upload = json::find_string(data, "upload_id")) {
        const auto id = records::UploadId::parse(*upload);
        if (!id) return refuse_field(Errc::invalid, "upload_id", "errors.fields.value");
        auto input = input_of(std::move(data), {});
        input.upload = *id;
        return input;
    }
    const auto encoded = json::find_string(data, "attachment");
    auto bytes = crypto::from_base64(encoded.value_or(""));
    if (!encoded || !bytes) return refuse_field(Errc::invalid, "file", "errors.attachments.base64");
    return input_of(std::move(data), std::move(*bytes));
}

Result<records::AttachmentInput> input_from_wire(const Call& call) {
    const auto type = call.request().header("content-type");
    if (type.starts_with("multipart/form-data")) return input_from_form(call.request());
    return input_from_json(call);
}

Result<records::AttachmentNumber> attachment_of(const Call& call) {
    return call.number("attachment_id");
}

http::Response attachment_reply(records::AttachmentAnswer answer) {
    const auto etag = etag_of(answer.record.id, answer.record.revision);
    answer.attachment["record"] = std::move(answer.record.data);
    auto response = ok(std::move(answer.attachment));
    response.headers.emplace_back("ETag", etag);
    return response;
}

Result<http::Response> attach_file(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto input, input_from_wire(call));
    AMPARO_TRY(auto repetition, repetition_of(call));
    AMPARO_TRY(auto answer, call.services().attachments.attach(
                                call.actor(), {type, id}, std::move(input), std::move(repetition)));
    return attachment_reply(std::move(answer));
}

Result<http::Response> change_file(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto attachment, attachment_of(call));
    AMPARO_TRY(const auto details, call.data());
    AMPARO_TRY(auto answer,
               call.services().attachments.change(call.actor(), {type, id, attachment}, details));
    return attachment_reply(std::move(answer));
}

Result<http::Response> detach_file(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto attachment, attachment_of(call));
    AMPARO_TRY(const auto answer,
               call.services().attachments.detach(call.actor(), {type, id, attachment}));
    auto response = no_content();
    response.headers.emplace_back("ETag", etag_of(answer.id, answer.revision));
    return response;
}

Result<records::ImageSize> size_from_wire(const Call& call) {
    const auto size = call.query("size");
    if (size.empty()) return records::ImageSize::original;
    if (size == "thumb") return records::ImageSize::thumb;
    if (size == "medium") return records::ImageSize::medium;
    return refuse_field(Errc::invalid, "size", "errors.filters.value");
}

/// Both forms of RFC 6266: plain ASCII for old clients, UTF-8 for all others.
std::string disposition_of(const std::string& file_name) {
    std::string plain;
    for (const char letter : file_name) {
        const bool is_plain = letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
        plain += is_plain ? letter : '_';
    }
    return "inline; filename=\"" + plain + "\"; filename*=UTF-8''" +
           http::percent_encode(file_name);
}

Result<std::size_t> page_from_wire(const std::string& text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_page = error == std::errc{} && end == text.data() + text.size() && number >= 1 &&
                         number <= exchange::limits::pages_max;
    if (!is_page) return refuse_field(Errc::invalid, "page", "errors.filters.value");
    return number;
}

/// A page of a PDF as a picture, so that nobody has to keep the document on a device to read it.
Result<http::Response> show_page(Call& call, const records::AttachmentPlace& place) {
    AMPARO_TRY(const auto number, page_from_wire(call.query("page")));
    AMPARO_TRY(auto page, call.services().printer.page(call.actor(), place, number));
    http::Response response;
    response.set_header("Content-Type", "image/jpeg");
    response.set_header("Page-Count", std::to_string(page.pages));
    put_in_sandbox(response);
    response.body = std::move(page.jpeg);
    return response;
}

Result<http::Response> open_file(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto attachment, attachment_of(call));
    if (!call.query("page").empty()) return show_page(call, {type, id, attachment});
    AMPARO_TRY(const auto size, size_from_wire(call));
    AMPARO_TRY(auto file,
               call.services().attachments.open(call.actor(), {type, id, attachment}, size));
    http::Response response;
    response.set_header("Content-Type", std::move(file.content_type));
    response.set_header("Content-Disposition", disposition_of(file.file_name));
    put_in_sandbox(response);
    response.set_header("Accept-Ranges", "bytes");
    response.set_header("ETag", "\"" + file.digest + "-" + call.query("size") + "\"");
    response.body = std::move(file.bytes);
    return response;
}

struct Paths {
    std::string_view type;
    std::string_view all;
    std::string_view one;
};
constexpr std::array<Paths, 3> attachment_paths{{
    {"case", "/api/v2/cases/{record_id}/attachments",
     "/api/v2/cases/{record_id}/attachments/{attachment_id}"},
    {"incident", "/api/v2/incidents/{record_id}/attachments",
     "/api/v2/incidents/{record_id}/attachments/{attachment_id}"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/attachments",
     "/api/v2/tracing_requests/{record_id}/attachments/{attachment_id}"},
}};

}  // namespace

Routes attachment_routes() {
    using http::Method;
    Routes routes;
    for (const auto& paths : attachment_paths) {
        const auto type = paths.type;
        const auto model = records::model_of(type);
        routes.push_back({.method = Method::post,
                          .pattern = paths.all,
                          .handler = [type](Call& call) { return attach_file(call, type); },
                          .model = model,
                          .action = "attach",
                          .body_bytes_max = limits::attachment_body_bytes_max});
        routes.push_back({.method = Method::patch,
                          .pattern = paths.one,
                          .handler = once([type](Call& call) { return change_file(call, type); }),
                          .model = model,
                          .action = "update"});
        routes.push_back({.method = Method::del,
                          .pattern = paths.one,
                          .handler = [type](Call& call) { return detach_file(call, type); },
                          .model = model,
                          .action = "detach"});
        routes.push_back({.method = Method::get,
                          .pattern = paths.one,
                          .handler = [type](Call& call) { return open_file(call, type); },
                          .model = model,
                          .action = "show"});
    }
    return routes;
}

}  // namespace amparo::api

// Files that arrive in pieces, before they are attached to a record.
#include "records/uploads.hpp"

#include <charconv>

#include "api/route.hpp"
#include "records/service.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view offset_header = "upload-offset";

json::Object to_wire(const records::Upload& upload) {
    return {{"id", upload.id.text()},
            {"size", upload.size},
            {"received", upload.received},
            {"piece_bytes_max", records::upload_piece_bytes_max},
            {"expires_at", format_instant(upload.expires_at)}};
}

records::Uploads uploads_of(const Call& call) {
    return records::Uploads(call.services().records.dependencies());
}

Result<records::UploadId> upload_id_of(const Call& call) {
    const auto id = records::UploadId::parse(call.request().path_parameter("upload_id"));
    if (!id) return refuse(Errc::not_found, "errors.not_found");
    return *id;
}

Result<std::int64_t> offset_of(const Call& call) {
    const auto text = call.request().header(offset_header);
    std::int64_t offset = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
    const bool is_offset =
        error == std::errc{} && end == text.data() + text.size() && offset >= 0 && !text.empty();
    if (!is_offset) return refuse_field(Errc::invalid, "Upload-Offset", "errors.fields.value");
    return offset;
}

Result<http::Response> begin_upload(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto upload,
               uploads_of(call).begin(call.actor(), {.size = json::integer_or(data, "size", 0),
                                                     .digest = json::string_or(data, "digest")}));
    return ok(to_wire(upload));
}

Result<http::Response> show_upload(Call& call) {
    AMPARO_TRY(const auto id, upload_id_of(call));
    AMPARO_TRY(const auto upload, uploads_of(call).find(call.actor(), id));
    return ok(to_wire(upload));
}

Result<http::Response> append_piece(Call& call) {
    AMPARO_TRY(const auto id, upload_id_of(call));
    if (call.request().header("content-type") != "application/octet-stream")
        return refuse(Errc::unsupported_media, "errors.unsupported_media");
    AMPARO_TRY(const auto offset, offset_of(call));
    AMPARO_TRY(const auto upload,
               uploads_of(call).append(call.actor(), id, offset, call.request().body));
    return ok(to_wire(upload));
}

Result<http::Response> discard_upload(Call& call) {
    AMPARO_TRY(const auto id, upload_id_of(call));
    AMPARO_CHECK(uploads_of(call).discard(call.actor(), id));
    return no_content();
}

}  // namespace

Routes upload_routes() {
    using http::Method;
    constexpr std::string_view one = "/api/v2/uploads/{upload_id}";
    // What arrives is audited when it is attached to a record.
    return {
        {.method = Method::post, .pattern = "/api/v2/uploads", .handler = begin_upload},
        {.method = Method::get, .pattern = one, .handler = show_upload},
        {.method = Method::patch,
         .pattern = one,
         .handler = append_piece,
         .body_bytes_max = records::upload_piece_bytes_max},
        {.method = Method::del, .pattern = one, .handler = discard_upload},
    };
}

}  // namespace amparo::api

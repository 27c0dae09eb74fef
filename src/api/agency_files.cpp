// Logos and terms of use of agencies (administration.md §10).
#include "api/agency_files.hpp"

#include "api/route.hpp"
#include "api/sandbox.hpp"
#include "base/crypto.hpp"
#include "records/media.hpp"
#include "store/blobs.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t logo_bytes_max = 1U << 20;
constexpr std::size_t terms_bytes_max = 10U << 20;
constexpr int full_side_max = 512;
constexpr int icon_side_max = 100;
constexpr std::size_t file_name_characters_max = 255;
// Somebody's document is looked at by the browser's own viewer; nothing in it may run or load.
// The address holds the digest of what is there.
constexpr std::string_view keep_for_ever = "public, max-age=31536000, immutable";

using access::AgencyFile;

Result<std::string> clean_logo(const AgencyFile& file) {
    constexpr const char* format = "errors.models.agency.logo_format";
    if (file.bytes.size() > logo_bytes_max) return refuse(Errc::invalid, format);
    const int side_max = file.member == access::logo_icon ? icon_side_max : full_side_max;
    return records::clean_png(file.bytes, {.width_max = side_max,
                                           .height_max = side_max,
                                           .not_png = format,
                                           .too_wide = "errors.models.agency.logo_dimension"});
}

Result<std::string> checked_terms(const AgencyFile& file) {
    const bool is_pdf = file.bytes.starts_with("%PDF-") &&
                        records::media_type_of(file.bytes, "") == "application/pdf";
    if (is_pdf && file.bytes.size() <= terms_bytes_max) return file.bytes;
    return refuse(Errc::invalid, "errors.models.agency.terms_of_use_format");
}

/// The member's file as sent; nullopt when the body changes nothing of it.
Result<std::optional<AgencyFile>> sent_file(const json::Object& input, std::string_view member) {
    const auto name = json::find_string(input, std::string(member) + "_file_name");
    const auto encoded = json::find_string(input, std::string(member) + "_base64");
    if (!name || !encoded || name->empty() != encoded->empty()) return std::nullopt;
    auto bytes = crypto::from_base64(*encoded);
    if (!bytes || name->size() > file_name_characters_max)
        return refuse(Errc::invalid, "errors.attachments.base64");
    return AgencyFile{
        .member = member, .file_name = std::string(*name), .bytes = std::move(*bytes)};
}

Result<http::Response> download(Call& call) {
    const auto file =
        access::find_agency_file(call.directory(), call.request().path_parameter("signed_id"));
    if (!file) return refuse(Errc::not_found, "errors.not_found");
    const bool is_document = file->member == access::terms_of_use;
    if (is_document && !call.is_signed_in())
        return refuse(Errc::unauthenticated, "errors.not_signed_in");
    AMPARO_TRY(auto bytes, call.services().database.read([&](store::Snapshot& snapshot) {
        return store::blob_bytes(snapshot, file->blob, terms_bytes_max);
    }));
    http::Response response;
    response.set_header("Content-Type", is_document ? "application/pdf" : "image/png");
    response.set_header("Content-Disposition", "inline; filename=\"" + std::string(file->member) +
                                                   (is_document ? ".pdf\"" : ".png\""));
    put_in_sandbox(response);
    if (!is_document) response.set_header("Cache-Control", std::string(keep_for_ever));
    response.body = std::move(bytes);
    return response;
}

}  // namespace

Result<access::AgencyFiles> agency_files_from_wire(const json::Object& input) {
    access::AgencyFiles files;
    std::vector<Problem> problems;
    for (const auto member : access::agency_file_members) {
        auto sent = sent_file(input, member);
        if (sent && *sent && !(*sent)->bytes.empty()) {
            auto clean =
                member == access::terms_of_use ? checked_terms(**sent) : clean_logo(**sent);
            if (clean) {
                (*sent)->bytes = std::move(*clean);
            } else {
                sent = std::unexpected(std::move(clean).error());
            }
        }
        if (!sent) {
            problems.push_back({std::string(member), sent.error().message});
        } else if (*sent) {
            files.push_back(std::move(**sent));
        }
    }
    if (problems.empty()) return files;
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = std::move(problems)});
}

Routes agency_file_routes() {
    return {{.method = http::Method::get,
             .pattern = "/rails/active_storage/blobs/redirect/{signed_id}/{filename}",
             .handler = download,
             .door = Door::open}};
}

}  // namespace amparo::api

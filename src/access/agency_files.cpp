#include "access/agency_files.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "store/blobs.hpp"

namespace amparo::access {
namespace {

std::optional<BlobId> blob_of(const json::Object& attributes, std::string_view member) {
    const auto* stored = json::find_object(attributes, member);
    if (stored == nullptr) return std::nullopt;
    const auto blob = BlobId::parse(json::string_or(*stored, "blob_id"));
    return blob ? std::optional(*blob) : std::nullopt;
}

}  // namespace

std::optional<StoredAgencyFile> agency_file(const Agency& agency, std::string_view member) {
    const auto blob = blob_of(agency.attributes, member);
    if (!blob) return std::nullopt;
    const auto& stored = *json::find_object(agency.attributes, member);
    return StoredAgencyFile{.member = member,
                            .blob = *blob,
                            .digest = json::string_or(stored, "digest"),
                            .file_name = json::string_or(stored, "file_name")};
}

std::string agency_file_url(const Agency& agency, std::string_view member) {
    const auto file = agency_file(agency, member);
    if (!file) return "";
    // Without an ending: the router takes one for a format of the wire.
    return "/rails/active_storage/blobs/redirect/" + file->digest + "/" + std::string(member);
}

std::optional<StoredAgencyFile> find_agency_file(const Directory& directory,
                                                 std::string_view digest) {
    for (const auto& agency : directory.agencies()) {
        for (const auto member : agency_file_members) {
            auto file = agency_file(*agency, member);
            if (file && file->digest == digest) return file;
        }
    }
    return std::nullopt;
}

bool lacks_terms_of_use(const Agency& agency) {
    return json::bool_or(agency.attributes, "terms_of_use_enabled", false) &&
           !agency_file(agency, terms_of_use);
}

bool has_newer_terms(const Agency& agency, const std::string& accepted_on) {
    // Moments of the wire sort as texts.
    return !accepted_on.empty() &&
           json::string_or(agency.attributes, "terms_of_use_uploaded_at") > accepted_on;
}

Result<> keep_agency_files(store::Transaction& transaction, const AgencyFiles& files,
                           const std::vector<BlobId>& new_blobs, json::Object& attributes) {
    AMPARO_REQUIRE(files.size() == new_blobs.size());
    for (std::size_t at = 0; at < files.size(); ++at) {
        const auto& file = files[at];
        if (const auto old = blob_of(attributes, file.member))
            AMPARO_CHECK(store::remove_blob(transaction, *old));
        if (file.bytes.empty()) {
            attributes.erase(file.member);
            continue;
        }
        AMPARO_CHECK(store::put_blob(transaction, new_blobs[at], file.bytes));
        attributes[file.member] = json::Object{{"blob_id", new_blobs[at].text()},
                                               {"digest", crypto::hex(crypto::sha256(file.bytes))},
                                               {"file_name", file.file_name}};
    }
    return {};
}

}  // namespace amparo::access

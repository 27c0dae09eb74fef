#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/directory.hpp"

namespace amparo::access {

/// The files an agency may have, by their members on the wire (administration.md §10).
inline constexpr std::string_view logo_full = "logo_full";
inline constexpr std::string_view logo_icon = "logo_icon";
inline constexpr std::string_view terms_of_use = "terms_of_use";
inline constexpr std::array agency_file_members{logo_full, logo_icon, terms_of_use};

/// A file to be kept with an agency, checked by whoever took it in; without bytes, one to remove.
struct AgencyFile {
    std::string_view member;
    std::string file_name;
    std::string bytes;
};
using AgencyFiles = std::vector<AgencyFile>;

/// A file that an agency has.
struct StoredAgencyFile {
    std::string_view member;
    BlobId blob;
    std::string digest;     // SHA-256 of the bytes, hexadecimal: its address
    std::string file_name;  // as somebody called it
};

/// The agency's file of that member; nullopt when it has none.
std::optional<StoredAgencyFile> agency_file(const Agency& agency, std::string_view member);
/// Where it is to be had, from the root of the server; "" when the agency has none.
std::string agency_file_url(const Agency& agency, std::string_view member);
/// The file of that digest, of any agency.
std::optional<StoredAgencyFile> find_agency_file(const Directory& directory,
                                                 std::string_view digest);

/// Whether the agency wants its terms accepted but has none to show.
bool lacks_terms_of_use(const Agency& agency);
/// Whether its terms are newer than that acceptance (a moment of the wire, or "").
bool has_newer_terms(const Agency& agency, const std::string& accepted_on);

/// Keeps and removes files in the transaction and describes them in the agency's attributes.
Result<> keep_agency_files(store::Transaction& transaction, const AgencyFiles& files,
                           const std::vector<BlobId>& new_blobs, json::Object& attributes);

}  // namespace amparo::access

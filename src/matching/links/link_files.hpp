#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "matching/links/link.hpp"

namespace amparo::matching::links {

/// What `amparo match evaluate links` is asked.
struct LinkRequest {
    std::vector<std::filesystem::path> in;
    ColumnMap map;
    LinkOptions options = {};
    std::filesystem::path out;
};

/// What came out.
struct LinkSummary {
    std::size_t records = 0;
    std::size_t persons = 0;
    std::size_t links = 0;
};

/// Reads the person files, links them and writes id_a,id_b,score, best first. The output appears
/// only when it is complete. Refusals name the file and the line or column at fault.
Result<LinkSummary> link_files(const LinkRequest& request, const StageReport& report);
/// The column map in a file of JSON; see parse_map().
Result<ColumnMap> read_map(const std::filesystem::path& file);
/// The text of the links: a header, then one line each, ids quoted where they must be.
std::string to_csv(const People& people, const std::vector<Link>& links);

}  // namespace amparo::matching::links

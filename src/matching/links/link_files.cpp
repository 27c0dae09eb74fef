#include "matching/links/link_files.hpp"

#include <array>
#include <charconv>

#include "matching/evaluate/files.hpp"
#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

constexpr int score_digits = 6;

Error in_file(Error error, const std::filesystem::path& file) {
    error.message.arguments.emplace_back("file", file.string());
    return error;
}

Result<PersonFile> read_file(const std::filesystem::path& path) {
    AMPARO_TRY(const auto text, read_person_file(path, file_bytes_max));
    auto table = parse_table(text);
    if (!table) return std::unexpected(in_file(std::move(table).error(), path));
    return PersonFile{.name = path.string(), .table = std::move(*table)};
}

Result<People> read_people(const LinkRequest& request) {
    if (request.in.empty() || request.in.size() > files_max) {
        return refuse(Errc::invalid,
                      MessageKey("cli.links.file_count", {{"most", std::to_string(files_max)}}));
    }
    if (request.options.scope == Scope::between_files && request.in.size() < 2) {
        return refuse(Errc::invalid, "cli.links.between_one");
    }
    std::vector<PersonFile> files;
    std::size_t rows = 0;
    for (const auto& path : request.in) {
        AMPARO_TRY(auto file, read_file(path));
        rows += file.table.rows.size();
        if (rows > rows_max) {
            return refuse(Errc::too_large,
                          MessageKey("cli.links.too_many_rows", {{"file", path.string()}}));
        }
        files.push_back(std::move(file));
    }
    return gather(files, request.map);
}

void append_id(std::string& text, const std::string& id) {
    if (id.find_first_of(",\"\r\n") == std::string::npos) {
        text += id;
        return;
    }
    text += '"';
    for (const char c : id) {
        if (c == '"') text += '"';
        text += c;
    }
    text += '"';
}

}  // namespace

Result<LinkSummary> link_files(const LinkRequest& request, const StageReport& report) {
    AMPARO_TRY(const auto people, read_people(request));
    LinkReport details;
    AMPARO_TRY(const auto links, link_people(people, request.options, report, &details));
    if (!write_text(request.out, to_csv(people, links))) {
        return refuse(Errc::invalid,
                      MessageKey("cli.links.unwritable", {{"file", request.out.string()}}));
    }
    return LinkSummary{.records = people.size(), .persons = details.persons, .links = links.size()};
}

Result<ColumnMap> read_map(const std::filesystem::path& file) {
    AMPARO_TRY(const auto text, read_person_file(file, map_bytes_max));
    auto map = parse_map(text);
    if (map) return map;
    auto error = std::move(map).error();
    if (error.code == Errc::malformed) error.message = MessageKey("cli.links.map_not_json");
    return std::unexpected(in_file(std::move(error), file));
}

std::string to_csv(const People& people, const std::vector<Link>& links) {
    std::string text = "id_a,id_b,score\n";
    std::array<char, 32> number{};
    for (const auto& link : links) {
        append_id(text, people.ids[link.a]);
        text += ',';
        append_id(text, people.ids[link.b]);
        text += ',';
        const auto end = std::to_chars(number.data(), number.data() + number.size(), link.score,
                                       std::chars_format::fixed, score_digits);
        text.append(number.data(), end.ptr);
        text += '\n';
    }
    return text;
}

}  // namespace amparo::matching::links

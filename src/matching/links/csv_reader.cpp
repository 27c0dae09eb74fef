#include "matching/links/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <unordered_set>

#include "base/text.hpp"
#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

constexpr std::string_view separators = ",;\t";

/// How often a sign stands outside of quotation marks.
std::size_t count_unquoted(std::string_view line, char sign) {
    std::size_t count = 0;
    bool is_quoted = false;
    for (const char c : line) {
        if (c == '"') is_quoted = !is_quoted;
        if (c == sign && !is_quoted) ++count;
    }
    return count;
}

bool ends_line(char c) {
    return c == '\n' || c == '\r';
}

void trim(std::string& field) {
    while (!field.empty() && is_blank(field.back())) field.pop_back();
    field.erase(0, std::min(field.find_first_not_of(" \t"), field.size()));
}

Error at_line(const char* key, std::size_t line) {
    return {.code = Errc::invalid,
            .message = MessageKey(key, {{"line", std::to_string(line)}}),
            .internal = {}};
}

Result<> check_header(const std::vector<std::string>& columns) {
    std::unordered_set<std::string> seen;
    for (const auto& column : columns) {
        if (column.empty() || seen.insert(column).second) continue;
        return refuse(Errc::invalid, MessageKey("cli.links.column_twice", {{"column", column}}));
    }
    return {};
}

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    find_separator();
}

void CsvReader::find_separator() {
    constexpr std::string_view saying = "sep=";
    const auto begin = std::min(text_.find_first_not_of("\r\n", at_), text_.size());
    const auto first = text_.substr(begin, text_.find_first_of("\r\n", begin) - begin);
    const bool says_so = first.size() == saying.size() + 1 && first.starts_with(saying) &&
                         separators.contains(first.back());
    if (says_so) {
        separator_ = first.back();
        at_ = begin + first.size();
        return;
    }
    std::size_t most = 0;
    for (const char candidate : separators) {
        const auto found = count_unquoted(first, candidate);
        if (found <= most) continue;
        most = found;
        separator_ = candidate;
    }
}

Result<bool> CsvReader::next(std::vector<std::string>& row) {
    row.clear();
    while (at_ < text_.size() && ends_line(text_[at_])) {
        if (text_[at_] == '\n' || !text_.substr(at_).starts_with("\r\n")) ++line_;
        ++at_;
    }
    row_line_ = line_;
    if (at_ >= text_.size()) return false;
    for (bool more = true; more;) {
        if (row.size() == columns_max) return std::unexpected(wrong("cli.links.too_many_columns"));
        auto& field = row.emplace_back();
        while (at_ < text_.size() && is_blank(text_[at_]) && text_[at_] != separator_) ++at_;
        if (at_ < text_.size() && text_[at_] == '"') {
            AMPARO_CHECK(read_quoted(field));
        }
        read_plain(field);
        trim(field);
        if (field.size() > field_bytes_max)
            return std::unexpected(wrong("cli.links.field_too_long"));
        if (!text::is_utf8(field)) return std::unexpected(wrong("cli.links.not_utf8"));
        more = end_of_field();
    }
    return true;
}

Result<> CsvReader::read_quoted(std::string& field) {
    for (++at_; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == '"') {
            if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') {
                ++at_;
                return {};
            }
            ++at_;
        }
        if (c == '\n') ++line_;
        field += c;
        if (field.size() > field_bytes_max) break;
    }
    return std::unexpected(wrong("cli.links.quote_open"));
}

void CsvReader::read_plain(std::string& field) {
    const std::array ends{separator_, '\r', '\n'};
    const auto end = std::min(text_.find_first_of(ends.data(), at_, ends.size()), text_.size());
    field.append(text_.substr(at_, end - at_));
    at_ = end;
}

bool CsvReader::end_of_field() {
    if (at_ >= text_.size()) return false;
    if (text_[at_] != separator_) return false;
    ++at_;
    return true;
}

Error CsvReader::wrong(const char* key) const {
    return at_line(key, row_line_);
}

Result<Table> parse_table(std::string_view text) {
    CsvReader reader(text);
    Table table;
    AMPARO_TRY(const bool has_header, reader.next(table.columns));
    if (!has_header) return refuse(Errc::invalid, "cli.links.empty_file");
    AMPARO_CHECK(check_header(table.columns));
    std::vector<std::string> row;
    while (true) {
        AMPARO_TRY(const bool more, reader.next(row));
        if (!more) break;
        if (row.size() > table.columns.size()) {
            return std::unexpected(at_line("cli.links.row_too_long", reader.line()));
        }
        if (table.rows.size() == rows_max)
            return refuse(Errc::too_large, MessageKey("cli.links.too_many_rows"));
        row.resize(table.columns.size());
        table.rows.push_back(std::move(row));
        table.lines.push_back(reader.line());
    }
    return table;
}

Result<std::string> read_person_file(const std::filesystem::path& file, std::size_t bytes_max) {
    std::ifstream in(file, std::ios::binary);
    std::error_code failure;
    if (!in || std::filesystem::is_directory(file, failure)) {
        return refuse(Errc::not_found,
                      MessageKey("cli.links.unreadable", {{"file", file.string()}}));
    }
    std::string text;
    std::string piece(1U << 16, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        text.append(piece, 0, static_cast<std::size_t>(in.gcount()));
        if (text.size() > bytes_max) {
            return refuse(Errc::too_large,
                          MessageKey("cli.links.file_too_large", {{"file", file.string()}}));
        }
    }
    return text;
}

}  // namespace amparo::matching::links

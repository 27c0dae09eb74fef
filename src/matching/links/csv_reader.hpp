#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace amparo::matching::links {

/// Reads comma-separated rows (RFC 4180): quoted fields with doubled quotes and line breaks, LF,
/// CRLF or CR ends, a byte order mark, blanks around a field left out, blank lines skipped.
/// Semicolons or tabs separate instead of commas where the first line has more of them, or says
/// so ("sep=;"): that is how spreadsheets write where commas stand in numbers.
class CsvReader {
  public:
    /// Reads over `text`, which must outlive the reader.
    explicit CsvReader(std::string_view text);

    /// The next row into `row`; false at the end. A refusal names the line: `invalid` for a quote
    /// that is never closed, a field or a row beyond the limits, or broken UTF-8.
    Result<bool> next(std::vector<std::string>& row);
    /// The line on which the last row began, from 1.
    std::size_t line() const { return row_line_; }

  private:
    void find_separator();
    Result<> read_quoted(std::string& field);
    void read_plain(std::string& field);
    bool end_of_field();
    Error wrong(const char* key) const;

    std::string_view text_;
    char separator_ = ',';
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t row_line_ = 1;
};

/// A whole file in memory: the names of its columns, and its rows, each as long as the header.
struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;  // where each row began
};

/// The table of a CSV text with a header. Short rows are filled with empty fields; `invalid` for
/// what CsvReader refuses, an empty text, a column named twice, a row with too many fields, or
/// more rows than the limit.
Result<Table> parse_table(std::string_view text);
/// The bytes of a file; `not_found` when it cannot be read, `too_large` beyond the limit.
Result<std::string> read_person_file(const std::filesystem::path& file, std::size_t bytes_max);

}  // namespace amparo::matching::links

#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Tables as text that spreadsheets open (RFC 4180).
namespace amparo::csv {

/// What a file begins with, so that spreadsheets read it as UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Adds a line. A text that a spreadsheet would take for a formula gets an apostrophe in front, so
/// that nothing somebody typed is ever run on another's machine.
void write_row(std::string& out, const std::vector<std::string>& cells);

}  // namespace amparo::csv

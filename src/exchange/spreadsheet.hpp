#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace amparo::exchange {

/// A text or a number. Texts are never taken for formulas.
using Cell = std::variant<std::string, double>;
/// One sheet of a workbook.
struct Worksheet {
    std::string name;  // at most 31 characters, without []:*?/\.
    std::vector<std::vector<Cell>> rows = {};
};

/// The media type of such a file.
inline constexpr std::string_view spreadsheet_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// An XLSX workbook (ECMA-376) with the sheet. Characters that XML cannot hold are left out.
std::string spreadsheet_of(const Worksheet& sheet);

}  // namespace amparo::exchange

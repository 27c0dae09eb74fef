#include "base/csv.hpp"

#include <algorithm>

namespace amparo::csv {
namespace {

constexpr std::string_view formula_starts = "=+-@\t\r\n|%";
// The wide forms that East Asian spreadsheets read as the plain ones: ＝ ＋ － ＠.
constexpr std::string_view wide_starts[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                            "\xEF\xBC\xA0"};

/// Spreadsheets overlook spaces in front of a formula, so this does, too.
bool reads_as_formula(std::string_view text) {
    const auto start = text.find_first_not_of(' ');
    if (start == std::string_view::npos) return false;
    text.remove_prefix(start);
    return formula_starts.find(text.front()) != std::string_view::npos ||
           std::ranges::any_of(wide_starts, [&](auto wide) { return text.starts_with(wide); });
}

void write_cell(std::string& out, std::string_view text) {
    const bool is_formula = reads_as_formula(text);
    const bool is_quoted = is_formula || text.find_first_of(",;\"\r\n") != std::string_view::npos;
    if (!is_quoted) {
        out += text;
        return;
    }
    out += '"';
    if (is_formula) out += '\'';
    for (const char letter : text) {
        if (letter == '"') out += '"';
        out += letter;
    }
    out += '"';
}

}  // namespace

void write_row(std::string& out, const std::vector<std::string>& cells) {
    bool is_first = true;
    for (const auto& cell : cells) {
        if (!is_first) out += ',';
        is_first = false;
        write_cell(out, cell);
    }
    out += "\r\n";
}

}  // namespace amparo::csv

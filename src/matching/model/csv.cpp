#include "matching/model/csv.hpp"

#include "base/text.hpp"

namespace amparo::matching {
namespace {

/// The text of a field that begins with a quotation mark; `at` moves past its end.
std::string quoted(std::string_view line, std::size_t& at) {
    std::string field;
    for (++at; at < line.size(); ++at) {
        if (line[at] == '"') {
            const bool is_doubled = at + 1 < line.size() && line[at + 1] == '"';
            if (!is_doubled) break;
            ++at;
        }
        field += line[at];
    }
    at = std::min(line.find(',', at), line.size());
    return field;
}

}  // namespace

std::vector<std::string> csv_fields(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::vector<std::string> fields;
    for (std::size_t at = 0; at <= line.size(); ++at) {
        while (at < line.size() && line[at] == ' ') ++at;
        if (at < line.size() && line[at] == '"') {
            fields.push_back(quoted(line, at));
            continue;
        }
        const auto end = std::min(line.find(',', at), line.size());
        fields.emplace_back(text::trim(line.substr(at, end - at)));
        at = end;
    }
    return fields;
}

}  // namespace amparo::matching

#include "index/detail/cross_counts.hpp"

#include <algorithm>
#include <unordered_map>

namespace amparo::index {
namespace {

using Counts = std::vector<std::pair<CodePair, std::size_t>>;

// Nanoseconds to read the two codes of a record and count, and to intersect two bitmaps of 64 Ki.
constexpr std::size_t scan_cost = 40;
constexpr std::size_t intersection_cost = 1000;

Counts by_intersection(const KeywordColumn& rows, const KeywordColumn& columns,
                       const Bitmap& selection) {
    Counts counts;
    for (KeywordColumn::Code row = 0; row < rows.end(); ++row) {
        const auto selected = rows.posting(row).intersection(selection);
        if (selected.empty()) continue;
        for (KeywordColumn::Code column = 0; column < columns.end(); ++column) {
            const auto count = columns.posting(column).intersection_size(selected);
            if (count > 0) counts.push_back({{row, column}, count});
        }
    }
    return counts;
}

Counts by_scan(const KeywordColumn& rows, const KeywordColumn& columns, const Bitmap& selection) {
    std::unordered_map<std::uint64_t, std::size_t> found;
    KeywordColumn::Code single_row = 0;
    KeywordColumn::Code single_column = 0;
    selection.for_each([&](Ordinal ordinal) {
        const auto column_codes = columns.codes(ordinal, single_column);
        if (column_codes.empty()) return;
        for (const auto row : rows.codes(ordinal, single_row)) {
            for (const auto column : column_codes) ++found[(std::uint64_t{row} << 32) | column];
        }
    });
    Counts counts;
    for (const auto& [pair, count] : found) {
        const CodePair codes{static_cast<KeywordColumn::Code>(pair >> 32),
                             static_cast<KeywordColumn::Code>(pair)};
        counts.emplace_back(codes, count);
    }
    return counts;
}

}  // namespace

std::vector<std::pair<CodePair, std::size_t>> cross_counts(const KeywordColumn& rows,
                                                           const KeywordColumn& columns,
                                                           const Bitmap& selection) {
    const auto selected = selection.size();
    const auto pairs = std::size_t{rows.end()} * columns.end();
    const auto containers = selected / 65536 + 1;
    if (selected * scan_cost < pairs * intersection_cost * containers) {
        return by_scan(rows, columns, selection);
    }
    return by_intersection(rows, columns, selection);
}

}  // namespace amparo::index

#include "index/detail/pivot.hpp"

#include <algorithm>
#include <unordered_map>

namespace amparo::index {
namespace {

// Nanoseconds: to read the groups of one record; to intersect a posting with 64 Ki ordinals; to
// write or to read a group that lies side by side with those of its neighbours.
constexpr std::size_t scan_cost = 15;
constexpr std::size_t intersection_cost = 500;
constexpr std::size_t neighbour_cost = 2;

}  // namespace

Pivot::Pivot(const KeywordColumn& column, std::optional<int> level, Ordinal end)
    : column_(column), level_(level), end_(end) {
    if (level_) {
        group_of_.assign(column.place_end(), none);
        for (KeywordColumn::Code place = 0; place < column.place_end(); ++place) {
            const auto& posting = column.under(place);
            if (column.place_level(place) == *level_ && !posting.empty()) add_group(place, posting);
        }
        return;
    }
    group_of_.assign(column.end(), none);
    for (KeywordColumn::Code code = 0; code < column.end(); ++code) {
        if (!column.posting(code).empty()) add_group(code, column.posting(code));
    }
}

void Pivot::add_group(KeywordColumn::Code code, const Posting& posting) {
    group_of_[code] = static_cast<Group>(codes_.size());
    codes_.push_back(code);
    postings_.push_back(&posting);
}

const std::string& Pivot::name(Group group) const {
    return level_ ? column_.place_text(codes_[group]) : column_.text(codes_[group]);
}

const std::vector<Pivot::Group>& Pivot::by_name() {
    if (by_name_.size() == size()) return by_name_;
    for (Group group = 0; group < size(); ++group) by_name_.push_back(group);
    std::ranges::sort(by_name_, {},
                      [this](Group group) -> const std::string& { return name(group); });
    rank_.resize(size());
    for (std::uint32_t place = 0; place < size(); ++place) rank_[by_name_[place]] = place;
    return by_name_;
}

std::vector<std::size_t> Pivot::count(const Bitmap& all) {
    std::vector<std::size_t> counts(size(), 0);
    const auto selection = with_values(all);
    const auto selected = selection.size();
    const auto by_scan = selected * scan_cost;
    const auto by_posting = size() * intersection_cost * containers(selected);
    const auto by_neighbour = side_by_side_cost(selected);
    if (by_posting <= std::min(by_scan, by_neighbour)) {
        for (Group group = 0; group < size(); ++group)
            counts[group] = postings_[group]->intersection_size(selection);
    } else if (by_neighbour < by_scan) {
        const auto& groups = side_by_side();
        counts.push_back(0);  // those without a group, so that the loop need not ask
        selection.for_each([&](Ordinal ordinal) {
            ++counts[std::min<std::size_t>(groups[ordinal], counts.size() - 1)];
        });
        counts.pop_back();
    } else {
        selection.for_each(
            [&](Ordinal ordinal) { visit_groups(ordinal, [&](Group group) { ++counts[group]; }); });
    }
    return counts;
}

std::vector<Pivot::Cell> Pivot::cross(Pivot& rows, Pivot& columns, const Bitmap& all) {
    const auto selection = columns.with_values(rows.with_values(all));
    const auto selected = selection.size();
    const auto scan = selected * 3 * scan_cost;
    const auto by_columns = rows.side_by_side_cost(selected) +
                            columns.size() * 2 * intersection_cost * rows.containers(selected);
    const auto by_rows = columns.side_by_side_cost(selected) +
                         rows.size() * 2 * intersection_cost * rows.containers(selected);
    if (!rows.column_.is_multiple() && by_columns < std::min(scan, by_rows))
        return cross_side_by_side(rows, columns, selection);
    if (columns.column_.is_multiple() || by_rows >= scan)
        return cross_by_scan(rows, columns, selection);
    auto cells = cross_side_by_side(columns, rows, selection);
    for (auto& cell : cells) std::swap(cell.row, cell.column);
    return cells;
}

std::vector<Pivot::Cell> Pivot::cross_side_by_side(Pivot& rows, const Pivot& columns,
                                                   const Bitmap& selection) {
    std::vector<Cell> cells;
    const auto& groups = rows.side_by_side();
    std::vector<std::size_t> counts(rows.size() + 1);
    for (Group column = 0; column < columns.size(); ++column) {
        std::ranges::fill(counts, 0);
        columns.postings_[column]->intersection(selection).for_each([&](Ordinal ordinal) {
            ++counts[std::min<std::size_t>(groups[ordinal], rows.size())];
        });
        for (Group row = 0; row < rows.size(); ++row) {
            if (counts[row] > 0) cells.push_back({row, column, counts[row]});
        }
    }
    return cells;
}

std::vector<Pivot::Cell> Pivot::cross_by_scan(const Pivot& rows, const Pivot& columns,
                                              const Bitmap& selection) {
    std::unordered_map<std::uint64_t, std::size_t> found;
    selection.for_each([&](Ordinal ordinal) {
        rows.visit_groups(ordinal, [&](Group row) {
            columns.visit_groups(
                ordinal, [&](Group column) { ++found[(std::uint64_t{row} << 32U) | column]; });
        });
    });
    std::vector<Cell> cells;
    cells.reserve(found.size());
    for (const auto& [pair, count] : found) {
        cells.push_back({static_cast<Group>(pair >> 32U), static_cast<Group>(pair), count});
    }
    return cells;
}

/// Without the records that are in no group; often few are left.
Bitmap Pivot::with_values(const Bitmap& selection) const {
    return Bitmap::intersection(selection, column_.present());
}

/// Each group of a record once, also when several of its values lie under one place.
template <class Visit>
void Pivot::visit_groups(Ordinal ordinal, Visit&& visit) const {
    KeywordColumn::Code single = 0;
    const auto codes = column_.codes(ordinal, single);
    if (!level_) {
        for (const auto code : codes) visit(group_of_[code]);
        return;
    }
    std::vector<Group> seen;
    for (const auto code : codes) {
        for (const auto place : column_.places(code)) {
            const auto group = group_of_[place];
            if (group == none || std::ranges::find(seen, group) != seen.end()) continue;
            seen.push_back(group);
            visit(group);
        }
    }
}

/// More than anything else where a record may be in several groups.
std::size_t Pivot::side_by_side_cost(std::size_t selected) const {
    if (column_.is_multiple()) return SIZE_MAX / 2;
    const auto reading = selected * neighbour_cost;
    return side_by_side_.empty() ? reading + end_ * neighbour_cost : reading;
}

const std::vector<Pivot::Group>& Pivot::side_by_side() {
    if (!side_by_side_.empty()) return side_by_side_;
    side_by_side_.assign(end_, none);
    for (Group group = 0; group < size(); ++group) {
        const auto& posting = *postings_[group];
        const auto put = [&](Ordinal ordinal) { side_by_side_[ordinal] = group; };
        if (posting.bitmap() != nullptr) {
            posting.bitmap()->for_each(put);
        } else {
            std::ranges::for_each(posting.list(), put);
        }
    }
    return side_by_side_;
}

}  // namespace amparo::index

#include "index/detail/pivot.hpp"

#include <algorithm>

#include "index/detail/pair_counts.hpp"

namespace amparo::index {
namespace {

// Nanoseconds: to read what a record says and count it; to intersect a posting with 64 Ki ordinals;
// to give the count of a saying to its groups.
constexpr std::size_t scan_cost = 4;
constexpr std::size_t intersection_cost = 500;
constexpr std::size_t saying_cost = 3;

}  // namespace

Pivot::Pivot(const KeywordColumn& column, std::optional<int> level)
    : column_(column), level_(level) {
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

/// The class of one record after the other, in ascending order.
class Pivot::Reader {
  public:
    explicit Reader(Pivot& pivot) : classes_(pivot.classes().data()), sayings_(pivot.column_) {}
    Class get(Ordinal ordinal) {
        const auto saying = sayings_.get(ordinal, nothing_said);
        return saying == nothing_said ? 0 : classes_[saying];
    }

  private:
    static constexpr KeywordColumn::Saying nothing_said = UINT32_MAX;
    const Class* classes_;
    KeywordColumn::Cursor sayings_;
};

std::vector<std::size_t> Pivot::count(const Bitmap& all) {
    std::vector<std::size_t> counts(size(), 0);
    const auto selection = with_values(all);
    const auto selected = selection.size();
    const auto by_scan = selected * scan_cost + column_.saying_end() * saying_cost;
    if (by_posting_cost(selected) <= by_scan) {
        for (Group group = 0; group < size(); ++group)
            counts[group] = postings_[group]->intersection_size(selection);
        return counts;
    }
    Reader reader(*this);
    std::vector<std::size_t> by_class(class_end(), 0);
    selection.for_each([&](Ordinal ordinal) { ++by_class[reader.get(ordinal)]; });
    for (Class number = 1; number < by_class.size(); ++number) {
        Group single = none;
        for (const auto group : groups_in(number, single)) counts[group] += by_class[number];
    }
    return counts;
}

std::vector<Pivot::Cell> Pivot::cross(Pivot& rows, Pivot& columns, const Bitmap& all) {
    const auto selection = columns.with_values(rows.with_values(all));
    const auto selected = selection.size();
    const auto sayings = rows.column_.saying_end() + columns.column_.saying_end();
    const auto by_scan = selected * 2 * scan_cost + sayings * saying_cost;
    const auto by_posting = rows.by_posting_cost(selected) * (1 + columns.size());
    return by_posting < by_scan ? cross_by_posting(rows, columns, selection)
                                : cross_by_scan(rows, columns, selection);
}

std::vector<Pivot::Cell> Pivot::cross_by_posting(const Pivot& rows, const Pivot& columns,
                                                 const Bitmap& selection) {
    std::vector<Cell> cells;
    for (Group row = 0; row < rows.size(); ++row) {
        const auto of_row = rows.postings_[row]->intersection(selection);
        if (of_row.empty()) continue;
        for (Group column = 0; column < columns.size(); ++column) {
            const auto count = columns.postings_[column]->intersection_size(of_row);
            if (count > 0) cells.push_back({row, column, count});
        }
    }
    return cells;
}

std::vector<Pivot::Cell> Pivot::cross_by_scan(Pivot& rows, Pivot& columns,
                                              const Bitmap& selection) {
    Reader row_reader(rows);
    Reader column_reader(columns);
    PairCounts by_class(rows.class_end(), columns.class_end(), selection.size());
    selection.for_each([&](Ordinal ordinal) {
        by_class.add(row_reader.get(ordinal), column_reader.get(ordinal), 1);
    });
    PairCounts by_group(rows.size(), columns.size(), selection.size());
    by_class.for_each([&](Class row_class, Class column_class, std::size_t count) {
        Group single_row = none;
        Group single_column = none;
        const auto columns_in = columns.groups_in(column_class, single_column);
        for (const auto row : rows.groups_in(row_class, single_row)) {
            for (const auto column : columns_in) by_group.add(row, column, count);
        }
    });
    std::vector<Cell> cells;
    by_group.for_each(
        [&](Group row, Group column, std::size_t count) { cells.push_back({row, column, count}); });
    return cells;
}

/// Without the records that are in no group; often few are left.
Bitmap Pivot::with_values(const Bitmap& selection) const {
    return Bitmap::intersection(selection, column_.present());
}

std::size_t Pivot::by_posting_cost(std::size_t selected) const {
    return size() * intersection_cost * (selected / 65536 + 1);
}

/// Each group once, also when several values lie under one place.
std::vector<Pivot::Group> Pivot::groups_of(KeywordColumn::Saying saying) const {
    std::vector<Group> groups;
    const auto add = [&](KeywordColumn::Code code) {
        if (group_of_[code] != none) groups.push_back(group_of_[code]);
    };
    KeywordColumn::Code single = 0;
    for (const auto code : column_.codes_of(saying, single)) {
        if (level_)
            std::ranges::for_each(column_.places(code), add);
        else
            add(code);
    }
    std::ranges::sort(groups);
    const auto [rest, end] = std::ranges::unique(groups);
    groups.erase(rest, end);
    return groups;
}

const std::vector<Pivot::Class>& Pivot::classes() {
    if (!classes_.empty()) return classes_;
    std::map<std::vector<Group>, Class> known;
    classes_.assign(column_.saying_end(), 0);
    for (KeywordColumn::Saying saying = 0; saying < classes_.size(); ++saying) {
        auto groups = groups_of(saying);
        if (groups.size() == 1) classes_[saying] = groups.front() + 1;
        if (groups.size() < 2) continue;
        const auto [place, is_new] = known.emplace(groups, static_cast<Class>(class_end()));
        if (is_new) lists_.push_back(std::move(groups));
        classes_[saying] = place->second;
    }
    return classes_;
}

std::span<const Pivot::Group> Pivot::groups_in(Class number, Group& single) const {
    if (number == 0) return {};
    if (number > size()) return lists_[number - size() - 1];
    single = number - 1;
    return {&single, 1};
}

}  // namespace amparo::index

#include "index/reading.hpp"

#include <algorithm>
#include <map>

#include "index/detail/pivot.hpp"
#include "index/detail/table.hpp"

namespace amparo::index {

namespace {

/// The names of the groups that a standing answer counts.
const std::string& name_of(const PivotKey& pivot, KeywordColumn::Code code) {
    return pivot.level ? pivot.column->place_text(code) : pivot.column->text(code);
}

Reading::Groups groups_of(const PivotKey& pivot, const StandingAnswer::Counts& counts) {
    Reading::Groups groups;
    for (KeywordColumn::Code code = 0; code < counts.size(); ++code) {
        if (counts[code] > 0) groups.push_back({name_of(pivot, code), counts[code]});
    }
    return groups;
}

Reading::Cells cells_of(const PivotKey& rows, const PivotKey& columns,
                        const StandingAnswer::Crossed& counts) {
    Reading::Cells cells;
    for (KeywordColumn::Code row = 0; row < counts.size(); ++row) {
        const auto begin = static_cast<std::ptrdiff_t>(cells.size());
        for (const auto& [column, count] : counts[row]) {
            if (count > 0) cells.push_back({name_of(rows, row), name_of(columns, column), count});
        }
        std::ranges::sort(cells.begin() + begin, cells.end(), {}, &Reading::Cell::column);
    }
    return cells;
}

}  // namespace

class Reading::State {
  public:
    explicit State(const Table& table) : lock_(table.read_lock()), table_(table) {}

    Result<std::size_t> count(const Parts& parts) {
        if (parts.empty()) return table_.ids().size();
        const auto key = key_of(parts);
        if (const auto* known = find(key, parts)) return known->bitmap().size();
        const Parts before(parts.begin(), parts.end() - 1);
        AMPARO_TRY(const auto* scope, selection(before));
        AMPARO_TRY(const auto last, evaluate(*parts.back(), *scope));
        const auto size = scope->bitmap().intersection_size(last.bitmap());
        if (size >= table_.schema().standing_from)
            keep(key, Bitmap::intersection(scope->bitmap(), last.bitmap()));
        return size;
    }

    Result<const Selection*> selection(const Parts& parts) {
        const Selection* selected = &all();
        Parts so_far;
        for (const auto& part : parts) {
            so_far.push_back(part);
            const auto key = key_of(so_far);
            if (const auto* known = find(key, so_far)) {
                selected = known;
                continue;
            }
            AMPARO_TRY(auto last, evaluate(*part, *selected));
            selected = keep(key, selected == &all()
                                     ? std::move(last).take()
                                     : Bitmap::intersection(selected->bitmap(), last.bitmap()));
        }
        return selected;
    }

    Result<Groups> groups(const Parts& parts, const PivotOf& wanted) {
        AMPARO_TRY(const auto key, pivot_key(wanted));
        AMPARO_TRY(const auto* selected, selection(parts));
        const auto& standing = standing_[key_of(parts)];
        if (standing) {
            if (const auto* counts = table_.standing().groups(standing, key))
                return groups_of(key, *counts);
        }
        auto& pivot = pivot_of(key);
        const auto counted = pivot.count(selected->bitmap());
        StandingAnswer::Counts counts;
        for (Pivot::Group group = 0; group < counted.size(); ++group) {
            const auto code = pivot.code(group);
            if (code >= counts.size()) counts.resize(code + 1);
            counts[code] = counted[group];
        }
        auto named = groups_of(key, counts);
        if (standing) table_.standing().keep(standing, key, std::move(counts));
        return named;
    }

    Result<Cells> cells(const Parts& parts, const PivotOf& wanted_rows,
                        const PivotOf& wanted_columns) {
        AMPARO_TRY(const auto row_key, pivot_key(wanted_rows));
        AMPARO_TRY(const auto column_key, pivot_key(wanted_columns));
        AMPARO_TRY(const auto* selected, selection(parts));
        const auto& standing = standing_[key_of(parts)];
        if (standing) {
            const auto* counts = table_.standing().cells(standing, row_key, column_key);
            if (counts != nullptr) return cells_of(row_key, column_key, *counts);
        }
        auto& rows = pivot_of(row_key);
        auto& columns = pivot_of(column_key);
        columns.by_name();
        auto counted = Pivot::cross(rows, columns, selected->bitmap());
        std::ranges::sort(counted, {}, [&](const Pivot::Cell& cell) {
            return (std::uint64_t{cell.row} << 32U) | columns.rank(cell.column);
        });
        Cells named;
        named.reserve(counted.size());
        for (const auto& cell : counted)
            named.push_back({rows.name(cell.row), columns.name(cell.column), cell.count});
        if (!standing) return named;
        Standing::Cells kept;
        for (const auto& cell : counted)
            kept.push_back({rows.code(cell.row), columns.code(cell.column), cell.count});
        table_.standing().keep(standing, row_key, column_key, kept);
        return named;
    }

  private:
    static std::string key_of(const Parts& parts) {
        std::string key;
        for (const auto& part : parts) {
            key += part->key;
            key += '\n';
        }
        return key;
    }
    const Selection& all() {
        if (!all_) all_.emplace(&table_.ids().all());
        return *all_;
    }
    Result<Selection> evaluate(const Part& part, const Selection& within) {
        return Evaluator(table_).evaluate(part.filter, within.bitmap());
    }

    /// What the parts select, when it was asked before: in this reading or in an earlier one.
    const Selection* find(const std::string& key, const Parts& parts) {
        if (const auto known = known_.find(key); known != known_.end()) return &known->second;
        auto standing = table_.standing().find(key, parts);
        return standing ? borrow(key, std::move(standing)) : nullptr;
    }
    const Selection* keep(const std::string& key, Bitmap selected) {
        if (selected.size() < table_.schema().standing_from)
            return &known_.emplace(key, Selection(std::move(selected))).first->second;
        return borrow(key, table_.standing().keep(key, std::move(selected)));
    }
    const Selection* borrow(const std::string& key, Standing::Answer standing) {
        const auto* selected = &known_.emplace(key, Selection(&standing->bitmap())).first->second;
        standing_[key] = std::move(standing);
        return selected;
    }

    Result<PivotKey> pivot_key(const PivotOf& wanted) {
        AMPARO_TRY(const auto* column, table_.column(wanted.column));
        const bool has_places = column->spec.kind == ColumnKind::location;
        if (column->keyword == nullptr || (wanted.level && !has_places))
            return refuse_field(Errc::invalid, wanted.column, "errors.query.wrong_kind");
        return PivotKey{column->keyword, wanted.level};
    }
    Pivot& pivot_of(const PivotKey& wanted) {
        const auto key = std::make_pair(wanted.column, wanted.level);
        const auto known = pivots_.find(key);
        if (known != pivots_.end()) return known->second;
        Pivot made(*wanted.column, wanted.level, table_.ids().end());
        return pivots_.emplace(key, std::move(made)).first->second;
    }

    std::shared_lock<FairMutex> lock_;
    const Table& table_;
    std::optional<Selection> all_;
    std::map<std::string, Selection> known_;            // by the keys of the parts
    std::map<std::string, Standing::Answer> standing_;  // what those borrow from
    std::map<std::pair<const KeywordColumn*, std::optional<int>>, Pivot> pivots_;
};

Reading::Reading(const Table& table) : state_(std::make_unique<State>(table)) {}
Reading::Reading(Reading&&) noexcept = default;
Reading::~Reading() = default;

Result<std::size_t> Reading::count(const Parts& parts) {
    return state_->count(parts);
}

Result<Reading::Groups> Reading::count_by(const Parts& parts, const PivotOf& pivot) {
    return state_->groups(parts, pivot);
}

Result<Reading::Cells> Reading::cross_count(const Parts& parts, const PivotOf& rows,
                                            const PivotOf& columns) {
    return state_->cells(parts, rows, columns);
}

}  // namespace amparo::index

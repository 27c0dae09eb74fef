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

/// The place of each column's code among the names of those that were counted.
std::vector<std::uint32_t> ranks_of(const PivotKey& columns,
                                    const StandingAnswer::Crossed& counts) {
    std::vector<bool> is_met;
    std::vector<KeywordColumn::Code> codes;
    for (const auto& row : counts) {
        for (const auto& [code, count] : row) {
            if (code >= is_met.size()) is_met.resize(code + 1);
            if (!is_met[code]) codes.push_back(code);
            is_met[code] = true;
        }
    }
    std::ranges::sort(codes, {}, [&](auto code) -> auto& { return name_of(columns, code); });
    std::vector<std::uint32_t> ranks(is_met.size());
    for (std::uint32_t rank = 0; rank < codes.size(); ++rank) ranks[codes[rank]] = rank;
    return ranks;
}

Reading::Cells cells_of(const PivotKey& rows, const PivotKey& columns,
                        const StandingAnswer::Crossed& counts) {
    Reading::Cells cells;
    const auto ranks = ranks_of(columns, counts);
    std::vector<std::pair<KeywordColumn::Code, StandingAnswer::Count>> ordered;
    for (KeywordColumn::Code row = 0; row < counts.size(); ++row) {
        ordered.assign(counts[row].begin(), counts[row].end());
        std::ranges::sort(ordered, {}, [&](const auto& cell) { return ranks[cell.first]; });
        for (const auto& [column, count] : ordered) {
            if (count > 0) cells.push_back({name_of(rows, row), name_of(columns, column), count});
        }
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
        if (const auto* known = find(key)) return known->bitmap().size();
        const Parts before(parts.begin(), parts.end() - 1);
        AMPARO_TRY(const auto* scope, selection(before));
        AMPARO_TRY(const auto last, evaluate(*parts.back(), *scope));
        if (!is_worth_keeping(*scope)) return scope->bitmap().intersection_size(last.bitmap());
        auto both = Bitmap::intersection(scope->bitmap(), last.bitmap());
        return keep({key, parts, *scope}, std::move(both))->bitmap().size();
    }

    Result<const Selection*> selection(const Parts& parts) {
        const Selection* selected = &all();
        Parts so_far;
        for (const auto& part : parts) {
            so_far.push_back(part);
            const auto key = key_of(so_far);
            if (const auto* known = find(key)) {
                selected = known;
                continue;
            }
            AMPARO_TRY(auto last, evaluate(*part, *selected));
            auto both = selected == &all()
                            ? std::move(last).take()
                            : Bitmap::intersection(selected->bitmap(), last.bitmap());
            selected = keep({key, so_far, *selected}, std::move(both));
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
        auto counts = count(key, selected->bitmap());
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
        auto counts = count(row_key, column_key, selected->bitmap());
        auto named = cells_of(row_key, column_key, counts);
        if (standing) table_.standing().keep(standing, row_key, column_key, std::move(counts));
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
    const Selection* find(const std::string& key) {
        if (const auto known = known_.find(key); known != known_.end()) return &known->second;
        auto standing = table_.standing().find(key);
        return standing ? borrow(key, std::move(standing)) : nullptr;
    }
    /// What the parts select out of the records before the last of them.
    struct Asked {
        const std::string& key;
        const Parts& parts;
        const Selection& before;
    };
    const Selection* keep(const Asked& asked, Bitmap selected) {
        if (!is_worth_keeping(asked.before))
            return &known_.emplace(asked.key, Selection(std::move(selected))).first->second;
        auto& standing = table_.standing();
        return borrow(asked.key, standing.keep(asked.key, asked.parts, std::move(selected)));
    }
    /// Whether a choice among these took long enough to be kept.
    bool is_worth_keeping(const Selection& before) const {
        return before.bitmap().size() >= table_.schema().standing_from;
    }
    const Selection* borrow(const std::string& key, Standing::Answer standing) {
        const auto* selected = &known_.emplace(key, Selection(&standing->bitmap())).first->second;
        standing_[key] = std::move(standing);
        return selected;
    }

    StandingAnswer::Counts count(const PivotKey& key, const Bitmap& selected) {
        StandingAnswer::Counts counts;
        auto& pivot = pivot_of(key);
        const auto add = [&](const Bitmap& records, int by) {
            const auto counted = pivot.count(records);
            for (Pivot::Group group = 0; group < counted.size(); ++group) {
                const auto code = pivot.code(group);
                StandingAnswer::count_at(counts, code) += times(counted[group], by);
            }
        };
        auto& standing = table_.standing();
        const auto near = standing.nearest(selected, key);
        if (near) counts = *standing.groups(near->answer, key);
        add(near ? near->more : selected, 1);
        if (near) add(near->less, -1);
        return counts;
    }
    StandingAnswer::Crossed count(const PivotKey& rows, const PivotKey& columns,
                                  const Bitmap& selected) {
        StandingAnswer::Crossed counts;
        auto& row_pivot = pivot_of(rows);
        auto& column_pivot = pivot_of(columns);
        const auto add = [&](const Bitmap& records, int by) {
            for (const auto& cell : Pivot::cross(row_pivot, column_pivot, records)) {
                const auto row = row_pivot.code(cell.row);
                const auto column = column_pivot.code(cell.column);
                StandingAnswer::count_at(counts, row, column) += times(cell.count, by);
            }
        };
        auto& standing = table_.standing();
        const auto near = standing.nearest(selected, rows, columns);
        if (near) counts = *standing.cells(near->answer, rows, columns);
        add(near ? near->more : selected, 1);
        if (near) add(near->less, -1);
        return counts;
    }
    /// So many more, or less, for a counter that wraps around.
    static StandingAnswer::Count times(std::size_t count, int by) {
        return static_cast<StandingAnswer::Count>(count) * static_cast<StandingAnswer::Count>(by);
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
        Pivot made(*wanted.column, wanted.level);
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

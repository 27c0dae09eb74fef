#include "index/reading.hpp"

#include <algorithm>
#include <map>

#include "index/detail/pivot.hpp"
#include "index/detail/table.hpp"

namespace amparo::index {

class Reading::State {
  public:
    explicit State(const Table& table) : lock_(table.read_lock()), table_(table) {}

    const Table& table() const { return table_; }
    Result<std::size_t> count(const Parts& parts) {
        if (parts.empty()) return table_.ids().size();
        const Parts before(parts.begin(), parts.end() - 1);
        AMPARO_TRY(const auto* scope, selection(before));
        const auto whole = key_of(before) + parts.back()->key;
        if (const auto known = known_.find(whole + '\n'); known != known_.end())
            return known->second.bitmap().size();
        AMPARO_TRY(const auto last, evaluate(*parts.back(), *scope));
        return scope->bitmap().intersection_size(last.bitmap());
    }

    Result<const Selection*> selection(const Parts& parts) {
        std::string key;
        const Selection* selected = &all();
        for (const auto& part : parts) {
            key += part->key;
            key += '\n';
            const auto known = known_.find(key);
            if (known != known_.end()) {
                selected = &known->second;
                continue;
            }
            AMPARO_TRY(auto last, evaluate(*part, *selected));
            const bool is_first = selected == &all();
            auto both = is_first
                            ? std::move(last)
                            : Selection(Bitmap::intersection(selected->bitmap(), last.bitmap()));
            selected = &known_.emplace(key, std::move(both)).first->second;
        }
        return selected;
    }

    Result<Pivot*> pivot(const PivotOf& wanted) {
        const auto key = std::make_pair(wanted.column, wanted.level);
        if (const auto known = pivots_.find(key); known != pivots_.end()) return &known->second;
        AMPARO_TRY(const auto* column, table_.column(wanted.column));
        const bool has_places = column->spec.kind == ColumnKind::location;
        if (column->keyword == nullptr || (wanted.level && !has_places))
            return refuse_field(Errc::invalid, wanted.column, "errors.query.wrong_kind");
        Pivot made(*column->keyword, wanted.level, table_.ids().end());
        return &pivots_.emplace(key, std::move(made)).first->second;
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

    std::shared_lock<FairMutex> lock_;
    const Table& table_;
    std::optional<Selection> all_;
    std::map<std::string, Selection> known_;  // by the keys of the parts
    std::map<std::pair<std::string, std::optional<int>>, Pivot> pivots_;
};

Reading::Reading(const Table& table) : state_(std::make_unique<State>(table)) {}
Reading::Reading(Reading&&) noexcept = default;
Reading::~Reading() = default;

Result<std::size_t> Reading::count(const Parts& parts) {
    return state_->count(parts);
}

Result<Reading::Groups> Reading::count_by(const Parts& parts, const PivotOf& pivot) {
    AMPARO_TRY(auto* groups, state_->pivot(pivot));
    AMPARO_TRY(const auto* selected, state_->selection(parts));
    const auto counts = groups->count(selected->bitmap());
    Groups named;
    for (Pivot::Group group = 0; group < counts.size(); ++group) {
        if (counts[group] > 0) named.push_back({groups->name(group), counts[group]});
    }
    return named;
}

Result<Reading::Cells> Reading::cross_count(const Parts& parts, const PivotOf& rows,
                                            const PivotOf& columns) {
    AMPARO_TRY(auto* across, state_->pivot(rows));
    AMPARO_TRY(auto* down, state_->pivot(columns));
    AMPARO_TRY(const auto* selected, state_->selection(parts));
    down->by_name();
    auto cells = Pivot::cross(*across, *down, selected->bitmap());
    std::ranges::sort(cells, {}, [&](const Pivot::Cell& cell) {
        return (std::uint64_t{cell.row} << 32U) | down->rank(cell.column);
    });
    Cells named;
    named.reserve(cells.size());
    for (const auto& cell : cells)
        named.push_back({across->name(cell.row), down->name(cell.column), cell.count});
    return named;
}

}  // namespace amparo::index

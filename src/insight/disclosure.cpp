#include "insight/disclosure.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

namespace amparo::insight {
namespace {

Population with(Population base, const std::string& condition) {
    base.insert(condition);
    return base;
}

std::size_t sum_of(const std::map<std::string, std::size_t>& parts) {
    std::size_t sum = 0;
    for (const auto& [condition, count] : parts) sum += count;
    return sum;
}

/// "risk_level=high" → "risk_level", "not[risk_level]=low" → "risk_level".
std::string column_of(std::string_view condition) {
    auto column = condition.substr(0, condition.find('='));
    if (column.starts_with("not[")) column = column.substr(4, column.size() - 5);
    return std::string(column);
}

/// Whether no part of the one side holds a record twice in the cells of the other.
bool is_disjoint(const Breakdown& breakdown, std::string Breakdown::Cell::* side) {
    const auto& parts = side == &Breakdown::Cell::row ? breakdown.rows : breakdown.columns;
    std::map<std::string, std::size_t> sums;
    for (const auto& cell : breakdown.cells) sums[cell.*side] += cell.count;
    return std::ranges::all_of(sums, [&](const auto& sum) {
        const auto known = parts.parts.find(sum.first);
        return known != parts.parts.end() && sum.second <= known->second;
    });
}

}  // namespace

/// How the numbers add up, as a network: each number is a pipe, and as much comes out of a joint as
/// goes in. Whoever knows some pipes knows another one if there is no way back from its one end to
/// its other end through pipes that they do not know; else it may carry one more or one less. So
/// a withheld number is safe as soon as it lies on a circle of withheld ones, all of them above
/// zero.
class Sums {
  public:
    explicit Sums(Disclosure& numbers) : numbers_(numbers) {}

    void run() {
        lay_pipes();
        for (std::size_t pipe = 0; pipe < pipes_.size(); ++pipe) {
            const auto* shown = pipes_[pipe].shown;
            if (shown != nullptr && shown->is_withheld && !pipes_[pipe].is_safe) protect(pipe);
        }
    }

  private:
    using Joint = std::size_t;
    static constexpr std::size_t unreachable = std::numeric_limits<std::size_t>::max();

    struct Pipe {
        Joint from;
        Joint to;
        std::size_t count;
        Disclosure::Shown* shown;  // null: a number that nobody is shown
        bool is_safe = false;
    };

    /// A joint of a row or a column, and how many of it are in no cell.
    struct Crossing {
        Joint at;
        std::size_t rest;
    };

    // Populations with fewest conditions hold the others, so theirs come first.
    void lay_pipes() {
        std::vector<const Population*> bases;
        for (const auto& [base, breakdowns] : numbers_.breakdowns_) bases.push_back(&base);
        std::ranges::sort(bases, {}, [](const auto* base) { return base->size(); });
        for (const auto* base : bases) {
            if (laid_.contains(*base)) continue;
            const auto start = joint();
            lay(*base, start, start);
        }
    }

    Joint joint() { return joints_++; }

    void pipe(Joint from, Joint to, std::size_t count, Disclosure::Shown* shown) {
        if (count == 0 && shown == nullptr) return;
        pipes_.push_back({.from = from, .to = to, .count = count, .shown = shown});
    }

    /// All that adds up to one population, one way of adding after the other.
    void lay(const Population& population, Joint from, Joint to) {
        laid_.insert(population);
        const auto shown = numbers_.shown_.find(population);
        const auto breakdowns = breakdowns_of(population);
        auto at = from;
        if (shown != numbers_.shown_.end()) {
            const auto next = breakdowns.empty() ? to : joint();
            pipe(at, next, shown->second.count, &shown->second);
            at = next;
        }
        for (const auto* breakdown : breakdowns) {
            const auto next = breakdown == breakdowns.back() ? to : joint();
            lay(*breakdown, at, next);
            at = next;
        }
        if (shown == numbers_.shown_.end() && breakdowns.empty()) pipe(from, to, 1, nullptr);
    }

    /// Those of a population that say something new: what stands in a row of a table adds up to
    /// the row there.
    std::vector<const Breakdown*> breakdowns_of(const Population& population) const {
        std::vector<const Breakdown*> found;
        const auto known = numbers_.breakdowns_.find(population);
        if (known == numbers_.breakdowns_.end()) return found;
        for (const auto& breakdown : known->second) {
            const bool is_laid = std::ranges::all_of(breakdown.rows.parts, [&](const auto& part) {
                return laid_.contains(with(population, part.first));
            });
            if (!is_laid) found.push_back(&breakdown);
        }
        return found;
    }

    void lay(const Breakdown& breakdown, Joint from, Joint to) {
        if (!breakdown.columns.column.empty()) return lay_table(breakdown, from, to);
        for (const auto& [part, count] : breakdown.rows.parts)
            lay_part(with(breakdown.base, part), from, to);
        pipe(from, to, breakdown.total - sum_of(breakdown.rows.parts), nullptr);
    }

    /// From rows through cells to columns; the cells come first, as rows and columns may add up
    /// otherwise, too.
    void lay_table(const Breakdown& table, Joint from, Joint to) {
        std::map<std::string, Crossing> rows;
        std::map<std::string, Crossing> columns;
        for (const auto& [part, count] : table.rows.parts) rows[part] = {joint(), count};
        for (const auto& [part, count] : table.columns.parts) columns[part] = {joint(), count};
        for (const auto& cell : table.cells) {
            auto& row = rows.at(cell.row);
            auto& column = columns.at(cell.column);
            lay_part(with(with(table.base, cell.row), cell.column), row.at, column.at);
            row.rest -= cell.count;
            column.rest -= cell.count;
        }
        auto without_both = table.total - sum_of(table.rows.parts);
        for (const auto& [part, row] : rows) {
            lay_part(with(table.base, part), from, row.at);
            pipe(row.at, to, row.rest, nullptr);
        }
        for (const auto& [part, column] : columns) {
            lay_part(with(table.base, part), column.at, to);
            pipe(from, column.at, column.rest, nullptr);
            without_both -= std::min(without_both, column.rest);
        }
        pipe(from, to, without_both, nullptr);
    }

    // A part that adds up in two ways at once would need a joint of its own in both; the second
    // time it counts as known, which withholds more.
    void lay_part(const Population& part, Joint from, Joint to) {
        if (!laid_.contains(part)) lay(part, from, to);
    }

    /// Withholds the fewest children that make a circle through the pipe.
    void protect(std::size_t number) {
        const auto way = cheapest_way(number);
        if (way.empty()) return withhold_beside(number);
        pipes_[number].is_safe = true;
        for (const auto step : way) {
            pipes_[step].is_safe = true;
            if (pipes_[step].shown != nullptr) pipes_[step].shown->is_withheld = true;
        }
    }

    // Without a circle the pipe is the only one of its sum above zero: then the sum is the number.
    void withhold_beside(std::size_t number) {
        for (auto& other : pipes_) {
            const bool touches = other.from == pipes_[number].from ||
                                 other.to == pipes_[number].to || other.from == pipes_[number].to ||
                                 other.to == pipes_[number].from;
            if (touches && other.shown != nullptr && other.count > 0)
                other.shown->is_withheld = true;
        }
    }

    std::size_t cost_of(const Pipe& pipe) const {
        if (pipe.count == 0) return unreachable;
        return pipe.shown == nullptr || pipe.shown->is_withheld ? 0 : pipe.count;
    }

    /// The other pipes from one end of a pipe to the other end that cost least.
    std::vector<std::size_t> cheapest_way(std::size_t number) {
        if (ends_.empty()) connect();
        std::vector<std::size_t> costs(joints_, unreachable);
        std::vector<std::size_t> came_by(joints_, unreachable);
        using Next = std::pair<std::size_t, Joint>;
        std::priority_queue<Next, std::vector<Next>, std::greater<>> open;
        const auto start = pipes_[number].from;
        const auto goal = pipes_[number].to;
        if (start == goal) return {number};  // it adds up to nothing that is shown
        costs[start] = 0;
        open.emplace(0, start);
        while (!open.empty() && open.top().second != goal) {
            const auto [cost, at] = open.top();
            open.pop();
            if (cost > costs[at]) continue;
            for (const auto step : ends_[at]) {
                const auto of_step = cost_of(pipes_[step]);
                if (step == number || of_step == unreachable) continue;
                const auto other = pipes_[step].from == at ? pipes_[step].to : pipes_[step].from;
                if (cost + of_step >= costs[other]) continue;
                costs[other] = cost + of_step;
                came_by[other] = step;
                open.emplace(costs[other], other);
            }
        }
        return way_back(goal, start, came_by);
    }

    std::vector<std::size_t> way_back(Joint at, Joint start,
                                      const std::vector<std::size_t>& came_by) const {
        std::vector<std::size_t> way;
        while (at != start) {
            const auto step = came_by[at];
            if (step == unreachable) return {};
            way.push_back(step);
            at = pipes_[step].from == at ? pipes_[step].to : pipes_[step].from;
        }
        return way;
    }

    void connect() {
        ends_.resize(joints_);
        for (std::size_t number = 0; number < pipes_.size(); ++number) {
            ends_[pipes_[number].from].push_back(number);
            if (pipes_[number].to != pipes_[number].from)
                ends_[pipes_[number].to].push_back(number);
        }
    }

    Disclosure& numbers_;
    std::size_t joints_ = 0;
    std::vector<Pipe> pipes_;
    std::vector<std::vector<std::size_t>> ends_;  // of each joint: its pipes
    std::set<Population> laid_;
};

void Disclosure::add(const Population& population, std::size_t count) {
    const auto [place, is_new] = shown_.try_emplace(population, Shown{.count = count});
    if (!is_new && count > 0 && count < place->second.count) place->second.count = count;
}

void Disclosure::add_single(const Population& population, std::size_t count) {
    add(population, count);
    single_.insert(population);
}

void Disclosure::add(Breakdown breakdown) {
    if (breakdown.columns.column.empty())
        add_list(std::move(breakdown));
    else
        add_table(std::move(breakdown));
}

void Disclosure::add_list(Breakdown breakdown) {
    if (sum_of(breakdown.rows.parts) > breakdown.total) return;
    auto& known = breakdowns_[breakdown.base];
    const auto is_same = [&](const Breakdown& other) {
        return other.rows.column == breakdown.rows.column ||
               other.columns.column == breakdown.rows.column;
    };
    if (std::ranges::none_of(known, is_same)) known.push_back(std::move(breakdown));
}

void Disclosure::add_table(Breakdown table) {
    const bool has_rows =
        sum_of(table.rows.parts) <= table.total && is_disjoint(table, &Breakdown::Cell::column);
    const bool has_columns =
        sum_of(table.columns.parts) <= table.total && is_disjoint(table, &Breakdown::Cell::row);
    if (has_rows && has_columns) {
        auto& known = breakdowns_[table.base];
        const auto is_part = [&](const Breakdown& other) {
            return other.columns.column.empty() && (other.rows.column == table.rows.column ||
                                                    other.rows.column == table.columns.column);
        };
        std::erase_if(known, is_part);
        known.push_back(std::move(table));
        return;
    }
    if (!has_rows && !has_columns) return;
    // Only the one side adds up: within each part of the other one.
    const auto across = has_rows ? &Breakdown::Cell::column : &Breakdown::Cell::row;
    const auto along = has_rows ? &Breakdown::Cell::row : &Breakdown::Cell::column;
    const auto& side = has_rows ? table.rows : table.columns;
    const auto& other = has_rows ? table.columns : table.rows;
    std::map<std::string, Breakdown> lists;
    for (const auto& cell : table.cells) {
        auto& list = lists[cell.*across];
        list.rows.column = side.column;
        list.rows.parts[cell.*along] = cell.count;
    }
    for (auto& [part, list] : lists) {
        list.base = with(table.base, part);
        list.total = other.parts.at(part);
        add_list(std::move(list));
    }
}

/// Numbers shown side by side may add up to one beside them: with incidents and without.
void Disclosure::find_siblings() {
    std::map<std::pair<Population, std::string>, Breakdown::Side> found;
    for (const auto& population : single_) {
        for (const auto& condition : population) {
            auto base = population;
            base.erase(condition);
            if (!shown_.contains(base)) continue;
            const auto column = column_of(condition);
            auto& side = found[{std::move(base), column}];
            side.column = column;
            side.parts[condition] = shown_.at(population).count;
        }
    }
    for (auto& [key, side] : found) {
        const auto total = shown_.at(key.first).count;
        if (side.parts.size() > 1 && sum_of(side.parts) == total)
            add({.base = key.first, .total = total, .rows = std::move(side)});
    }
}

void Disclosure::decide() {
    find_siblings();
    for (auto& [population, shown] : shown_)
        shown.is_withheld = shown.count > 0 && shown.count < small_number;
    Sums(*this).run();
}

bool Disclosure::is_withheld(const Population& population) const {
    const auto found = shown_.find(population);
    return found != shown_.end() && found->second.is_withheld;
}

}  // namespace amparo::insight

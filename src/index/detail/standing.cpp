#include "index/detail/standing.hpp"

#include <algorithm>

#include "index/detail/evaluator.hpp"
#include "index/detail/table.hpp"

namespace amparo::index {
namespace {

// An answer about a million records takes at most 125 KB for each, mostly far less.
constexpr std::size_t answers_max = 256;

using Code = StandingAnswer::Code;

void change(std::size_t& count, std::ptrdiff_t by) {
    count = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(count) + by);
}

std::size_t& count_at(StandingAnswer::Counts& counts, Code code) {
    if (code >= counts.size()) counts.resize(code + 1);
    return counts[code];
}

std::size_t& count_at(StandingAnswer::Crossed& counts, Code row, Code column) {
    if (row >= counts.size()) counts.resize(row + 1);
    auto& cells = counts[row];
    const auto known =
        std::ranges::find(cells, column, [](const auto& cell) { return cell.first; });
    return known != cells.end() ? known->second : cells.emplace_back(column, 0).second;
}

/// The codes that are groups of the pivot.
template <class Visit>
void visit_groups(const PivotKey& pivot, const Journal::Codes& codes, Visit&& visit) {
    for (const auto code : codes) {
        if (!pivot.level || pivot.column->place_level(code) == *pivot.level) visit(code);
    }
}

}  // namespace

const StandingAnswer::Counts* StandingAnswer::groups(const PivotKey& pivot) const {
    for (const auto& grouped : groups_) {
        if (grouped->pivot == pivot) return &grouped->counts;
    }
    return nullptr;
}

const StandingAnswer::Crossed* StandingAnswer::cells(const PivotKey& rows,
                                                     const PivotKey& columns) const {
    for (const auto& pair : pairs_) {
        if (pair->rows == rows && pair->columns == columns) return &pair->counts;
    }
    return nullptr;
}

void Standing::note(Ordinal ordinal) {
    if (!answers_.empty()) journal_.note(ordinal);
}

void Standing::forget() {
    journal_.forget();
    answers_.clear();
    recent_.clear();
}

Standing::Answer Standing::find(const std::string& key, const Reading::Parts& parts) {
    const std::scoped_lock lock(mutex_);
    const auto known = answers_.find(key);
    if (known == answers_.end()) return nullptr;
    const auto answer = known->second.answer;
    if (!bring_up_to_date(*answer, parts)) {
        drop(key);
        return nullptr;
    }
    recent_.splice(recent_.begin(), recent_, known->second.place);
    return answer;
}

const StandingAnswer::Counts* Standing::groups(const Answer& answer, const PivotKey& pivot) const {
    const std::scoped_lock lock(mutex_);
    return answer->groups(pivot);
}

const StandingAnswer::Crossed* Standing::cells(const Answer& answer, const PivotKey& rows,
                                               const PivotKey& columns) const {
    const std::scoped_lock lock(mutex_);
    return answer->cells(rows, columns);
}

Standing::Answer Standing::keep(const std::string& key, Bitmap selected) {
    const std::scoped_lock lock(mutex_);
    const auto known = answers_.find(key);
    if (known != answers_.end()) return known->second.answer;  // another reader was faster
    while (answers_.size() >= answers_max) drop(std::string(recent_.back()));
    auto answer = std::make_shared<StandingAnswer>();
    answer->bitmap_ = std::move(selected);
    answer->version_ = journal_.version();
    recent_.push_front(key);
    answers_.emplace(key, Entry{answer, recent_.begin()});
    return answer;
}

void Standing::keep(const Answer& answer, const PivotKey& pivot, StandingAnswer::Counts counts) {
    const std::scoped_lock lock(mutex_);
    if (answer->groups(pivot) != nullptr) return;  // another reader was faster
    const auto watched = journal_.watch(pivot.watched());
    answer->groups_.push_back(std::make_unique<StandingAnswer::Grouped>(
        StandingAnswer::Grouped{pivot, watched, std::move(counts)}));
}

void Standing::keep(const Answer& answer, const PivotKey& rows, const PivotKey& columns,
                    const Cells& cells) {
    const std::scoped_lock lock(mutex_);
    if (answer->cells(rows, columns) != nullptr) return;
    auto pair = std::make_unique<StandingAnswer::Pair>(StandingAnswer::Pair{
        rows, columns, journal_.watch(rows.watched()), journal_.watch(columns.watched()), {}});
    for (const auto& [row, column, count] : cells) count_at(pair->counts, row, column) = count;
    answer->pairs_.push_back(std::move(pair));
}

std::size_t Standing::memory_bytes() const {
    const std::scoped_lock lock(mutex_);
    std::size_t bytes = 0;
    for (const auto& [key, entry] : answers_) bytes += entry.answer->bitmap_.memory_bytes();
    return bytes;
}

// The answers a reading brings up to date are mostly of one age: that of the reading before.
const Standing::Changed& Standing::changed_since(Journal::Version version) {
    if (changed_.from == version && changed_.to == journal_.version()) return changed_;
    changed_ = {.from = version,
                .to = journal_.version(),
                .changes = journal_.since(version),
                .all = {},
                .alive = {}};
    std::vector<Ordinal> ordinals;
    for (const auto* change : changed_.changes) ordinals.push_back(change->ordinal);
    changed_.all = Bitmap::of(ordinals);
    changed_.alive = Bitmap::intersection(changed_.all, table_.ids().all());
    return changed_;
}

/// False when it has to be made anew: too much has changed, or the parts cannot be asked.
bool Standing::bring_up_to_date(StandingAnswer& answer, const Reading::Parts& parts) {
    if (answer.version_ == journal_.version()) return true;
    if (!journal_.reaches_back_to(answer.version_)) return false;
    const auto& changed = changed_since(answer.version_);
    auto after = changed.alive.copy();
    for (const auto& part : parts) {
        if (after.empty()) break;
        const auto selected = Evaluator(table_).evaluate(part->filter, after);
        if (!selected) return false;
        after.intersect(selected->bitmap());
    }
    std::vector<Journal::Codes> now;
    for (const auto* change : changed.changes) {
        if (answer.bitmap_.contains(change->ordinal)) take_step(answer, {change->before, -1});
        if (!after.contains(change->ordinal)) continue;
        now.resize(change->before.size());
        for (std::size_t number = 0; number < now.size(); ++number) {
            const auto& watched = journal_.watched(number);
            watched.column->read(change->ordinal, watched.sort, now[number]);
        }
        take_step(answer, {now, 1});
    }
    answer.bitmap_.subtract(changed.all);
    answer.bitmap_.unite(after);
    answer.version_ = journal_.version();
    return true;
}

void Standing::take_step(StandingAnswer& answer, const Step& step) const {
    for (const auto& grouped : answer.groups_) {
        visit_groups(grouped->pivot, step.codes[grouped->watched],
                     [&](Code code) { change(count_at(grouped->counts, code), step.by); });
    }
    for (const auto& pair : answer.pairs_) {
        visit_groups(pair->rows, step.codes[pair->watched_rows], [&](Code row) {
            visit_groups(pair->columns, step.codes[pair->watched_columns], [&](Code column) {
                change(count_at(pair->counts, row, column), step.by);
            });
        });
    }
}

void Standing::drop(const std::string& key) {
    const auto known = answers_.find(key);
    recent_.erase(known->second.place);
    answers_.erase(known);
}

}  // namespace amparo::index

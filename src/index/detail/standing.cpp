#include "index/detail/standing.hpp"

#include <algorithm>

#include "index/detail/evaluator.hpp"
#include "index/detail/table.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t answers_max = 8192;
constexpr std::size_t bytes_max = std::size_t{48} << 20U;
// A neighbour pays for so many times the records that make an answer stand; of those there are so
// many are looked at.
constexpr std::size_t near_share = 10;
constexpr std::size_t neighbours_max = 8;

using Code = StandingAnswer::Code;

void change(StandingAnswer::Count& count, int by) {
    count += static_cast<StandingAnswer::Count>(by);  // wraps around for less
}

/// The codes that are groups of the pivot.
template <class Visit>
void visit_groups(const PivotKey& pivot, const Journal::Codes& codes, Visit&& visit) {
    for (const auto code : codes) {
        if (!pivot.level || pivot.column->place_level(code) == *pivot.level) visit(code);
    }
}

}  // namespace

StandingAnswer::Count& StandingAnswer::count_at(Counts& counts, Code code) {
    if (code >= counts.size()) counts.resize(code + 1);
    return counts[code];
}

StandingAnswer::Count& StandingAnswer::count_at(Crossed& counts, Code row, Code column) {
    if (row >= counts.size()) counts.resize(row + 1);
    auto& cells = counts[row];
    const auto known =
        std::ranges::find(cells, column, [](const auto& cell) { return cell.first; });
    return known != cells.end() ? known->second : cells.emplace_back(column, 0).second;
}

std::size_t StandingAnswer::memory_bytes() const {
    auto bytes = sizeof(StandingAnswer) + bitmap_.memory_bytes();
    for (const auto& grouped : groups_) bytes += grouped->counts.capacity() * sizeof(Count);
    for (const auto& pair : pairs_) {
        for (const auto& row : pair->counts)
            bytes += sizeof(row) + row.capacity() * sizeof(std::pair<Code, Count>);
    }
    return bytes;
}

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
    bytes_ = 0;
}

Standing::Answer Standing::find(const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto known = answers_.find(key);
    if (known == answers_.end()) return nullptr;
    const auto answer = known->second.answer;
    if (!bring_up_to_date(key, *answer)) {
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

template <class Has>
std::optional<Standing::Neighbour> Standing::nearest_of(const Bitmap& selected, Has&& has) {
    const std::scoped_lock lock(mutex_);
    const auto size = selected.size();
    if (size < near_share * table_.schema().standing_from) return std::nullopt;
    Answer best;
    auto best_distance = size / 2;
    std::size_t looked_at = 0;
    for (const auto& key : recent_) {
        const auto& answer = answers_.find(key)->second.answer;
        const auto size_there = answer->bitmap_.size();
        const auto least = size > size_there ? size - size_there : size_there - size;
        if (least >= best_distance || !has(*answer)) continue;
        if (++looked_at > neighbours_max) break;
        if (!bring_up_to_date(key, *answer)) continue;
        const auto both = answer->bitmap_.intersection_size(selected);
        const auto distance = answer->bitmap_.size() + size - 2 * both;
        if (distance >= best_distance) continue;
        best = answer;
        best_distance = distance;
    }
    if (!best) return std::nullopt;
    return Neighbour{best, Bitmap::difference(selected, best->bitmap_),
                     Bitmap::difference(best->bitmap_, selected)};
}

std::optional<Standing::Neighbour> Standing::nearest(const Bitmap& selected,
                                                     const PivotKey& pivot) {
    return nearest_of(selected,
                      [&](const auto& answer) { return answer.groups(pivot) != nullptr; });
}

std::optional<Standing::Neighbour> Standing::nearest(const Bitmap& selected, const PivotKey& rows,
                                                     const PivotKey& columns) {
    return nearest_of(selected,
                      [&](const auto& answer) { return answer.cells(rows, columns) != nullptr; });
}

Standing::Answer Standing::keep(const std::string& key, const Reading::Parts& parts,
                                Bitmap selected) {
    const std::scoped_lock lock(mutex_);
    const auto known = answers_.find(key);
    if (known != answers_.end()) return known->second.answer;  // another reader was faster
    auto answer = std::make_shared<StandingAnswer>();
    answer->parts_ = parts;
    answer->bitmap_ = std::move(selected);
    answer->version_ = journal_.version();
    recent_.push_front(key);
    answers_.emplace(key, Entry{answer, recent_.begin()});
    weigh(*answer);
    make_room();
    return answer;
}

void Standing::keep(const Answer& answer, const PivotKey& pivot, StandingAnswer::Counts counts) {
    const std::scoped_lock lock(mutex_);
    if (answer->groups(pivot) != nullptr) return;  // another reader was faster
    const auto watched = journal_.watch(pivot.watched());
    answer->groups_.push_back(std::make_unique<StandingAnswer::Grouped>(
        StandingAnswer::Grouped{pivot, watched, std::move(counts)}));
    weigh(*answer);
}

void Standing::keep(const Answer& answer, const PivotKey& rows, const PivotKey& columns,
                    StandingAnswer::Crossed counts) {
    const std::scoped_lock lock(mutex_);
    if (answer->cells(rows, columns) != nullptr) return;
    answer->pairs_.push_back(std::make_unique<StandingAnswer::Pair>(
        StandingAnswer::Pair{rows, columns, journal_.watch(rows.watched()),
                             journal_.watch(columns.watched()), std::move(counts)}));
    weigh(*answer);
}

/// An answer that was dropped while a reader has it weighs nothing.
void Standing::weigh(StandingAnswer& answer) {
    if (answer.is_dropped_) return;
    bytes_ -= answer.bytes_;
    answer.bytes_ = answer.memory_bytes();
    bytes_ += answer.bytes_;
}

/// What was asked last stays, however large it is.
void Standing::make_room() {
    while (answers_.size() > 1 && (answers_.size() > answers_max || bytes_ > bytes_max))
        drop(std::string(recent_.back()));
}

std::size_t Standing::memory_bytes() const {
    const std::scoped_lock lock(mutex_);
    std::size_t bytes = 0;
    for (const auto& [key, entry] : answers_) bytes += entry.answer->memory_bytes();
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

/// The answer to all parts but the last, when it is here as of now.
const StandingAnswer* Standing::before_last(const std::string& key,
                                            const StandingAnswer& answer) const {
    const auto last = answer.parts_.back()->key.size() + 1;
    const auto known = answers_.find(key.substr(0, key.size() - last));
    if (known == answers_.end()) return nullptr;
    const auto* before = known->second.answer.get();
    return before->version_ == journal_.version() ? before : nullptr;
}

/// Those of the changed records that the answer's parts select now; nullopt when they cannot be
/// asked.
std::optional<Bitmap> Standing::selected_now(const std::string& key, const StandingAnswer& answer,
                                             const Bitmap& changed) const {
    const auto* before = before_last(key, answer);
    auto left = before == nullptr ? changed.copy() : Bitmap::intersection(changed, before->bitmap_);
    const auto skipped = before == nullptr ? 0 : answer.parts_.size() - 1;
    for (const auto& part : std::span(answer.parts_).subspan(skipped)) {
        if (left.empty()) break;
        const auto selected = Evaluator(table_).evaluate(part->filter, left);
        if (!selected) return std::nullopt;
        left.intersect(selected->bitmap());
    }
    return left;
}

/// False when it has to be made anew: too much has changed, or the parts cannot be asked.
bool Standing::bring_up_to_date(const std::string& key, StandingAnswer& answer) {
    if (answer.version_ == journal_.version()) return true;
    if (!journal_.reaches_back_to(answer.version_)) return false;
    const auto& changed = changed_since(answer.version_);
    const auto after = selected_now(key, answer, changed.alive);
    if (!after) return false;
    std::vector<Journal::Codes> now;
    for (const auto* change : changed.changes) {
        if (answer.groups_.empty() && answer.pairs_.empty()) break;
        if (answer.bitmap_.contains(change->ordinal)) take_step(answer, {change->before, -1});
        if (!after->contains(change->ordinal)) continue;
        now.resize(change->before.size());
        for (std::size_t number = 0; number < now.size(); ++number) {
            const auto& watched = journal_.watched(number);
            watched.column->read(change->ordinal, watched.sort, now[number]);
        }
        take_step(answer, {now, 1});
    }
    answer.bitmap_.subtract(changed.all);
    answer.bitmap_.unite(*after);
    answer.version_ = journal_.version();
    return true;
}

void Standing::take_step(StandingAnswer& answer, const Step& step) const {
    for (const auto& grouped : answer.groups_) {
        visit_groups(grouped->pivot, step.codes[grouped->watched], [&](Code code) {
            change(StandingAnswer::count_at(grouped->counts, code), step.by);
        });
    }
    for (const auto& pair : answer.pairs_) {
        visit_groups(pair->rows, step.codes[pair->watched_rows], [&](Code row) {
            visit_groups(pair->columns, step.codes[pair->watched_columns], [&](Code column) {
                change(StandingAnswer::count_at(pair->counts, row, column), step.by);
            });
        });
    }
}

void Standing::drop(const std::string& key) {
    const auto known = answers_.find(key);
    auto& answer = *known->second.answer;
    answer.is_dropped_ = true;
    bytes_ -= answer.bytes_;
    recent_.erase(known->second.place);
    answers_.erase(known);
}

}  // namespace amparo::index

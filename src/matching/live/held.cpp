#include "matching/live/held.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

#include "matching/live/likeness.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t came_max = 4096;  // that are remembered
constexpr std::size_t family_leads_max = 5;

std::string matched_case_of(const json::Object& trace) {
    return json::string_or(trace, "matched_case_id");
}

Notice notice_of(const Found& found) {
    if (found.is_too_little) return Notice::not_enough_information;
    return found.has_common_name ? Notice::common_name : Notice::none;
}

/// What an answer shows at least.
double least_score(const Ask& ask, const BoundModel& model) {
    return std::max(ask.min_score, model.model().list_threshold);
}

/// Of the candidates those that are shown, best first, and behind them leads to the family.
std::vector<Match> with_family(const Model& model, std::vector<Match> candidates,
                               std::size_t limit) {
    const auto first_less = std::ranges::find_if(
        candidates, [&](const Match& match) { return match.score < model.list_threshold; });
    std::vector<Match> family;
    std::copy_if(first_less, candidates.end(), std::back_inserter(family),
                 [&](const Match& match) { return leads_to_family(model, match); });
    std::ranges::stable_sort(family, std::ranges::greater(), &Match::family_score);
    family.resize(std::min({family.size(), family_leads_max, limit}));
    candidates.erase(first_less, candidates.end());
    candidates.resize(std::min(candidates.size(), limit - family.size()));
    std::ranges::copy(family, std::back_inserter(candidates));
    return candidates;
}

/// What a search for people to look at finds; one that wants the probable alone costs less.
Found search_pairs(Matcher::Session& session, const RecordSource& source, Search search,
                   const Model& model) {
    const auto limit = search.limit;
    if (search.least_score > model.list_threshold) return session.search(source, search);
    search.limit = std::max(model.candidates, limit);
    search.least_score = 0;
    auto found = session.search(source, search);
    found.matches = with_family(model, std::move(found.matches), limit);
    return found;
}

}  // namespace

/// A session that is given back when it has done its work.
class Held::Borrowed {
  public:
    explicit Borrowed(Engine& engine) : engine_(engine) {
        const std::scoped_lock lock(engine_.mutex);
        if (engine_.at_rest.empty()) {
            session_ = std::make_unique<Matcher::Session>(engine_.matcher);
        } else {
            session_ = std::move(engine_.at_rest.back());
            engine_.at_rest.pop_back();
        }
    }
    ~Borrowed() {
        const std::scoped_lock lock(engine_.mutex);
        engine_.at_rest.push_back(std::move(session_));
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    Matcher::Session* operator->() { return session_.get(); }
    Matcher::Session& operator*() { return *session_; }

  private:
    Engine& engine_;
    std::unique_ptr<Matcher::Session> session_;
};

Held::Held(Grounds grounds)
    : grounds_(std::move(grounds)),
      tracing_(grounds_.configuration->tracing, Sides::case_and_trace, grounds_),
      duplicates_(grounds_.configuration->duplicates, Sides::case_and_case, grounds_) {}

std::shared_lock<std::shared_mutex> Held::lock_for_reading() const {
    const std::scoped_lock turn(turn_);
    return std::shared_lock(mutex_);
}

std::unique_lock<std::shared_mutex> Held::lock_for_writing() {
    const std::scoped_lock turn(turn_);
    return std::unique_lock(mutex_);
}

void Held::load(const std::vector<store::StoredRecord>& records) {
    for (const auto& record : records) apply(record);
}

void Held::commit(const std::vector<store::CommittedRecord>& committed) {
    const std::scoped_lock lock(gate_mutex_);
    if (!is_open_) {
        waiting_.insert(waiting_.end(), committed.begin(), committed.end());
        return;
    }
    for (const auto& one : committed) apply(*one.record);
}

void Held::open() {
    const std::scoped_lock lock(gate_mutex_);
    for (const auto& one : waiting_) apply(*one.record);
    waiting_ = {};
    is_open_ = true;
}

void Held::set_today(Day today) {
    tracing_.matcher.set_today(today);
    duplicates_.matcher.set_today(today);
}

void Held::apply(const store::StoredRecord& record) {
    if (record.type == "case") apply_case(record);
    if (record.type == "tracing_request") apply_request(record);
}

void Held::note_coming(const RecordId& id) {
    came_.push_back(id);
    if (came_.size() > came_max) came_.pop_front();
    ++comings_;
}

std::optional<std::vector<RecordId>> Held::came_since(std::uint64_t comings) const {
    const auto lock = lock_for_reading();
    const auto count = comings_.load() - comings;
    if (count > came_.size()) return std::nullopt;
    return std::vector<RecordId>(came_.end() - static_cast<std::ptrdiff_t>(count), came_.end());
}

void Held::apply_case(const store::StoredRecord& record) {
    const auto lock = lock_for_writing();
    const auto follow = [&](bool is_in, Numbers<RecordId, RecordId>& numbers, Matcher& matcher) {
        const auto known = numbers.find(record.id);
        if ((known != no_ordinal) != is_in) note_coming(record.id);
        if (is_in) {
            matcher.put(Side::left, numbers.put(record.id, record.id), {.record = &record.data});
        } else if (known != no_ordinal) {
            matcher.remove(Side::left, numbers.forget(record.id));
        }
    };
    const auto& eligibility = grounds_.configuration->eligibility;
    follow(!record.deleted && takes_part(record.data, eligibility), cases_, tracing_.matcher);
    follow(!record.deleted && may_be_duplicated(record.data), children_, duplicates_.matcher);
}

void Held::forget_trace(const std::string& trace) {
    const auto number = traces_.find(trace);
    if (number == no_ordinal) return;
    note_coming(traces_[number].key.request);
    tracing_.matcher.remove(Side::right, traces_.forget(trace));
}

void Held::apply_request(const store::StoredRecord& record) {
    const auto lock = lock_for_writing();
    std::vector<std::string> held;
    for (const auto* row : traces_of(record.data)) {
        const auto trace = json::string_or(*row, "unique_id");
        if (record.deleted || trace.empty() ||
            !takes_part(record.data, *row, grounds_.configuration->eligibility))
            continue;
        if (traces_.find(trace) == no_ordinal) note_coming(record.id);
        const auto number = traces_.put(trace, {.key = {.request = record.id, .trace = trace},
                                                .matched_case = matched_case_of(*row)});
        tracing_.matcher.put(Side::right, number, {.record = row, .request = &record.data});
        held.push_back(trace);
    }
    for (const auto& trace : rows_[record.id]) {
        if (std::ranges::find(held, trace) == held.end()) forget_trace(trace);
    }
    if (held.empty())
        rows_.erase(record.id);
    else
        rows_[record.id] = std::move(held);
}

TracePairs Held::find_traces(const store::StoredRecord& child_case, const Ask& ask) {
    const auto lock = lock_for_reading();
    Borrowed session(tracing_);
    const auto own = child_case.id.text();
    const auto may_be_found = [&](Ordinal number) {
        const auto& sought = traces_[number];
        const bool is_free = sought.matched_case.empty() || sought.matched_case == own;
        return is_free && !(ask.is_rejected && ask.is_rejected(child_case.id, sought.key.trace));
    };
    const RecordSource source{.record = &child_case.data};
    const auto found = search_pairs(*session, source,
                                    {.among = Side::right,
                                     .limit = ask.limit,
                                     .least_score = least_score(ask, tracing_.model),
                                     .eligible = may_be_found},
                                    tracing_.model.model());
    TracePairs pairs{.notice = notice_of(found)};
    for (const auto& match : found.matches) {
        const auto comparison = session->compare(source, match.ordinal, Side::right).value();
        pairs.pairs.push_back(
            {.case_id = child_case.id,
             .trace = traces_[match.ordinal].key,
             .likeness = likeness_of(tracing_.model, match, comparison, found.prior)});
    }
    return pairs;
}

TracePairs Held::find_cases(const TraceKey& key, const RecordSource& trace, const Ask& ask) {
    const auto lock = lock_for_reading();
    Borrowed session(tracing_);
    const auto may_be_found = [&](Ordinal number) {
        return !(ask.is_rejected && ask.is_rejected(cases_[number], key.trace));
    };
    const auto found = search_pairs(*session, trace,
                                    {.limit = ask.limit,
                                     .least_score = least_score(ask, tracing_.model),
                                     .eligible = may_be_found},
                                    tracing_.model.model());
    TracePairs pairs{.notice = notice_of(found)};
    for (const auto& match : found.matches) {
        const auto comparison = session->compare(trace, match.ordinal).value();
        pairs.pairs.push_back(
            {.case_id = cases_[match.ordinal],
             .trace = key,
             .likeness = likeness_of(tracing_.model, match, comparison, found.prior)});
    }
    return pairs;
}

CasePairs Held::find_duplicates(const json::Object& child_case, const RecordId* self,
                                const Ask& ask) {
    const auto lock = lock_for_reading();
    Borrowed session(duplicates_);
    const RecordSource source{.record = &child_case};
    const auto found =
        session->search(source, {.limit = ask.limit,
                                 .least_score = least_score(ask, duplicates_.model),
                                 .exclude = self == nullptr ? no_ordinal : children_.find(*self)});
    CasePairs pairs{.notice = notice_of(found)};
    for (const auto& match : found.matches) {
        const auto comparison = session->compare(source, match.ordinal).value();
        pairs.pairs.push_back(
            {.other = children_[match.ordinal],
             .likeness = likeness_of(duplicates_.model, match, comparison, found.prior)});
    }
    return pairs;
}

Likeness Held::compare(const json::Object& child_case, const RecordSource& trace) {
    const auto lock = lock_for_reading();
    Borrowed session(tracing_);
    const auto comparison = session->compare_pair({.record = &child_case}, trace);
    const auto prior = tracing_.matcher.prior();
    return likeness_of(tracing_.model, judge(tracing_.model.model(), comparison, prior), comparison,
                       prior);
}

Likeness Held::compare_children(const json::Object& child_case, const json::Object& other) {
    const auto lock = lock_for_reading();
    Borrowed session(duplicates_);
    const auto comparison = session->compare_pair({.record = &child_case}, {.record = &other});
    const auto prior = duplicates_.matcher.prior();
    return likeness_of(duplicates_.model, judge(duplicates_.model.model(), comparison, prior),
                       comparison, prior);
}

bool Held::holds(const RecordId& case_id, std::string_view trace) const {
    const auto lock = lock_for_reading();
    return cases_.find(case_id) != no_ordinal && traces_.find(std::string(trace)) != no_ordinal;
}

bool Held::holds(const RecordId& case_id) const {
    const auto lock = lock_for_reading();
    return children_.find(case_id) != no_ordinal;
}

std::vector<TraceKey> Held::traces() const {
    const auto lock = lock_for_reading();
    std::vector<TraceKey> keys;
    keys.reserve(traces_.size());
    traces_.for_each([&](const Sought& sought) {
        if (sought.matched_case.empty()) keys.push_back(sought.key);
    });
    std::ranges::sort(keys, {}, &TraceKey::trace);
    return keys;
}

std::vector<RecordId> Held::nearest_children(const store::StoredRecord& child_case,
                                             std::size_t limit) {
    const auto lock = lock_for_reading();
    Borrowed session(duplicates_);
    const auto found = session->search({.record = &child_case.data},
                                       {.limit = limit, .exclude = children_.find(child_case.id)});
    std::vector<RecordId> ids;
    for (const auto& match : found.matches) ids.push_back(children_[match.ordinal]);
    return ids;
}

std::vector<RecordId> Held::children() const {
    const auto lock = lock_for_reading();
    std::vector<RecordId> ids;
    ids.reserve(children_.size());
    children_.for_each([&](const RecordId& id) { ids.push_back(id); });
    std::ranges::sort(ids);
    return ids;
}

std::vector<RecordId> Held::nearest(const RecordSource& trace, std::size_t limit) {
    const auto lock = lock_for_reading();
    Borrowed session(tracing_);
    std::vector<RecordId> ids;
    for (const auto& match : session->search(trace, {.limit = limit}).matches)
        ids.push_back(cases_[match.ordinal]);
    return ids;
}

Service::Sizes Held::sizes() const {
    const auto lock = lock_for_reading();
    return {.cases = cases_.size(), .traces = traces_.size(), .duplicates = children_.size()};
}

}  // namespace amparo::matching

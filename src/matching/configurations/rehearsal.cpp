#include "matching/configurations/rehearsal.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "matching/decisions/standing.hpp"
#include "matching/live/eligible.hpp"
#include "records/record_cache.hpp"

namespace amparo::matching {
namespace {

using RecordPointer = std::shared_ptr<const store::StoredRecord>;

RecordPointer stored(const records::Service& records, const RecordId& id) {
    const auto& on = records.dependencies();
    auto found = on.cache->find(*on.database, id);
    if (!found || *found == nullptr || (*found)->deleted) return nullptr;
    return std::move(*found);
}

/// A case and what it is compared with.
struct Compared {
    const json::Object& child_case;
    RecordSource other;
};

/// The probability under a configuration.
double score_of(Tryout& tryout, const Compared& pair) {
    return tryout.judge(tryout.compare(pair.child_case, pair.other)).score;
}

bool may_be_found(const Tryout& tryout, const Compared& pair) {
    if (pair.other.request == nullptr) return true;  // cases are compared with all others
    const auto& eligibility = tryout.configuration().eligibility;
    return takes_part(pair.child_case, eligibility) &&
           takes_part(*pair.other.request, *pair.other.record, eligibility);
}

void compare(Tryout& before, Tryout& after, const Compared& pair, RehearsedPair& both) {
    both.score_before = score_of(before, pair);
    both.score_after = score_of(after, pair);
    both.before = standing_under(before.model(), both.score_before);
    both.after = standing_under(after.model(), both.score_after);
}

/// As pairs of tracing are counted.
PairState state_like(DuplicateState state) {
    switch (state) {
        case DuplicateState::same_child:
            return PairState::confirmed;
        case DuplicateState::different:
        case DuplicateState::same_family:
            return PairState::rejected;
        case DuplicateState::need_information:
            return PairState::need_information;
        case DuplicateState::potential:
            break;
    }
    return PairState::potential;
}

/// Every k-th, so that not more than `most` are left.
template <class Key>
std::vector<Key> spread(const std::vector<Key>& keys, std::size_t most) {
    if (keys.size() <= most) return keys;
    std::vector<Key> some;
    some.reserve(most);
    for (std::size_t at = 0; at < most; ++at) some.push_back(keys[at * keys.size() / most]);
    return some;
}

RehearsedCounts& counts_of(Rehearsed& found, PairState state) {
    switch (state) {
        case PairState::confirmed:
            return found.confirmed;
        case PairState::rejected:
            return found.rejected;
        case PairState::potential:
            return found.suggested;
        default:
            return found.undecided;
    }
}

}  // namespace

std::string_view name_of(Standing standing) {
    constexpr std::string_view names[] = {"unlisted", "listed", "likely"};
    return names[static_cast<std::size_t>(standing)];
}

Standing standing_under(const Model& model, double score) {
    if (score >= model.likely_threshold) return Standing::likely;
    return score >= model.list_threshold ? Standing::listed : Standing::unlisted;
}

void RehearsedCounts::add(const RehearsedPair& pair) {
    ++pairs;
    listed_before += pair.before >= Standing::listed ? 1U : 0U;
    listed_after += pair.after >= Standing::listed ? 1U : 0U;
    likely_before += pair.before == Standing::likely ? 1U : 0U;
    likely_after += pair.after == Standing::likely ? 1U : 0U;
    risen += pair.after > pair.before ? 1U : 0U;
    fallen += pair.after < pair.before ? 1U : 0U;
}

bool Rehearsal::goes_on(std::size_t done, std::size_t total) {
    const auto now = grounds_.records.dependencies().clock->now();
    if (now - began_ > limits_.time_max) return false;
    return !grounds_.goes_on || grounds_.goes_on(done, total);
}

void Rehearsal::note(const RehearsedPair& pair, RehearsedCounts& counts, Rehearsed& found) const {
    counts.add(pair);
    if (pair.before != pair.after && found.moved.size() < limits_.moved_max)
        found.moved.push_back(pair);
}

struct Rehearsal::First {
    std::pair<double, RecordId> before{0, {}};
    std::pair<double, RecordId> after{0, {}};
};

template <class Read, class Rehearse>
Result<> Rehearsal::rehearse_decided(Read read, const Rehearse& rehearse, Rehearsed& found) {
    AMPARO_TRY(const auto judged, read(grounds_.records, limits_.decided_max,
                                       [&](std::size_t done, std::size_t total) {
                                           const bool goes = goes_on(done, total);
                                           if (!goes) found.is_complete = false;
                                           return goes;
                                       }));
    if (judged.size() >= limits_.decided_max) found.is_complete = false;
    for (std::size_t at = 0; at < judged.size(); ++at) {
        if (!goes_on(at, judged.size())) {
            found.is_complete = false;
            return {};
        }
        rehearse(judged[at]);
    }
    return {};
}

void Rehearsal::rehearse_decided_pair(const Sides& sides, const JudgedPair& pair,
                                      Rehearsed& found) const {
    const auto* trace = find_trace(pair.request->data, pair.trace.trace);
    if (trace == nullptr) return;
    RehearsedPair both{
        .case_id = pair.child_case->id, .trace = pair.trace, .other = {}, .state = pair.state};
    compare(*sides.before, *sides.after,
            {pair.child_case->data, {.record = trace, .request = &pair.request->data}}, both);
    note(both, counts_of(found, both.state), found);
}

void Rehearsal::rehearse_decided_pair(const Sides& sides, const JudgedChildren& pair,
                                      Rehearsed& found) const {
    RehearsedPair both{.case_id = pair.child_case->id,
                       .trace = {},
                       .other = pair.other->id,
                       .state = state_like(pair.state)};
    compare(*sides.before, *sides.after, {pair.child_case->data, {.record = &pair.other->data}},
            both);
    note(both, counts_of(found, both.state), found);
}

void Rehearsal::note_suggested(const RehearsedPair& pair, First& first, Rehearsed& found) const {
    const auto& other = found.model == FittedModel::tracing ? pair.case_id : pair.other;
    if (pair.score_before > first.before.first) first.before = {pair.score_before, other};
    if (pair.score_after > first.after.first) first.after = {pair.score_after, other};
    if (pair.before == Standing::unlisted && pair.after == Standing::unlisted) return;
    note(pair, found.suggested, found);
}

void Rehearsal::rehearse_trace(const Sides& sides, const TraceKey& key, Rehearsed& found) const {
    const auto request = stored(grounds_.records, key.request);
    const auto* trace = request ? find_trace(request->data, key.trace) : nullptr;
    if (trace == nullptr) return;
    ++found.traces_looked_at;
    const RecordSource source{.record = trace, .request = &request->data};
    First first;
    for (const auto& case_id : sides.before->nearest(source, limits_.cases_max)) {
        const auto case_text = case_id.text();  // PairIds only views it
        const PairIds ids{.trace = key.trace, .case_id = case_text};
        const auto child_case = stored(grounds_.records, case_id);
        if (child_case == nullptr || find_decision(request->data, ids) != nullptr) continue;
        const Compared pair{child_case->data, source};
        RehearsedPair both{.case_id = case_id, .trace = key};
        compare(*sides.before, *sides.after, pair, both);
        if (!may_be_found(*sides.after, pair)) {
            both.score_after = 0;
            both.after = standing_under(sides.after->model(), 0);
        }
        note_suggested(both, first, found);
    }
    if (first.before.second != first.after.second) ++found.first_changed;
}

void Rehearsal::rehearse_child(const Sides& sides, const RecordId& id, Rehearsed& found) const {
    const auto child_case = stored(grounds_.records, id);
    if (child_case == nullptr) return;
    ++found.traces_looked_at;
    First first;
    for (const auto& other_id : sides.before->nearest_children(*child_case, limits_.cases_max)) {
        const auto other = stored(grounds_.records, other_id);
        if (other == nullptr ||
            find_duplicate_decision(child_case->data, other_id.text()) != nullptr)
            continue;
        RehearsedPair both{.case_id = id, .trace = {}, .other = other_id};
        compare(*sides.before, *sides.after, {child_case->data, {.record = &other->data}}, both);
        note_suggested(both, first, found);
    }
    if (first.before.second != first.after.second) ++found.first_changed;
}

template <class Key, class Rehearse>
void Rehearsal::rehearse_suggested(const std::vector<Key>& all, const Rehearse& rehearse,
                                   Rehearsed& found) {
    const auto some = spread(all, limits_.traces_max);
    found.traces = all.size();
    if (some.size() < all.size()) found.is_complete = false;
    for (std::size_t at = 0; at < some.size(); ++at) {
        if (!goes_on(at, some.size())) {
            found.is_complete = false;
            return;
        }
        rehearse(some[at]);
    }
}

Result<Rehearsed> Rehearsal::run(std::shared_ptr<const Configuration> proposed, FittedModel which) {
    began_ = grounds_.records.dependencies().clock->now();
    Sides sides;
    AMPARO_TRY(sides.before, grounds_.service.try_out(grounds_.service.configuration(), which));
    AMPARO_TRY(sides.after, grounds_.service.try_out(std::move(proposed), which));
    Rehearsed found{.model = which};
    const auto decided = [&](const auto& pair) { rehearse_decided_pair(sides, pair, found); };
    if (which == FittedModel::tracing) {
        AMPARO_CHECK(rehearse_decided(judged_pairs, decided, found));
        rehearse_suggested(
            sides.before->traces(), [&](const TraceKey& key) { rehearse_trace(sides, key, found); },
            found);
    } else {
        AMPARO_CHECK(rehearse_decided(judged_children, decided, found));
        rehearse_suggested(
            sides.before->children(), [&](const RecordId& id) { rehearse_child(sides, id, found); },
            found);
    }
    return found;
}

}  // namespace amparo::matching

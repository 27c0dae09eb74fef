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

/// A pair with its records.
struct Pair {
    const store::StoredRecord& child_case;
    const store::StoredRecord& request;
    const json::Object& trace;
};

/// The probability under a configuration.
double score_of(Tryout& tryout, const Pair& pair) {
    const auto comparison = tryout.compare(pair.child_case.data,
                                           {.record = &pair.trace, .request = &pair.request.data});
    return tryout.judge(comparison).score;
}

bool may_be_found(const Tryout& tryout, const Pair& pair) {
    const auto& eligibility = tryout.configuration().eligibility;
    return takes_part(pair.child_case.data, eligibility) &&
           takes_part(pair.request.data, pair.trace, eligibility);
}

/// Every k-th, so that not more than `most` are left.
std::vector<TraceKey> spread(const std::vector<TraceKey>& keys, std::size_t most) {
    if (keys.size() <= most) return keys;
    std::vector<TraceKey> some;
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

Result<> Rehearsal::rehearse_decided(const Sides& sides, Rehearsed& found) {
    AMPARO_TRY(const auto judged, judged_pairs(grounds_.records, limits_.decided_max,
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
        const auto& one = judged[at];
        const auto* trace = find_trace(one.request->data, one.trace.trace);
        if (trace == nullptr) continue;
        const Pair pair{*one.child_case, *one.request, *trace};
        RehearsedPair both{.case_id = one.child_case->id, .trace = one.trace, .state = one.state};
        both.score_before = score_of(*sides.before, pair);
        both.score_after = score_of(*sides.after, pair);
        both.before = standing_under(sides.before->configuration().tracing, both.score_before);
        both.after = standing_under(sides.after->configuration().tracing, both.score_after);
        note(both, counts_of(found, one.state), found);
    }
    return {};
}

void Rehearsal::rehearse_trace(const Sides& sides, const TraceKey& key, Rehearsed& found) {
    const auto request = stored(grounds_.records, key.request);
    const auto* trace = request ? find_trace(request->data, key.trace) : nullptr;
    if (trace == nullptr) return;
    ++found.traces_looked_at;
    const RecordSource source{.record = trace, .request = &request->data};
    std::pair<double, RecordId> first_before{0, {}};
    std::pair<double, RecordId> first_after{0, {}};
    for (const auto& case_id : sides.before->nearest(source, limits_.cases_max)) {
        const auto case_text = case_id.text();  // PairIds only views it
        const PairIds ids{.trace = key.trace, .case_id = case_text};
        const auto child_case = stored(grounds_.records, case_id);
        if (child_case == nullptr || find_decision(request->data, ids) != nullptr) continue;
        const Pair pair{*child_case, *request, *trace};
        RehearsedPair both{.case_id = case_id, .trace = key};
        both.score_before = score_of(*sides.before, pair);
        both.score_after = may_be_found(*sides.after, pair) ? score_of(*sides.after, pair) : 0;
        both.before = standing_under(sides.before->configuration().tracing, both.score_before);
        both.after = standing_under(sides.after->configuration().tracing, both.score_after);
        if (both.score_before > first_before.first) first_before = {both.score_before, case_id};
        if (both.score_after > first_after.first) first_after = {both.score_after, case_id};
        if (both.before == Standing::unlisted && both.after == Standing::unlisted) continue;
        note(both, found.suggested, found);
    }
    if (first_before.second != first_after.second) ++found.first_changed;
}

void Rehearsal::rehearse_suggested(const Sides& sides, Rehearsed& found) {
    const auto all = sides.before->traces();
    const auto some = spread(all, limits_.traces_max);
    found.traces = all.size();
    if (some.size() < all.size()) found.is_complete = false;
    for (std::size_t at = 0; at < some.size(); ++at) {
        if (!goes_on(at, some.size())) {
            found.is_complete = false;
            return;
        }
        rehearse_trace(sides, some[at], found);
    }
}

Result<Rehearsed> Rehearsal::run(std::shared_ptr<const Configuration> proposed) {
    began_ = grounds_.records.dependencies().clock->now();
    Sides sides;
    AMPARO_TRY(sides.before, grounds_.service.try_out(grounds_.service.configuration()));
    AMPARO_TRY(sides.after, grounds_.service.try_out(std::move(proposed)));
    Rehearsed found;
    AMPARO_CHECK(rehearse_decided(sides, found));
    rehearse_suggested(sides, found);
    return found;
}

}  // namespace amparo::matching

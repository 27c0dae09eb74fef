#include "matching/worklist/work_list.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_set>

#include "matching/decisions/duplicates.hpp"
#include "matching/decisions/standing.hpp"
#include "records/record_cache.hpp"

namespace amparo::matching {
namespace {

constexpr std::array<std::string_view, 4> open_states{"potential", "under_verification",
                                                      "need_information", "unlikely"};

bool is_rejection(std::string_view state) {
    return state == name_of(PairState::rejected) || state == name_of(DuplicateState::different);
}

/// Two cases are one pair, whichever of them was searched with.
std::string key_of(PairKind kind, const KeptPair& pair) {
    auto found = pair.case_id.text();
    if (kind == PairKind::duplicates && found < pair.holder) return found + pair.holder;
    return pair.holder + found;
}

/// The other side of a pair: the tracing request, or the case that was searched with.
std::string_view owner_type(PairKind kind) {
    return kind == PairKind::tracing ? "tracing_request" : "case";
}

WorkPair work_pair(const DecidedRecord* record, const KeptPair& pair) {
    WorkPair work{.pair = pair, .state = state_in(record, pair), .changed_at = pair.found_at};
    const auto* decision = decision_in(record, pair);
    if (decision == nullptr) return work;
    work.changed_at = std::max(work.changed_at, decision->decided_at);
    work.has_returned = is_rejection(work.state) && pair.bits >= decision->bits + bits_to_return;
    return work;
}

/// The most likely first; equal ones by their ids.
bool is_likelier(const WorkPair& one, const WorkPair& other) {
    if (one.pair.score != other.pair.score) return one.pair.score > other.pair.score;
    return std::tie(one.pair.holder, one.pair.case_id) <
           std::tie(other.pair.holder, other.pair.case_id);
}

/// The decided records of before this process began to follow.
Result<> read_decided(const records::Service& records, Decided& decided) {
    const auto& on = records.dependencies();
    struct Where {
        std::string_view type;
        std::vector<std::string> columns;
    };
    const Where places[] = {{"tracing_request", {"decided_case_ids", "matched_case_ids"}},
                            {"case", {"decided_duplicate_ids"}}};
    for (const auto& [type, columns] : places) {
        index::Filters any;
        for (const auto& column : columns) any.push_back(index::Filter{index::Present{column}});
        index::Query query;
        query.filter = index::Filter{index::Or{std::move(any)}};
        query.sort = {.column = "created_at", .descending = false};
        query.count = on.index->size(type);
        AMPARO_TRY(const auto page, on.index->find(type, query));
        for (const auto& id : page.ids) {
            decided.take([&]() -> std::shared_ptr<const store::StoredRecord> {
                auto found = on.cache->find(*on.database, id);
                return found ? std::move(*found) : nullptr;
            });
        }
    }
    return {};
}

}  // namespace

bool is_open(std::string_view state) {
    return std::ranges::find(open_states, state) != open_states.end();
}

WorkList::WorkList(const records::Service& records, const Service& matching)
    : records_(records),
      matching_(matching),
      ledger_(std::make_unique<Ledger>(*records.dependencies().database)),
      decided_(std::make_shared<Decided>()) {}

Result<std::unique_ptr<WorkList>> WorkList::open(const records::Service& records,
                                                 const Service& matching) {
    std::unique_ptr<WorkList> list(new WorkList(records, matching));
    const std::weak_ptr<Decided> seen = list->decided_;
    records.dependencies().database->follow_records([seen](const auto& committed) {
        const auto still = seen.lock();
        if (!still) return;
        for (const auto& one : committed) still->take(*one.record);
    });
    AMPARO_CHECK(read_decided(records, *list->decided_));
    AMPARO_CHECK(list->ledger_->refresh());
    return list;
}

std::shared_ptr<const WorkList::Findable> WorkList::gathered(PairKind kind) const {
    const std::scoped_lock lock(mutex_);
    return findable(kind, gathered_pairs(kind));
}

/// Nothing is gathered anew, or copied, while nothing is found or decided.
std::shared_ptr<const WorkList::Gathered> WorkList::gathered_pairs(PairKind kind) const {
    auto& known = gathered_[kind];
    // Counted before it is read: what comes in meanwhile is read once more, never left out.
    const auto found = ledger_->changes();
    const auto decided = decided_->changes();
    if (known && known->found == found && known->decided == decided) return known;
    auto all = std::make_shared<Gathered>(Gathered{.found = found, .decided = decided});
    all->pairs = gather(kind);
    std::ranges::sort(all->pairs, is_likelier);
    describe(*all);
    known = std::move(all);
    return known;
}

void WorkList::describe(Gathered& all) {
    all.briefs.reserve(all.pairs.size());
    for (std::uint32_t place = 0; place < all.pairs.size(); ++place) {
        const auto& work = all.pairs[place];
        all.of_record[work.pair.case_id].push_back(place);
        all.of_record[work.pair.owner].push_back(place);
        auto state = std::ranges::find(all.states, work.state);
        if (state == all.states.end()) state = all.states.insert(state, work.state);
        all.briefs.push_back({.score = work.pair.score,
                              .changed_at = work.changed_at,
                              .state = static_cast<std::uint8_t>(state - all.states.begin()),
                              .relationship = work.pair.relationship,
                              .is_open = is_open(work.state),
                              .has_returned = work.has_returned});
    }
}

/// Only the pairs of records that came or went are asked for again.
std::shared_ptr<const WorkList::Findable> WorkList::findable(
    PairKind kind, std::shared_ptr<const Gathered> all) const {
    auto& known = findable_[kind];
    // Asked before it is looked at: what changes meanwhile is looked at once more.
    const auto now = matching_.now();
    const bool is_of_all = known && known->all == all;
    if (is_of_all && known->as_of == now) return known;
    auto next = std::make_shared<Findable>();
    const auto changed = is_of_all ? matching_.changed_since(known->as_of) : std::nullopt;
    if (changed) {
        next->is_it = known->is_it;
        for (const auto& id : *changed) {
            const auto places = all->of_record.find(id);
            if (places == all->of_record.end()) continue;
            for (const auto place : places->second)
                next->is_it[place] = is_findable(kind, all->pairs[place].pair);
        }
    } else {
        next->is_it.reserve(all->pairs.size());
        for (const auto& work : all->pairs) next->is_it.push_back(is_findable(kind, work.pair));
    }
    next->all = std::move(all);
    next->as_of = now;
    known = std::move(next);
    return known;
}

std::vector<WorkPair> WorkList::gather(PairKind kind) const {
    KeptPairs candidates;
    ledger_->each(kind, [&](const KeptPair& pair) { candidates.push_back(pair); });
    std::vector<WorkPair> all;
    all.reserve(candidates.size());
    std::unordered_set<std::string> seen;
    decided_->look(kind, [&](const Decided::Records& records) {
        const auto kept_by = [&](const RecordId& id) -> const DecidedRecord* {
            const auto found = records.find(id);
            return found == records.end() ? nullptr : &found->second;
        };
        for (const auto& pair : candidates) {
            if (kind == PairKind::tracing && kept_by(pair.owner) == nullptr) {
                all.push_back(work_pair(nullptr, pair));  // by far the most, and each once
                continue;
            }
            if (seen.insert(key_of(kind, pair)).second)
                all.push_back(work_pair(kept_by(pair.owner), pair));
        }
        for (const auto& [owner, record] : records) {
            for (const auto& decision : record.pairs) {
                const KeptPair pair{.holder = decision.holder,
                                    .owner = owner,
                                    .case_id = decision.case_id,
                                    .score = decision.score,
                                    .family_score = decision.family_score,
                                    .bits = decision.bits,
                                    .found_at = decision.decided_at};
                if (seen.insert(key_of(kind, pair)).second) all.push_back(work_pair(&record, pair));
            }
        }
    });
    return all;
}

bool WorkList::is_findable(PairKind kind, const KeptPair& pair) const {
    if (kind == PairKind::tracing) return matching_.is_findable(pair.case_id, pair.holder);
    return matching_.is_findable(pair.case_id) && matching_.is_findable(pair.owner);
}

/// The pairs with a side in the actor's scope, in their order: a worker's few are not looked for
/// among those of all.
WorkList::Chosen WorkList::read_in_part(const Gathered& all, const Reach& of_case,
                                        const Reach& of_owner) {
    Chosen chosen;
    if (of_case.owns_all() || of_owner.owns_all()) {
        chosen.resize(all.pairs.size());
        std::iota(chosen.begin(), chosen.end(), 0U);
        return chosen;
    }
    for (const auto* reach : {&of_case, &of_owner}) {
        for (const auto& id : reach->own()) {
            const auto found = all.of_record.find(id);
            if (found != all.of_record.end())
                std::ranges::copy(found->second, std::back_inserter(chosen));
        }
    }
    std::ranges::sort(chosen);
    const auto doubled = std::ranges::unique(chosen);
    chosen.erase(doubled.begin(), doubled.end());
    return chosen;
}

Result<WorkList::Chosen> WorkList::visible(const access::Actor& actor, const WorkQuery& query,
                                           const Findable& known) const {
    const auto& all = *known.all;
    const auto& on = records_.dependencies();
    AMPARO_TRY(const auto of_case, Reach::of(on, actor, "case"));
    AMPARO_TRY(const auto of_owner, Reach::of(on, actor, owner_type(query.kind)));
    const Reach::Narrowing narrowing{.owner = query.owner, .location = query.location};
    const bool is_narrowed = !narrowing.owner.empty() || !narrowing.location.empty();
    const bool owns_all = of_case.owns_all() && of_owner.owns_all();
    Reach::Ids left_cases;
    Reach::Ids left_owners;
    if (is_narrowed) {
        AMPARO_TRY(left_cases, of_case.narrowed(narrowing));
        AMPARO_TRY(left_owners, of_owner.narrowed(narrowing));
    }
    const auto is_seen = [&](std::uint32_t place) {
        const bool is_findable = known.is_it[place];
        if (owns_all && !is_narrowed) return is_findable || !all.briefs[place].is_open;
        const auto& [case_id, owner] =
            std::tie(all.pairs[place].pair.case_id, all.pairs[place].pair.owner);
        if (is_narrowed && !left_cases.contains(case_id) && !left_owners.contains(owner))
            return false;
        const bool reads_case = of_case.is_own(case_id);
        const bool reads_owner = of_owner.is_own(owner);
        if (reads_case && reads_owner) return is_findable || !all.briefs[place].is_open;
        const bool reads_one =
            (reads_case && of_owner.is_known(owner)) || (reads_owner && of_case.is_known(case_id));
        return reads_one && is_findable;
    };
    auto chosen = read_in_part(all, of_case, of_owner);
    const auto fits = [&](const Brief& brief) {
        if (brief.score < query.min_score) return false;
        if (!query.relationship.empty() && name_of(brief.relationship) != query.relationship)
            return false;
        return !query.since || brief.changed_at >= *query.since;
    };
    std::erase_if(chosen, [&](auto place) { return !fits(all.briefs[place]) || !is_seen(place); });
    return chosen;
}

Result<WorkPage> WorkList::list(const access::Actor& actor, const WorkQuery& query) const {
    if (!matching_.is_ready())
        return std::unexpected(Error{
            .code = Errc::busy, .message = "errors.matching.not_ready", .retry_after_seconds = 5});
    AMPARO_CHECK(ledger_->refresh());
    const auto known = gathered(query.kind);
    const auto& all = *known->all;
    AMPARO_TRY(auto chosen, visible(actor, query, *known));
    std::vector<std::size_t> counts(all.states.size());
    for (const auto place : chosen) ++counts[all.briefs[place].state];
    WorkPage page;
    std::vector<bool> is_wanted;
    for (std::size_t state = 0; state < counts.size(); ++state) {
        is_wanted.push_back(query.states.contains(all.states[state]));
        if (counts[state] > 0) page.by_state.emplace(all.states[state], counts[state]);
    }
    std::erase_if(chosen, [&](auto place) {
        const auto& brief = all.briefs[place];
        return query.states.empty() ? !brief.is_open && !brief.has_returned
                                    : !is_wanted[brief.state];
    });
    page.total = chosen.size();
    const auto begin = std::min((query.page - 1) * query.per, chosen.size());
    const auto end = std::min(begin + query.per, chosen.size());
    const auto at = [&](std::size_t place) {
        return chosen.begin() + static_cast<std::ptrdiff_t>(place);
    };
    if (query.order != WorkOrder::most_likely) {
        std::partial_sort(chosen.begin(), at(end), chosen.end(), [&](auto one, auto other) {
            const auto first = all.briefs[one].changed_at;
            const auto second = all.briefs[other].changed_at;
            if (first == second) return one < other;  // the most likely first
            return query.order == WorkOrder::newest ? first > second : first < second;
        });
    }
    for (auto place = begin; place < end; ++place) page.pairs.push_back(all.pairs[chosen[place]]);
    return page;
}

}  // namespace amparo::matching

#include "matching/worklist/notices.hpp"

#include <algorithm>

#include "access/directory.hpp"
#include "casework/alerts.hpp"
#include "matching/decisions/states.hpp"
#include "records/edit.hpp"
#include "records/events.hpp"
#include "records/record_cache.hpp"

namespace amparo::matching {
namespace {

using records::EventKind;

std::string alert_of(PairKind kind) {
    return std::string(records::wire_name(
        kind == PairKind::tracing ? EventKind::potential_match : EventKind::possible_duplicate));
}

casework::AlertTest test_of(PairKind kind) {
    return casework::alerts_of(alert_of(kind));
}

/// Names the pair, so that nobody is told of it twice.
std::string occurrence_of(PairKind kind, const KeptPair& pair) {
    const auto found = pair.case_id.text();
    if (kind == PairKind::duplicates && found < pair.holder) return found + ":" + pair.holder;
    return pair.holder + ":" + found;
}

}  // namespace

Notices::Notices(const RematchParts& parts, Telling telling)
    : records_(parts.records),
      list_(parts.list),
      matching_(parts.matching),
      telling_(telling),
      configuration_(parts.matching.configuration()) {}

void Notices::add(PairKind kind, const KeptPair& pair) {
    const auto* owner_type = kind == PairKind::tracing ? "tracing_request" : "case";
    sides_[{kind, owner_type, pair.owner}].push_back(pair);
    sides_[{kind, "case", pair.case_id}].push_back(pair);
}

void Notices::touch(std::string_view record_type, const RecordId& id) {
    sides_.try_emplace({PairKind::tracing, std::string(record_type), id});
    if (record_type == "case") sides_.try_emplace({PairKind::duplicates, "case", id});
}

Result<std::size_t> Notices::send() {
    for (const auto& [side, pairs] : sides_) AMPARO_CHECK(settle(side));
    sides_.clear();
    return told_;
}

bool Notices::is_likely(PairKind kind, const KeptPair& pair) const {
    const auto& model =
        kind == PairKind::tracing ? configuration_->tracing : configuration_->duplicates;
    if (pair.score < model.notify_threshold) return false;
    const bool may_be_found =
        kind == PairKind::tracing
            ? matching_.is_findable(pair.case_id, pair.holder)
            : matching_.is_findable(pair.case_id) && matching_.is_findable(pair.owner);
    if (!may_be_found) return false;
    bool is_to_do = false;
    list_.decided().look(kind, [&](const Decided::Records& records) {
        const auto known = records.find(pair.owner);
        const auto state = state_in(known == records.end() ? nullptr : &known->second, pair);
        is_to_do = is_open(state) && state != name_of(PairState::unlikely);
    });
    return is_to_do;
}

bool Notices::has_open_pair(const Side& side) const {
    KeptPairs pairs;
    if (side.record_type == "case") pairs = list_.ledger().of_case(side.kind, side.id);
    for (const auto& holder : list_.ledger().holders_of(side.kind, side.id)) {
        const auto more = list_.ledger().of_holder(side.kind, holder);
        pairs.insert(pairs.end(), more.begin(), more.end());
    }
    return std::ranges::any_of(pairs, [&](const auto& pair) { return is_likely(side.kind, pair); });
}

std::vector<store::Job> Notices::news_of(const Side& side,
                                         const store::StoredRecord& record) const {
    if (telling_ == Telling::marks_only) return {};
    const UserName owner(json::string_or(record.data, "owned_by"));
    const auto actor = records_.dependencies().directory()->actor(owner);
    // Who may not open the matches of the record is not sent to look at them.
    const auto* needed = side.kind == PairKind::tracing ? "potential_match" : "case";
    if (!actor || !actor->can(needed, "read") ||
        !access::may(*actor, "read", side.record_type, record.data))
        return {};
    std::vector<store::Job> jobs;
    for (const auto& pair : sides_.at(side)) {
        if (!is_likely(side.kind, pair)) continue;
        jobs.push_back(records::event_job({.kind = side.kind == PairKind::tracing
                                                       ? EventKind::potential_match
                                                       : EventKind::possible_duplicate,
                                           .record_type = side.record_type,
                                           .record_id = side.id.text(),
                                           .recipients = {owner},
                                           .occurrence = occurrence_of(side.kind, pair)}));
    }
    return jobs;
}

Result<> Notices::settle(const Side& side) {
    const auto& on = records_.dependencies();
    AMPARO_TRY(const auto record, on.cache->find(*on.database, side.id));
    if (record == nullptr || record->deleted) return {};
    auto jobs = news_of(side, *record);
    const bool is_marked = casework::has_alert(record->data, test_of(side.kind));
    const bool is_wanted = has_open_pair(side);
    told_ += jobs.size();
    if (is_marked == is_wanted) {
        for (auto& job : jobs) {
            AMPARO_CHECK(on.database->write([&](store::Transaction& transaction) {
                return store::enqueue_job(transaction, job);
            }));
        }
        return {};
    }
    AMPARO_CHECK(records_.edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open({.record_type = side.record_type,
                                           .id = side.id,
                                           .cause = alert_of(side.kind),
                                           .stamp = records::Stamp::untouched}));
        casework::remove_alerts(draft->data(), test_of(side.kind));
        if (is_wanted)
            casework::add_alert(edit, draft->data(),
                                {.alert_for = alert_of(side.kind), .type = alert_of(side.kind)});
        for (const auto& job : jobs) edit.enqueue(job);
        return {};
    }));
    return {};
}

}  // namespace amparo::matching

#include "matching/worklist/decided.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "matching/decisions/duplicates.hpp"
#include "matching/decisions/standing.hpp"
#include "matching/live/eligible.hpp"
#include "records/derived/values.hpp"

namespace amparo::matching {
namespace {

double number_of(const json::Object& row, std::string_view key) {
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_number() ? value->to_number<double>() : 0;
}

DecidedPair pair_of(const json::Object& row) {
    DecidedPair pair{.score = number_of(row, "score"),
                     .family_score = number_of(row, "family_score"),
                     .bits = number_of(row, "total_bits")};
    if (const auto id = RecordId::parse(json::string_or(row, "case_id"))) pair.case_id = *id;
    if (const auto at = parse_instant(json::string_or(row, "decided_at"))) pair.decided_at = *at;
    return pair;
}

DecidedRecord decided_of_request(const store::StoredRecord& request) {
    DecidedRecord decided;
    for (const auto* row : records::derived::rows(request.data, decisions_key)) {
        const auto trace = json::string_or(*row, "trace_id");
        if (find_trace(request.data, trace) == nullptr) continue;
        auto pair = pair_of(*row);
        pair.holder = trace;
        pair.state =
            name_of(standing_of(request.data, {.trace = trace, .case_id = pair.case_id.text()}));
        decided.pairs.push_back(std::move(pair));
    }
    // Links that an older client or an import made are without a decision.
    for (const auto* trace : traces_of(request.data)) {
        const auto id = json::string_or(*trace, "unique_id");
        const auto matched = json::string_or(*trace, "matched_case_id");
        const auto case_id = RecordId::parse(matched);
        if (!case_id) continue;
        decided.linked.push_back(id);
        const KeptPair link{.holder = id, .case_id = *case_id};
        if (decision_in(&decided, link) != nullptr) continue;
        const auto state = standing_of(request.data, {.trace = id, .case_id = matched});
        decided.pairs.push_back({.holder = id,
                                 .case_id = *case_id,
                                 .state = name_of(state),
                                 .score = 1,
                                 .decided_at = request.updated_at});
    }
    return decided;
}

DecidedRecord decided_of_case(const store::StoredRecord& child_case) {
    DecidedRecord decided;
    for (const auto* row : records::derived::rows(child_case.data, duplicate_decisions_key)) {
        auto pair = pair_of(*row);
        pair.holder = child_case.id.text();
        pair.state = name_of(duplicate_standing(child_case.data, pair.case_id.text()));
        decided.pairs.push_back(std::move(pair));
    }
    return decided;
}

}  // namespace

DecidedRecord decided_of(const store::StoredRecord& record) {
    if (record.deleted) return {};
    if (record.type == "case") return decided_of_case(record);
    return record.type == "tracing_request" ? decided_of_request(record) : DecidedRecord();
}

const DecidedPair* decision_in(const DecidedRecord* record, const KeptPair& pair) {
    if (record == nullptr) return nullptr;
    const auto found = std::ranges::find_if(record->pairs, [&](const DecidedPair& one) {
        return one.case_id == pair.case_id && one.holder == pair.holder;
    });
    return found == record->pairs.end() ? nullptr : &*found;
}

std::string_view state_in(const DecidedRecord* record, const KeptPair& pair) {
    if (const auto* decision = decision_in(record, pair)) return decision->state;
    const bool is_linked =
        record != nullptr && std::ranges::find(record->linked, pair.holder) != record->linked.end();
    return name_of(is_linked ? PairState::superseded : PairState::potential);
}

void Decided::keep(const store::StoredRecord& record) {
    auto decided = decided_of(record);
    auto& records = record.type == "case" ? cases_ : requests_;
    if (decided.pairs.empty()) {
        changes_ += records.erase(record.id);
        return;
    }
    records.insert_or_assign(record.id, std::move(decided));
    ++changes_;
}

void Decided::take(const store::StoredRecord& record) {
    if (record.type != "case" && record.type != "tracing_request") return;
    const std::scoped_lock lock(mutex_);
    keep(record);
}

void Decided::take(const std::function<std::shared_ptr<const store::StoredRecord>()>& read) {
    const std::scoped_lock lock(mutex_);
    if (const auto record = read()) keep(*record);
}

void Decided::look(PairKind kind, const std::function<void(const Records&)>& visit) const {
    const std::scoped_lock lock(mutex_);
    visit(kind == PairKind::tracing ? requests_ : cases_);
}

std::uint64_t Decided::changes() const {
    const std::scoped_lock lock(mutex_);
    return changes_;
}

}  // namespace amparo::matching

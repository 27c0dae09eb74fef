#include "matching/decisions/standing.hpp"

#include <set>
#include <utility>

#include "base/limits.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/likeness.hpp"
#include "records/derived/values.hpp"

namespace amparo::matching {
namespace {

using records::derived::rows;

/// case, trace
using Pairs = std::set<std::pair<std::string, std::string>, std::less<>>;

PairState stored_state(const json::Object* decision) {
    if (decision == nullptr) return PairState::potential;
    return pair_state(json::string_or(*decision, "state")).value_or(PairState::potential);
}

IsRejected among(Pairs pairs) {
    if (pairs.empty()) return {};
    return [pairs = std::move(pairs)](const RecordId& case_id, std::string_view trace) {
        return pairs.contains(std::pair(case_id.text(), std::string(trace)));
    };
}

bool is_reunified(const json::Object& trace) {
    return json::string_or(trace, "tracing_request_status") == "reunified";
}

/// The other children of the request that are still looked for: what one found, the others need.
json::Array siblings_to_review(const json::Object& request, std::string_view trace) {
    json::Array siblings;
    for (const auto* row : traces_of(request)) {
        const auto id = json::string_or(*row, "unique_id");
        const auto status = json::string_or(*row, "tracing_request_status", "open");
        const bool is_free = json::string_or(*row, "matched_case_id").empty();
        if (id != trace && is_free && status != "closed" && status != "reunified")
            siblings.emplace_back(id);
    }
    return siblings;
}

/// Notes a rejected pair, if it is one that must not come back.
Result<> note_hidden(const Result<TracePair>& pair, const json::Object& request, Pairs& hidden) {
    if (!pair) return std::unexpected(pair.error());
    if (is_hidden(request, *pair)) hidden.emplace(pair->case_id.text(), pair->trace.trace);
    return {};
}

}  // namespace

const json::Object* find_decision(const json::Object& request, const PairIds& pair) {
    for (const auto* row : rows(request, decisions_key)) {
        if (json::string_or(*row, "trace_id") == pair.trace &&
            json::string_or(*row, "case_id") == pair.case_id)
            return row;
    }
    return nullptr;
}

PairState standing_of(const json::Object& request, const PairIds& pair) {
    const auto stored = stored_state(find_decision(request, pair));
    const auto* row = find_trace(request, pair.trace);
    const auto matched = row == nullptr ? "" : json::string_or(*row, "matched_case_id");
    if (!matched.empty() && matched == pair.case_id)
        return is_reunified(*row) ? PairState::reunited : PairState::confirmed;
    if (stored == PairState::rejected) return stored;
    if (!matched.empty()) return PairState::superseded;
    return stored == PairState::confirmed ? PairState::unlinked : stored;
}

void add_standing(json::Object& shown, const json::Object& request, const PairIds& pair,
                  RequestIs seen) {
    const auto state = standing_of(request, pair);
    shown["state"] = name_of(state);
    const bool is_found = state == PairState::confirmed || state == PairState::reunited;
    if (is_found && seen == RequestIs::open)
        shown["siblings_to_review"] = siblings_to_review(request, pair.trace);
    const auto* decision = find_decision(request, pair);
    if (decision == nullptr) return;
    for (const std::string_view key :
         {"reason_id", "note", "decided_by", "decided_at", "confirmed_by", "confirmed_at"}) {
        const bool is_kept_back = key == "note" && seen == RequestIs::hinted;
        const auto* value = is_kept_back ? nullptr : decision->if_contains(key);
        shown[key] = value == nullptr ? json::Value(nullptr) : *value;
    }
}

bool is_candidate(const Configuration& configuration, const TracePair& pair,
                  const json::Object& child_case, const json::Object& request) {
    const auto* row = find_trace(request, pair.trace.trace);
    if (row == nullptr || !takes_part(child_case, configuration.eligibility)) return false;
    const bool is_linked = json::string_or(*row, "matched_case_id") == pair.case_id.text();
    if (is_linked && records::derived::is_true(request, "record_state")) return true;
    const auto& model = configuration.tracing;
    const auto& match = pair.likeness.match;
    return takes_part(request, *row, configuration.eligibility) &&
           (match.score >= model.list_threshold || leads_to_family(model, match));
}

bool may_be_decided_unread(const Configuration& configuration, const TracePair& pair,
                           const json::Object& child_case, const json::Object& request) {
    const auto case_id = pair.case_id.text();
    return is_candidate(configuration, pair, child_case, request) ||
           find_decision(request, {.trace = pair.trace.trace, .case_id = case_id}) != nullptr;
}

bool is_hidden(const json::Object& request, const TracePair& pair) {
    const auto case_id = pair.case_id.text();
    const auto* decision = find_decision(request, {.trace = pair.trace.trace, .case_id = case_id});
    if (decision == nullptr || stored_state(decision) != PairState::rejected) return false;
    const auto* bits = decision->if_contains("total_bits");
    const auto then = bits != nullptr && bits->is_number() ? bits->to_number<double>() : 0.0;
    return static_cast<double>(pair.likeness.match.bits) < then + bits_to_return;
}

Result<IsRejected> rejected_of_trace(const Service& service, const records::Look& look,
                                     const store::StoredRecord& request, std::string_view trace) {
    Pairs hidden;
    for (const auto* row : rows(request.data, decisions_key)) {
        if (json::string_or(*row, "trace_id") != trace) continue;
        if (stored_state(row) != PairState::rejected) continue;
        const auto child_case = look.find("case", json::string_or(*row, "case_id"));
        if (child_case == nullptr) continue;
        AMPARO_CHECK(
            note_hidden(service.compare(*child_case, request, trace), request.data, hidden));
    }
    return among(std::move(hidden));
}

Result<IsRejected> rejected_of_case(const Service& service, const records::Look& look,
                                    const records::Dependencies& on,
                                    const store::StoredRecord& child_case) {
    const auto case_id = child_case.id.text();
    index::Query query;
    query.filter = index::Filter{index::AnyOf{"decided_case_ids", {case_id}}};
    query.sort = {.column = "created_at", .descending = true};
    query.count = limits::linked_records_max;
    AMPARO_TRY(const auto page, on.index->find("tracing_request", query));
    Pairs hidden;
    for (const auto& id : page.ids) {
        const auto request = look.find("tracing_request", id);
        if (request == nullptr) continue;
        for (const auto* row : rows(request->data, decisions_key)) {
            const auto trace = json::string_or(*row, "trace_id");
            if (json::string_or(*row, "case_id") != case_id) continue;
            if (stored_state(row) != PairState::rejected) continue;
            if (find_trace(request->data, trace) == nullptr) continue;
            AMPARO_CHECK(
                note_hidden(service.compare(child_case, *request, trace), request->data, hidden));
        }
    }
    return among(std::move(hidden));
}

}  // namespace amparo::matching

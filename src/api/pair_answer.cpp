#include "api/pair_answer.hpp"

#include "base/text.hpp"
#include "matching/decisions/duplicates.hpp"
#include "matching/decisions/standing.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/show.hpp"
#include "records/beholder.hpp"
#include "records/representation.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t reason_length_max = 200;
constexpr std::size_t note_length_max = 2000;
constexpr std::size_t state_length_max = 40;

/// A text of the input, trimmed; empty when there is none.
Result<std::string> text_of(const json::Object& data, std::string_view key, std::size_t most) {
    const auto* value = data.if_contains(key);
    if (value == nullptr || value->is_null()) return std::string();
    const auto pointer = "/data/" + std::string(key);
    if (!value->is_string()) return refuse_field(Errc::invalid, pointer, "errors.fields.value");
    auto kept = text::trim(value->get_string());
    if (text::length(kept) > most)
        return refuse_field(Errc::invalid, pointer, "errors.fields.value");
    return kept;
}

/// A reason is an option of the deployment's list, where it has one.
Result<> check_reason(Call& call, const std::string& reason) {
    const auto* reasons = call.definitions().lookup("lookup-match-reason");
    if (reason.empty() || reasons == nullptr || reasons->find(reason) != nullptr) return {};
    return refuse_field(Errc::invalid, "/data/reason_id", "errors.fields.value");
}

json::Object facts_of(const matching::Viewer& viewer, const store::StoredRecord& record,
                      std::initializer_list<std::string_view> keys) {
    json::Object facts;
    for (const auto key : keys) {
        const auto* value = record.data.if_contains(key);
        facts[key] = value == nullptr ? json::Value(nullptr) : *value;
        if (records::is_masked(viewer.definitions(), record, key))
            facts[key] = records::masked(facts[key]);
    }
    return facts;
}

/// Until two people confirmed a match, nobody is shown how to reach the other side; then those who
/// have to bring child and family together are, also without a right to the other record.
void add_contacts(const matching::Viewer& viewer, const matching::Seen& child_case,
                  const matching::Seen& request, json::Object& shown) {
    if (child_case.is_open() == request.is_open()) return;
    json::Object contacts;
    if (child_case.is_open()) {
        contacts["inquirer"] =
            facts_of(viewer, request.record,
                     {"relation_name", "relation_telephone", "relation_address_current",
                      "relation_location_current", "owned_by", "owned_by_agency_id"});
    } else {
        contacts["child"] = facts_of(viewer, child_case.record,
                                     {"name", "telephone_current", "address_current",
                                      "location_current", "owned_by", "owned_by_agency_id"});
    }
    shown["contacts"] = std::move(contacts);
}

}  // namespace

Result<PairSaying> pair_saying(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    if (!data.contains("state"))
        return refuse_field(Errc::invalid, "/data/state", "errors.fields.required");
    PairSaying saying{.state = json::string_or(data, "state")};
    AMPARO_TRY(saying.reason_id, text_of(data, "reason_id", reason_length_max));
    AMPARO_TRY(saying.note, text_of(data, "note", note_length_max));
    AMPARO_TRY(saying.seen_state, text_of(data, "seen_state", state_length_max));
    AMPARO_CHECK(check_reason(call, saying.reason_id));
    return saying;
}

bool has_conflict(const Call& call, const RecordId& case_id) {
    const auto count = call.services().records.dependencies().index->count(
        "tracing_request", index::Filter{index::AnyOf{"matched_case_ids", {case_id.text()}}});
    return count && *count > 1;
}

json::Object show_pair(const Call& call, const matching::TracePair& pair,
                       const store::StoredRecord& child_case, const store::StoredRecord& request) {
    const auto& services = call.services();
    const auto configuration = services.matching.configuration();
    // Of a child who may not be traced any more nobody else learns more than that there is a pair.
    const auto counterpart = matching::takes_part(child_case.data, configuration->eligibility)
                                 ? configuration->counterpart
                                 : matching::CounterpartVisibility::contact;
    const matching::Viewer viewer(services.records, call.actor(), counterpart);
    auto shown = matching::PairShow(viewer, services.matching, services.messages)
                     .show(pair, child_case, request);
    const auto case_id = child_case.id.text();
    const auto of_request = viewer.look_at(request);
    const matching::PairIds ids{.trace = pair.trace.trace, .case_id = case_id};
    matching::add_standing(
        shown, request.data, ids,
        of_request.is_open() ? matching::RequestIs::open : matching::RequestIs::hinted);
    const auto state = matching::standing_of(request.data, ids);
    if (state == matching::PairState::rejected && !is_hidden(request.data, pair))
        shown["returned"] = true;
    const bool is_found =
        state == matching::PairState::confirmed || state == matching::PairState::reunited;
    if (is_found && takes_part(child_case.data, configuration->eligibility)) {
        add_contacts(viewer, viewer.look_at(child_case), of_request, shown);
        if (has_conflict(call, child_case.id)) shown["conflict"] = true;
    }
    return shown;
}

json::Object show_pair(const Call& call, const matching::CasePair& pair,
                       const store::StoredRecord& child_case, const store::StoredRecord& other) {
    const auto& services = call.services();
    const matching::Viewer viewer(services.records, call.actor(),
                                  services.matching.configuration()->counterpart);
    auto shown = matching::PairShow(viewer, services.matching, services.messages).show(pair, other);
    const bool is_open = viewer.look_at(other).is_open();
    matching::add_duplicate_standing(shown, child_case, other,
                                     is_open ? matching::OtherIs::open : matching::OtherIs::hinted);
    const auto state = matching::duplicate_standing(child_case.data, other.id.text());
    if (state == matching::DuplicateState::different && !is_hidden(child_case.data, pair))
        shown["returned"] = true;
    return shown;
}

}  // namespace amparo::api

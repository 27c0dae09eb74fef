// Whether a child is registered already (matching.md §11).
#include "api/as_of.hpp"
#include "api/demand.hpp"
#include "api/pair_answer.hpp"
#include "api/pair_log.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/text.hpp"
#include "matching/decisions/duplicates.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/viewer.hpp"
#include "records/derived/values.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t hints_max = 5;
constexpr std::size_t duplicates_max = 20;

/// The name of a child that is being typed, also when only its parts are.
void complete_name(json::Object& child) {
    if (!json::is_blank(json::find(child, "name"))) return;
    std::vector<std::string> parts;
    for (const auto* key : {"name_first", "name_middle", "name_last"}) {
        auto part = text::trim(json::string_or(child, key));
        if (!part.empty()) parts.push_back(std::move(part));
    }
    if (!parts.empty()) child["name"] = text::join(parts, " ");
}

/// A name, and sex or age: less finds everybody.
bool is_enough(const json::Object& child) {
    const auto has = [&](std::string_view key) { return !json::is_blank(json::find(child, key)); };
    return has("name") && (has("sex") || has("age") || has("date_of_birth"));
}

/// Of children of another programme nobody gets a hint.
matching::MayKnow may_know(const Call& call) {
    return [&call](const store::StoredRecord& other) {
        return matching::Viewer(call.services().records, call.actor(),
                                matching::CounterpartVisibility::masked)
            .may_know_of(other);
    };
}

/// `child_case` is what they may be duplicates of; one that is being typed has no id.
http::Response answer(Call& call, const matching::CasePairs& found,
                      const store::StoredRecord& child_case) {
    const auto& on = call.services().records.dependencies();
    const records::Look look(on, call.actor(), on.definitions());
    json::Object body{{"data", json::Array()}};
    auto& data = body["data"].as_array();
    for (const auto& pair : found.pairs) {
        if (data.size() == duplicates_max) break;
        const auto other = look.find("case", pair.other);
        if (other == nullptr) continue;
        if (is_hidden(child_case.data, pair) && !call.query_is_true("include_rejected")) continue;
        data.emplace_back(show_pair(call, pair, child_case, *other));
        log_view(call, *other);
    }
    if (found.notice != matching::Notice::none) body["notice"] = name_of(found.notice);
    tell_as_of(body, call.services());
    return ok_whole(body);
}

Result<http::Response> check_duplicates(Call& call) {
    AMPARO_CHECK(demand(call, "case", {"create"}));
    AMPARO_TRY(auto child, call.data());
    complete_name(child);
    if (!is_enough(child))
        return answer(call, {.notice = matching::Notice::not_enough_information}, {});
    AMPARO_TRY(const auto found,
               call.services().matching.find_duplicates(
                   child, nullptr, {.limit = hints_max, .may_know = may_know(call)}));
    return answer(call, found, {});
}

Result<http::Response> list_duplicates(Call& call) {
    AMPARO_CHECK(demand(call, "case", {"read"}));
    if (!call.actor().can("duplicate", "read")) AMPARO_CHECK(demand(call, "case", {"create"}));
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto child_case,
               call.services().records.read_for(call.actor(), "case", id, "read"));
    if (!matching::may_be_duplicated(child_case.data))
        return answer(call, {.notice = matching::Notice::record_disabled}, child_case);
    // Those that are left out as different make room for others.
    const auto decided =
        records::derived::rows(child_case.data, matching::duplicate_decisions_key).size();
    AMPARO_TRY(
        const auto found,
        call.services().matching.find_duplicates(
            child_case.data, &id, {.limit = duplicates_max + decided, .may_know = may_know(call)}));
    return answer(call, found, child_case);
}

/// A pair of the path as it compares now. Somebody who does not read the other case sees it while
/// a search could find it.
struct CasesOfPath {
    store::StoredRecord child_case;
    records::Look::Pointer other;
    matching::CasePair pair;
};
Result<CasesOfPath> cases_of(Call& call, std::string_view right) {
    AMPARO_TRY(const auto id, record_of(call));
    const auto other_id = RecordId::parse(call.request().path_parameter("other_id"));
    if (!other_id || *other_id == id) return refuse(Errc::not_found, "errors.not_found");
    const auto& services = call.services();
    AMPARO_TRY(auto child_case,
               services.records.read_for(call.actor(), "case", id, std::string(right)));
    const auto& on = services.records.dependencies();
    const records::Look look(on, call.actor(), on.definitions());
    auto other = look.find("case", *other_id);
    if (other == nullptr) return refuse(Errc::not_found, "errors.not_found");
    AMPARO_TRY(auto pair, services.matching.compare(child_case, *other));
    const auto least = services.matching.configuration()->duplicates.list_threshold;
    const bool may_be_found = may_know(call)(*other) && pair.likeness.match.score >= least &&
                              matching::may_be_duplicated(other->data);
    if (!look.may_read(*other) && !may_be_found) return refuse(Errc::not_found, "errors.not_found");
    return CasesOfPath{std::move(child_case), std::move(other), std::move(pair)};
}

Result<http::Response> show_duplicate(Call& call) {
    AMPARO_CHECK(demand(call, "case", {"read"}));
    if (!call.actor().can("duplicate", "read")) AMPARO_CHECK(demand(call, "case", {"create"}));
    AMPARO_TRY(const auto cases, cases_of(call, "read"));
    log_view(call, *cases.other);
    return ok(show_pair(call, cases.pair, cases.child_case, *cases.other));
}

Result<http::Response> decide_duplicates(Call& call) {
    AMPARO_CHECK(demand(call, "case", {"write"}));
    if (!call.actor().can("duplicate", "read")) AMPARO_CHECK(demand(call, "case", {"create"}));
    AMPARO_TRY(const auto cases, cases_of(call, "write"));
    AMPARO_TRY(const auto saying, pair_saying(call));
    const auto state = matching::duplicate_state(saying.state);
    if (!state) return refuse_field(Errc::invalid, "/data/state", "errors.fields.value");
    const auto& services = call.services();
    const auto configuration = services.matching.configuration();
    AMPARO_TRY(const auto decided,
               matching::decide_duplicate(call.actor(), services.records, *configuration,
                                          {.child_case = cases.child_case.id,
                                           .pair = cases.pair,
                                           .state = *state,
                                           .reason_id = saying.reason_id,
                                           .note = saying.note,
                                           .seen_state = saying.seen_state}));
    log_view(call, *cases.other);
    return ok(show_pair(call, cases.pair, decided, *cases.other));
}

}  // namespace

Routes duplicate_routes() {
    using http::Method;
    return {{.method = Method::post,
             .pattern = "/api/v2/cases/duplicates/check",
             .handler = check_duplicates,
             .model = "Child",
             .action = "duplicates_check"},
            {.method = Method::get,
             .pattern = "/api/v2/cases/{record_id}/duplicates",
             .handler = list_duplicates,
             .model = "Child",
             .action = "duplicates"},
            {.method = Method::get,
             .pattern = "/api/v2/cases/{record_id}/duplicates/{other_id}",
             .handler = show_duplicate,
             .model = "Child",
             .action = "show_duplicate"},
            {.method = Method::post,
             .pattern = "/api/v2/cases/{record_id}/duplicates/{other_id}/decision",
             .handler = decide_duplicates,
             .model = "Child",
             .action = "decide_duplicate"}};
}

}  // namespace amparo::api

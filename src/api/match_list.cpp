// All pairs that matching found, as a list to work off (matching.md §10.3).
#include "api/as_of.hpp"
#include "api/demand.hpp"
#include "api/match_query.hpp"
#include "api/pair_answer.hpp"
#include "api/pair_log.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/clock.hpp"
#include "base/text.hpp"
#include "matching/decisions/duplicates.hpp"
#include "matching/decisions/states.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/viewer.hpp"
#include "matching/worklist/work_list.hpp"

namespace amparo::api {

namespace {

using matching::PairKind;
using matching::WorkQuery;

constexpr std::size_t page_max = 1'000'000;  // beyond it every list is empty anyway
constexpr CountRange pages{
    .least = 0, .most = limits::page_size_max, .usual = limits::page_size_default};

std::unexpected<Error> no_value(const char* parameter) {
    return refuse_field(Errc::invalid, parameter, "errors.fields.value");
}

bool is_state(PairKind kind, std::string_view word) {
    return kind == PairKind::tracing ? matching::pair_state(word).has_value()
                                     : matching::duplicate_state(word).has_value();
}

Result<matching::WorkOrder> order_of(const Call& call) {
    const auto word = call.query("order");
    if (word.empty() || word == "score") return matching::WorkOrder::most_likely;
    if (word == "newest") return matching::WorkOrder::newest;
    if (word == "oldest") return matching::WorkOrder::oldest;
    return no_value("order");
}

/// A day means its beginning where the deployment is.
Result<std::optional<Instant>> since_of(Call& call) {
    const auto text = call.query("since");
    if (text.empty()) return std::nullopt;
    if (const auto moment = parse_instant(text)) return *moment;
    const auto day = parse_day(text);
    if (!day) return no_value("since");
    return moment_of_local(Instant(*day), call.definitions().time_zone());
}

/// The states asked for, as one list or as several parameters.
Result<std::set<std::string, std::less<>>> states_of(const Call& call, PairKind kind) {
    std::set<std::string, std::less<>> states;
    for (const auto& value : call.query_list("state")) {
        for (const auto word : text::split(value, ',')) {
            if (word.empty()) continue;
            if (!is_state(kind, word)) return no_value("state");
            states.emplace(word);
        }
    }
    return states;
}

Result<WorkQuery> work_query(Call& call, PairKind kind) {
    WorkQuery query{.kind = kind,
                    .relationship = call.query("relationship"),
                    .owner = call.query("owner"),
                    .location = call.query("location")};
    const auto& relationship = query.relationship;
    if (!relationship.empty() && relationship != "same_child" && relationship != "same_family" &&
        relationship != "unclear")
        return no_value("relationship");
    AMPARO_TRY(query.page, count_in(call, "page", {.least = 1, .most = page_max, .usual = 1}));
    AMPARO_TRY(query.per, count_in(call, "per", pages));
    AMPARO_TRY(query.states, states_of(call, kind));
    AMPARO_TRY(query.min_score, least_score(call));
    AMPARO_TRY(query.since, since_of(call));
    AMPARO_TRY(query.order, order_of(call));
    return query;
}

/// The pair as it is now; nullopt when one of the records is gone meanwhile.
Result<std::optional<json::Object>> show_tracing(const Call& call, const records::Look& look,
                                                 const matching::WorkPair& work) {
    const auto request = look.find("tracing_request", work.pair.owner);
    const auto child_case = look.find("case", work.pair.case_id);
    if (request == nullptr || child_case == nullptr ||
        matching::find_trace(request->data, work.pair.holder) == nullptr)
        return std::nullopt;
    AMPARO_TRY(const auto pair,
               call.services().matching.compare(*child_case, *request, work.pair.holder));
    log_view(call, *child_case);
    log_view(call, *request);
    return show_pair(call, pair, *child_case, *request);
}

/// The same for two cases, the one that the caller may read as the one at hand.
Result<std::optional<json::Object>> show_duplicates(const Call& call, const records::Look& look,
                                                    const matching::WorkPair& work) {
    auto own = look.find("case", work.pair.owner);
    auto other = look.find("case", work.pair.case_id);
    if (own == nullptr || other == nullptr) return std::nullopt;
    if (!look.may_read(*own)) std::swap(own, other);
    const auto& services = call.services();
    AMPARO_TRY(const auto pair, services.matching.compare(*own, *other));
    auto shown = show_pair(call, pair, *own, *other);
    const matching::Viewer viewer(services.records, call.actor(),
                                  services.matching.configuration()->counterpart);
    log_view(call, *own);
    log_view(call, *other);
    shown["of_case"] = matching::case_facts(viewer, viewer.look_at(*own));
    return shown;
}

Result<http::Response> answer(Call& call, PairKind kind) {
    AMPARO_TRY(const auto query, work_query(call, kind));
    const auto& services = call.services();
    AMPARO_TRY(const auto page, services.match_list.list(call.actor(), query));
    const auto& on = services.records.dependencies();
    const records::Look look(on, call.actor(), on.definitions());
    json::Array data;
    for (const auto& work : page.pairs) {
        AMPARO_TRY(auto shown, kind == PairKind::tracing ? show_tracing(call, look, work)
                                                         : show_duplicates(call, look, work));
        if (!shown) continue;
        (*shown)["found_at"] = format_instant(work.pair.found_at);
        if (work.has_returned) (*shown)["returned"] = true;
        data.emplace_back(std::move(*shown));
    }
    json::Object by_state;
    for (const auto& [state, count] : page.by_state) by_state[state] = count;
    json::Object metadata{{"total", page.total},
                          {"per", query.per},
                          {"page", query.page},
                          {"states", std::move(by_state)}};
    tell_as_of(metadata, services);
    return ok_with(std::move(data), std::move(metadata));
}

Result<http::Response> list_potential_matches(Call& call) {
    AMPARO_CHECK(demand(call, "potential_match", {"read"}));
    return answer(call, PairKind::tracing);
}

Result<http::Response> list_potential_duplicates(Call& call) {
    AMPARO_CHECK(demand(call, "case", {"read"}));
    if (!call.actor().can("duplicate", "read")) AMPARO_CHECK(demand(call, "case", {"create"}));
    return answer(call, PairKind::duplicates);
}

}  // namespace

Routes match_list_routes() {
    using http::Method;
    return {{.method = Method::get,
             .pattern = "/api/v2/potential_matches",
             .handler = list_potential_matches,
             .model = "PotentialMatch",
             .action = "list"},
            {.method = Method::get,
             .pattern = "/api/v2/potential_duplicates",
             .handler = list_potential_duplicates,
             .model = "Child",
             .action = "duplicates"}};
}

}  // namespace amparo::api

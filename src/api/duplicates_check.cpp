// Whether a child is registered already (matching.md §11).
#include "api/demand.hpp"
#include "api/pair_log.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/text.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/show.hpp"
#include "records/look.hpp"

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

http::Response answer(Call& call, const matching::CasePairs& found) {
    const auto& services = call.services();
    json::Object body{{"data", json::Array()}};
    auto& data = body["data"].as_array();
    if (!found.pairs.empty()) {
        const matching::Viewer viewer(services.records, call.actor(),
                                      services.matching.configuration()->counterpart);
        const matching::PairShow show(viewer, services.matching, services.messages);
        const records::Look look(services.records.dependencies(), call.actor(),
                                 services.records.dependencies().definitions());
        for (const auto& pair : found.pairs) {
            const auto other = look.find("case", pair.other);
            if (other == nullptr || !viewer.may_know_of(*other)) continue;
            data.emplace_back(show.show(pair, *other));
            log_view(call, *other);
        }
    }
    if (found.notice != matching::Notice::none) body["notice"] = name_of(found.notice);
    return ok_whole(body);
}

Result<http::Response> check_duplicates(Call& call) {
    AMPARO_CHECK(demand(call, "case", {"create"}));
    AMPARO_TRY(auto child, call.data());
    complete_name(child);
    if (!is_enough(child))
        return answer(call, {.notice = matching::Notice::not_enough_information});
    AMPARO_TRY(const auto found,
               call.services().matching.find_duplicates(child, nullptr, {.limit = hints_max}));
    return answer(call, found);
}

Result<http::Response> list_duplicates(Call& call) {
    AMPARO_CHECK(demand(call, "case", {"read"}));
    if (!call.actor().can("duplicate", "read")) AMPARO_CHECK(demand(call, "case", {"create"}));
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto child_case,
               call.services().records.read_for(call.actor(), "case", id, "read"));
    if (!matching::may_be_duplicated(child_case.data))
        return answer(call, {.notice = matching::Notice::record_disabled});
    AMPARO_TRY(const auto found, call.services().matching.find_duplicates(
                                     child_case.data, &id, {.limit = duplicates_max}));
    return answer(call, found);
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
             .action = "duplicates"}};
}

}  // namespace amparo::api

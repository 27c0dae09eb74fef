// Whom a record can be given to (records.md §17), and what became of records that were given to
// somebody (§23).
#include <array>

#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/clock.hpp"
#include "casework/transitions/activity.hpp"
#include "casework/transitions/eligibility.hpp"
#include "http/parameters.hpp"
#include "records/types.hpp"

namespace amparo::api {

namespace {

using casework::TransitionType;

constexpr std::chrono::days window_default{7};

Result<http::Response> list_recipients(Call& call, TransitionType type) {
    const casework::RecipientQuery query{.type = type,
                                         .record_type = call.query("record_type"),
                                         .module_id = call.query("record_module_id"),
                                         .agency = call.query("agency"),
                                         .location = call.query("location"),
                                         .service = call.query("service"),
                                         .near = call.query("near")};
    if (records::facts_of(query.record_type) == nullptr)
        return refuse_field(Errc::invalid, "record_type", MessageKey{"errors.filters.value"});
    AMPARO_TRY(auto rows, casework::list_recipients(call.actor(), call.services().records, query));
    return ok(std::move(rows));
}

Result<> read_moment(const json::Object& window, std::string_view name, Instant& into) {
    const auto text = json::string_or(window, name);
    if (text.empty()) return {};
    const auto moment = parse_instant(text);
    if (!moment)
        return refuse_field(Errc::invalid, "datetime[" + std::string(name) + "]",
                            MessageKey{"errors.filters.value"});
    into = *moment;
    return {};
}

/// Everything of the window unless a page is asked for, as old clients expect.
Result<http::Response> list_activities(Call& call) {
    const auto now = call.services().clock.now();
    casework::ActivityQuery query{.types = call.query_list("types"),
                                  .performed_by = call.query("performed_by"),
                                  .from = now - window_default,
                                  .to = now + std::chrono::milliseconds(1),
                                  .is_ascending = call.query("order") == "asc",
                                  .page = page_of(call),
                                  .per = per_of(call)};
    const bool is_paged = !call.query("page").empty() || !call.query("per").empty();
    if (!is_paged) query.per = limits::linked_records_max;
    AMPARO_TRY(const auto parameters, http::to_object(call.request().query));
    if (const auto* window = json::find_object(parameters, "datetime")) {
        AMPARO_CHECK(read_moment(*window, "from", query.from));
        AMPARO_CHECK(read_moment(*window, "to", query.to));
    }
    AMPARO_TRY(auto log, casework::activity_log(call.actor(), call.services().records, query));
    json::Object metadata{{"total", log.total}};
    if (is_paged) {
        metadata["per"] = log.per;
        metadata["page"] = log.page;
    }
    return ok_with(std::move(log.data), std::move(metadata));
}

struct Lookup {
    std::string_view pattern;
    std::string_view action;
    TransitionType type;
};
constexpr std::array<Lookup, 3> lookups{{
    {"/api/v2/users/assign-to", "assign_to", TransitionType::assign},
    {"/api/v2/users/transfer-to", "transfer_to", TransitionType::transfer},
    {"/api/v2/users/refer-to", "refer_to", TransitionType::referral},
}};

}  // namespace

Routes recipient_routes() {
    using http::Method;
    Routes routes;
    for (const auto& lookup : lookups) {
        const auto type = lookup.type;
        routes.push_back({.method = Method::get,
                          .pattern = lookup.pattern,
                          .handler = [type](Call& call) { return list_recipients(call, type); },
                          .model = "User",
                          .action = lookup.action});
    }
    routes.push_back({.method = Method::get,
                      .pattern = "/api/v2/activity_log",
                      .handler = list_activities,
                      .model = "ActivityLog",
                      .action = "list"});
    return routes;
}

}  // namespace amparo::api

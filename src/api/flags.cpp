// Flags of one record, of many, and of all in scope (records.md §16, §23).
#include "casework/flags.hpp"

#include <array>

#include "api/objects.hpp"
#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/text.hpp"
#include "casework/bulk_flags.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t all_flags = limits::page_size_max;

Result<http::Response> list_flags(Call& call, std::string_view type) {
    AMPARO_TRY(const auto key, record_key_of(call, type));
    AMPARO_TRY(auto flags, casework::list_flags(call.actor(), call.services().records, key));
    return rows_reply(call, std::move(flags));
}

casework::FlagInput input_of(const json::Object& data) {
    return {.message = json::string_or(data, "message"),
            .date = json::string_or(data, "date"),
            .assignee = json::string_or(data, "assignee"),
            .due_date = json::string_or(data, "due_date")};
}

Result<http::Response> create_flag(Call& call, std::string_view type) {
    AMPARO_TRY(const auto key, record_key_of(call, type));
    AMPARO_TRY(const auto data, call.data());
    auto input = input_of(data);
    AMPARO_TRY(input.repetition, repetition_of(call));
    AMPARO_TRY(auto flag, casework::raise_flag(call.actor(), call.services().records, key, input));
    return data.contains("id") ? no_content() : ok(std::move(flag));
}

std::optional<std::string> text_of(const json::Object& data, std::string_view key) {
    const auto text = json::find_string(data, key);
    return text ? std::optional(std::string(*text)) : std::nullopt;
}

Result<http::Response> update_flag(Call& call, std::string_view type) {
    AMPARO_TRY(const auto key, record_key_of(call, type));
    AMPARO_TRY(const auto number, call.number("flag_id"));
    AMPARO_TRY(const auto data, call.data());
    const casework::FlagChange change{.message = text_of(data, "message"),
                                      .date = text_of(data, "date"),
                                      .unflag_message = text_of(data, "unflag_message")};
    AMPARO_TRY(auto flag, casework::change_flag(call.actor(), call.services().records,
                                                {.record = key, .number = number}, change));
    return ok(std::move(flag));
}

Result<http::Response> flag_many(Call& call, std::string_view type) {
    AMPARO_TRY(const auto data, call.data());
    records::BulkSelection selection{
        .record_type = std::string(type), .query = json::string_or(data, "query"), .filters = {}};
    if (const auto* filters = json::find_object(data, "filters")) selection.filters = *filters;
    auto input = input_of(data);
    AMPARO_TRY(input.repetition, repetition_of(call));
    AMPARO_TRY(const auto begun,
               casework::flag_many(call.actor(), call.services().records, selection, input));
    const auto* message = data.if_contains("message");
    return ok(json::Object{{"message", message == nullptr ? json::Value(nullptr) : *message},
                           {"filters", std::move(selection.filters)},
                           {"job_id", std::to_string(begun.job)},
                           {"matched", begun.matched}});
}

Result<http::Response> list_flags_in_scope(Call& call) {
    AMPARO_TRY(const auto page, page_from_wire(call, Paged::optional, limits::page_size_default));
    casework::FlagQuery query{.record_types = {},
                              .active_only = call.query_is_true("active_only"),
                              .by_me = call.query_is_true("flagged_by_me")};
    for (const auto& list : call.query_list("record_type")) {
        for (const auto name : text::split(list, ',')) {
            if (!name.empty()) query.record_types.emplace_back(records::type_of_segment(name));
        }
    }
    query.count = page.per == 0 ? all_flags : page.per;
    query.offset = page.per == 0 ? 0 : (std::max<std::size_t>(page.page, 1) - 1) * page.per;
    AMPARO_TRY(auto found, casework::find_flags(call.actor(), call.services().records, query));
    return ok_with(std::move(found.data), metadata_of(found.total, page));
}

struct Paths {
    std::string_view type;
    std::string_view of_record;
    std::string_view one;
    std::string_view of_many;
};
constexpr std::array<Paths, 5> paths{{
    {"case", "/api/v2/cases/{record_id}/flags", "/api/v2/cases/{record_id}/flags/{flag_id}",
     "/api/v2/cases/flags"},
    {"incident", "/api/v2/incidents/{record_id}/flags",
     "/api/v2/incidents/{record_id}/flags/{flag_id}", "/api/v2/incidents/flags"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/flags",
     "/api/v2/tracing_requests/{record_id}/flags/{flag_id}", "/api/v2/tracing_requests/flags"},
    {"family", "/api/v2/families/{record_id}/flags", "/api/v2/families/{record_id}/flags/{flag_id}",
     "/api/v2/families/flags"},
    {"registry_record", "/api/v2/registry_records/{record_id}/flags",
     "/api/v2/registry_records/{record_id}/flags/{flag_id}", "/api/v2/registry_records/flags"},
}};

}  // namespace

Routes flag_routes() {
    using http::Method;
    Routes routes;
    for (const auto& path : paths) {
        const auto type = path.type;
        const auto model = records::model_of(type);
        routes.push_back({.method = Method::get,
                          .pattern = path.of_record,
                          .handler = [type](Call& call) { return list_flags(call, type); },
                          .model = model,
                          .action = "list"});
        routes.push_back({.method = Method::post,
                          .pattern = path.of_record,
                          .handler = [type](Call& call) { return create_flag(call, type); },
                          .model = model,
                          .action = "flag"});
        routes.push_back({.method = Method::patch,
                          .pattern = path.one,
                          .handler = once([type](Call& call) { return update_flag(call, type); }),
                          .model = model,
                          .action = "unflag"});
        routes.push_back({.method = Method::post,
                          .pattern = path.of_many,
                          .handler = [type](Call& call) { return flag_many(call, type); },
                          .model = model,
                          .action = "bulk_flag"});
    }
    routes.push_back({.method = Method::get,
                      .pattern = "/api/v2/flags",
                      .handler = list_flags_in_scope,
                      .model = "Flag",
                      .action = "list"});
    return routes;
}

}  // namespace amparo::api

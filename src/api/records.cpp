// Records of all five types: list, create, show, update, disable (records.md §§7–14).
#include <array>

#include "access/field_mask.hpp"
#include "api/as_of.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "casework/transitions/operations.hpp"
#include "casework/transitions/receipt.hpp"
#include "records/change_feed.hpp"
#include "records/derived/protection.hpp"
#include "records/record_cache.hpp"

namespace amparo::api {

namespace {

/// What changed since a cursor, instead of a page.
Result<http::Response> list_changes(Call& call, const records::ListRequest& request) {
    AMPARO_TRY(auto answer, records::changed_since(call.services().records, call.actor(), request));
    const auto total = answer.data.size();
    return ok_with(std::move(answer.data), {{"total", total},
                                            {"per", answer.per},
                                            {"page", 1},
                                            {"cursor", answer.cursor},
                                            {"removed", std::move(answer.removed)},
                                            {"has_more", answer.has_more}});
}

Result<http::Response> list_records(Call& call, std::string_view type) {
    const records::ListRequest request{.record_type = std::string(type),
                                       .parameters = call.request().query,
                                       .handling = handling_of(call)};
    if (call.request().query_value("changed_since")) return list_changes(call, request);
    // Before the list is read: what is committed meanwhile comes again rather than never.
    auto cursor = records::change_cursor(call.services().records, call.actor(), type);
    AMPARO_TRY(auto answer, call.services().records.list(call.actor(), request));
    json::Object metadata{{"total", answer.total},
                          {"per", answer.per},
                          {"page", answer.page},
                          {"cursor", std::move(cursor)}};
    if (answer.is_total_capped) metadata["total_capped"] = true;
    if (!answer.next.empty()) metadata["next"] = std::move(answer.next);
    tell_as_of(metadata, call.services());
    return ok_with(std::move(answer.data), std::move(metadata));
}

Result<http::Response> show_record(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    // Before the answer is made, so that its tag is that of the record as it is then.
    AMPARO_CHECK(casework::note_opened(call.actor(), call.services().records, {type, id}));
    AMPARO_CHECK(casework::note_seen(call.actor(), call.services().records, {type, id}));
    AMPARO_TRY(const auto answer,
               call.services().records.read(call.actor(), type, id, call.query("fields")));
    return record_reply(answer);
}

/// {"revision": n, "values": {…}} beside `data`.
Result<std::optional<records::Base>> base_from_wire(json::Object& body) {
    auto* base = body.if_contains("base");
    if (base == nullptr || base->is_null()) return std::nullopt;
    auto* object = base->if_object();
    const auto revision =
        object == nullptr ? std::nullopt : json::find_integer(*object, "revision");
    auto* values = object == nullptr ? nullptr : object->if_contains("values");
    if (!revision || values == nullptr || !values->is_object()) {
        return refuse_field(Errc::invalid, "/base", "errors.fields.value");
    }
    return records::Base{.revision = *revision, .values = std::move(values->as_object())};
}

Result<json::Object> data_from_wire(json::Object& body) {
    auto* data = body.if_contains("data");
    if (data == nullptr || data->is_null()) return json::Object{};
    if (!data->is_object()) return refuse_field(Errc::invalid, "/data", "errors.fields.value");
    return std::move(data->as_object());
}

/// `Prefer: return=…` (records.md §14, RFC 7240): whether the answer to a write has a body.
enum class Preference { none, minimal, representation };
Preference preference_of(const Call& call) {
    const auto prefer = call.request().header("prefer");
    if (prefer.find("return=representation") != std::string_view::npos)
        return Preference::representation;
    return prefer.find("return=minimal") == std::string_view::npos ? Preference::none
                                                                   : Preference::minimal;
}

/// 204, with the tag of the record.
void take_body(http::Response& response) {
    response.status = 204;
    response.body.clear();
}

Result<http::Response> create_record(Call& call, std::string_view type) {
    AMPARO_TRY(auto body, call.body());
    AMPARO_TRY(auto data, data_from_wire(body));
    AMPARO_TRY(auto repetition, repetition_of(call));
    AMPARO_TRY(const auto answer,
               call.services().records.create(call.actor(), {.record_type = std::string(type),
                                                             .data = std::move(data),
                                                             .record_action = {},
                                                             .base = {},
                                                             .if_match = {},
                                                             .repetition = std::move(repetition),
                                                             .handling = handling_of(call)}));
    call.audit().record_id = answer.id.text();
    const bool is_whole = preference_of(call) == Preference::representation;
    auto response = record_reply(answer);
    if (answer.is_client_id && !is_whole) take_body(response);
    if (is_whole) response.headers.emplace_back("Preference-Applied", "return=representation");
    return response;
}

/// Whether the record is protected as yet; only asked of an update that speaks of it.
bool was_protected(const Call& call, const RecordId& id, const json::Object& data) {
    if (!data.contains("hidden_name")) return false;
    const auto& on = call.services().records.dependencies();
    const auto known = on.cache->find(*on.database, id);
    return known && *known != nullptr && records::is_protected((*known)->data);
}

Result<http::Response> update_record(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto body, call.body());
    auto action = json::string_or(body, "record_action", call.query("record_action"));
    // The audit log names what was attempted, but only things there are (records.md §24, F16).
    if (access::is_record_action(action)) call.audit().action = action;
    AMPARO_TRY(auto base, base_from_wire(body));
    AMPARO_TRY(auto data, data_from_wire(body));
    AMPARO_TRY(auto repetition, repetition_of(call));
    const bool was_hidden = was_protected(call, id, data);
    AMPARO_TRY(const auto answer,
               call.services().records.update(call.actor(), id,
                                              {.record_type = std::string(type),
                                               .data = std::move(data),
                                               .record_action = std::move(action),
                                               .base = std::move(base),
                                               .if_match = if_match_of(call, id),
                                               .repetition = std::move(repetition),
                                               .handling = handling_of(call)}));
    // Taking the protection of a name away is to be found among those who looked.
    const auto* hides = answer.data.if_contains("hidden_name");
    if (was_hidden && hides != nullptr && *hides == json::Value(false))
        call.audit().action = "reveal";
    auto response = record_reply(answer);
    if (preference_of(call) == Preference::minimal) {
        take_body(response);
        response.headers.emplace_back("Preference-Applied", "return=minimal");
    }
    return response;
}

Result<http::Response> disable_record(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto answer,
               call.services().records.update(call.actor(), id,
                                              {.record_type = std::string(type),
                                               .data = {{"record_state", false}},
                                               .record_action = "enable_disable_record",
                                               .base = {},
                                               .if_match = if_match_of(call, id),
                                               .repetition = {}}));
    auto response = ok(json::Object{{"id", answer.id.text()}});
    response.headers.emplace_back("ETag", etag_of(answer.id, answer.revision));
    return response;
}

struct Paths {
    std::string_view type;
    std::string_view all;
    std::string_view one;
};
constexpr std::array<Paths, 5> record_paths{{
    {"case", "/api/v2/cases", "/api/v2/cases/{record_id}"},
    {"incident", "/api/v2/incidents", "/api/v2/incidents/{record_id}"},
    {"tracing_request", "/api/v2/tracing_requests", "/api/v2/tracing_requests/{record_id}"},
    {"family", "/api/v2/families", "/api/v2/families/{record_id}"},
    {"registry_record", "/api/v2/registry_records", "/api/v2/registry_records/{record_id}"},
}};

using RecordHandler = Result<http::Response> (*)(Call&, std::string_view);

Handler of_type(std::string_view type, RecordHandler handler) {
    return [type, handler](Call& call) { return handler(call, type); };
}

}  // namespace

Routes record_routes() {
    using http::Method;
    Routes routes;
    for (const auto& [type, all, one] : record_paths) {
        const auto model = records::model_of(type);
        routes.push_back({.method = Method::get,
                          .pattern = all,
                          .handler = of_type(type, list_records),
                          .model = model,
                          .action = "list"});
        routes.push_back({.method = Method::post,
                          .pattern = all,
                          .handler = of_type(type, create_record),
                          .model = model,
                          .action = "create"});
        routes.push_back({.method = Method::get,
                          .pattern = one,
                          .handler = of_type(type, show_record),
                          .model = model,
                          .action = "show"});
        routes.push_back({.method = Method::patch,
                          .pattern = one,
                          .handler = of_type(type, update_record),
                          .model = model,
                          .action = "update"});
        routes.push_back({.method = Method::del,
                          .pattern = one,
                          .handler = of_type(type, disable_record),
                          .model = model,
                          .action = "delete"});
    }
    return routes;
}

}  // namespace amparo::api

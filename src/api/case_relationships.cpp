// Relations between cases (records.md §19).
#include "casework/relationships.hpp"

#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

Result<http::Response> list_relationships(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto list, casework::list_relationships(call.actor(), call.services().records, id,
                                                       call.query("relationship_type")));
    return rows_reply(call, std::move(list));
}

Result<http::Response> create_relationship(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    const auto other = RecordId::parse(json::string_or(data, "case_id"));
    if (!other) return refuse_field(Errc::invalid, "/data/case_id", "errors.uuid");
    AMPARO_TRY(auto made,
               casework::relate_cases(call.actor(), call.services().records, id,
                                      {*other, json::string_or(data, "relationship_type")}));
    return ok(std::move(made));
}

casework::RelationshipKey key_of(const Call& call, const RecordId& case_id) {
    return {case_id, std::string(call.request().path_parameter("relationship_id"))};
}

/// A truth, or its text as a query has it; nullopt when it was not sent.
Result<std::optional<bool>> truth_of(const json::Object& data, const char* key) {
    const auto* value = data.if_contains(key);
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (value->is_bool()) return value->get_bool();
    const auto text = json::string_or(data, key);
    if (text == "true" || text == "false") return text == "true";
    return refuse_field(Errc::invalid, std::string("/data/") + key, "errors.fields.value");
}

Result<http::Response> update_relationship(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    casework::RelationshipChange change;
    AMPARO_TRY(change.primary, truth_of(data, "primary"));
    AMPARO_TRY(change.disabled, truth_of(data, "disabled"));
    AMPARO_TRY(auto changed, casework::change_relationship(call.actor(), call.services().records,
                                                           key_of(call, id), change));
    return ok(std::move(changed));
}

Result<http::Response> disable_relationship(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto changed, casework::change_relationship(call.actor(), call.services().records,
                                                           key_of(call, id), {.disabled = true}));
    return ok(std::move(changed));
}

}  // namespace

Routes case_relationship_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/cases/{record_id}/case_relationships";
    constexpr std::string_view one =
        "/api/v2/cases/{record_id}/case_relationships/{relationship_id}";
    constexpr std::string_view model = "CaseRelationship";
    return {{.method = Method::get,
             .pattern = all,
             .handler = list_relationships,
             .model = model,
             .action = "list"},
            {.method = Method::post,
             .pattern = all,
             .handler = once(create_relationship),
             .model = model,
             .action = "create"},
            {.method = Method::patch,
             .pattern = one,
             .handler = once(update_relationship),
             .model = model,
             .action = "update"},
            {.method = Method::del,
             .pattern = one,
             .handler = disable_relationship,
             .model = model,
             .action = "delete"}};
}

}  // namespace amparo::api

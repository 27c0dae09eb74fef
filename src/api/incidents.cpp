// The incidents of a case (records.md §19).
#include "casework/incidents/incidents.hpp"

#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

Result<http::Response> list_incidents(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    const auto paging = paging_of_rows(call);
    AMPARO_TRY(auto incidents,
               casework::list_incidents(call.actor(), call.services().records, id,
                                        {call.query("fields"), paging.offset(), paging.per}));
    return rows_reply(std::move(incidents.data), incidents.total, paging);
}

Result<http::Response> propose_incident(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto incident,
               casework::propose_incident(call.actor(), call.services().records, id));
    return ok(std::move(incident));
}

std::unexpected<Error> bad_ids() {
    return refuse_field(Errc::invalid, "/data/incident_ids", "errors.fields.value");
}

Result<std::vector<RecordId>> incident_ids(const json::Object& data) {
    const auto* sent = json::find_array(data, "incident_ids");
    if (sent == nullptr || sent->size() > limits::page_size_max) return bad_ids();
    std::vector<RecordId> ids;
    for (const auto& value : *sent) {
        if (!value.is_string()) return bad_ids();
        const auto id = RecordId::parse(value.get_string());
        if (!id) return bad_ids();
        ids.push_back(*id);
    }
    return ids;
}

Result<http::Response> link_incidents(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto incidents, incident_ids(data));
    AMPARO_CHECK(casework::link_incidents(call.actor(), call.services().records, id, incidents));
    return no_content();
}

/// Declared by Primero v2 and never made: clients search the list of cases.
Result<http::Response> no_search(Call& /*call*/) {
    return refuse(Errc::not_found, "errors.not_found");
}

}  // namespace

Routes incident_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/cases/{record_id}/incidents";
    return {{.method = Method::get,
             .pattern = all,
             .handler = list_incidents,
             .model = "Incident",
             .action = "list"},
            {.method = Method::get,
             .pattern = "/api/v2/cases/{record_id}/incidents/new",
             .handler = propose_incident,
             .model = "Child",
             .action = "new_incident_from_case"},
            {.method = Method::post,
             .pattern = all,
             .handler = once(link_incidents),
             .model = "Incident",
             .action = "update_bulk"},
            {.method = Method::get,
             .pattern = "/api/v2/incidents/get_case_to_link",
             .handler = no_search}};
}

}  // namespace amparo::api

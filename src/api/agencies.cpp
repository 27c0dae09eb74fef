// Agencies (administration.md §10).
#include "access/agencies.hpp"

#include "access/wire.hpp"
#include "api/agency_files.hpp"
#include "api/objects.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;
json::Object agency_to_wire(Call& call, const access::Agency& agency) {
    return access::to_wire({call.directory(), call.definitions()}, agency);
}

Result<http::Response> list_agencies(Call& call) {
    access::AgencyQuery query{.managed = call.query_is_true("managed"),
                              .disabled = one_truth(call.query_list("disabled"))};
    AMPARO_TRY(query.page, page_from_wire(call, Paged::always, per_default));
    AMPARO_TRY(const auto page, call.services().agencies.list(call.actor(), query));
    json::Array rows;
    for (const auto& agency : page.things) {
        rows.emplace_back(agency_to_wire(call, *agency));
    }
    return ok_with(std::move(rows), metadata_of(page.total, query.page));
}

Result<http::Response> show_agency(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto agency, call.services().agencies.find(call.actor(), id));
    return object_reply(*agency, agency_to_wire(call, *agency));
}

Result<http::Response> create_agency(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto files, agency_files_from_wire(input));
    AMPARO_TRY(const auto agency, call.services().agencies.create(call.actor(), input, files));
    call.audit().record_id = std::to_string(agency->id);
    return created_reply(*agency, agency_to_wire(call, *agency), input);
}

Result<http::Response> update_agency(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto change, change_from_wire(call, id));
    AMPARO_TRY(const auto files, agency_files_from_wire(change.input));
    AMPARO_TRY(const auto agency, call.services().agencies.update(call.actor(), id, change, files));
    return object_reply(*agency, agency_to_wire(call, *agency));
}

Result<http::Response> disable_agency(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto agency,
               call.services().agencies.disable(call.actor(), id, expected_revision(call, id)));
    return id_reply(agency->id);
}

}  // namespace

Routes agency_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/agencies";
    constexpr std::string_view one = "/api/v2/agencies/{id}";
    return {
        {.method = Method::get,
         .pattern = all,
         .handler = list_agencies,
         .model = "Agency",
         .action = "list",
         .keep = Keep::ask_again},
        {.method = Method::post,
         .pattern = all,
         .handler = create_agency,
         .model = "Agency",
         .action = "create",
         .body_bytes_max = limits::attachment_body_bytes_max},
        {.method = Method::get,
         .pattern = one,
         .handler = show_agency,
         .model = "Agency",
         .action = "show",
         .keep = Keep::ask_again},
        {.method = Method::patch,
         .pattern = one,
         .handler = update_agency,
         .model = "Agency",
         .action = "update",
         .body_bytes_max = limits::attachment_body_bytes_max},
        {.method = Method::del,
         .pattern = one,
         .handler = disable_agency,
         .model = "Agency",
         .action = "delete"},
    };
}

}  // namespace amparo::api

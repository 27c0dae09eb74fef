// Cases made for members of a family (records.md §19).
#include "casework/families/families.hpp"

#include "api/record_call.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

/// The row under the key of the request, in the record of the path.
Result<casework::Relative> relative_of(const Call& call, const char* key) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    casework::Relative relative{.record = id, .unique_id = json::string_or(data, key)};
    if (relative.unique_id.empty())
        return refuse_field(Errc::invalid, key, "errors.fields.required");
    AMPARO_TRY(relative.repetition, repetition_of(call));
    return relative;
}

Result<http::Response> create_from_case(Call& call) {
    AMPARO_TRY(const auto relative, relative_of(call, "family_detail_id"));
    AMPARO_TRY(auto made,
               casework::create_case_from_detail(call.actor(), call.services().records, relative));
    return ok(std::move(made));
}

Result<http::Response> create_from_family(Call& call) {
    AMPARO_TRY(const auto relative, relative_of(call, "family_member_id"));
    AMPARO_TRY(auto made,
               casework::create_case_from_member(call.actor(), call.services().records, relative));
    return ok(std::move(made));
}

}  // namespace

Routes family_routes() {
    using http::Method;
    return {{.method = Method::post,
             .pattern = "/api/v2/cases/{record_id}/family",
             .handler = create_from_case,
             .model = "Child",
             .action = "create_family"},
            {.method = Method::post,
             .pattern = "/api/v2/families/{record_id}/case",
             .handler = create_from_family,
             .model = "Family",
             .action = "create_case"}};
}

}  // namespace amparo::api

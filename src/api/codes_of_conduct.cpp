// Codes of conduct (administration.md §6.4, §16).
#include "access/codes_of_conduct.hpp"

#include "api/listing.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

json::Object code_to_wire(Call& call, const access::CodeOfConduct& code) {
    return access::to_wire(code, call.actor().user().locale, call.definitions().default_locale());
}

Result<http::Response> show_code(Call& call) {
    const auto code = call.services().codes_of_conduct.current();
    if (code == nullptr) return refuse(Errc::not_found, "errors.not_found");
    return ok(code_to_wire(call, *code));
}

Result<http::Response> list_codes(Call& call) {
    const auto& codes = call.services().codes_of_conduct;
    AMPARO_TRY(const auto versions, codes.versions(call.actor()));
    AMPARO_TRY(const auto acceptance, codes.acceptance(call.actor()));
    json::Array rows;
    for (const auto& code : versions) rows.emplace_back(code_to_wire(call, code));
    return ok_with(std::move(rows), {{"total", versions.size()},
                                     {"accepted", acceptance.accepted},
                                     {"people", acceptance.people}});
}

Result<http::Response> publish_code(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto code, call.services().codes_of_conduct.publish(call.actor(), input));
    call.audit().record_id = std::to_string(code->id);
    return ok(code_to_wire(call, *code));
}

}  // namespace

Routes code_of_conduct_routes() {
    using http::Method;
    return {
        {.method = Method::get,
         .pattern = "/api/v2/codes_of_conduct",
         .handler = show_code,
         .model = "CodeOfConduct",
         .action = "show",
         .keep = Keep::ask_again},
        {.method = Method::post,
         .pattern = "/api/v2/codes_of_conduct",
         .handler = publish_code,
         .model = "CodeOfConduct",
         .action = "create"},
        {.method = Method::get,
         .pattern = "/api/v2/codes_of_conduct/versions",
         .handler = list_codes,
         .model = "CodeOfConduct",
         .action = "list"},
    };
}

}  // namespace amparo::api

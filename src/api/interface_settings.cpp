// How the signed-in user likes the screens.
#include "access/interface_settings.hpp"

#include "api/route.hpp"
#include "records/service.hpp"

namespace amparo::api {

namespace {

access::InterfaceSettings settings_of(const Call& call) {
    return access::InterfaceSettings(*call.services().records.dependencies().database);
}

Result<http::Response> show_settings(Call& call) {
    AMPARO_TRY(auto settings, settings_of(call).read(call.actor()));
    return ok(std::move(settings));
}

Result<http::Response> change_settings(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto settings, settings_of(call).change(call.actor(), data));
    return ok(std::move(settings));
}

}  // namespace

Routes interface_settings_routes() {
    using http::Method;
    constexpr std::string_view path = "/api/v2/interface_settings";
    return {{.method = Method::get, .pattern = path, .handler = show_settings},
            {.method = Method::patch, .pattern = path, .handler = change_settings}};
}

}  // namespace amparo::api

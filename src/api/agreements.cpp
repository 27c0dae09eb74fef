#include "api/agreements.hpp"

#include <algorithm>
#include <array>

#include "access/agency_files.hpp"
#include "access/codes_of_conduct.hpp"
#include "access/users.hpp"
#include "base/settings.hpp"

namespace amparo::api {

namespace {

// Everything else is about children, or may become so: a new path is closed until it is here.
constexpr std::array<std::string_view, 23> open_paths{"agencies",
                                                      "codes_of_conduct",
                                                      "contact_information",
                                                      "forms",
                                                      "health",
                                                      "identity_providers",
                                                      "interface_settings",
                                                      "locations",
                                                      "lookups",
                                                      "permissions",
                                                      "primero",
                                                      "primero_modules",
                                                      "roles",
                                                      "second_factor",
                                                      "sessions",
                                                      "system_settings",
                                                      "tokens",
                                                      "user_groups",
                                                      "users",
                                                      "webhooks",
                                                      "webpush",
                                                      "audit_logs",
                                                      "matching_configuration"};

bool is_open(std::string_view path) {
    constexpr std::string_view prefix = "/api/v2/";
    if (!path.starts_with(prefix)) return true;
    path.remove_prefix(prefix.size());
    return std::ranges::find(open_paths, path.substr(0, path.find_first_of("/."))) !=
           open_paths.end();
}

bool owes_terms_of_use(const access::User& user, const access::Directory& directory) {
    const auto agency = directory.agency(user.agency);
    const bool has_terms = agency != nullptr && !user.service_account &&
                           json::bool_or(agency->attributes, "terms_of_use_enabled", false) &&
                           access::agency_file(*agency, access::terms_of_use).has_value();
    if (!has_terms) return false;
    const auto accepted_on = json::string_or(user.attributes, "terms_of_use_accepted_on");
    return accepted_on.empty() || access::has_newer_terms(*agency, accepted_on);
}

}  // namespace

Result<> check_agreements(Call& call) {
    if (!call.is_signed_in() || is_open(call.request().path)) return {};
    const auto& user = call.actor().user();
    // Where only identity providers count, nobody signs in with it.
    const bool has_password = !call.services().settings.boolean("identity.required");
    if (has_password && access::owes_own_password(user))
        return refuse_field(Errc::forbidden, "password", "errors.own_password");
    const bool has_terms = call.services().settings.boolean("terms.enforced");
    if (has_terms && owes_terms_of_use(user, call.directory()))
        return refuse_field(Errc::forbidden, "terms_of_use", "errors.terms_of_use");
    if (access::owes_code_of_conduct(user, call.directory(), call.definitions()))
        return refuse_field(Errc::forbidden, "code_of_conduct", "errors.code_of_conduct");
    return {};
}

}  // namespace amparo::api

#pragma once

#include "api/route.hpp"

namespace amparo::api {

/// Registering oneself (administration.md §6.3).
Routes registration_routes();
/// What everybody may know of it before they sign in: members of GET /primero.
void add_registration(Call& call, json::Object& public_info);

}  // namespace amparo::api

#pragma once

#include "api/route.hpp"

namespace amparo::api {

/// Answers of a record that are possible but unlikely.
Routes warning_routes();

}  // namespace amparo::api

#pragma once

#include "api/route.hpp"

namespace amparo::api {

/// Who else has a record open.
Routes presence_routes();

}  // namespace amparo::api

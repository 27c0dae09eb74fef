#pragma once

#include "api/services.hpp"
#include "base/json.hpp"

namespace amparo::api {

/// Says `as_of` in an object of the wire while the index is behind what was committed: until when
/// an answer knows everything (matching.md §15).
void tell_as_of(json::Object& answer, const Services& services);

}  // namespace amparo::api

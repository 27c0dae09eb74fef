#pragma once

#include <string>

#include "base/json.hpp"

namespace amparo::testing {

/// The body of a request with that data.
inline std::string wire(json::Object data) {
    return json::write(json::Object{{"data", std::move(data)}});
}

}  // namespace amparo::testing

#pragma once

#include "base/error.hpp"

namespace amparo::records::detail {

/// There is none, or none that the actor may know of.
inline std::unexpected<Error> no_such_record() {
    return refuse(Errc::not_found, "errors.not_found");
}

}  // namespace amparo::records::detail

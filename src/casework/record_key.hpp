#pragma once

#include <string_view>

#include "base/id.hpp"

namespace amparo::casework {

/// Which record a call is about.
struct RecordKey {
    std::string_view record_type;
    RecordId id;
};

}  // namespace amparo::casework

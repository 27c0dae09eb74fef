#pragma once

#include <string_view>

#include "access/actor.hpp"
#include "index/filter.hpp"

namespace amparo::casework {

/// The records of a type within the actor's own reach, as a question to the index.
index::Filter own_scope_filter(const access::Actor& actor, std::string_view record_type);

}  // namespace amparo::casework

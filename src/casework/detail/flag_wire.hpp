#pragma once

#include "access/actor.hpp"
#include "base/json.hpp"
#include "store/types.hpp"

namespace amparo::casework::detail {

/// Where a record keeps its flags.
inline constexpr std::string_view flags_key = "flags";

/// A flag as the wire shows it, with what a list of flags says of its record; the name only if
/// the record does not hide it.
json::Object flag_to_wire(const access::Actor& actor, const store::StoredRecord& record,
                          const json::Object& flag);

}  // namespace amparo::casework::detail

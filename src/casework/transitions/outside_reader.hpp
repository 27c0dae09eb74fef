#pragma once

#include <string_view>

#include "access/actor.hpp"

namespace amparo::casework {

/// The sender with no more than a role for outside may see of a record, for reading, and without
/// the right to show protected names: what is shown or printed for this person is right for a
/// recipient without an account.
access::Actor outside_reader(const access::Actor& sender, const access::Role& outside,
                             std::string_view record_type);

}  // namespace amparo::casework

#pragma once

#include <string>

#include "access/actor.hpp"
#include "records/service.hpp"

namespace amparo::casework {

/// The user on whose behalf a job runs, with the rights they have by now. `forbidden` when the
/// account is gone or no longer active.
Result<access::Actor> acting_user(const records::Service& records, const std::string& user_name);

}  // namespace amparo::casework

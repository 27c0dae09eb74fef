#pragma once

#include "api/call.hpp"

namespace amparo::api {

/// What somebody has to accept before they see anything of children: the terms of use of their
/// agency and the code of conduct. `forbidden` with `detail` terms_of_use or code_of_conduct until
/// they have; what they need to read and accept them, and configuration, stay open.
Result<> check_agreements(Call& call);

}  // namespace amparo::api

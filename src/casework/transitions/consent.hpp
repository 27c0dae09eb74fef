#pragma once

#include "casework/transitions/transition.hpp"
#include "forms/definitions.hpp"

namespace amparo::casework {

/// Whether the record says that what it tells may be passed on in this way (case-management.md
/// §5.3): the flags that the module's `consent_rules` name, or those of the specification.
bool has_consent(const forms::Definitions& definitions, const json::Object& record,
                 TransitionType type);

}  // namespace amparo::casework

#pragma once

#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::api {

/// A module as the wire shows it.
json::Object module_to_wire(const forms::Module& module, const forms::Definitions& definitions);

/// {"assessment": {"en": …, "fr": …}} of the stored {"en": {"assessment": …}}.
json::Object by_name_then_locale(const json::Object& by_locale,
                                 const forms::Definitions& definitions);

}  // namespace amparo::api

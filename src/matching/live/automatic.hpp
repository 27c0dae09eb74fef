#pragma once

#include "base/json.hpp"
#include "forms/definitions.hpp"

/// Criteria that nobody wrote down: those of a deployment's own fields that forms call `matchable`
/// (matching.md 6.2, 13). A stored configuration does not have them; what searches go by does.
namespace amparo::matching {

/// At most this many in a model; further fields take part once somebody adds a criterion.
inline constexpr std::size_t automatic_max = 20;

/// The criteria of matchable fields that a configuration neither reads nor leaves out, by the type
/// of their field and with the same small weights for all: under "tracing" and "duplicates" lists
/// of comparators, each with "automatic": true. Both are empty for a configuration that cannot be
/// used, and for the forms that are shipped.
json::Object automatic_criteria(const json::Object& configuration,
                                const forms::Definitions& definitions);

/// The configuration with them.
json::Object with_automatic(json::Object configuration, const forms::Definitions& definitions);

/// The configuration as it is stored: without those, and with what was changed of one as a
/// criterion of the house.
json::Object without_automatic(json::Object configuration, const forms::Definitions& definitions);

}  // namespace amparo::matching

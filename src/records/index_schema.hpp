#pragma once

#include <memory>
#include <vector>

#include "forms/definitions.hpp"
#include "index/schema.hpp"

namespace amparo::records {

class LiveCaseRules;

/// The columns of every record type: the system's own (records.md §8.3) and one for each form
/// field that can be filtered. What is worked out of cases follows the rules.
std::vector<index::Schema> index_schemas(const forms::Definitions& definitions,
                                         const std::shared_ptr<const LiveCaseRules>& rules);
/// The same with the rules of these definitions, for an index that lives no longer than they do.
std::vector<index::Schema> index_schemas(
    const std::shared_ptr<const forms::Definitions>& definitions);

/// How location columns learn what lies above a place. Keeps the definitions alive.
index::Ancestry location_ancestry(std::shared_ptr<const forms::Definitions> definitions);

}  // namespace amparo::records

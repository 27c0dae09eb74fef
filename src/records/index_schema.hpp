#pragma once

#include <memory>
#include <vector>

#include "forms/definitions.hpp"
#include "index/schema.hpp"

namespace amparo::records {

/// The columns of every record type: the system's own (records.md §8.3) and one for each form
/// field that can be filtered. Keeps the definitions alive.
std::vector<index::Schema> index_schemas(
    const std::shared_ptr<const forms::Definitions>& definitions);

/// How location columns learn what lies above a place. Keeps the definitions alive.
index::Ancestry location_ancestry(std::shared_ptr<const forms::Definitions> definitions);

}  // namespace amparo::records

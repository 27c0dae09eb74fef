#pragma once

#include <string>

#include "records/service.hpp"
#include "store/maintenance.hpp"

namespace amparo::records {

/// When a person changes group, agency, place or name, the records they own or share say so, or
/// the wrong people keep seeing them (case-management.md §3.2). Written by the system: who edited
/// a record last stays. May be run again; what is right already is not written. Returns how many
/// records changed.
Result<std::size_t> rewrite_owner_fields(const Service& records, const std::string& user_name,
                                         const store::Progress& progress);

}  // namespace amparo::records

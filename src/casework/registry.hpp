#pragma once

#include "records/edit.hpp"

/// The link of a case to a registry record, such as a farm or a foster home
/// (case-management.md §3.17). What names it stands on the case too.
namespace amparo::casework {

/// Rule of cases: a new link, or none any more.
Result<> link_registry_record(records::Edit& edit, records::Draft& child_case);
/// Rule of registry records: linked cases follow a change of what names it.
Result<> restamp_cases_of_registry(records::Edit& edit, records::Draft& registry_record);

/// What the history of a case tells of registry records it was linked with.
std::vector<records::Veil> veils_of_registry();

}  // namespace amparo::casework

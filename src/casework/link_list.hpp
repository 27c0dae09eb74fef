#pragma once

#include <string_view>

#include "records/edit.hpp"

/// Lists of ids that a record keeps of those linked to it.
namespace amparo::casework {

/// Whether the list under the key holds the id.
bool names_id(const json::Object& data, std::string_view key, std::string_view id);
/// Adds it behind, unless it is there already.
void add_id(json::Object& data, std::string_view key, std::string_view id);
/// Takes it out.
void remove_id(json::Object& data, std::string_view key, std::string_view id);

/// Whether a record of any type has the id, among the stored ones and those of the edit.
Result<bool> is_taken(records::Edit& edit, const RecordId& id);

/// The row with that `unique_id` in a subform; null when there is none.
const json::Object* find_row(const json::Object& data, std::string_view subform,
                             std::string_view unique_id);
/// The same row, to be changed; null when there is none.
json::Object* row_to_change(json::Object& data, std::string_view subform,
                            std::string_view unique_id);

}  // namespace amparo::casework

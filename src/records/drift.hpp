#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "records/service.hpp"

namespace amparo::records {

/// The fields of a stored record that its derived rules would set to something else today: none
/// when the record is as the rules left it. Changes nothing. not_found.
Result<std::vector<std::string>> drifted_fields(const Service& records,
                                                std::string_view record_type, const RecordId& id);

}  // namespace amparo::records

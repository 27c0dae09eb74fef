#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace amparo::matching {

/// The fields of one line of CSV, blanks around them cut; those in quotation marks may hold
/// commas. A mark that is never closed ends with the line.
std::vector<std::string> csv_fields(std::string_view line);

}  // namespace amparo::matching

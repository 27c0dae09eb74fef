#pragma once

#include <string_view>

namespace amparo::names {

/// Whether two words are at most `most` slips apart: a letter too many, too few, another, or two
/// neighbours swapped (optimal string alignment). Costs O(most · length).
bool is_within(std::u32string_view left, std::u32string_view right, int most);
bool is_within(std::string_view left, std::string_view right, int most);

}  // namespace amparo::names

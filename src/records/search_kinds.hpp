#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/filter.hpp"

namespace amparo::records {

/// The ways in which `search=auto` looks for what was typed, the surest first (matching.md §12.1):
/// a number as telephone and identifier; what looks like a code as identifier, then name; words as
/// a name.
struct AutomaticSearch {
    std::vector<index::Search::Mode> modes;
    bool is_last_for_want_of_others = false;  // only asked when the others find nothing
};
AutomaticSearch automatic_search(std::string_view typed);

/// Their names on the wire.
std::string_view kind_name(index::Search::Mode mode);

}  // namespace amparo::records

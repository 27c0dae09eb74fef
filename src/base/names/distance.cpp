#include "base/names/distance.hpp"

#include <algorithm>

namespace amparo::names {
namespace {

/// Follows the two words letter by letter; every slip is tried where they first differ.
template <class Word>
bool is_within_slips(Word left, Word right, int most) {
    std::size_t same = 0;
    const auto shorter = std::min(left.size(), right.size());
    while (same < shorter && left[same] == right[same]) ++same;
    left.remove_prefix(same);
    right.remove_prefix(same);
    if (left.empty() || right.empty()) {
        return left.size() + right.size() <= static_cast<std::size_t>(most);
    }
    if (most == 0) return false;
    if (left.size() > 1 && right.size() > 1 && left[0] == right[1] && left[1] == right[0] &&
        is_within_slips(left.substr(2), right.substr(2), most - 1)) {
        return true;
    }
    return is_within_slips(left.substr(1), right.substr(1), most - 1) ||
           is_within_slips(left.substr(1), right, most - 1) ||
           is_within_slips(left, right.substr(1), most - 1);
}

}  // namespace

bool is_within(std::u32string_view left, std::u32string_view right, int most) {
    return is_within_slips(left, right, most);
}

bool is_within(std::string_view left, std::string_view right, int most) {
    return is_within_slips(left, right, most);
}

}  // namespace amparo::names

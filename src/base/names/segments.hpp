#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace amparo::names {

/// How a token may sound: strings over the phones of matching.md 4.3, one character each, at most
/// four. é is written 8, ə is written 9. Empty for scripts we cannot read.
std::vector<std::string> name_segments(std::u32string_view token);

}  // namespace amparo::names

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace amparo::index {

/// Appends what a telephone number is found by: its trimmed text and, when it has at least seven
/// digits of any script, its last nine, so that a country code or trunk zero does not matter.
void append_phone_keys(std::string_view text, std::vector<std::int64_t>& keys);

}  // namespace amparo::index

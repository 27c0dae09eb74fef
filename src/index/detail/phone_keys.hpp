#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/telephone.hpp"

namespace amparo::index {

/// A text in one of the telephone columns, by the column's number among them.
struct PhoneText {
    std::size_t column = 0;
    std::string_view text;
    const telephone::Country* home = nullptr;  // of numbers without the prefix of a country
};

/// Appends what the telephone numbers of a stored text are found by: several stand between commas,
/// semicolons or slashes (matching.md §12.3).
void append_phone_keys(const PhoneText& stored, std::vector<std::int64_t>& keys);

/// What stored numbers must have to be the one asked for, and to end like it: the last seven to
/// nine digits of one without its country's code, and stored ones without a code that a number with
/// one ends with.
struct PhoneQuestion {
    std::vector<std::int64_t> equal;
    std::vector<std::int64_t> suffix;
};
void append_phone_question(const PhoneText& asked, PhoneQuestion& question);

}  // namespace amparo::index

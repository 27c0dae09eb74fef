#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace amparo::exchange {

/// The text as it may stand on paper: well-formed UTF-8 without control characters, bidirectional
/// overrides and isolates, invisible tags and heaps of marks; line ends are '\n', tabs are spaces.
/// What joins letters (ZWJ, ZWNJ) stays. Thread-safe.
std::string clean_text(std::string_view text);
/// As above, on one line.
std::string clean_line(std::string_view text);
/// At most so many code points; what is cut off is replaced by `mark`.
std::string shorten(std::string text, std::size_t characters_max, std::string_view mark);
/// Each line between isolates (U+2068, U+2069), so that its own direction holds inside of it and
/// does not disturb what stands around it.
std::string isolate(std::string_view text);

}  // namespace amparo::exchange

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Text as people write it, through ICU. All functions are thread-safe and accept any bytes:
/// broken UTF-8 is read as U+FFFD.
namespace amparo::text {

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);
/// Unicode NFC.
std::string normalise(std::string_view text);
/// Full case folding (Unicode CaseFolding), after NFKC.
std::string fold_case(std::string_view text);
/// What makes two spellings of an identifier one: case-folded, digits of any script as ASCII ones,
/// without blanks and `- / . _ #`. Leading zeros stay (matching.md §12.3).
std::string identifier_key(std::string_view text);
/// Lower / upper case in the root locale.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
/// Without combining marks: "Élodie" → "Elodie"; Arabic short vowels go too.
std::string strip_marks(std::string_view text);
/// Any script to Latin, then ASCII, lower case: "محمد" → "mhmd", "Ёлкин" → "elkin".
std::string to_latin(std::string_view text);
/// A binary key whose byte order is the root collation's order, case-insensitive (tertiary off).
std::string collation_key(std::string_view text);
/// Pieces between white space and punctuation (letters, marks and digits stay).
std::vector<std::string> words(std::string_view text);
/// Without white space at both ends (Unicode White_Space).
std::string trim(std::string_view text);
/// Code points.
std::size_t length(std::string_view text);
/// ASCII only.
std::string ascii_lower(std::string_view text);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
/// The pieces between separators; "" gives one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& pieces, std::string_view separator);

}  // namespace amparo::text

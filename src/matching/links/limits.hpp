#pragma once

#include <cstddef>
#include <cstdint>

/// What a person file may be, and how much work one linkage may make of it.
namespace amparo::matching::links {

inline constexpr std::size_t file_bytes_max = std::size_t{1} << 30;  // read whole, once
inline constexpr std::size_t files_max = 8;
inline constexpr std::size_t rows_max = 1'000'000;  // over all files: their keys stay in memory
inline constexpr std::size_t columns_max = 256;
inline constexpr std::size_t mapped_columns_max = 24;     // one comparison level each, per pair
inline constexpr std::size_t field_bytes_max = 1U << 16;  // longer: the quote was never closed
inline constexpr std::size_t value_bytes_max = 60;  // compared of a value: longer texts are cut
inline constexpr std::size_t words_max = 12;        // compared of a value
inline constexpr std::size_t map_bytes_max = 1U << 20;
inline constexpr std::size_t pairs_max = 24'000'000;  // compared, over all records
inline constexpr std::size_t partners_most = 64;      // compared with one record
inline constexpr std::size_t partners_least = 8;
inline constexpr std::size_t links_max = 20'000'000;  // a file of one person alone has no use

}  // namespace amparo::matching::links

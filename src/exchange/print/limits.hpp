#pragma once

#include <chrono>
#include <cstddef>

/// The bounds of a print: a record is written by many people, and paper is read by few.
namespace amparo::exchange::limits {

/// Longer values are cut, and say so. The longest answer that a form takes fits.
inline constexpr std::size_t value_characters_max = 100'000;
/// Marks on one letter; more are an attack on the reader (and on the shaper), no language.
inline constexpr std::size_t marks_per_letter_max = 8;
/// A record of all forms with a thousand rows has some 300.
inline constexpr std::size_t pages_max = 500;
inline constexpr std::size_t forms_max = 100;
inline constexpr std::size_t pictures_max = 50;  // of a form
inline constexpr std::size_t document_pictures_max = 200;
/// Records of one document, and rows of a list: what somebody can look through on paper.
inline constexpr std::size_t records_max = 50;
inline constexpr std::size_t rows_max = 1000;
inline constexpr std::size_t cell_characters_max = 300;
inline constexpr std::size_t upright_columns_max = 5;  // more lie across the paper
/// Changes of a record that are printed, the newest.
inline constexpr std::size_t changes_max = 500;
/// Options of a field that are printed as boxes; of longer lists only the chosen ones.
inline constexpr std::size_t boxes_max = 12;
inline constexpr std::size_t blank_boxes_max =
    24;  // on blank forms: nobody knows the list by heart
/// Of each value in the line that stands for an entry.
inline constexpr std::size_t entry_characters_max = 120;
inline constexpr std::size_t header_characters_max = 500;
inline constexpr std::size_t purpose_characters_max = 200;
inline constexpr std::size_t file_name_characters_max = 120;
/// exchange.md §1.3.
inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_bytes_max = 127;  // of PDF 2.0
/// Prints made at once: each holds a processor for a while.
inline constexpr int prints_at_once = 2;
inline constexpr std::chrono::seconds wait_max{10};
/// Pixels on the longer side of a picture that is a page of its own: 200 to the inch.
inline constexpr int rendition_side_max = 2000;
/// Pixels on the longer side of a page that is looked at: small print is read at four times that.
inline constexpr int page_side_max = 1800;

/// Documents behind one record, their bytes together, and what reading them may take.
inline constexpr std::size_t enclosures_max = 20;
inline constexpr std::size_t enclosed_bytes_max = 60U << 20;
inline constexpr std::chrono::seconds foreign_seconds_max{20};
inline constexpr std::size_t foreign_memory_bytes_max = 2UL << 30;
inline constexpr std::size_t foreign_answer_bytes_max = 100U << 20;
inline constexpr std::size_t title_characters_max = 90;  // one line above an enclosed page
inline constexpr std::size_t logos_max = 6;
inline constexpr std::size_t logo_bytes_max = 1U << 20;

}  // namespace amparo::exchange::limits

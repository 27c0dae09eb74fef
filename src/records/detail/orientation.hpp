#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::records::detail {

/// The byte as a number; `at` must lie inside.
std::uint8_t byte_at(std::string_view bytes, std::size_t at);

/// Up to four bytes as one number, the most significant first.
std::uint32_t big_endian(std::string_view bytes);

/// Which side of the picture is up, 2 to 8, out of Exif data (a TIFF without the name before it);
/// nothing when it lies as it should or nothing sensible is said. Reads the first directory only.
std::optional<std::uint8_t> orientation_of(std::string_view tiff);

/// Exif data that say which side is up and nothing else.
std::string only_orientation(std::uint8_t orientation);

/// A part of a PNG: its length, name, content and checksum.
std::string png_part(std::string_view name, std::string_view content);

}  // namespace amparo::records::detail

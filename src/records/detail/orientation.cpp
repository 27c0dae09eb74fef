// The one fact of Exif data that is needed to show a picture (CIPA DC-008, tag 274).
#include "records/detail/orientation.hpp"

#include <algorithm>
#include <ranges>

namespace amparo::records::detail {
namespace {

constexpr std::size_t head_bytes = 8;    // order of bytes, 42, where the directory begins
constexpr std::size_t entry_bytes = 12;  // tag, type, count, value
constexpr std::size_t entries_max = 512;
constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::uint32_t short_type = 3;

std::uint32_t number_of(std::string_view bytes, bool is_little) {
    if (!is_little) return big_endian(bytes);
    std::string turned(bytes);
    std::ranges::reverse(turned);
    return big_endian(turned);
}

std::string four_bytes(std::uint32_t number) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        bytes += static_cast<char>(number >> shift & 0xffU);
    return bytes;
}

std::uint32_t checksum_of(std::string_view bytes) {
    std::uint32_t crc = 0xffffffff;
    for (const char letter : bytes) {
        crc ^= static_cast<unsigned char>(letter);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

}  // namespace

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) number = number << 8U | byte_at(bytes, at);
    return number;
}

std::optional<std::uint8_t> orientation_of(std::string_view tiff) {
    if (tiff.size() < head_bytes) return std::nullopt;
    const bool is_little = tiff.starts_with("II");
    if (!is_little && !tiff.starts_with("MM")) return std::nullopt;
    const std::size_t directory = number_of(tiff.substr(4, 4), is_little);
    if (directory > tiff.size() || tiff.size() - directory < 2) return std::nullopt;
    const std::size_t entries = number_of(tiff.substr(directory, 2), is_little);
    auto rest = tiff.substr(directory + 2);
    for (std::size_t i = 0; i < std::min(entries, entries_max); ++i) {
        if (rest.size() < entry_bytes) return std::nullopt;
        const bool is_meant = number_of(rest.substr(0, 2), is_little) == orientation_tag &&
                              number_of(rest.substr(2, 2), is_little) == short_type;
        if (is_meant) {
            const auto value = number_of(rest.substr(8, 2), is_little);
            if (value < 2 || value > 8) return std::nullopt;
            return static_cast<std::uint8_t>(value);
        }
        rest.remove_prefix(entry_bytes);
    }
    return std::nullopt;
}

std::string only_orientation(std::uint8_t orientation) {
    using namespace std::string_literals;
    return "MM\0\x2a\0\0\0\x08"s                // most significant byte first; a directory
           "\0\x01\x01\x12\0\x03\0\0\0\x01\0"s  // of one entry: the tag, one short number
           + static_cast<char>(orientation) +
           "\0\0\0\0\0\0"s;  // the rest of the value; no other directory
}

std::string png_part(std::string_view name, std::string_view content) {
    const auto named = std::string(name).append(content);
    return four_bytes(static_cast<std::uint32_t>(content.size())) + named +
           four_bytes(checksum_of(named));
}

}  // namespace amparo::records::detail

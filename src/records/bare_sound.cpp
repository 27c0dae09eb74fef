#include "records/bare_sound.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "records/detail/orientation.hpp"

namespace amparo::records {
namespace {

using detail::big_endian;
using detail::byte_at;

std::unexpected<Error> unreadable() {
    return refuse_field(Errc::invalid, "file", MessageKey{"errors.attachments.type"});
}

// --- MP4 (ISO/IEC 14496-12): boxes of a length, a name and a content ---

constexpr std::size_t head_bytes = 8;
constexpr std::size_t long_head_bytes = 16;  // with the length in eight bytes
constexpr int depth_max = 4;
constexpr std::array<std::string_view, 3> told{"udta", "meta", "uuid"};
constexpr std::array<std::string_view, 3> holding_others{"moov", "trak", "mdia"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct Box {
    std::string name;
    std::size_t head = head_bytes;
    std::size_t size = 0;  // with its head
};

/// The box that begins here; of size 0 when it does not follow the format. The last one of a file
/// may leave its length open.
Box box_of(std::string_view rest) {
    if (rest.size() < head_bytes) return {};
    Box box{.name = std::string(rest.substr(4, 4)), .size = big_endian(rest.substr(0, 4))};
    if (box.size == 0) box.size = rest.size();
    if (box.size == 1) {
        if (rest.size() < long_head_bytes || big_endian(rest.substr(8, 4)) != 0) return {};
        box.head = long_head_bytes;
        box.size = big_endian(rest.substr(12, 4));
    }
    // A recording that broke off leaves what can be heard.
    if (box.name == "mdat") box.size = std::min(box.size, rest.size());
    if (box.size < box.head || box.size > rest.size()) return {};
    return box;
}

/// Makes what tells of the recording free room of the same length: where the sound lies is counted
/// from the beginning of the file.
bool blank_boxes(std::string& file, std::size_t at, std::size_t end, int depth) {
    while (at < end) {
        if (depth == 0 && end - at < head_bytes) return true;  // some end in a few zeros
        const auto box = box_of(std::string_view(file).substr(at, end - at));
        if (box.size == 0) return false;
        if (is_one_of(told, box.name)) {
            file.replace(at + 4, 4, "free");
            std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(at + box.head),
                        box.size - box.head, '\0');
        } else if (is_one_of(holding_others, box.name)) {
            const bool is_read =
                depth < depth_max && blank_boxes(file, at + box.head, at + box.size, depth + 1);
            if (!is_read) return false;
        }
        at += box.size;
    }
    return true;
}

bool is_mp4(std::string_view bytes) {
    return bytes.size() >= head_bytes && bytes.substr(4, 4) == "ftyp";
}

// --- MP3: frames of sound between tags (id3.org) ---

constexpr std::size_t id3_head_bytes = 10;
constexpr std::size_t old_tag_bytes = 128;
constexpr std::uint8_t has_foot = 0x10;

/// The length of the tag at the beginning, in four bytes of seven bits.
std::size_t id3_size(std::string_view bytes) {
    std::size_t size = 0;
    for (std::size_t at = 6; at < id3_head_bytes; ++at)
        size = size << 7U | (byte_at(bytes, at) & 0x7fU);
    const bool is_longer = (byte_at(bytes, 5) & has_foot) != 0;
    return size + (is_longer ? 2 : 1) * id3_head_bytes;
}

std::string_view without_tags(std::string_view bytes) {
    while (bytes.starts_with("ID3") && bytes.size() >= id3_head_bytes)
        bytes.remove_prefix(std::min(id3_size(bytes), bytes.size()));
    while (bytes.size() >= old_tag_bytes &&
           bytes.substr(bytes.size() - old_tag_bytes).starts_with("TAG"))
        bytes.remove_suffix(old_tag_bytes);
    return bytes;
}

}  // namespace

Result<std::string> bare_sound(std::string_view bytes) {
    if (!is_mp4(bytes)) {
        const auto sound = without_tags(bytes);
        if ((sound.empty() && !bytes.empty()) || is_mp4(sound)) return unreadable();
        return std::string(sound);
    }
    std::string file(bytes);
    if (!blank_boxes(file, 0, file.size(), 0)) return unreadable();
    return file;
}

}  // namespace amparo::records

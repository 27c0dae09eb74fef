#include "records/bare_picture.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "records/detail/orientation.hpp"

namespace amparo::records {
namespace {

using detail::byte_at;

constexpr std::string_view png_start = "\x89PNG\r\n\x1a\n";
constexpr std::string_view jpeg_start = "\xff\xd8";

std::unexpected<Error> unreadable() {
    return refuse_field(Errc::invalid, "file", MessageKey{"errors.attachments.image_unreadable"});
}

// --- JPEG (ITU-T T.81, annex B) ---

enum Marker : std::uint8_t {
    start_of_image = 0xd8,
    end_of_image = 0xd9,
    start_of_scan = 0xda,
    app0 = 0xe0,
    app1 = 0xe1,
    app2 = 0xe2,
    app14 = 0xee,
};

constexpr std::string_view exif_name{"Exif\0\0", 6};
constexpr std::string_view jfif_name{"JFIF\0", 5};
constexpr std::string_view adobe_name = "Adobe";
constexpr std::string_view icc_name{"ICC_PROFILE\0", 12};
constexpr std::size_t jfif_bytes = 14;   // without the small copy that may follow
constexpr std::size_t adobe_bytes = 12;  // the last says how colours are meant

bool has_no_length(std::uint8_t marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/// A segment with its length written before it.
std::string segment_of(std::uint8_t marker, std::string_view content) {
    const auto length = content.size() + 2;
    std::string segment = "\xff";
    segment += static_cast<char>(marker);
    segment += static_cast<char>(length >> 8U);
    segment += static_cast<char>(length & 0xffU);
    return segment.append(content);
}

/// Frames, tables and scans; all else is for programs that know more than pictures.
bool is_of_picture(std::uint8_t marker) {
    return (marker >= 0xc0 && marker <= 0xcf) || (marker >= start_of_scan && marker <= 0xdf);
}

/// What is kept of a segment: all of what is needed to decode, little or nothing of the others.
std::string kept_segment(std::uint8_t marker, std::string_view content) {
    if (is_of_picture(marker)) return segment_of(marker, content);
    if (marker == app0 && content.starts_with(jfif_name) && content.size() >= jfif_bytes) {
        std::string head(content.substr(0, jfif_bytes));
        head[jfif_bytes - 2] = head[jfif_bytes - 1] = '\0';  // a small copy of 0 by 0 pixels
        return segment_of(marker, head);
    }
    if (marker == app2 && content.starts_with(icc_name)) return segment_of(marker, content);
    if (marker == app14 && content.starts_with(adobe_name) && content.size() >= adobe_bytes)
        return segment_of(marker, content.substr(0, adobe_bytes));
    return {};
}

/// Where the compressed picture that begins at `at` ends: at the next marker that means something.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
    for (; at + 1 < bytes.size(); ++at) {
        if (byte_at(bytes, at) != 0xff) continue;
        const auto next = byte_at(bytes, at + 1);
        const bool is_data = next == 0x00 || next == 0xff || (next >= 0xd0 && next <= 0xd7);
        if (!is_data) return at;
    }
    return bytes.size();
}

class BareJpeg {
  public:
    explicit BareJpeg(std::string_view bytes) : bytes_(bytes), out_(jpeg_start) {}

    Result<std::string> take() {
        at_ = jpeg_start.size();
        while (!is_over_) AMPARO_CHECK(take_segment());
        if (!has_scan_) return unreadable();
        return std::move(out_);
    }

  private:
    Result<> take_segment() {
        // A transfer that broke off inside the picture leaves what can be shown.
        if (at_ >= bytes_.size() && has_scan_) {
            is_over_ = true;
            return {};
        }
        if (at_ >= bytes_.size() || byte_at(bytes_, at_) != 0xff) return unreadable();
        while (at_ < bytes_.size() && byte_at(bytes_, at_) == 0xff) ++at_;  // fill bytes
        if (at_ >= bytes_.size()) return unreadable();
        const auto marker = byte_at(bytes_, at_++);
        if (marker == 0x00 || marker == start_of_image) return unreadable();
        if (marker == end_of_image) {
            out_ += "\xff\xd9";
            is_over_ = true;  // what follows is another picture or a film
            return {};
        }
        if (has_no_length(marker)) return {};
        return take_content(marker);
    }

    Result<> take_content(std::uint8_t marker) {
        if (at_ + 2 > bytes_.size()) return unreadable();
        const std::size_t length = byte_at(bytes_, at_) * 256U + byte_at(bytes_, at_ + 1);
        if (length < 2 || at_ + length > bytes_.size()) return unreadable();
        const auto content = bytes_.substr(at_ + 2, length - 2);
        at_ += length;
        if (marker == app1 && content.starts_with(exif_name))
            return keep_orientation(content.substr(exif_name.size()));
        out_ += kept_segment(marker, content);
        if (marker != start_of_scan) return {};
        has_scan_ = true;
        const auto end = end_of_scan(bytes_, at_);
        out_.append(bytes_.substr(at_, end - at_));
        at_ = end;
        return {};
    }

    Result<> keep_orientation(std::string_view exif) {
        const auto orientation = detail::orientation_of(exif);
        if (!orientation || has_orientation_) return {};
        has_orientation_ = true;
        out_ += segment_of(app1, std::string(exif_name) + detail::only_orientation(*orientation));
        return {};
    }

    std::string_view bytes_;
    std::string out_;
    std::size_t at_ = 0;
    bool has_scan_ = false;
    bool has_orientation_ = false;
    bool is_over_ = false;
};

// --- PNG (ISO/IEC 15948, third edition) ---

constexpr std::size_t png_frame = 12;  // length, name and checksum around the content

// What is needed to show it as it was meant, films of pictures included.
constexpr std::array<std::string_view, 18> png_parts{
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP",
    "sBIT", "pHYs", "bKGD", "hIST", "sPLT", "acTL", "fcTL", "fdAT", "cICP"};

bool is_strokes(std::string_view content) {
    constexpr std::string_view keyword{"strokes\0", 8};
    if (!content.starts_with(keyword)) return false;
    return content.find_first_not_of("0123456789[],.-", keyword.size()) == content.npos;
}

/// Names of parts that every decoder has to know begin with a capital letter.
bool is_needed(std::string_view name) {
    return name[0] >= 'A' && name[0] <= 'Z';
}

struct PngPart {
    std::string_view name;
    std::string_view content;
    std::string_view whole;
};

Result<std::string> kept_part(const PngPart& part, PictureExtras extras) {
    if (std::find(png_parts.begin(), png_parts.end(), part.name) != png_parts.end())
        return std::string(part.whole);
    if (is_needed(part.name)) return unreadable();
    if (part.name == "eXIf") {
        const auto orientation = detail::orientation_of(part.content);
        return orientation ? detail::png_part("eXIf", detail::only_orientation(*orientation))
                           : std::string();
    }
    const bool is_kept =
        extras == PictureExtras::strokes && part.name == "tEXt" && is_strokes(part.content);
    return is_kept ? std::string(part.whole) : std::string();
}

Result<std::string> bare_png(std::string_view bytes, PictureExtras extras) {
    std::string out(png_start);
    bool has_picture = false;
    for (std::size_t at = png_start.size(); at < bytes.size();) {
        if (bytes.size() - at < png_frame) break;
        const std::size_t length = detail::big_endian(bytes.substr(at, 4));
        const auto name = bytes.substr(at + 4, 4);
        has_picture = has_picture || name == "IDAT";
        if (length > bytes.size() - at - png_frame) {
            // A transfer that broke off inside the picture leaves what can be shown.
            if (name != "IDAT") return unreadable();
            return out.append(bytes.substr(at));
        }
        const PngPart part{name, bytes.substr(at + 8, length), bytes.substr(at, length + 12)};
        AMPARO_TRY(const auto kept, kept_part(part, extras));
        out += kept;
        if (name == "IEND") break;  // what follows belongs to no picture
        at += length + png_frame;
    }
    if (!has_picture) return unreadable();
    return out;
}

}  // namespace

Result<std::string> bare_picture(std::string_view bytes, PictureExtras extras) {
    if (bytes.starts_with(jpeg_start)) return BareJpeg(bytes).take();
    if (bytes.starts_with(png_start)) return bare_png(bytes, extras);
    return std::string(bytes);
}

}  // namespace amparo::records

#include "records/media.hpp"

#include <magic.h>
#include <vips/vips.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/text.hpp"

namespace amparo::records {
namespace {

struct CloseMagic {
    void operator()(magic_set* cookie) const { magic_close(cookie); }
};

/// libmagic's cookies are not thread-safe; loading one takes milliseconds, so each thread keeps
/// its own.
magic_set* cookie_of_thread() {
    thread_local const std::unique_ptr<magic_set, CloseMagic> cookie = [] {
        std::unique_ptr<magic_set, CloseMagic> opened(magic_open(MAGIC_MIME_TYPE));
        if (!opened || magic_load(opened.get(), nullptr) != 0)
            throw Outage("the file type database cannot be loaded");
        return opened;
    }();
    return cookie.get();
}

constexpr std::string_view of_image[] = {"image/jpeg", "image/png"};
constexpr std::string_view of_audio[] = {"audio/mpeg", "audio/mp4", "audio/webm"};
constexpr std::string_view of_signature[] = {"image/png"};
constexpr std::string_view of_document[] = {
    "application/pdf",
    "text/plain",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/csv",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "image/jpg",
    "image/jpeg",
    "image/png"};

bool ends_with(std::string_view name, std::string_view ending) {
    return text::ascii_lower(name).ends_with(ending);
}

// Where browsers describe the tracks of what they record: before the first sound.
constexpr std::size_t track_heads_max = 4096;

/// Whether a WebM names a track of sound and none of pictures: libmagic calls all of them videos.
bool holds_only_sound(std::string_view webm) {
    const auto head = webm.substr(0, track_heads_max);
    const auto names = [&](std::string_view codec) { return head.find(codec) != head.npos; };
    return (names("A_OPUS") || names("A_VORBIS")) && !names("V_VP") && !names("V_AV1") &&
           !names("V_MPEG");
}

/// Formats that libmagic names by their container, or in more than one way.
std::string refine(const std::string& type, std::string_view bytes, std::string_view file_name) {
    if (type == "application/zip" || type == "application/octet-stream") {
        if (ends_with(file_name, ".docx"))
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        if (ends_with(file_name, ".xlsx"))
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    if (type == "application/CDFV2" || type == "application/x-ole-storage") {
        if (ends_with(file_name, ".doc")) return "application/msword";
        if (ends_with(file_name, ".xls")) return "application/vnd.ms-excel";
    }
    if (type == "audio/x-m4a" || (type == "video/mp4" && ends_with(file_name, ".m4a")))
        return "audio/mp4";
    if (type == "video/webm" && holds_only_sound(bytes)) return "audio/webm";
    if (type == "application/csv" || (type == "text/plain" && ends_with(file_name, ".csv")))
        return "text/csv";
    return type;
}

bool starts_as_mp3(std::string_view bytes) {
    if (bytes.starts_with("ID3")) return true;
    return bytes.size() > 2 && static_cast<unsigned char>(bytes[0]) == 0xff &&
           (static_cast<unsigned char>(bytes[1]) & 0xe6U) == 0xe2U;
}

std::span<const std::string_view> accepted(std::string_view attachment_type) {
    if (attachment_type == "image") return of_image;
    if (attachment_type == "audio") return of_audio;
    if (attachment_type == "document") return of_document;
    if (attachment_type == "signature") return of_signature;
    return {};
}

void start_vips() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (VIPS_INIT("amparo") != 0) throw Outage("libvips could not start");
        vips_concurrency_set(1);  // requests run beside each other already
        vips_cache_set_max(0);    // a photo in a cache is clear text in memory for no gain
    });
}

struct UnrefImage {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
struct FreeMemory {
    void operator()(void* memory) const { g_free(memory); }
};

std::unexpected<Error> unreadable_image() {
    vips_error_clear();
    return refuse_field(Errc::invalid, "file", MessageKey{"errors.attachments.image_unreadable"});
}

// A photo of 170 million pixels. A few kilobytes of PNG can unfold to far more.
constexpr std::uint64_t unfolded_bytes_max = 512U << 20;

}  // namespace

std::string media_type_of(std::string_view bytes, std::string_view file_name) {
    const char* type = magic_buffer(cookie_of_thread(), bytes.data(), bytes.size());
    if (type == nullptr) return "application/octet-stream";
    const std::string named = type;
    if (named == "application/octet-stream" && starts_as_mp3(bytes)) return "audio/mpeg";
    return refine(named, bytes, file_name);
}

bool is_accepted_media(std::string_view attachment_type, std::string_view media_type) {
    const auto types = accepted(attachment_type);
    return std::find(types.begin(), types.end(), media_type) != types.end();
}

bool unfolds_too_far(std::string_view bytes) {
    start_vips();
    // Only the head is read here.
    const std::unique_ptr<VipsImage, UnrefImage> image(vips_image_new_from_buffer(
        bytes.data(), bytes.size(), "", "access", VIPS_ACCESS_SEQUENTIAL, nullptr));
    vips_error_clear();
    if (!image) return false;
    const auto pixels = static_cast<std::uint64_t>(vips_image_get_width(image.get())) *
                        static_cast<std::uint64_t>(vips_image_get_height(image.get()));
    const auto depth = static_cast<std::uint64_t>(vips_image_get_bands(image.get())) *
                       vips_format_sizeof(vips_image_get_format(image.get()));
    return pixels * depth > unfolded_bytes_max;
}

Result<std::string> shrink_image(std::string_view bytes, int side_max) {
    if (unfolds_too_far(bytes)) return unreadable_image();
    VipsImage* made = nullptr;
    // The thumbnailer decodes JPEG at reduced size, so a large photo costs little memory.
    const int outcome = vips_thumbnail_buffer(
        const_cast<char*>(
            bytes.data()),  // NOLINT(cppcoreguidelines-pro-type-const-cast): read only
        bytes.size(), &made, side_max, "height", side_max, "size", VIPS_SIZE_DOWN, nullptr);
    if (outcome != 0) return unreadable_image();
    const std::unique_ptr<VipsImage, UnrefImage> image(made);
    void* data = nullptr;
    std::size_t size = 0;
    const bool transparent = vips_image_hasalpha(image.get()) != 0;
    const int saved =
        transparent
            ? vips_pngsave_buffer(image.get(), &data, &size, "strip", TRUE, nullptr)
            : vips_jpegsave_buffer(image.get(), &data, &size, "strip", TRUE, "Q", 80, nullptr);
    if (saved != 0) return unreadable_image();
    const std::unique_ptr<void, FreeMemory> owned(data);
    return std::string(static_cast<const char*>(data), size);
}

Result<std::string> clean_png(std::string_view bytes, const PictureBounds& bounds) {
    start_vips();
    const auto refuse_with = [](const char* message) {
        vips_error_clear();
        return refuse(Errc::invalid, message);
    };
    if (media_type_of(bytes, "") != "image/png") return refuse_with(bounds.not_png);
    // Only the head is read here: a bomb is turned away by its size.
    const std::unique_ptr<VipsImage, UnrefImage> image(
        vips_image_new_from_buffer(bytes.data(), bytes.size(), "", "access", VIPS_ACCESS_SEQUENTIAL,
                                   "fail_on", VIPS_FAIL_ON_TRUNCATED, nullptr));
    if (!image) return refuse_with(bounds.not_png);
    if (vips_image_get_width(image.get()) > bounds.width_max ||
        vips_image_get_height(image.get()) > bounds.height_max)
        return refuse_with(bounds.too_wide);
    void* data = nullptr;
    std::size_t size = 0;
    if (vips_pngsave_buffer(image.get(), &data, &size, "strip", TRUE, nullptr) != 0)
        return refuse_with(bounds.not_png);
    const std::unique_ptr<void, FreeMemory> owned(data);
    return std::string(static_cast<const char*>(data), size);
}

}  // namespace amparo::records

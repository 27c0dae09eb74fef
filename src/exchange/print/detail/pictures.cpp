#include "exchange/print/detail/pictures.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

namespace amparo::exchange::detail {
namespace {

constexpr int side_max = 4096;
constexpr std::string_view png_signature = "\x89PNG\r\n\x1a\n";
constexpr std::string_view jpeg_signature = "\xff\xd8\xff";

struct Size {
    int width = 0;
    int height = 0;
    bool is_sane() const {
        return width > 0 && height > 0 && width <= side_max && height <= side_max;
    }
};

int byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

int pair_at(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) * 256 + byte_at(bytes, at + 1);
}

/// A marker that begins a frame and gives its size (SOF0 to SOF15, without DHT, JPG and DAC).
bool is_frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<Size> jpeg_size(std::string_view bytes) {
    constexpr std::size_t frame_bytes = 9;
    std::size_t at = 2;
    while (at + frame_bytes < bytes.size() && byte_at(bytes, at) == 0xFF) {
        const int marker = byte_at(bytes, at + 1);
        if (is_frame(marker))
            return Size{.width = pair_at(bytes, at + 7), .height = pair_at(bytes, at + 5)};
        at += 2 + static_cast<std::size_t>(std::max(2, pair_at(bytes, at + 2)));
    }
    return std::nullopt;
}

std::optional<Size> png_size(std::string_view bytes) {
    constexpr std::size_t head_bytes = 24;
    if (bytes.size() < head_bytes || pair_at(bytes, 16) != 0 || pair_at(bytes, 20) != 0)
        return std::nullopt;
    return Size{.width = pair_at(bytes, 18), .height = pair_at(bytes, 22)};
}

std::shared_ptr<cairo_surface_t> owned(cairo_surface_t* surface) {
    std::shared_ptr<cairo_surface_t> owner(surface, cairo_surface_destroy);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) return nullptr;
    return owner;
}

std::shared_ptr<cairo_surface_t> read_jpeg(const std::string& bytes) {
    const auto size = jpeg_size(bytes);
    if (!size || !size->is_sane()) return nullptr;
    auto surface = owned(cairo_image_surface_create(CAIRO_FORMAT_RGB24, size->width, size->height));
    if (!surface) return nullptr;
    auto* copy = new std::string(bytes);  // NOLINT(cppcoreguidelines-owning-memory): cairo frees it
    const auto status = cairo_surface_set_mime_data(
        surface.get(), CAIRO_MIME_TYPE_JPEG, reinterpret_cast<const unsigned char*>(copy->data()),
        copy->size(), [](void* data) { delete static_cast<std::string*>(data); }, copy);
    if (status == CAIRO_STATUS_SUCCESS) return surface;
    delete copy;  // NOLINT(cppcoreguidelines-owning-memory): cairo did not take it
    return nullptr;
}

struct Reader {
    std::string_view rest;
};

cairo_status_t read_some(void* closure, unsigned char* into, unsigned int length) {
    auto& rest = static_cast<Reader*>(closure)->rest;
    if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(into, rest.data(), length);
    rest.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
}

std::shared_ptr<cairo_surface_t> read_png(const std::string& bytes) {
    const auto size = png_size(bytes);
    if (!size || !size->is_sane()) return nullptr;
    Reader reader{bytes};
    return owned(cairo_image_surface_create_from_png_stream(read_some, &reader));
}

}  // namespace

std::shared_ptr<cairo_surface_t> read_picture(const std::string& bytes) {
    if (bytes.starts_with(jpeg_signature)) return read_jpeg(bytes);
    if (bytes.starts_with(png_signature)) return read_png(bytes);
    return nullptr;
}

}  // namespace amparo::exchange::detail

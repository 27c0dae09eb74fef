#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo::records {

/// What kind of file the bytes are ("image/jpeg"), told from the bytes themselves; the name only
/// decides between office formats that share a container. Thread-safe.
std::string media_type_of(std::string_view bytes, std::string_view file_name);

/// Whether an attachment of the type ("image", "audio", "document", "signature") may be such a
/// file (records.md §15).
bool is_accepted_media(std::string_view attachment_type, std::string_view media_type);

/// Whether an image would take far more memory than any photo once it is decoded. False for what
/// is no image at all.
bool unfolds_too_far(std::string_view bytes);

/// The image with its longest side at most `side_max` pixels, turned upright and without the data
/// a camera adds (place, device). `invalid` when the bytes are no image that can be read.
Result<std::string> shrink_image(std::string_view bytes, int side_max);

/// The PNG written anew, so that nothing but the picture is left in it. `invalid` with the message
/// `not_png` for anything else and `too_wide` when it is wider or higher than the bounds.
struct PictureBounds {
    int width_max = 0;
    int height_max = 0;
    const char* not_png = "";
    const char* too_wide = "";
};
Result<std::string> clean_png(std::string_view bytes, const PictureBounds& bounds);

}  // namespace amparo::records

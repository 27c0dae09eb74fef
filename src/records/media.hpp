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

/// The image with its longest side at most `side_max` pixels, turned upright and without the data
/// a camera adds (place, device). `invalid` when the bytes are no image that can be read.
Result<std::string> shrink_image(std::string_view bytes, int side_max);

}  // namespace amparo::records

#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo::records {

/// What may stay in a picture besides what is needed to show it.
enum class PictureExtras {
    none,
    strokes,  // how a signature was drawn: numbers in a text part of a PNG
};

/// The JPEG or PNG without what a camera, a phone or a program added: place, time, device, names,
/// comments, small copies of the whole picture, films behind the last byte. The picture itself, its
/// colours and the side that is up stay, byte by byte; bytes of another kind are given back as they
/// are. `invalid` when the parts of the file do not follow its format: what cannot be read cannot
/// be cleaned. Thread-safe.
Result<std::string> bare_picture(std::string_view bytes,
                                 PictureExtras extras = PictureExtras::none);

}  // namespace amparo::records

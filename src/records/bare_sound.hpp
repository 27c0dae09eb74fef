#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo::records {

/// The MP4 (M4A) or MP3 without its title, place, device and comments: phones name a recording
/// after where it was made. The sound itself stays, byte by byte; bytes of another kind are given
/// back as they are. `invalid` when the parts of an MP4 do not follow its format: what cannot be
/// read cannot be cleaned. Thread-safe.
Result<std::string> bare_sound(std::string_view bytes);

}  // namespace amparo::records

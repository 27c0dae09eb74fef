#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo {

/// zstd frame of the bytes (level 3). Thread-safe; contexts are kept per thread.
std::string zstd_compress(std::string_view bytes);
/// The bytes of one or more zstd frames, one after another; `invalid` when one is broken,
/// `too_large` when they are more than bytes_max together.
Result<std::string> zstd_decompress(std::string_view frames, std::size_t bytes_max = 64U << 20);

}  // namespace amparo

#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo {

/// zstd frame of the bytes (level 3). Thread-safe; contexts are kept per thread.
std::string zstd_compress(std::string_view bytes);
/// The bytes of one zstd frame; `invalid` when broken, `too_large` past bytes_max.
Result<std::string> zstd_decompress(std::string_view frame, std::size_t bytes_max = 64U << 20);

}  // namespace amparo

#include "base/compress.hpp"

#include <zstd.h>

#include <memory>

namespace amparo {
namespace {

constexpr int level = 3;

struct FreeCompressor {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

std::string zstd_compress(std::string_view bytes) {
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
    if (!context) throw Outage("no memory for compression");
    std::string frame(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compressCCtx(context.get(), frame.data(), frame.size(), bytes.data(),
                                        bytes.size(), level);
    AMPARO_REQUIRE(ZSTD_isError(size) == 0);
    frame.resize(size);
    return frame;
}

Result<std::string> zstd_decompress(std::string_view frame, std::size_t bytes_max) {
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return refuse(Errc::invalid, "errors.compression_broken");
    if (size > bytes_max) return refuse(Errc::too_large, "errors.too_large");
    thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
    if (!context) throw Outage("no memory for decompression");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    const auto read =
        ZSTD_decompressDCtx(context.get(), bytes.data(), bytes.size(), frame.data(), frame.size());
    if (ZSTD_isError(read) != 0 || read != bytes.size())
        return refuse(Errc::invalid, "errors.compression_broken");
    return bytes;
}

}  // namespace amparo

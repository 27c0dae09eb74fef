#include "base/compress.hpp"

#include <zstd.h>

#include <memory>
#include <mutex>
#include <vector>

namespace amparo {
namespace {

constexpr int level = 3;

struct FreeCompressor {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, FreeCompressor>;

/// Compressors that nobody uses now, the one used last first. Their tables are large beside a
/// record: one for each thread would fall out of the processor's cache between two records.
class IdleCompressors {
  public:
    Compressor take() {
        {
            const std::scoped_lock lock(mutex_);
            if (!idle_.empty()) {
                auto taken = std::move(idle_.back());
                idle_.pop_back();
                return taken;
            }
        }
        Compressor made(ZSTD_createCCtx());
        if (!made) throw Outage("no memory for compression");
        return made;
    }
    void give_back(Compressor compressor) {
        const std::scoped_lock lock(mutex_);
        idle_.push_back(std::move(compressor));
    }

  private:
    std::mutex mutex_;
    std::vector<Compressor> idle_;  // as many as were ever used at once
};

IdleCompressors& idle_compressors() {
    static IdleCompressors idle;
    return idle;
}

std::unexpected<Error> broken() {
    return refuse(Errc::invalid, "errors.compression_broken");
}

/// What the frames say they hold together; no more than bytes_max.
Result<std::size_t> content_size(std::string_view frames, std::size_t bytes_max) {
    if (frames.empty()) return broken();
    std::size_t total = 0;
    while (!frames.empty()) {
        const auto content = ZSTD_getFrameContentSize(frames.data(), frames.size());
        if (content == ZSTD_CONTENTSIZE_ERROR || content == ZSTD_CONTENTSIZE_UNKNOWN)
            return broken();
        if (content > bytes_max - total) return refuse(Errc::too_large, "errors.too_large");
        total += static_cast<std::size_t>(content);
        const auto packed = ZSTD_findFrameCompressedSize(frames.data(), frames.size());
        if (ZSTD_isError(packed) != 0) return broken();
        frames.remove_prefix(packed);
    }
    return total;
}

}  // namespace

std::string zstd_compress(std::string_view bytes) {
    auto context = idle_compressors().take();
    std::string frame(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compressCCtx(context.get(), frame.data(), frame.size(), bytes.data(),
                                        bytes.size(), level);
    AMPARO_REQUIRE(ZSTD_isError(size) == 0);
    idle_compressors().give_back(std::move(context));
    frame.resize(size);
    return frame;
}

Result<std::string> zstd_decompress(std::string_view frames, std::size_t bytes_max) {
    AMPARO_TRY(const auto size, content_size(frames, bytes_max));
    thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
    if (!context) throw Outage("no memory for decompression");
    std::string bytes(size, '\0');
    const auto read = ZSTD_decompressDCtx(context.get(), bytes.data(), bytes.size(), frames.data(),
                                          frames.size());
    if (ZSTD_isError(read) != 0 || read != bytes.size()) return broken();
    return bytes;
}

}  // namespace amparo

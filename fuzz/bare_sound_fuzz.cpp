// Any bytes as a recording: what is kept is no longer than what came, an MP4 as long as it was, and
// it is kept as it is the second time.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "records/bare_sound.hpp"

namespace {

using namespace amparo;

void require(bool condition) {
    if (!condition) std::abort();
}

void check(std::string_view bytes) {
    const auto bare = records::bare_sound(bytes);
    if (!bare) return;
    require(bare->size() <= bytes.size());
    if (bytes.substr(0, 8).ends_with("ftyp")) require(bare->size() == bytes.size());
    const auto again = records::bare_sound(*bare);
    require(again.has_value() && *again == *bare);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    check(text);
    check(std::string("\0\0\0\x10"
                      "ftypM4A isom",
                      16) +
          text);
    check("ID3" + text);
    return 0;
}

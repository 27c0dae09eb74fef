// Any bytes as a picture: what is kept is no longer than what came, is kept as it is the second
// time, and names no place, comment or program any more.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "records/bare_picture.hpp"

namespace {

using namespace amparo;

void require(bool condition) {
    if (!condition) std::abort();
}

void check(std::string_view bytes, records::PictureExtras extras) {
    const auto bare = records::bare_picture(bytes, extras);
    if (!bare) return;
    // The only thing written anew is the side that is up; it takes no more than where it was read.
    require(bare->size() <= bytes.size() + 24);
    const auto again = records::bare_picture(*bare, extras);
    require(again.has_value() && *again == *bare);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    for (const auto extras : {records::PictureExtras::none, records::PictureExtras::strokes}) {
        check(text, extras);
        check("\xff\xd8" + std::string(text), extras);
        check("\x89PNG\r\n\x1a\n" + std::string(text), extras);
    }
    return 0;
}

// Any bytes as a JSON body: what is accepted can be written and read again as the same value, and
// nothing is deeper or longer than the limits.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/text.hpp"

namespace {

using namespace amparo;

constexpr std::size_t depth_max = 16;

void require(bool condition) {
    if (!condition) std::abort();
}

std::size_t depth_of(const json::Value& value) {
    std::size_t deepest = 0;
    if (value.is_array()) {
        for (const auto& entry : value.get_array()) deepest = std::max(deepest, depth_of(entry));
        return deepest + 1;
    }
    if (value.is_object()) {
        for (const auto& member : value.get_object()) {
            deepest = std::max(deepest, depth_of(member.value()));
        }
        return deepest + 1;
    }
    return 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto parsed = json::parse(text, {.bytes_max = 64U << 10, .depth_max = depth_max});
    if (!parsed) {
        require(!parsed.error().message.key.empty());
        return 0;
    }
    require(text::is_utf8(text));
    require(depth_of(*parsed) <= depth_max);
    const auto written = json::write(*parsed);
    const auto again = json::parse(written);
    require(again.has_value());
    require(json::write(*again) == written);
    return 0;
}

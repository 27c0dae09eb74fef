#include "casework/transitions/hand_over_code.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace amparo::casework {
namespace {

// Neither 0 and O, 1 and I and L, nor most vowels, which make words.
constexpr std::string_view signs = "23456789BCDFGHJKMNPQRSTVWXZ";
constexpr std::size_t half = 4;

/// A sign from two bytes: 65,536 is no multiple of 27, which favours some signs by a thousandth.
char sign_from(std::byte high, std::byte low) {
    const auto number =
        std::to_integer<std::size_t>(high) * 256 + std::to_integer<std::size_t>(low);
    return signs[number % signs.size()];
}

}  // namespace

std::string hand_over_code(Random& random) {
    std::array<std::byte, 4 * half> bytes{};
    random.fill(bytes);
    std::string code;
    for (std::size_t at = 0; at < 2 * half; ++at) {
        if (at == half) code += '-';
        code += sign_from(bytes[2 * at], bytes[2 * at + 1]);
    }
    return code;
}

}  // namespace amparo::casework

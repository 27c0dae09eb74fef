#include "casework/transitions/hand_over_code.hpp"

#include <array>
#include <cstddef>
#include <string_view>

#include "base/text.hpp"

namespace amparo::casework {
namespace {

// Neither 0 and O, 1 and I and L, nor most vowels, which make words.
constexpr std::string_view signs = "23456789BCDFGHJKMNPQRSTVWXZ";
constexpr std::size_t half = 4;
constexpr std::size_t typed_bytes_max = 100;  // a square code with a few blanks around it

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

std::optional<std::string> read_hand_over_code(std::string_view typed) {
    if (typed.size() > typed_bytes_max) return std::nullopt;
    // Digits are typed in the reader's own writing, too.
    auto latin = text::ascii_lower(text::to_latin(text::trim(typed)));
    if (latin.starts_with(hand_over_square_prefix)) latin.erase(0, hand_over_square_prefix.size());
    std::string code;
    for (const char sign : latin) {
        if (sign == '-' || sign == ' ') continue;
        const char upper = sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
        if (signs.find(upper) == std::string_view::npos) return std::nullopt;
        if (code.size() == half) code += '-';
        code += upper;
    }
    if (code.size() != 2 * half + 1) return std::nullopt;
    return code;
}

}  // namespace amparo::casework

#include "base/id.hpp"

namespace amparo {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

bool is_dash_position(std::size_t at) {
    return at == 8 || at == 13 || at == 18 || at == 23;
}

std::unexpected<Error> not_a_uuid() {
    return refuse(Errc::invalid, "errors.uuid");
}

}  // namespace

Result<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36) return not_a_uuid();
    std::array<std::uint8_t, 16> bytes{};
    std::size_t nibble = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_dash_position(at)) {
            if (text[at] != '-') return not_a_uuid();
            continue;
        }
        const int value = digit_value(text[at]);
        if (value < 0) return not_a_uuid();
        auto& byte = bytes[nibble / 2];
        byte = static_cast<std::uint8_t>((byte << 4) | value);
        ++nibble;
    }
    return Uuid(bytes);
}

Uuid Uuid::random(Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(std::as_writable_bytes(std::span(bytes)));
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    return Uuid(bytes);
}

std::string Uuid::text() const {
    std::string text;
    text.reserve(36);
    for (std::size_t at = 0; at < bytes_.size(); ++at) {
        if (at == 4 || at == 6 || at == 8 || at == 10) text += '-';
        text += digits[bytes_[at] >> 4];
        text += digits[bytes_[at] & 0x0f];
    }
    return text;
}

}  // namespace amparo

#include "access/one_time_codes.hpp"

#include <array>

#include <openssl/evp.h>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

constexpr std::chrono::seconds step_length{30};
constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Of Crockford: without i, l, o and u.
constexpr std::string_view recovery_letters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t recovery_letter_count = 12;
constexpr std::size_t recovery_group = 4;
/// Nothing that was typed is read further than this.
constexpr std::size_t typed_max = 64;

using Sha1 = std::array<std::uint8_t, 20>;

Sha1 hmac_sha1(const std::string& key, std::string_view bytes) {
    Sha1 digest{};
    std::size_t written = 0;
    const auto* made = EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA1", nullptr, key.data(), key.size(),
                                 reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                                 digest.data(), digest.size(), &written);
    AMPARO_REQUIRE(made != nullptr && written == digest.size());
    return digest;
}

/// A path or a name inside an address.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                              (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '.' ||
                              byte == '_';
        if (is_plain) {
            encoded += letter;
        } else {
            encoded += '%';
            encoded += digits[byte >> 4U];
            encoded += digits[byte & 15U];
        }
    }
    return encoded;
}

}  // namespace

SecretText new_one_time_key(Random& random) {
    std::string bytes(one_time_key_bytes, '\0');
    random.fill(std::as_writable_bytes(std::span(bytes)));
    return SecretText(std::move(bytes));
}

std::int64_t one_time_step(Instant moment) {
    return std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch() / step_length;
}

SecretText one_time_code(const SecretText& key, std::int64_t step) {
    std::string counter(8, '\0');
    for (std::size_t at = 0; at < counter.size(); ++at) {
        const auto shift = 8 * (counter.size() - 1 - at);
        counter[at] = static_cast<char>((static_cast<std::uint64_t>(step) >> shift) & 0xFFU);
    }
    const auto digest = hmac_sha1(key.reveal(), counter);
    // Dynamic truncation (RFC 4226 §5.3).
    const std::size_t offset = digest.back() & 0xFU;
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < 4; ++at) number = (number << 8U) | digest.at(offset + at);
    number &= 0x7FFF'FFFFU;
    auto digits = std::to_string(number % 1'000'000U);
    digits.insert(0, one_time_code_digits - digits.size(), '0');
    return SecretText(std::move(digits));
}

std::optional<std::int64_t> step_of_code(const SecretText& key, std::string_view code,
                                         Instant now) {
    std::string digits;
    for (const char letter : code.substr(0, typed_max)) {
        if (letter != ' ' && letter != '-') digits += letter;
    }
    if (digits.size() != one_time_code_digits) return std::nullopt;
    const auto current = one_time_step(now);
    std::optional<std::int64_t> found;
    // No early end: how long it takes must not say which step was right.
    for (auto step = current - one_time_drift; step <= current + one_time_drift; ++step) {
        if (crypto::equal_constant_time(one_time_code(key, step).reveal(), digits)) found = step;
    }
    return found;
}

std::string base32(std::string_view bytes) {
    std::string text;
    std::uint32_t pending = 0;
    unsigned bits = 0;
    for (const char letter : bytes) {
        pending = (pending << 8U) | static_cast<unsigned char>(letter);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += base32_letters[(pending >> bits) & 31U];
        }
        pending &= (1U << bits) - 1U;
    }
    if (bits > 0) text += base32_letters[(pending << (5 - bits)) & 31U];
    return text;
}

SecretText one_time_address(std::string_view issuer, std::string_view account,
                            const SecretText& key) {
    const auto name = percent_encoded(issuer);
    return SecretText("otpauth://totp/" + name + ":" + percent_encoded(account) +
                      "?secret=" + base32(key.reveal()) + "&issuer=" + name);
}

SecretText new_recovery_code(Random& random) {
    std::string bytes(recovery_letter_count, '\0');
    random.fill(std::as_writable_bytes(std::span(bytes)));
    std::string code;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (at > 0 && at % recovery_group == 0) code += '-';
        code += recovery_letters[static_cast<unsigned char>(bytes[at]) & 31U];
    }
    wipe_memory(bytes.data(), bytes.size());
    return SecretText(std::move(code));
}

SecretText plain_recovery_code(std::string_view typed) {
    std::string plain;
    for (char letter : text::to_lower(typed.substr(0, typed_max))) {
        if (letter == 'o') letter = '0';
        if (letter == 'i' || letter == 'l') letter = '1';
        if (recovery_letters.find(letter) != std::string_view::npos) plain += letter;
    }
    return SecretText(std::move(plain));
}

}  // namespace amparo::access

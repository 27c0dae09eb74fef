#include "access/csrf.hpp"

#include "base/crypto.hpp"

namespace amparo::access {
namespace {

std::string random_bytes(Random& random, std::size_t count) {
    std::string bytes(count, '\0');
    random.fill(std::as_writable_bytes(std::span(bytes)));
    return bytes;
}

std::string combined(std::string_view left, std::string_view right) {
    std::string result(left);
    for (std::size_t at = 0; at < result.size(); ++at) {
        result[at] = static_cast<char>(result[at] ^ right[at]);
    }
    return result;
}

/// Standard Base64 of a URL-safe text.
std::string from_url_safe(std::string_view text) {
    std::string standard(text);
    for (auto& c : standard) {
        if (c == '-') c = '+';
        if (c == '_') c = '/';
    }
    return standard;
}

}  // namespace

SecretText new_csrf_secret(Random& random) {
    return SecretText(random_bytes(random, csrf_secret_bytes));
}

std::string csrf_token(const SecretText& secret, Random& random) {
    const auto mask = random_bytes(random, csrf_secret_bytes);
    return crypto::base64_url(mask + combined(mask, secret.reveal()));
}

bool is_csrf_token_of(const SecretText& secret, std::string_view token) {
    constexpr std::size_t longest = 4 * csrf_secret_bytes;  // Base64 of mask and secret fits well
    if (secret.reveal().size() != csrf_secret_bytes || token.size() > longest) return false;
    const auto bytes = crypto::from_base64(from_url_safe(token));
    if (!bytes || bytes->size() != 2 * csrf_secret_bytes) return false;
    const auto mask = std::string_view(*bytes).substr(0, csrf_secret_bytes);
    const auto masked = std::string_view(*bytes).substr(csrf_secret_bytes);
    return crypto::equal_constant_time(combined(mask, masked), secret.reveal());
}

std::string csrf_token_without_session(Random& random) {
    return csrf_token(new_csrf_secret(random), random);
}

bool is_sent_twice(std::string_view cookie, std::string_view header) {
    constexpr std::size_t shortest = 32;
    return cookie.size() >= shortest && crypto::equal_constant_time(cookie, header);
}

}  // namespace amparo::access

#include "identity/token.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace amparo::identity {
namespace {

constexpr std::size_t depth_max = 8;
constexpr std::size_t key_id_bytes_max = 256;

std::unexpected<Error> unreadable(const char* why) {
    return refuse(Errc::unauthenticated, "errors.not_signed_in", why);
}

/// How many members the outermost object of a JSON text has, equal names counted each.
std::size_t count_members(std::string_view json_text) {
    std::size_t depth = 0;
    std::size_t members = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < json_text.size(); ++at) {
        const char c = json_text[at];
        if (in_string) {
            if (c == '\\') ++at;
            if (c == '"') in_string = false;
            continue;
        }
        if (c == '"') in_string = true;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        if (c == ':' && depth == 1) ++members;
    }
    return members;
}

/// A part of a token. One that says something twice could be read in two ways: one reader checks
/// the first, another believes the last.
Result<json::Object> object_of(std::string_view part) {
    const auto text = from_base64_url(part);
    if (!text) return unreadable("not Base64");
    auto object = json::parse_object(*text, {.bytes_max = token_bytes_max, .depth_max = depth_max});
    if (!object) return unreadable("not JSON");
    if (count_members(*text) != object->size()) return unreadable("says something twice");
    return std::move(*object);
}

Result<> read_header(SentToken& token, const json::Object& header) {
    const auto algorithm = algorithm_named(json::string_or(header, "alg"));
    if (!algorithm) return unreadable("signed in another way");
    token.algorithm = *algorithm;
    // Extensions that must be understood: we understand none (RFC 7515 §4.1.11).
    if (header.contains("crit")) return unreadable("critical extensions");
    const auto* type = json::find(header, "typ");
    if (type != nullptr &&
        (!type->is_string() || text::ascii_lower(json::string_or(header, "typ")) != "jwt"))
        return unreadable("another type of token");
    const auto* key_id = json::find(header, "kid");
    if (key_id == nullptr) return {};
    if (!key_id->is_string() || key_id->get_string().size() > key_id_bytes_max)
        return unreadable("no name of a key");
    token.key_id = json::string_or(header, "kid");
    return {};
}

}  // namespace

std::optional<Algorithm> algorithm_named(std::string_view name) {
    if (name == "RS256") return Algorithm::rs256;
    if (name == "PS256") return Algorithm::ps256;
    if (name == "ES256") return Algorithm::es256;
    return std::nullopt;
}

std::string_view name_of(Algorithm algorithm) {
    switch (algorithm) {
        case Algorithm::rs256:
            return "RS256";
        case Algorithm::ps256:
            return "PS256";
        case Algorithm::es256:
            return "ES256";
    }
    return "";
}

std::optional<std::string> from_base64_url(std::string_view text) {
    std::string standard(text);
    for (char& c : standard) {
        if (c == '+' || c == '/' || c == '=') return std::nullopt;
        if (c == '-') c = '+';
        if (c == '_') c = '/';
    }
    auto bytes = crypto::from_base64(standard);
    if (!bytes) return std::nullopt;
    // One text for one token: bits that mean nothing must be none.
    if (crypto::base64_url(*bytes) != text) return std::nullopt;
    return std::move(*bytes);
}

Result<SentToken> read_token(std::string_view text) {
    if (text.size() > token_bytes_max) return unreadable("too long");
    const auto parts = text::split(text, '.');
    if (parts.size() != 3) return unreadable("not three parts");
    SentToken token;
    AMPARO_TRY(const auto header, object_of(parts[0]));
    AMPARO_CHECK(read_header(token, header));
    AMPARO_TRY(token.claims, object_of(parts[1]));
    auto signature = from_base64_url(parts[2]);
    if (!signature || signature->empty()) return unreadable("no signature");
    token.signature = std::move(*signature);
    token.signed_part = std::string(text.substr(0, parts[0].size() + 1 + parts[1].size()));
    return token;
}

}  // namespace amparo::identity

// Any bytes as an upload: Base64 text that decodes must encode and decode to the same, and the
// parts of a multipart body lie inside it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "http/multipart.hpp"

namespace {

using namespace amparo;

void require(bool condition) {
    if (!condition) std::abort();
}

void check_base64(std::string_view text) {
    const auto decoded = crypto::from_base64(text);
    if (!decoded) return;
    require(decoded->size() <= text.size());
    const auto again = crypto::from_base64(crypto::base64(*decoded));
    require(again.has_value() && *again == *decoded);
}

/// The first line is the Content-Type, the rest the body.
void check_multipart(std::string_view text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return;
    const auto body = text.substr(end + 1);
    const auto parts = http::parse_multipart(text.substr(0, end), body);
    if (!parts) return;
    for (const auto& part : *parts) {
        require(!part.name.empty() && text::is_utf8(part.name) && text::is_utf8(part.file_name));
        require(part.bytes.empty() ||
                (part.bytes.data() >= body.data() &&
                 part.bytes.data() + part.bytes.size() <= body.data() + body.size()));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    check_base64(text);
    check_multipart(text);
    return 0;
}

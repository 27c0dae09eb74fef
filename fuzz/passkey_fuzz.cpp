// What browsers send of passkeys: parts before and after null bytes, as a key's registration and as
// a proof of the key that it gave.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "access/passkey_check.hpp"
#include "base/crypto.hpp"

namespace {

const amparo::access::PasskeySite site{.id = "localhost", .origin = "http://localhost"};

/// What each answer of a key begins with; no fuzzer would guess it.
const auto site_digest = amparo::crypto::sha256(site.id);

/// The text up to the next null byte, which is taken away with it.
std::string take(std::string_view& rest) {
    const auto end = rest.find('\0');
    const std::string part(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amparo::access;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const auto client = take(rest);
    static_cast<void>(challenge_in(client));
    // Null bytes are common in what a key says, so it has the rest.
    const std::string said = std::string(amparo::crypto::bytes_of(site_digest)) + std::string(rest);
    const std::string as_created = R"({"type":"webauthn.create","origin":"http://localhost"})";
    const std::string as_proof = R"({"type":"webauthn.get","origin":"http://localhost"})";
    static_cast<void>(check_registration(site, {client, said}));
    const auto key = check_registration(site, {as_created, said});
    const PasskeyAssertion assertion{.credential_id = "id",
                                     .client_data = as_proof,
                                     .authenticator_data = said.substr(0, 37),
                                     .signature = client};
    if (key) static_cast<void>(check_assertion(site, *key, assertion));
    const PasskeyKey made{
        .credential_id = "id", .public_key = std::string(64, 'k'), .algorithm = -7};
    static_cast<void>(check_assertion(site, made, assertion));
    return 0;
}

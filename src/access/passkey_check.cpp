#include "access/passkey_check.hpp"

#include <array>
#include <memory>

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include "access/passkey_cbor.hpp"
#include "base/crypto.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

// Authenticator data begins with the digest of the site's id, flags, and the counter.
constexpr std::size_t flags_at = 32;
constexpr std::size_t counter_at = 33;
constexpr std::size_t head_bytes = 37;
// With a new key: its model's number (16), the length of its name (2), the name, the key.
constexpr std::size_t id_at = head_bytes + 18;
constexpr std::uint8_t flag_present = 0x01;
constexpr std::uint8_t flag_verified = 0x04;
constexpr std::uint8_t flag_new_key = 0x40;
constexpr std::array algorithms{COSE_ES256, COSE_EDDSA, COSE_RS256};

std::unexpected<Error> no_proof(const char* why) {
    return refuse(Errc::invalid, "errors.second_factor.passkey", why);
}

const unsigned char* bytes_of(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string text_of(const unsigned char* bytes, std::size_t size) {
    return bytes == nullptr ? std::string() : std::string(bytes, bytes + size);
}

/// The library is told once not to look for devices or write to the error stream.
void start_library() {
    static const bool is_started = [] {
        fido_init(0);
        return true;
    }();
    static_cast<void>(is_started);
}

struct FreeCredential {
    void operator()(fido_cred_t* credential) const { fido_cred_free(&credential); }
};
struct FreeAssertion {
    void operator()(fido_assert_t* assertion) const { fido_assert_free(&assertion); }
};
struct FreeKey {
    void operator()(es256_pk_t* key) const { es256_pk_free(&key); }
    void operator()(eddsa_pk_t* key) const { eddsa_pk_free(&key); }
    void operator()(rs256_pk_t* key) const { rs256_pk_free(&key); }
};

/// What the browser itself says: what was asked, and of which page.
Result<> check_client_data(const PasskeySite& site, std::string_view client_data,
                           std::string_view type) {
    if (client_data.size() > client_data_bytes_max) return no_proof("client data too long");
    const auto data = json::parse_object(client_data);
    if (!data) return no_proof("client data unreadable");
    if (json::string_or(*data, "type") != type) return no_proof("another type");
    if (json::string_or(*data, "origin") != site.origin) return no_proof("another origin");
    if (json::bool_or(*data, "crossOrigin", false)) return no_proof("in a frame of another page");
    return {};
}

/// What is behind the head: the new key and its name, if there is one, and extensions.
Result<> check_parts(const std::string& data, bool has_key) {
    std::size_t at = head_bytes;
    if (has_key) {
        if (data.size() < id_at) return no_proof("no name of the key");
        const auto high = static_cast<unsigned char>(data[id_at - 2]);
        const auto low = static_cast<unsigned char>(data[id_at - 1]);
        at = id_at + ((std::size_t{high} << 8U) | low);
    }
    if (at > data.size() || !is_plain_cbor(std::string_view(data).substr(at)))
        return no_proof("parts that do not fit");
    return {};
}

/// What the key says: for which site, and that somebody was there.
Result<> check_head(const PasskeySite& site, const std::string& data) {
    if (data.size() < head_bytes || data.size() > key_data_bytes_max)
        return no_proof("authenticator data");
    const auto digest = crypto::sha256(site.id);
    if (!crypto::equal_constant_time(crypto::bytes_of(digest),
                                     std::string_view(data).substr(0, flags_at)))
        return no_proof("another site");
    const auto flags = static_cast<std::uint8_t>(data[flags_at]);
    if ((flags & flag_present) == 0) return no_proof("nobody was there");
    return check_parts(data, (flags & flag_new_key) != 0);
}

std::uint32_t counter_of(const std::string& data) {
    std::uint32_t count = 0;
    for (std::size_t at = counter_at; at < head_bytes; ++at)
        count = (count << 8U) | static_cast<unsigned char>(data[at]);
    return count;
}

/// The key in authenticator data, if it is one of the algorithm.
std::unique_ptr<fido_cred_t, FreeCredential> read_key(const std::string& data, int algorithm) {
    std::unique_ptr<fido_cred_t, FreeCredential> credential(fido_cred_new());
    const bool is_read =
        credential && fido_cred_set_type(credential.get(), algorithm) == FIDO_OK &&
        fido_cred_set_authdata_raw(credential.get(), bytes_of(data), data.size()) == FIDO_OK;
    if (!is_read) return nullptr;
    return credential;
}

/// Calls `verify` with the key in the form that the library wants.
template <class Verify>
bool with_key(const PasskeyKey& key, const Verify& verify) {
    const auto read = [&](auto* fresh, auto from_bytes) {
        const std::unique_ptr<std::remove_pointer_t<decltype(fresh)>, FreeKey> owned(fresh);
        return owned &&
               from_bytes(owned.get(), key.public_key.data(), key.public_key.size()) == FIDO_OK &&
               verify(owned.get());
    };
    if (key.algorithm == COSE_ES256) return read(es256_pk_new(), es256_pk_from_ptr);
    if (key.algorithm == COSE_EDDSA) return read(eddsa_pk_new(), eddsa_pk_from_ptr);
    if (key.algorithm == COSE_RS256) return read(rs256_pk_new(), rs256_pk_from_ptr);
    return false;
}

bool is_signed(const PasskeySite& site, const PasskeyKey& key, const PasskeyAssertion& assertion) {
    const std::unique_ptr<fido_assert_t, FreeAssertion> proof(fido_assert_new());
    const auto* client = bytes_of(assertion.client_data);
    const auto* data = bytes_of(assertion.authenticator_data);
    const auto* signature = bytes_of(assertion.signature);
    const bool is_filled =
        proof &&
        fido_assert_set_clientdata(proof.get(), client, assertion.client_data.size()) == FIDO_OK &&
        fido_assert_set_rp(proof.get(), site.id.c_str()) == FIDO_OK &&
        fido_assert_set_count(proof.get(), 1) == FIDO_OK &&
        fido_assert_set_authdata_raw(proof.get(), 0, data, assertion.authenticator_data.size()) ==
            FIDO_OK &&
        fido_assert_set_sig(proof.get(), 0, signature, assertion.signature.size()) == FIDO_OK &&
        fido_assert_set_up(proof.get(), FIDO_OPT_TRUE) == FIDO_OK;
    return is_filled && with_key(key, [&](const auto* public_key) {
               return fido_assert_verify(proof.get(), 0, key.algorithm, public_key) == FIDO_OK;
           });
}

}  // namespace

PasskeySite passkey_site(std::string_view origin) {
    const auto scheme = origin.find("://");
    auto host = scheme == std::string_view::npos ? origin : origin.substr(scheme + 3);
    const bool is_literal = host.starts_with('[');
    const auto end = is_literal ? host.find(']') : host.find(':');
    if (end != std::string_view::npos) host = host.substr(0, is_literal ? end + 1 : end);
    return {.id = text::ascii_lower(host), .origin = text::ascii_lower(origin)};
}

Result<PasskeyKey> check_registration(const PasskeySite& site,
                                      const PasskeyRegistration& registration) {
    start_library();
    AMPARO_CHECK(check_client_data(site, registration.client_data, "webauthn.create"));
    const auto& data = registration.authenticator_data;
    AMPARO_CHECK(check_head(site, data));
    if ((static_cast<std::uint8_t>(data[flags_at]) & flag_new_key) == 0)
        return no_proof("no key in it");
    for (const int algorithm : algorithms) {
        const auto credential = read_key(data, algorithm);
        if (!credential) continue;
        PasskeyKey key{.credential_id = text_of(fido_cred_id_ptr(credential.get()),
                                                fido_cred_id_len(credential.get())),
                       .public_key = text_of(fido_cred_pubkey_ptr(credential.get()),
                                             fido_cred_pubkey_len(credential.get())),
                       .algorithm = algorithm,
                       .sign_count = counter_of(data)};
        const bool is_whole = !key.credential_id.empty() && !key.public_key.empty() &&
                              key.credential_id.size() <= credential_id_bytes_max;
        if (!is_whole) return no_proof("the key is not whole");
        return key;
    }
    return no_proof("no algorithm that is known");
}

Result<PasskeyProven> check_assertion(const PasskeySite& site, const PasskeyKey& key,
                                      const PasskeyAssertion& assertion) {
    start_library();
    AMPARO_CHECK(check_client_data(site, assertion.client_data, "webauthn.get"));
    const auto& data = assertion.authenticator_data;
    AMPARO_CHECK(check_head(site, data));
    if (assertion.signature.size() > key_data_bytes_max) return no_proof("signature too long");
    if (!is_signed(site, key, assertion)) return no_proof("not signed by the key");
    const PasskeyProven proven{
        .sign_count = counter_of(data),
        .user_verified = (static_cast<std::uint8_t>(data[flags_at]) & flag_verified) != 0};
    // Keys without a counter always say 0.
    const bool counts = proven.sign_count != 0 || key.sign_count != 0;
    if (counts && proven.sign_count <= key.sign_count) return no_proof("the counter went back");
    return proven;
}

std::string challenge_in(std::string_view client_data) {
    if (client_data.size() > client_data_bytes_max) return "";
    const auto data = json::parse_object(client_data);
    return data ? json::string_or(*data, "challenge") : std::string();
}

}  // namespace amparo::access

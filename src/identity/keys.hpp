#pragma once

#include <memory>
#include <string>
#include <vector>

#include "identity/token.hpp"

struct evp_pkey_st;

namespace amparo::identity {

/// A public key of a provider (JWK, RFC 7517).
struct PublicKey {
    enum class Kind { rsa, p256 };
    Kind kind = Kind::rsa;
    std::string id;         // "" when it has no name
    std::string algorithm;  // the only one it may be used for; "" when it does not say
    std::shared_ptr<evp_pkey_st> key = {};
};
using PublicKeys = std::vector<PublicKey>;

/// The keys of a JWK set that signatures can be checked with: RSA of 2048 to 8192 bits and P-256.
/// Others are left out, whatever they are; more than keys_max are not read.
PublicKeys read_keys(const json::Object& set);
inline constexpr std::size_t keys_max = 64;

/// Whether one of the keys that the token may mean has signed it: of the kind its algorithm needs,
/// and of the name it gives.
bool verify(const SentToken& token, const PublicKeys& keys);
/// Whether the keys hold one that the token may mean.
bool has_key_for(const SentToken& token, const PublicKeys& keys);

}  // namespace amparo::identity

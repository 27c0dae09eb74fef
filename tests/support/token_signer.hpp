#pragma once

#include <memory>
#include <string>

#include "base/json.hpp"

struct evp_pkey_st;

namespace amparo::testing {

/// A provider's pair of keys, made for this test, and the tokens it signs.
class TokenSigner {
  public:
    enum class Kind { rsa, p256 };
    explicit TokenSigner(Kind kind = Kind::rsa, std::string key_id = "key-1", unsigned bits = 2048);

    /// The public key as a provider publishes it.
    json::Object jwk() const;
    /// The same as PEM, which is what attackers use as a shared secret.
    std::string public_pem() const;
    /// A token of the algorithm, with the name of the key.
    std::string sign(const json::Object& claims, const std::string& algorithm) const;
    /// A token of these very texts, signed in the way of the algorithm.
    std::string sign_texts(const std::string& header, const std::string& claims,
                           const std::string& algorithm) const;
    /// {"keys": […]} of these signers.
    static json::Object set_of(std::initializer_list<const TokenSigner*> signers);

  private:
    std::string signature_of(const std::string& text, const std::string& algorithm) const;

    Kind kind_;
    std::string key_id_;
    std::shared_ptr<evp_pkey_st> key_;
};

/// A token with a signature made with a shared secret, or with none.
std::string token_with_secret(const json::Object& header, const json::Object& claims,
                              const std::string& secret);

}  // namespace amparo::testing

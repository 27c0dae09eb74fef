#pragma once

#include <memory>

#include "access/passkey_check.hpp"

namespace amparo::testing {

using access::PasskeyAssertion;
using access::PasskeyRegistration;
using access::PasskeySite;

/// A security key made of software (ES256), as a browser would speak with it.
class TestKey {
  public:
    TestKey();
    ~TestKey();
    TestKey(const TestKey&) = delete;
    TestKey& operator=(const TestKey&) = delete;

    const std::string& credential_id() const { return credential_id_; }
    /// What the browser says of itself.
    std::string client_data(const std::string& type, const PasskeySite& site,
                            const std::string& challenge) const;
    PasskeyRegistration registration(const PasskeySite& site, const std::string& challenge);
    PasskeyAssertion assertion(const PasskeySite& site, const std::string& challenge);

    std::uint8_t flags = 0x45;  // a person, verified, with a new key
    std::uint32_t sign_count = 0;
    bool counts = true;
    std::string user_handle;

  private:
    struct Pair;
    std::string head(const PasskeySite& site);

    std::unique_ptr<Pair> pair_;
    std::string credential_id_;
};

}  // namespace amparo::testing

#pragma once

#include <map>
#include <vector>

#include "tests/support/receivers.hpp"
#include "tests/support/token_signer.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {

/// An identity provider on this machine, with keys of its own: its discovery document, its keys,
/// and its token endpoint. Whom it says a code belongs to, the test decides.
class FakeProvider final : public Receiver {
  public:
    FakeProvider();
    ~FakeProvider() override { stop(); }
    std::string issuer() const;
    /// What a super user sends to make it known.
    json::Object wish(json::Object more = {}) const;
    /// Claims that are all right, for the address.
    json::Object claims(const std::string& email, json::Object more = {}) const;
    std::string token(const std::string& email, json::Object more = {}) const;

    /// What the token endpoint answers to the next code.
    void answer_code_with(json::Object answer, int status = 200);
    /// Signs with other keys from now on, and publishes only these.
    void change_keys(const std::string& key_id);
    /// Says no more than this status to everything.
    void fail_with(int status);
    /// How often each path was asked for.
    int asked(const std::string& path) const;
    /// The bodies that the token endpoint got, with the heads.
    std::vector<std::string> exchanges() const;

    static constexpr const char* client_id = "amparo-client";

  private:
    void talk(int connection) override;
    std::pair<int, json::Object> answer_to(const std::string& path);

    std::shared_ptr<TokenSigner> signer_;
    std::map<std::string, int> asked_;
    std::vector<std::string> exchanges_;
    json::Object code_answer_;
    int code_status_ = 200;
    int failing_ = 0;
};

/// A world that may call this machine, with further settings.
WorldOptions with_local_providers(std::vector<std::string> more = {});
/// Makes the provider known; its number.
std::int64_t add_provider(World& world, const FakeProvider& provider, json::Object more = {});
/// The user signs in at the provider of that unique_id, under their address, from now on.
void link_user(World& world, const std::string& user_name, const std::string& provider);
/// The value of a parameter of an address, decoded; "" without it.
std::string parameter_in(const std::string& address, const std::string& name);

}  // namespace amparo::testing

#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"

namespace amparo {
class Settings;
}

namespace amparo::api {

/// The captcha that Primero v2 knows (administration.md §6.3), for pages that a deployment makes
/// itself. Our own app never asks it: its provider would learn who registers (decisions/0030).
class Turnstile {
  public:
    /// From registration.turnstile_*; nullopt without a secret.
    static std::optional<Turnstile> from_settings(const Settings& settings);

    /// Whether the provider says that a person made the token. `invalid` when not; `busy` when it
    /// cannot be asked.
    Result<> verify(const std::string& token, const std::string& remote_ip) const;
    /// {"provider", "site_key"} for whoever draws the page.
    json::Object to_wire() const;

  private:
    std::string url_;
    std::string site_key_;
    SecretText secret_;
};

}  // namespace amparo::api

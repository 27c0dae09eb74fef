#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace amparo::http {

/// The addresses whose X-Forwarded-* headers are believed.
class TrustedProxies {
  public:
    TrustedProxies();
    ~TrustedProxies();
    TrustedProxies(TrustedProxies&&) noexcept;
    TrustedProxies& operator=(TrustedProxies&&) noexcept;

    /// Reads "127.0.0.1, 10.0.0.0/8, ::1"; `invalid` naming the setting for anything else.
    static Result<TrustedProxies> parse(std::string_view list,
                                        std::string_view setting = "server.trusted_proxies");

    /// Whether the address is one of them.
    bool trusts(std::string_view address) const;
    /// Sets remote_address and secure from X-Forwarded-For and X-Forwarded-Proto when the peer is
    /// trusted: the nearest address that is not a proxy of ours. Others' headers are ignored.
    void apply(Request& request) const;

  private:
    struct Networks;
    std::unique_ptr<Networks> networks_;
};

}  // namespace amparo::http

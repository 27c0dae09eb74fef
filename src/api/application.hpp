#pragma once

#include <memory>
#include <string_view>

#include "api/errors.hpp"
#include "api/route.hpp"
#include "api/services.hpp"
#include "http/assets.hpp"
#include "http/rate_limit.hpp"
#include "http/router.hpp"
#include "http/server.hpp"

namespace amparo::api {

/// The whole API and the web app behind one server. What every call has in common is in here:
/// rate limits, who asks, forged requests, errors, cookies, and the audit log.
class Application final : public http::Service {
  public:
    /// Everything in `services` and the assets outlive the application.
    Application(Services services, const http::AssetStore& assets);

    http::Response serve(http::Request& request) override;
    http::Response refuse(const http::Request& request, int status) override;
    std::size_t body_bytes_max(const http::Request& request) override;
    bool is_quick(const http::Request& request) override;

    /// Every route there is, for tests that compare them with the contract.
    const Routes& routes() const { return routes_; }

  private:
    const Route* find(http::Request& request) const;
    http::Response answer(Call& call, const Route& route);
    http::Response run(Call& call, const Route& route);
    Result<http::Response> admit_and_handle(Call& call, const Route& route);
    /// In the language of whoever asks.
    Errors errors_for(const Call& call) const;
    Result<> check_rates(const Call& call);
    Result<> check_lock(Call& call) const;
    void audit(Call& call, const http::Response& response) const;

    const Services services_;
    const http::AssetStore& assets_;
    Errors errors_;
    Routes routes_;
    http::Router router_;
    http::RateLimiter per_address_;
    http::RateLimiter per_user_;
    const std::string page_policy_;  // empty: the usual one
};

}  // namespace amparo::api

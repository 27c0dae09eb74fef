#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/settings.hpp"
#include "notify/outbound.hpp"

namespace amparo::notify {

/// Where messages to other systems may go. Without ranges only to the public Internet: a webhook
/// must be no way to make our server call machines of its own network.
class WebhookTargets {
  public:
    /// `invalid` naming a setting of `webhooks.` that does not fit.
    static Result<WebhookTargets> from_settings(const Settings& settings);
    /// `invalid` when the address is none a message may go to: no https (unless http is allowed),
    /// a name and password in it, or an address of a network that is not allowed.
    Result<> check(const std::string& url) const;

    const OutboundTargets& outbound() const { return targets_; }

  private:
    OutboundTargets targets_;
};

/// A message as it goes out.
struct WebhookPost {
    std::string url;
    std::vector<std::string> headers;
    std::string body;
};
/// What came back. `problem` names the text that says why there is no status.
struct WebhookAnswer {
    int status = 0;         // 0: no answer
    std::string body = {};  // its beginning
    std::string problem = {};
    std::chrono::seconds retry_after{0};  // the receiver's wish

    bool is_delivered() const { return status >= 200 && status < 300; }
};
/// Hands it over: no redirects, no proxy, limits on time and size, and each address that the name
/// leads to is checked when it is called.
WebhookAnswer post(const WebhookPost& message, const WebhookTargets& targets);

}  // namespace amparo::notify

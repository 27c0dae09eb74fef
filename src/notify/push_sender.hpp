#pragma once

#include <string>

#include "base/error.hpp"
#include "notify/push_crypto.hpp"

namespace amparo::notify {

/// Where push services may be. Private addresses are refused, or a subscription would be a way to
/// make our server call machines of its own network.
enum class PushTargets { public_only, also_private };

/// A message on its way to a browser.
struct PushRequest {
    std::string url;
    std::string body;           // encrypted
    std::string authorization;  // vapid_header
};
/// "https://push.example.org" of a URL; `invalid` when it is none that push may use.
Result<std::string> push_origin(const std::string& url, PushTargets targets);
/// Hands it over. `not_found` when the browser has unsubscribed, `busy` when it may work later,
/// with the service's own wish as retry_after_seconds; `invalid` otherwise.
Result<> send(const PushRequest& request, PushTargets targets);

}  // namespace amparo::notify

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace amparo::notify {

/// Where our server may call to when somebody else decides the address. Without ranges only to the
/// public Internet: it must be no way to make our server call machines of its own network.
class OutboundTargets {
  public:
    /// Addresses without TLS: none, those of this machine, any.
    enum class PlainHttp { refused, loopback, allowed };
    struct Options {
        PlainHttp http = PlainHttp::refused;
        std::string private_ranges = {};  // by comma, "10.20.0.0/16"
        std::string ca_file = {};         // empty: the system's authorities
        std::chrono::seconds timeout{10};
    };
    /// The text that says why when the ranges cannot be read.
    static Result<OutboundTargets> create(const Options& options);
    /// The strict ones.
    OutboundTargets();

    /// What can be said of an address before anything is sent.
    enum class Verdict { good, malformed, refused };
    Verdict judge(const std::string& url) const;

    struct Rules;
    const Rules& rules() const { return *rules_; }

  private:
    std::shared_ptr<const Rules> rules_;
};

/// A call as it goes out: POST with a body, else GET.
struct OutboundCall {
    std::string url;
    std::vector<std::string> headers = {};
    std::optional<std::string> body = {};
    std::size_t kept_bytes_max = 2048;     // of the answer
    std::size_t answer_bytes_max = 65536;  // whoever says more is cut off
};
/// What came back. Without a status there is a problem.
struct OutboundAnswer {
    enum class Problem { none, malformed, refused, timeout, not_trusted, unreachable };
    Problem problem = Problem::none;
    int status = 0;  // 0: no answer
    std::string body = {};
    bool is_cut = false;                  // there was more than answer_bytes_max
    std::chrono::seconds retry_after{0};  // the other side's wish
};
/// Makes the call: no redirects, no proxy, limits on time and size, and each address that the name
/// leads to is checked when it is called.
OutboundAnswer call_out(const OutboundCall& wanted, const OutboundTargets& targets);

}  // namespace amparo::notify

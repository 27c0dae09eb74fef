#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "http/message.hpp"

namespace amparo::http {
class RawClient;
}

namespace amparo::testing {

/// An answer as a test looks at it.
struct Reply {
    int status = 0;
    http::Pairs headers;
    std::string body;

    /// The first header of that name, ignoring case, or "".
    std::string header(std::string_view name) const;
    /// The whole body as JSON; fails the test when it is none.
    json::Value json() const;
    /// The `data` member; null when there is none.
    json::Value data() const;
    /// `data` as a list / as an object; empty, and the test fails, when it is another thing.
    json::Array rows() const;
    json::Object object() const;
    /// The member of `data` as text, or "".
    std::string text(std::string_view member) const;
    /// `errors`; empty when there are none.
    json::Array errors() const;
    /// errors[0].message / errors[0].detail as text (lists joined by commas), or "".
    std::string message() const;
    std::string detail() const;
    /// metadata.total, or -1.
    std::int64_t total() const;
};

/// What a test sends besides method, target and body.
struct Extra {
    http::Pairs headers = {};
    bool without_csrf = false;
};

/// Somebody at a browser or an integration: keeps cookies, sends the security token back. Every
/// exchange is written to the file named by AMPARO_EXCHANGES, for the check against the contract.
class Client {
  public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    Reply get(const std::string& target, const Extra& extra = {});
    Reply post(const std::string& target, const std::string& body, const Extra& extra = {});
    Reply patch(const std::string& target, const std::string& body, const Extra& extra = {});
    Reply put(const std::string& target, const std::string& body, const Extra& extra = {});
    Reply del(const std::string& target, const Extra& extra = {});
    Reply send(const std::string& method, const std::string& target, const std::string& body,
               const Extra& extra = {});

    /// POST /api/v2/tokens.
    Reply sign_in(const std::string& user_name, const std::string& password);
    /// From now on every request says who it is by HTTP Basic; cookies are not sent.
    void use_basic(const std::string& user_name, const std::string& password);

    std::string cookie(std::string_view name) const;
    void set_cookie(const std::string& name, std::string value);

  private:
    void keep_cookies(const Reply& reply);

    std::uint16_t port_;
    std::unique_ptr<http::RawClient> connection_;
    http::Pairs cookies_;
    std::string authorization_;
};

}  // namespace amparo::testing

#pragma once

#include <chrono>
#include <deque>

#include "base/json.hpp"
#include "tests/support/receivers.hpp"

namespace amparo::testing {

/// A message as another system took it.
struct TakenWebhook {
    std::string head;  // request line and headers
    std::string body;

    /// The value of a header, or "".
    std::string header(const std::string& name) const;
    json::Object json() const;
    /// A member of the body's `data` as text, or "".
    std::string text(const std::string& member) const;
};

/// How a receiver behaves towards one message.
struct WebhookManners {
    int status = 200;
    std::string header = {};  // one more, such as "Location: …"
    std::string body = {};
    std::chrono::milliseconds delay{0};
    bool hangs_up = false;  // takes the message and says nothing
};

/// Another system that is told of records. Well-behaved unless a test says otherwise.
class WebhookReceiver final : public Receiver {
  public:
    WebhookReceiver() { start(); }
    ~WebhookReceiver() override { stop(); }
    std::string url(const std::string& path = "/hook") const;
    std::vector<TakenWebhook> taken() const;
    /// How it behaves from now on.
    void behave(WebhookManners manners);
    /// How it behaves the next time only; several follow each other.
    void behave_once(WebhookManners manners);

  private:
    void talk(int connection) override;
    std::vector<TakenWebhook> taken_;
    WebhookManners manners_;
    std::deque<WebhookManners> next_;
};

}  // namespace amparo::testing

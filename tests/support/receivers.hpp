#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace amparo::testing {

/// Takes connections on a free port of this machine, one after another, until it goes.
class Receiver {
  public:
    Receiver();
    virtual ~Receiver();
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;
    std::uint16_t port() const { return port_; }

  protected:
    /// One conversation; derived classes call start() and stop() themselves.
    virtual void talk(int connection) = 0;
    void start();
    void stop();
    mutable std::mutex mutex_;  // guards what derived classes gather

  private:
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

/// A mail as a server took it.
struct TakenMail {
    std::string from;
    std::string to;
    std::string headers;
    std::string body;  // decoded
};

/// A mail server that takes what it gets, or answers RCPT with another reply.
class MailReceiver final : public Receiver {
  public:
    MailReceiver() { start(); }
    ~MailReceiver() override { stop(); }
    std::vector<TakenMail> mails() const;
    /// "550 no such mailbox", "451 later"; empty: takes everything.
    void answer_recipients_with(std::string reply);
    /// How many conversations there were.
    int conversations() const;

  private:
    void talk(int connection) override;
    std::vector<TakenMail> mails_;
    std::string reply_;
    int conversations_ = 0;
};

/// A request as a push service took it.
struct TakenPush {
    std::string head;  // request line and headers
    std::string body;
};

/// A push service that answers with a status.
class PushReceiver final : public Receiver {
  public:
    PushReceiver() { start(); }
    ~PushReceiver() override { stop(); }
    std::vector<TakenPush> requests() const;
    void answer_with(int status);

  private:
    void talk(int connection) override;
    std::vector<TakenPush> requests_;
    int status_ = 201;
};

}  // namespace amparo::testing

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace amparo::http {

/// A plain blocking client that sends exactly what a test says, good or bad.
class RawClient {
  public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes);
    /// Sends a GET and reads the answer.
    Response get(const std::string& target, const std::string& headers = "");
    /// Reads one answer; status 0 when the server closed the connection without one.
    Response read_response();
    /// Whether the server closes the connection within the time.
    bool is_closed_within(std::chrono::milliseconds time);

  private:
    bool fill();
    int socket_ = -1;
    std::string pending_;
};

}  // namespace amparo::http

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo {
class Settings;
}

namespace amparo::jobs {

/// Where a clamd listens: a Unix socket, or a port of a host.
struct ClamdAddress {
    std::string socket;  // absolute path; empty: host and port
    std::string host = {};
    std::uint16_t port = 0;

    /// "/run/clamav/clamd.ctl", "scanner.example.org:3310", "[::1]:3310". `invalid` for anything
    /// else.
    static Result<ClamdAddress> parse(std::string_view text);
};

/// What a scanner says of some bytes.
enum class ClamdVerdict { clean, infected };

/// Talks to a clamd as its manual says (commands PING and INSTREAM, each over a connection of its
/// own). Every conversation ends within the timeout, whatever the other side does, and no more than
/// a line of its answer is read. Anything but a clear answer is no answer. Thread-safe.
class Clamd {
  public:
    Clamd(ClamdAddress address, std::chrono::milliseconds timeout)
        : address_(std::move(address)), timeout_(timeout) {}
    /// From scanner.*; nullopt when none is named, `invalid` when the address is none.
    static Result<std::optional<Clamd>> from_settings(const Settings& settings);

    /// `busy` when it cannot be reached, takes too long or does not say.
    Result<ClamdVerdict> scan(std::string_view bytes) const;
    /// Whether it is there. `busy` as above.
    Result<> ping() const;

  private:
    ClamdAddress address_;
    std::chrono::milliseconds timeout_;
};

}  // namespace amparo::jobs

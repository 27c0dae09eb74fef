#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"

namespace amparo::notify {

/// A mail to one person. It holds no name of a child; that must stay so.
struct Mail {
    std::string sender = "Amparo";  // what the app is called
    std::string to;
    std::string subject;
    std::string body;  // plain text, lines ended by \n
    std::string locale;
};

/// The message as SMTP carries it (RFC 5322, 2045, 2047): every line short and ASCII, whatever the
/// language. Line breaks in addresses and subject are dropped, so that nobody adds headers.
struct Envelope {
    std::string from;
    Instant at{};
};
std::string message_of(const Mail& mail, const Envelope& envelope, Random& random);

}  // namespace amparo::notify

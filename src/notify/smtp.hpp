#pragma once

#include <string>

#include "base/error.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "notify/mail.hpp"

namespace amparo {
class Settings;
}

namespace amparo::notify {

/// The server that takes our mails, from the settings smtp.*.
struct SmtpServer {
    enum class Security { starttls, tls, none };
    std::string host;  // empty: no mails are sent
    int port = 587;
    Security security = Security::starttls;
    std::string user;  // empty: without signing in
    SecretText password;
    std::string from;
    std::string ca_file;  // empty: the system's authorities
    std::chrono::seconds timeout{30};

    /// `invalid` naming the setting that does not fit.
    static Result<SmtpServer> from_settings(const Settings& settings);
    bool is_configured() const { return !host.empty(); }
};

/// Hands the mail over. `busy` when it may work later, `invalid` when the server will never take
/// it (no such mailbox). The certificate must be the host's; with starttls nothing is said before
/// the connection is encrypted.
Result<> send(const SmtpServer& server, const Mail& mail, const std::string& message);

}  // namespace amparo::notify

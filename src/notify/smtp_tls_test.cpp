// Mails over TLS: to the server whose certificate we trust, and to no other.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <thread>

#include "notify/smtp.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::notify {
namespace {

namespace fs = std::filesystem;

/// A key and a certificate for "localhost" that it has signed itself.
struct Identity {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();

    explicit Identity(const fs::path& file) {
        X509_set_version(certificate, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        auto* name = X509_get_subject_name(certificate);
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): OpenSSL wants unsigned bytes
        const auto* host = reinterpret_cast<const unsigned char*>("localhost");
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host, -1, -1, 0);
        X509_set_issuer_name(certificate, name);
        X509_sign(certificate, key, EVP_sha256());
        auto* out = BIO_new_file(file.c_str(), "w");
        PEM_write_bio_X509(out, certificate);
        BIO_free(out);
    }
    ~Identity() {
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    Identity(const Identity&) = delete;
    Identity& operator=(const Identity&) = delete;
};

/// A mail server that talks to one client, over TLS from the first byte.
class TlsMailServer {
  public:
    explicit TlsMailServer(const Identity& identity)
        : context_(SSL_CTX_new(TLS_server_method())),
          listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        SSL_CTX_use_certificate(context_, identity.certificate);
        SSL_CTX_use_PrivateKey(context_, identity.key);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of sockets
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(bind(listener_, generic, size), 0);
        EXPECT_EQ(listen(listener_, 1), 0);
        getsockname(listener_, generic, &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~TlsMailServer() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
        SSL_CTX_free(context_);
    }
    TlsMailServer(const TlsMailServer&) = delete;
    TlsMailServer& operator=(const TlsMailServer&) = delete;
    int port() const { return port_; }
    bool has_mail() const { return has_mail_; }

  private:
    void serve() {
        const int connection = accept(listener_, nullptr, nullptr);
        if (connection < 0) return;
        auto* ssl = SSL_new(context_);
        SSL_set_fd(ssl, connection);
        if (SSL_accept(ssl) == 1) talk(ssl);
        SSL_free(ssl);
        close(connection);
    }
    static void say(SSL* ssl, const std::string& text) {
        const auto line = text + "\r\n";
        SSL_write(ssl, line.data(), static_cast<int>(line.size()));
    }
    void talk(SSL* ssl) {
        say(ssl, "220 ready");
        std::string line;
        bool in_data = false;
        for (char c = 0; SSL_read(ssl, &c, 1) == 1;) {
            if (c != '\n') {
                line += c;
                continue;
            }
            if (in_data && line == ".\r") {
                has_mail_ = true;
                in_data = false;
                say(ssl, "250 taken");
            } else if (!in_data) {
                in_data = line.starts_with("DATA");
                say(ssl, in_data ? "354 go on" : line.starts_with("QUIT") ? "221 bye" : "250 good");
            }
            line.clear();
        }
    }

    SSL_CTX* context_;
    int listener_;
    int port_ = 0;
    std::atomic<bool> has_mail_ = false;
    std::thread thread_;
};

class SmtpTls : public ::testing::Test {
  protected:
    Result<> send_to(const TlsMailServer& server, const fs::path& authority) const {
        SmtpServer to;
        to.host = "localhost";
        to.port = server.port();
        to.security = SmtpServer::Security::tls;
        to.from = "amparo@example.org";
        to.ca_file = authority.string();
        to.timeout = std::chrono::seconds(10);
        Mail mail;
        mail.to = "ana@example.org";
        return send(to, mail, "Subject: x\r\n\r\nx\r\n");
    }
    testing::TemporaryFolder folder;
};

TEST_F(SmtpTls, HandsAMailToTheServerItTrusts) {
    const Identity identity(folder / "trusted.pem");
    const TlsMailServer server(identity);
    const auto sent = send_to(server, folder / "trusted.pem");
    EXPECT_TRUE(sent) << (sent ? "" : sent.error().internal);
    EXPECT_TRUE(server.has_mail());
}

TEST_F(SmtpTls, HandsNothingToAStranger) {
    const Identity trusted(folder / "trusted.pem");
    const Identity stranger(folder / "stranger.pem");
    const TlsMailServer server(stranger);
    const auto sent = send_to(server, folder / "trusted.pem");
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code, Errc::busy);
    EXPECT_FALSE(server.has_mail());
}

}  // namespace
}  // namespace amparo::notify

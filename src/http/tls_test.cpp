#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "http/client_test_support.hpp"
#include "http/server.hpp"

namespace amparo::http {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

class Greeting final : public Service {
  public:
    Response serve(Request& request) override {
        return {.headers = {{"Content-Type", "text/plain"}},
                .body = request.secure ? "secure" : "clear"};
    }
    Response refuse(const Request&, int status) override { return {.status = status}; }
    std::size_t body_bytes_max(const Request&) override { return 100; }
    bool is_quick(const Request&) override { return false; }
};

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_file(const fs::path& path) {
    return {std::fopen(path.c_str(), "wb"), &std::fclose};
}

/// A key and a certificate it has signed itself, good for an hour.
void make_certificate(const fs::path& directory) {
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), &X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const auto key_file = open_file(directory / "key.pem");
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    PEM_write_X509(open_file(directory / "certificate.pem").get(), certificate.get());
}

class HttpsServer : public testing::Test {
  protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        directory_ = fs::temp_directory_path() / ("amparo_tls_" + std::string(info->name()));
        fs::remove_all(directory_);
        fs::create_directories(directory_);
        make_certificate(directory_);
    }
    void TearDown() override { fs::remove_all(directory_); }
    ServerOptions options() const {
        ServerOptions options;
        options.io_threads = 1;
        options.workers = 1;
        options.certificate_file = directory_ / "certificate.pem";
        options.key_file = directory_ / "key.pem";
        return options;
    }
    fs::path directory_;
    Greeting service_;
};

TEST_F(HttpsServer, ServesOverTlsAndAsksBrowsersToStayThere) {
    const auto server = Server::start(options(), service_);
    ASSERT_TRUE(server);
    asio::io_context context;
    asio::ssl::context tls(asio::ssl::context::tls_client);
    asio::ssl::stream<asio::ip::tcp::socket> stream(context, tls);
    stream.next_layer().connect({asio::ip::address_v4::loopback(), (*server)->port()});
    stream.handshake(asio::ssl::stream_base::client);
    const std::string request = "GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";
    asio::write(stream, asio::buffer(request));
    std::string answer;
    boost::system::error_code error;
    asio::read(stream, asio::dynamic_buffer(answer), error);
    EXPECT_THAT(answer, testing::HasSubstr("HTTP/1.1 200 OK"));
    EXPECT_THAT(answer, testing::HasSubstr("Strict-Transport-Security: max-age="));
    EXPECT_THAT(answer, testing::EndsWith("secure"));
}

TEST_F(HttpsServer, DropsWhoeverSpeaksInTheClear) {
    const auto server = Server::start(options(), service_);
    ASSERT_TRUE(server);
    RawClient client((*server)->port());
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(client.is_closed_within(std::chrono::milliseconds(3000)) ||
                client.read_response().status == 0);
}

TEST_F(HttpsServer, RefusesAKeyThatIsNotTheCertificates) {
    const auto certificate = directory_ / "certificate.pem";
    const auto kept = directory_ / "kept.pem";
    fs::rename(certificate, kept);
    make_certificate(directory_);
    fs::rename(kept, certificate);
    const auto server = Server::start(options(), service_);
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().field, "tls.key");
}

}  // namespace
}  // namespace amparo::http

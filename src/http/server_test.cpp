#include "http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <thread>

#include "base/limits.hpp"
#include "http/client_test_support.hpp"

namespace amparo::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// Answers with what it was asked; "/slow" waits until it is let go, "/stuck" on the loop's thread.
class Echo final : public Service {
  public:
    Response serve(Request& request) override {
        if (request.path == "/slow" || request.path == "/stuck") wait();
        if (request.path == "/bug") throw Bug("secret detail");
        if (request.path == "/large") return text(std::string(300'000, 'x'));
        return text(request.path + "|" + request.body + "|" +
                    std::string(request.cookie("colour")) + "|" + request.remote_address +
                    (request.secure ? "|secure" : ""));
    }
    Response refuse(const Request& request, int status) override {
        auto response = text("refused " + request.path);
        response.status = status;
        return response;
    }
    std::size_t body_bytes_max(const Request& request) override {
        return request.path == "/wide" ? 200'000 : 1000;
    }
    bool is_quick(const Request& request) override {
        return request.path == "/quick" || request.path == "/stuck";
    }

    void let_go() {
        const std::scoped_lock lock(mutex_);
        free_ = true;
        changed_.notify_all();
    }
    std::atomic<int> waiting{0};

  private:
    static Response text(std::string body) {
        return {.headers = {{"Content-Type", "text/plain"}}, .body = std::move(body)};
    }
    void wait() {
        std::unique_lock lock(mutex_);
        ++waiting;
        changed_.wait(lock, [this] { return free_; });
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    bool free_ = false;
};

class HttpServer : public testing::Test {
  protected:
    void start(ServerOptions options = {}) {
        options.io_threads = 2;
        if (options.workers == 0) options.workers = 2;
        auto started = Server::start(std::move(options), service_);
        ASSERT_TRUE(started) << started.error().internal;
        server_ = std::move(*started);
    }
    void TearDown() override { service_.let_go(); }
    void wait_for_slow(int count) {
        while (service_.waiting < count) std::this_thread::sleep_for(milliseconds(1));
    }
    Echo service_;
    std::unique_ptr<Server> server_;
};

TEST_F(HttpServer, AnswersManyRequestsOverOneConnection) {
    start();
    RawClient client(server_->port());
    for (int n = 0; n < 50; ++n) {
        const auto response = client.get(n % 2 == 0 ? "/quick" : "/a//b/?x=1");
        EXPECT_EQ(response.status, 200);
        EXPECT_THAT(response.body, HasSubstr(n % 2 == 0 ? "/quick|" : "/a/b|"));
        EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
        EXPECT_FALSE(response.header("Date").empty());
    }
}

TEST_F(HttpServer, AnswersPipelinedRequestsInTheirOrder) {
    start();
    RawClient client(server_->port());
    std::string all;
    for (int n = 0; n < 40; ++n) {
        all += "POST /n" + std::to_string(n) + " HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\n";
        all += std::to_string(100 + n);
    }
    client.send(all);
    for (int n = 0; n < 40; ++n) {
        const auto expected = "/n" + std::to_string(n) + "|" + std::to_string(100 + n) + "|";
        EXPECT_THAT(client.read_response().body, HasSubstr(expected));
    }
}

TEST_F(HttpServer, TakesARequestThatArrivesByteByByte) {
    start();
    RawClient client(server_->port());
    for (const char byte : std::string("GET /drip HTTP/1.1\r\nHost: t\r\n\r\n")) {
        client.send({&byte, 1});
    }
    EXPECT_THAT(client.read_response().body, HasSubstr("/drip|"));
}

TEST_F(HttpServer, AsksForTheLengthOfABodyThatComesInChunks) {
    start();
    const std::string head = "POST /x HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const auto& body : {std::string("3\r\nabc\r\n0\r\n\r\n"),
                             std::string("0\r\n;bcan\r=afc; \nTrailer: x\r\n/\n")}) {
        RawClient client(server_->port());
        client.send(head + body);
        const auto response = client.read_response();
        EXPECT_EQ(response.status, 411);
        EXPECT_EQ(response.header("Connection"), "close");
    }
    EXPECT_EQ(RawClient(server_->port()).get("/after").status, 200);
}

TEST_F(HttpServer, RefusesBodiesOneByteOverTheLimitAndTakesThoseAtIt) {
    start();
    RawClient at_limit(server_->port());
    at_limit.send("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\n\r\n" +
                  std::string(1000, 'a'));
    EXPECT_EQ(at_limit.read_response().status, 200);
    RawClient beyond(server_->port());
    beyond.send("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: 1001\r\n\r\n");
    const auto response = beyond.read_response();
    EXPECT_EQ(response.status, 413);
    EXPECT_EQ(response.body, "refused /x");
    EXPECT_EQ(response.header("Connection"), "close");
    RawClient wide(server_->port());
    wide.send("POST /wide HTTP/1.1\r\nHost: t\r\nContent-Length: 150000\r\n\r\n" +
              std::string(150'000, 'b'));
    EXPECT_EQ(wide.read_response().status, 200);
}

TEST_F(HttpServer, DeliversTheRefusalEvenWhileTheClientStillSends) {
    start();
    RawClient client(server_->port());
    client.send("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: 5000000\r\n\r\n" +
                std::string(5'000'000, 'a'));
    EXPECT_EQ(client.read_response().status, 413);
}

TEST_F(HttpServer, RefusesOverlongTargetsAndHeaders) {
    start();
    const std::string longest(limits::request_target_bytes_max - 1, 'a');
    EXPECT_EQ(RawClient(server_->port()).get("/" + longest).status, 200);
    EXPECT_EQ(RawClient(server_->port()).get("/a" + longest).status, 414);
    const std::string line(limits::header_bytes_max, 'a');
    EXPECT_EQ(RawClient(server_->port()).get("/", "X-Long: " + line + "\r\n").status, 431);
    std::string many;
    for (int n = 0; n < 101; ++n) many += "X-N: 1\r\n";
    EXPECT_EQ(RawClient(server_->port()).get("/", many).status, 431);
}

TEST_F(HttpServer, RefusesWhatIsNotHttpAndBrokenTargets) {
    start();
    for (const std::string bytes :
         {"hello\r\n\r\n", "GET /%zz HTTP/1.1\r\n\r\n", "GET /%ff HTTP/1.1\r\n\r\n",
          "GET /a%2fb HTTP/1.1\r\n\r\n", "GET /?a=%00 HTTP/1.1\r\n\r\n",
          "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
          "GET / HTTP/1.1\r\nHo st: x\r\n\r\n"}) {
        RawClient client(server_->port());
        client.send(bytes);
        EXPECT_EQ(client.read_response().status, 400) << bytes;
    }
    EXPECT_EQ(RawClient(server_->port()).get("/after").status, 200);
}

TEST_F(HttpServer, SurvivesBadCookies) {
    start();
    RawClient client(server_->port());
    const auto response =
        client.get("/", "Cookie: ;;=; colour; colour=\xff; x=\"\r\nCookie: colour=red\r\n");
    EXPECT_EQ(response.status, 200);
}

TEST_F(HttpServer, TellsNothingOfABug) {
    start();
    const auto response = RawClient(server_->port()).get("/bug");
    EXPECT_EQ(response.status, 500);
    EXPECT_THAT(response.body, testing::Not(HasSubstr("secret")));
}

TEST_F(HttpServer, SaysContinueToAClientThatAsks) {
    start();
    RawClient client(server_->port());
    client.send("POST /x HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(client.read_response().status, 100);
    client.send("ok");
    EXPECT_THAT(client.read_response().body, HasSubstr("/x|ok|"));
}

TEST_F(HttpServer, SendsNoBodyForHead) {
    start();
    RawClient client(server_->port());
    client.send("HEAD /quick HTTP/1.1\r\nHost: t\r\n\r\nGET /next HTTP/1.1\r\nHost: t\r\n\r\n");
    std::string head;
    const auto second = client.read_response();
    EXPECT_EQ(second.status, 200);
    EXPECT_NE(second.header("Content-Length"), "0");
}

TEST_F(HttpServer, SendsLargeAnswersWhole) {
    start();
    const auto response = RawClient(server_->port()).get("/large");
    EXPECT_EQ(response.body.size(), 300'000);
}

TEST_F(HttpServer, ClosesAfterHttp10) {
    start();
    RawClient client(server_->port());
    client.send("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(client.read_response().header("Connection"), "close");
    EXPECT_TRUE(client.is_closed_within(milliseconds(2000)));
}

TEST_F(HttpServer, CutsClientsThatSendTooSlowly) {
    start({.idle_max = milliseconds(5000),
           .header_max = milliseconds(300),
           .stall_max = milliseconds(300)});
    RawClient header(server_->port());
    header.send("GET / HTTP/1.1\r\nHos");
    EXPECT_TRUE(header.is_closed_within(milliseconds(3000)));
    RawClient body(server_->port());
    body.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nabc");
    EXPECT_TRUE(body.is_closed_within(milliseconds(3000)));
    EXPECT_EQ(RawClient(server_->port()).get("/").status, 200);
}

TEST_F(HttpServer, ClosesIdleConnections) {
    start({.idle_max = milliseconds(200)});
    RawClient client(server_->port());
    EXPECT_EQ(client.get("/").status, 200);
    EXPECT_TRUE(client.is_closed_within(milliseconds(3000)));
}

TEST_F(HttpServer, LimitsTheConnectionsOfOneAddress) {
    start({.connections_per_address_max = 2});
    RawClient one(server_->port());
    RawClient two(server_->port());
    EXPECT_EQ(one.get("/").status, 200);
    EXPECT_EQ(two.get("/").status, 200);
    RawClient three(server_->port());
    EXPECT_TRUE(three.is_closed_within(milliseconds(2000)));
}

TEST_F(HttpServer, RefusesWithBusyWhenTheQueueIsFull) {
    start({.workers = 1, .queue_max = 1});
    RawClient running(server_->port());
    running.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
    wait_for_slow(1);
    RawClient queued(server_->port());
    queued.send("GET /queued HTTP/1.1\r\nHost: t\r\n\r\n");
    std::this_thread::sleep_for(milliseconds(200));
    EXPECT_EQ(RawClient(server_->port()).get("/third").status, 503);
    EXPECT_EQ(RawClient(server_->port()).get("/quick").status, 200);
    service_.let_go();
    EXPECT_EQ(running.read_response().status, 200);
    EXPECT_EQ(queued.read_response().status, 200);
}

TEST_F(HttpServer, FinishesRunningRequestsWhenItStops) {
    start();
    RawClient running(server_->port());
    running.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
    wait_for_slow(1);
    RawClient idle(server_->port());
    EXPECT_EQ(idle.get("/").status, 200);
    std::thread stopper([this] { server_->stop(milliseconds(5000)); });
    EXPECT_TRUE(idle.is_closed_within(milliseconds(2000)));
    service_.let_go();
    const auto response = running.read_response();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Connection"), "close");
    stopper.join();
    EXPECT_EQ(server_->connections(), 0U);
}

TEST_F(HttpServer, StopsAlsoWhenItsClockTicksAsItDropsAll) {
    start();
    RawClient client(server_->port());
    client.send("GET /stuck HTTP/1.1\r\nHost: h\r\n\r\n");
    wait_for_slow(1);
    std::thread stopper([this] { server_->stop(milliseconds(0)); });
    // The loop cannot look at its clock now: the tick falls due together with the end.
    std::this_thread::sleep_for(milliseconds(600));
    service_.let_go();
    stopper.join();
    EXPECT_EQ(server_->connections(), 0U);
}

TEST_F(HttpServer, BelievesForwardedHeadersOfTrustedProxiesOnly) {
    const std::string headers =
        "X-Forwarded-For: 198.51.100.7, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";
    start();
    EXPECT_THAT(RawClient(server_->port()).get("/", headers).body, HasSubstr("|127.0.0.1"));
    server_.reset();
    ServerOptions trusting;
    trusting.proxies = *TrustedProxies::parse("127.0.0.0/8");
    start(std::move(trusting));
    const auto response = RawClient(server_->port()).get("/", headers);
    EXPECT_THAT(response.body, HasSubstr("|203.0.113.9|secure"));
    EXPECT_FALSE(response.header("Strict-Transport-Security").empty());
}

TEST_F(HttpServer, SaysWhenThePortIsInUse) {
    start();
    const auto second = Server::start({.port = server_->port()}, service_);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Errc::conflict);
    EXPECT_EQ(second.error().message.key, "errors.server.port_in_use");
}

TEST_F(HttpServer, SaysWhenTheCertificateCannotBeRead) {
    const auto server = Server::start({.certificate_file = "/nowhere.pem"}, service_);
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().field, "tls.certificate");
}

}  // namespace
}  // namespace amparo::http

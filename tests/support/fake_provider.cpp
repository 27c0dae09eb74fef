#include "tests/support/fake_provider.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "access/users.hpp"
#include "base/clock.hpp"
#include "cli/deployment.hpp"
#include "http/target.hpp"
#include "tests/support/taken_request.hpp"

namespace amparo::testing {
namespace {

std::int64_t seconds_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(SystemClock().now().time_since_epoch())
        .count();
}

}  // namespace

FakeProvider::FakeProvider() {
    // Making keys takes its time, and no test asks for its own.
    static const auto first = std::make_shared<TokenSigner>(TokenSigner::Kind::rsa, "key-1");
    signer_ = first;
    start();
}

std::string FakeProvider::issuer() const {
    return "http://127.0.0.1:" + std::to_string(port());
}

json::Object FakeProvider::wish(json::Object more) const {
    json::Object data{{"unique_id", "ministry"},
                      {"name", "Ministry"},
                      {"client_id", client_id},
                      {"issuer", issuer()}};
    for (const auto& [key, value] : more) data[key] = value;
    return {{"data", std::move(data)}};
}

json::Object FakeProvider::claims(const std::string& email, json::Object more) const {
    json::Object claims{{"iss", issuer()}, {"aud", client_id},     {"sub", "sub-" + email},
                        {"email", email},  {"iat", seconds_now()}, {"exp", seconds_now() + 600}};
    for (const auto& [key, value] : more) {
        if (value.is_null()) {
            claims.erase(key);
        } else {
            claims[key] = value;
        }
    }
    return claims;
}

std::string FakeProvider::token(const std::string& email, json::Object more) const {
    std::shared_ptr<TokenSigner> signer;
    {
        const std::scoped_lock lock(mutex_);
        signer = signer_;
    }
    return signer->sign(claims(email, std::move(more)), "RS256");
}

void FakeProvider::answer_code_with(json::Object answer, int status) {
    const std::scoped_lock lock(mutex_);
    code_answer_ = std::move(answer);
    code_status_ = status;
}

void FakeProvider::change_keys(const std::string& key_id) {
    auto next = std::make_shared<TokenSigner>(TokenSigner::Kind::rsa, key_id);
    const std::scoped_lock lock(mutex_);
    signer_ = std::move(next);
}

void FakeProvider::fail_with(int status) {
    const std::scoped_lock lock(mutex_);
    failing_ = status;
}

int FakeProvider::asked(const std::string& path) const {
    const std::scoped_lock lock(mutex_);
    const auto found = asked_.find(path);
    return found == asked_.end() ? 0 : found->second;
}

std::vector<std::string> FakeProvider::exchanges() const {
    const std::scoped_lock lock(mutex_);
    return exchanges_;
}

std::pair<int, json::Object> FakeProvider::answer_to(const std::string& path) {
    ++asked_[path];
    if (failing_ != 0) return {failing_, {{"error", "server_error"}}};
    if (path == "/.well-known/openid-configuration") {
        return {200,
                {{"issuer", issuer()},
                 {"authorization_endpoint", issuer() + "/authorize"},
                 {"token_endpoint", issuer() + "/token"},
                 {"jwks_uri", issuer() + "/keys"}}};
    }
    if (path == "/keys") return {200, TokenSigner::set_of({signer_.get()})};
    if (path == "/token") return {code_status_, code_answer_};
    return {404, {{"error", "not_found"}}};
}

void FakeProvider::talk(int connection) {
    const auto text = read_request(connection);
    const auto begin = text.find(' ');
    if (begin == std::string::npos) return;
    const auto path = text.substr(begin + 1, text.find(' ', begin + 1) - begin - 1);
    std::pair<int, json::Object> answer;
    {
        const std::scoped_lock lock(mutex_);
        if (path == "/token") exchanges_.push_back(text);
        answer = answer_to(path);
    }
    const auto body = json::write(answer.second);
    const auto reply = "HTTP/1.1 " + std::to_string(answer.first) +
                       " Answer\r\nContent-Type: application/json\r\nContent-Length: " +
                       std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    (void)!send(connection, reply.data(), reply.size(), MSG_NOSIGNAL);
}

WorldOptions with_local_providers(std::vector<std::string> more) {
    WorldOptions options{
        .settings = {"identity.private_targets=127.0.0.0/8", "identity.timeout_seconds=5"}};
    options.settings.insert(options.settings.end(), more.begin(), more.end());
    return options;
}

std::int64_t add_provider(World& world, const FakeProvider& provider, json::Object more) {
    auto wish = provider.wish(std::move(more));
    const auto made = world.deployment().identity_providers().create(access::Actor::system(),
                                                                     wish.at("data").as_object());
    EXPECT_TRUE(made) << (made ? "" : made.error().message.key);
    return made ? made->id : 0;
}

void link_user(World& world, const std::string& user_name, const std::string& provider) {
    access::Users users(world.deployment().people_parts());
    const auto linked = users.update(access::Actor::system(), world.id_of(user_name),
                                     {.input = {{"user_name", user_name + "@example.org"},
                                                {"identity_provider_unique_id", provider}}});
    ASSERT_TRUE(linked) << linked.error().message.key;
}

std::string parameter_in(const std::string& address, const std::string& name) {
    const auto begin = address.find(name + "=");
    if (begin == std::string::npos) return {};
    const auto value = begin + name.size() + 1;
    const auto text = address.substr(value, address.find('&', value) - value);
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            decoded += static_cast<char>(std::stoi(text.substr(at + 1, 2), nullptr, 16));
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return decoded;
}

}  // namespace amparo::testing

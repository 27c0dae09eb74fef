#include "tests/support/client.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <mutex>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "http/client_test_support.hpp"

namespace amparo::testing {

namespace {

std::string joined(const json::Value* value) {
    if (value == nullptr) return "";
    if (value->is_string()) return std::string(value->as_string());
    if (!value->is_array()) return json::write(*value);
    std::vector<std::string> pieces;
    for (const auto& entry : value->as_array()) pieces.push_back(joined(&entry));
    return text::join(pieces, ",");
}

/// errors[0].<member>.
std::string first_error(const Reply& reply, std::string_view member) {
    auto whole = json::parse_object(reply.body);
    if (!whole) return "";
    const auto* errors = json::find_array(*whole, "errors");
    if (errors == nullptr || errors->empty() || !errors->at(0).is_object()) return "";
    return joined(json::find(errors->at(0).as_object(), member));
}

/// What was sent and what came back, one JSON line each.
void record_exchange(const std::string& method, const std::string& target, const std::string& body,
                     const Reply& reply) {
    const char* file = std::getenv("AMPARO_EXCHANGES");  // NOLINT(concurrency-mt-unsafe): read only
    if (file == nullptr || *file == '\0') return;
    // What is compressed is checked in its plain form by another exchange.
    if (!reply.header("Content-Encoding").empty()) return;
    const bool is_text = text::is_utf8(reply.body);
    const json::Object line{{"method", method},
                            {"target", target},
                            {"request_body", text::is_utf8(body) ? body : ""},
                            {"status", reply.status},
                            {"content_type", reply.header("Content-Type")},
                            {"body", is_text ? reply.body : ""}};
    static std::mutex one_line_at_a_time;  // several clients of a test may speak at once
    const std::scoped_lock lock(one_line_at_a_time);
    std::ofstream(file, std::ios::app) << json::write(line) << "\n";
}

}  // namespace

std::string Reply::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (http::equals_ignoring_case(key, name)) return value;
    }
    return "";
}

json::Value Reply::json() const {
    auto parsed = json::parse(body);
    EXPECT_TRUE(parsed) << status << " " << body;
    return parsed ? *parsed : json::Value(nullptr);
}

json::Value Reply::data() const {
    auto whole = json::parse_object(body);
    EXPECT_TRUE(whole) << status << " " << body;
    const auto* data = whole ? json::find(*whole, "data") : nullptr;
    return data == nullptr ? json::Value(nullptr) : *data;
}

json::Array Reply::rows() const {
    const auto value = data();
    EXPECT_TRUE(value.is_array()) << status << " " << body;
    return value.is_array() ? value.get_array() : json::Array{};
}

json::Object Reply::object() const {
    const auto value = data();
    EXPECT_TRUE(value.is_object()) << status << " " << body;
    return value.is_object() ? value.get_object() : json::Object{};
}

std::string Reply::text(std::string_view member) const {
    const auto value = data();
    return value.is_object() ? joined(json::find(value.as_object(), member)) : "";
}

json::Array Reply::errors() const {
    const auto whole = json::parse_object(body);
    const auto* errors = whole ? json::find_array(*whole, "errors") : nullptr;
    return errors == nullptr ? json::Array{} : *errors;
}

std::string Reply::message() const {
    return first_error(*this, "message");
}

std::string Reply::detail() const {
    return first_error(*this, "detail");
}

std::int64_t Reply::total() const {
    auto whole = json::parse_object(body);
    const auto* metadata = whole ? json::find_object(*whole, "metadata") : nullptr;
    return metadata == nullptr ? -1 : json::integer_or(*metadata, "total", -1);
}

Client::Client(std::uint16_t port) : port_(port) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Reply Client::get(const std::string& target, const Extra& extra) {
    return send("GET", target, "", extra);
}

Reply Client::post(const std::string& target, const std::string& body, const Extra& extra) {
    return send("POST", target, body, extra);
}

Reply Client::patch(const std::string& target, const std::string& body, const Extra& extra) {
    return send("PATCH", target, body, extra);
}

Reply Client::put(const std::string& target, const std::string& body, const Extra& extra) {
    return send("PUT", target, body, extra);
}

Reply Client::del(const std::string& target, const Extra& extra) {
    return send("DELETE", target, "", extra);
}

Reply Client::send(const std::string& method, const std::string& target, const std::string& body,
                   const Extra& extra) {
    std::string head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    const auto add = [&](const std::string& name, const std::string& value) {
        head += name + ": " + value + "\r\n";
    };
    bool has_type = false;
    for (const auto& [name, value] : extra.headers) {
        has_type |= http::equals_ignoring_case(name, "content-type");
        add(name, value);
    }
    if (!authorization_.empty()) {
        add("Authorization", authorization_);
    } else if (!cookies_.empty()) {
        std::vector<std::string> pairs;
        for (const auto& [name, value] : cookies_) pairs.push_back(name + "=" + value);
        add("Cookie", text::join(pairs, "; "));
        const auto token = cookie("CSRF-TOKEN");
        if (method != "GET" && !extra.without_csrf && !token.empty()) add("X-CSRF-Token", token);
    }
    if (!body.empty() && !has_type) add("Content-Type", "application/json");
    if (method != "GET" || !body.empty()) add("Content-Length", std::to_string(body.size()));
    // The server may have closed a connection that was left alone; a new one is as good.
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (!connection_) connection_ = std::make_unique<http::RawClient>(port_);
        connection_->send(head + "\r\n" + body);
        auto response = connection_->read_response();
        Reply reply{.status = response.status,
                    .headers = std::move(response.headers),
                    .body = std::move(response.body)};
        const bool is_over = reply.status == 0 || reply.header("Connection") == "close";
        if (is_over) connection_.reset();
        if (reply.status == 0) continue;
        keep_cookies(reply);
        record_exchange(method, target, body, reply);
        return reply;
    }
    ADD_FAILURE() << "no answer to " << method << " " << target;
    return {};
}

Reply Client::sign_in(const std::string& user_name, const std::string& password) {
    const json::Object body{
        {"user", json::Object{{"user_name", user_name}, {"password", password}}}};
    return post("/api/v2/tokens", json::write(body));
}

void Client::use_basic(const std::string& user_name, const std::string& password) {
    authorization_ = "Basic " + crypto::base64(user_name + ":" + password);
}

std::string Client::cookie(std::string_view name) const {
    for (const auto& [key, value] : cookies_) {
        if (key == name) return value;
    }
    return "";
}

void Client::set_cookie(const std::string& name, std::string value) {
    std::erase_if(cookies_, [&](const auto& pair) { return pair.first == name; });
    if (!value.empty()) cookies_.emplace_back(name, std::move(value));
}

void Client::keep_cookies(const Reply& reply) {
    for (const auto& [name, value] : reply.headers) {
        if (!http::equals_ignoring_case(name, "Set-Cookie")) continue;
        const auto pair = value.substr(0, value.find(';'));
        const auto equals = pair.find('=');
        set_cookie(pair.substr(0, equals), pair.substr(equals + 1));
    }
}

}  // namespace amparo::testing

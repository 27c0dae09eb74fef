#include "tests/support/webhook_receiver.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/taken_request.hpp"

namespace amparo::testing {

std::string TakenWebhook::header(const std::string& name) const {
    const auto begin = head.find("\r\n" + name + ": ");
    if (begin == std::string::npos) return {};
    const auto value = begin + name.size() + 4;
    return head.substr(value, head.find("\r\n", value) - value);
}

json::Object TakenWebhook::json() const {
    return json::parse_object(body).value_or(json::Object{{"broken", body}});
}

std::string TakenWebhook::text(const std::string& member) const {
    const auto whole = json();
    const auto* data = json::find_object(whole, "data");
    return data == nullptr ? std::string() : json::string_or(*data, member);
}

std::string WebhookReceiver::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port()) + path;
}

std::vector<TakenWebhook> WebhookReceiver::taken() const {
    const std::scoped_lock lock(mutex_);
    return taken_;
}

void WebhookReceiver::behave(WebhookManners manners) {
    const std::scoped_lock lock(mutex_);
    manners_ = std::move(manners);
}

void WebhookReceiver::behave_once(WebhookManners manners) {
    const std::scoped_lock lock(mutex_);
    next_.push_back(std::move(manners));
}

void WebhookReceiver::talk(int connection) {
    const auto text = read_request(connection);
    const auto end = text.find("\r\n\r\n");
    if (end == std::string::npos) return;
    WebhookManners manners;
    {
        const std::scoped_lock lock(mutex_);
        taken_.push_back({.head = text.substr(0, end + 2), .body = text.substr(end + 4)});
        manners = next_.empty() ? manners_ : next_.front();
        if (!next_.empty()) next_.pop_front();
    }
    std::this_thread::sleep_for(manners.delay);
    if (manners.hangs_up) return;
    std::string answer = "HTTP/1.1 " + std::to_string(manners.status) + " Answer\r\n";
    if (!manners.header.empty()) answer += manners.header + "\r\n";
    answer += "Content-Length: " + std::to_string(manners.body.size()) +
              "\r\nConnection: close\r\n\r\n" + manners.body;
    (void)!send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
}

}  // namespace amparo::testing

#include "cli/scenario/player.hpp"

#include "base/text.hpp"

namespace amparo::cli {
namespace {

std::string describe(const ScenarioCall& call, const ScenarioAnswer& answer) {
    return call.user + " " + std::string(http::wire_name(call.method)) + " " + call.path + ": " +
           std::to_string(answer.status) + " " + json::write(answer.body);
}

bool is_good(int status) {
    return status >= 200 && status < 300;
}

}  // namespace

json::Value Player::send(ScenarioCall call) const {
    const auto answer = stage_.send(call);
    if (!is_good(answer.status)) throw Unexpected{describe(call, answer)};
    const auto* data = answer.body.if_contains("data");
    return data == nullptr ? json::Value(nullptr) : *data;
}

json::Value Player::get(const std::string& user, const std::string& path) const {
    return send({.user = user, .path = path});
}

json::Value Player::post(const std::string& user, const std::string& path,
                         json::Object data) const {
    return send({.user = user,
                 .method = http::Method::post,
                 .path = path,
                 .body = {{"data", std::move(data)}}});
}

json::Value Player::patch(const std::string& user, const std::string& path,
                          json::Object data) const {
    return act(user, path, {{"data", std::move(data)}});
}

json::Value Player::act(const std::string& user, const std::string& path, json::Object body) const {
    return send(
        {.user = user, .method = http::Method::patch, .path = path, .body = std::move(body)});
}

std::int64_t Player::total(const std::string& user, const std::string& path) const {
    const ScenarioCall call{.user = user, .path = path};
    const auto answer = stage_.send(call);
    if (!is_good(answer.status)) throw Unexpected{describe(call, answer)};
    return number_at(json::Value(answer.body), "metadata.total");
}

std::int64_t Player::number_at(const json::Value& value, std::string_view path) {
    const auto* at = &value;
    for (const auto key : text::split(path, '.')) {
        const auto* object = at->if_object();
        at = object == nullptr ? nullptr : object->if_contains(key);
        if (at == nullptr) return 0;
    }
    return at->is_number() ? at->to_number<std::int64_t>() : 0;
}

void Player::expect_status(const ScenarioCall& call, int status) const {
    const auto answer = stage_.send(call);
    if (answer.status != status)
        throw Unexpected{describe(call, answer) + ", not " + std::to_string(status)};
}

void Player::expect(std::string_view what, const json::Value& got, const json::Value& wanted) {
    if (got == wanted) return;
    throw Unexpected{std::string(what) + ": " + json::write(got) + ", not " + json::write(wanted)};
}

void Player::expect_member(const json::Value& object, std::string_view key,
                           const json::Value& wanted) {
    const auto* members = object.if_object();
    const auto* value = members == nullptr ? nullptr : members->if_contains(key);
    expect(key, value == nullptr ? json::Value(nullptr) : *value, wanted);
}

std::string Player::day(int days_from_today) const {
    return format_day(stage_.today + std::chrono::days(days_from_today));
}

}  // namespace amparo::cli

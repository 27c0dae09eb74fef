#include "api/call.hpp"

#include <charconv>

#include "base/limits.hpp"
#include "http/parameters.hpp"
#include "http/target.hpp"

namespace amparo::api {

namespace {

bool is_form(std::string_view content_type) {
    return content_type.starts_with("application/x-www-form-urlencoded");
}

/// The query's bracket keys ("data[case_id]"), which old clients use to write; plain keys steer
/// lists and are not part of a body.
http::Pairs bracket_pairs(const http::Pairs& query) {
    http::Pairs pairs;
    for (const auto& pair : query) {
        if (http::key_parts(pair.first).size() > 1) pairs.push_back(pair);
    }
    return pairs;
}

void add_missing(json::Object& target, json::Object&& source) {
    for (auto& member : source) {
        auto* present = target.if_contains(member.key());
        if (present == nullptr) {
            target.emplace(member.key(), std::move(member.value()));
        } else if (present->is_object() && member.value().is_object()) {
            add_missing(present->as_object(), std::move(member.value().as_object()));
        }
    }
}

}  // namespace

const access::Actor& Call::actor() const {
    AMPARO_REQUIRE(actor_.has_value());
    return *actor_;
}

const forms::Definitions& Call::definitions() {
    if (!definitions_) definitions_ = services_.definitions();
    return *definitions_;
}

const access::Directory& Call::directory() {
    if (!directory_) directory_ = services_.directory.snapshot();
    return *directory_;
}

Result<json::Object> Call::body() const {
    json::Object body;
    if (is_form(request_.header("content-type"))) {
        AMPARO_TRY(const auto pairs, http::parse_form(request_.body));
        AMPARO_TRY(body, http::to_object(pairs));
    } else if (!request_.body.empty()) {
        AMPARO_TRY(
            body, json::parse_object(request_.body, {.bytes_max = limits::attachment_body_bytes_max,
                                                     .depth_max = limits::json_depth_max}));
    }
    const auto pairs = bracket_pairs(request_.query);
    if (pairs.empty()) return body;
    AMPARO_TRY(auto more, http::to_object(pairs));
    add_missing(body, std::move(more));
    return body;
}

Result<json::Object> Call::data() const {
    return member("data");
}

Result<json::Object> Call::member(std::string_view name) const {
    AMPARO_TRY(auto whole, body());
    auto* found = whole.if_contains(name);
    if (found == nullptr || found->is_null()) {
        MessageKey message("errors.parameter_missing");
        message.arguments = {{"name", std::string(name)}};
        return refuse(Errc::invalid, std::move(message));
    }
    if (!found->is_object()) {
        return refuse_field(Errc::invalid, "/" + std::string(name), "errors.fields.value");
    }
    return std::move(found->as_object());
}

Result<std::int64_t> Call::number(std::string_view parameter) const {
    const auto& text = request_.path_parameter(parameter);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return refuse(Errc::not_found, "errors.not_found");
    }
    return value;
}

std::string Call::query(std::string_view name) const {
    return std::string(request_.query_value(name).value_or(""));
}

bool Call::query_is_true(std::string_view name) const {
    const auto value = request_.query_value(name).value_or("");
    return value == "true" || value == "1";
}

std::vector<std::string> Call::query_list(std::string_view name) const {
    return http::list_values(request_.query, name);
}

access::ClientInfo Call::client() const {
    return {.remote_ip = request_.remote_address,
            .user_agent = std::string(request_.header("user-agent"))};
}

}  // namespace amparo::api

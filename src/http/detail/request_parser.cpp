#include "http/detail/request_parser.hpp"

#include <boost/beast/http/error.hpp>

#include "base/limits.hpp"
#include "http/target.hpp"

namespace amparo::http::detail {

namespace beast = boost::beast;

namespace {

constexpr std::uint32_t all_headers_bytes_max = 64U << 10;  // the target and every header line
constexpr std::size_t headers_max = 100;
constexpr std::size_t body_reserve_max = 1U << 20;  // trust a length no further before it came

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    }
    return lower;
}

std::string_view view_of(beast::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

RequestParser::RequestParser(Service& service) : service_(service) {
    eager(true);
    header_limit(all_headers_bytes_max);
    body_limit(boost::none);  // ours depends on the route, see on_header_impl
}

std::size_t RequestParser::take(std::string_view bytes) {
    Error error;
    const auto used = put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    if (error && error != beast::http::error::need_more && refused_ == 0) {
        refused_ = error == beast::http::error::header_limit ? 431 : 400;
    }
    return used;
}

bool RequestParser::wants_continue() {
    const bool wanted = expects_continue_ && refused_ == 0 && !is_done();
    expects_continue_ = false;
    return wanted;
}

std::size_t RequestParser::body_left() const {
    return body_expected_ > request_.body.size() ? body_expected_ - request_.body.size() : 0;
}

void RequestParser::refuse_with(int status, Error& error) {
    refused_ = status;
    error = beast::http::error::bad_value;
}

void RequestParser::on_request_impl(beast::http::verb /*verb*/, Text method, Text target,
                                    int version, Error& error) {
    is_persistent_ = version >= 11;
    request_.method = method_named(view_of(method));
    if (target.size() > limits::request_target_bytes_max) return refuse_with(414, error);
    request_.target = view_of(target);
    auto parsed = http::parse_target(request_.target);
    if (!parsed) return refuse_with(400, error);
    request_.path = std::move(parsed->path);
    request_.query = std::move(parsed->query);
}

void RequestParser::on_response_impl(int /*status*/, Text /*reason*/, int /*version*/,
                                     Error& error) {
    refuse_with(400, error);
}

void RequestParser::on_field_impl(beast::http::field /*field*/, Text name, Text value,
                                  Error& error) {
    const bool is_too_much = name.size() + value.size() > limits::header_bytes_max ||
                             request_.headers.size() >= headers_max;
    if (is_too_much) return refuse_with(431, error);
    request_.headers.emplace_back(lower_case(view_of(name)), std::string(view_of(value)));
}

void RequestParser::on_header_impl(Error& error) {
    // Beast 1.81 ends the process on some broken last chunks (an assertion in its chunk reader,
    // found by fuzz/http_request_fuzz). Every client of this API knows how long its body is.
    if (chunked()) return refuse_with(411, error);
    body_max_ = service_.body_bytes_max(request_);
    const auto length = content_length();
    if (length && *length > body_max_) return refuse_with(413, error);
    expects_continue_ = equals_ignoring_case(request_.header("expect"), "100-continue");
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length,
                                      Error& /*error*/) {
    if (!length) return;
    body_expected_ = static_cast<std::size_t>(*length);
    request_.body.reserve(std::min(body_expected_, body_reserve_max));
}

std::size_t RequestParser::on_body_impl(Text piece, Error& error) {
    if (request_.body.size() + piece.size() > body_max_) {
        refuse_with(413, error);
        return 0;
    }
    request_.body.append(piece.data(), piece.size());
    return piece.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t /*size*/, Text /*extensions*/,
                                         Error& /*error*/) {}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t /*left*/, Text piece, Error& error) {
    return on_body_impl(piece, error);
}

void RequestParser::on_finish_impl(Error& /*error*/) {}

}  // namespace amparo::http::detail

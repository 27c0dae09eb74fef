// Any bytes as they come from a socket: read in one piece or byte by byte they mean the same,
// and everything that looks at a request's headers survives them.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/conditional.hpp"
#include "http/detail/request_parser.hpp"
#include "http/encoding.hpp"
#include "http/head.hpp"
#include "http/multipart.hpp"
#include "http/parameters.hpp"
#include "http/proxies.hpp"
#include "http/target.hpp"

namespace {

using namespace amparo;

constexpr std::size_t body_max = 1000;

void require(bool condition) {
    if (!condition) std::abort();
}

class Nothing final : public http::Service {
  public:
    http::Response serve(http::Request&) override { return {}; }
    http::Response refuse(const http::Request&, int status) override { return {.status = status}; }
    std::size_t body_bytes_max(const http::Request&) override { return body_max; }
    bool is_quick(const http::Request&) override { return true; }
};

/// Gives the bytes in pieces of the size, as far as the parser takes them.
void feed(http::detail::RequestParser& parser, std::string_view bytes, std::size_t piece) {
    std::size_t available = std::min(piece, bytes.size());
    while (!parser.is_complete() && parser.refused() == 0) {
        const auto used = parser.take(bytes.substr(0, available));
        bytes.remove_prefix(used);
        available -= used;
        if (parser.is_complete() || parser.refused() != 0 || available == bytes.size()) return;
        available = std::min(available + piece, bytes.size());
    }
}

void look_at(http::Request& request) {
    static const auto proxies = *http::TrustedProxies::parse("10.0.0.0/8, ::1");
    request.remote_address = "10.0.0.1";
    proxies.apply(request);
    static_cast<void>(request.cookie("_app_session"));
    static_cast<void>(http::parse_multipart(request.header("content-type"), request.body));
    if (const auto form = http::parse_form(request.body)) {
        static_cast<void>(http::to_object(*form));
    }
    http::Response response{
        .headers = {{"Content-Type", "application/json"}, {"Accept-Ranges", "bytes"}},
        .body = std::string(2000, 'x')};
    http::finish(request, response);
    std::string head;
    http::write_head(head, request, response, http::Connection::keep);
    require(head.ends_with("\r\n\r\n"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static Nothing service;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    http::detail::RequestParser whole(service);
    feed(whole, text, size == 0 ? 1 : size);
    http::detail::RequestParser dripped(service);
    feed(dripped, text, 1);
    // A refusal may come a few bytes later when they drip; but no request is complete for one and
    // refused or unfinished for the other.
    require(whole.is_complete() == dripped.is_complete());
    if (!whole.is_complete()) return 0;
    auto& request = whole.request();
    require(request.body.size() <= body_max);
    require(request.body == dripped.request().body);
    require(request.headers == dripped.request().headers);
    require(request.path.starts_with('/'));
    look_at(request);
    return 0;
}

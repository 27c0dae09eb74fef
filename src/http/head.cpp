#include "http/head.hpp"

#include <array>
#include <ctime>

#include "http/conditional.hpp"
#include "http/encoding.hpp"

namespace amparo::http {

namespace {

constexpr std::string_view always =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

constexpr std::string_view when_secure =
    "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n";

// Photos and sound come out of the vault as blobs; hash-wasm compiles WebAssembly. Nothing may be
// loaded from elsewhere, and no inline script or style runs but the two style elements, named by
// their hashes, that React Aria adds so that a press or an open dialog does not scroll the page.
constexpr std::string_view policy_before_images =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=' "
    "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='; "
    "img-src 'self' data: blob:";
constexpr std::string_view policy_after_images =
    "; media-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self' blob:; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

constexpr std::string_view for_pages =
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: geolocation=(self), camera=(self), microphone=(self), payment=(), "
    "usb=(), interest-cohort=()\r\n";

/// "Date: …" of the current second; made once a second and thread.
std::string_view date_line() {
    thread_local std::time_t made_at = 0;
    thread_local std::array<char, 64> line{};
    thread_local std::size_t size = 0;
    const auto now = std::time(nullptr);
    if (now != made_at) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        size =
            std::strftime(line.data(), line.size(), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
        made_at = now;
    }
    return {line.data(), size};
}

bool has_length(int status) {
    return status != 204 && status != 304;
}

}  // namespace

std::string page_policy(std::string_view image_origin) {
    std::string policy(policy_before_images);
    if (!image_origin.empty()) {
        policy += ' ';
        policy += image_origin;
    }
    policy += policy_after_images;
    return policy;
}

void finish(const Request& request, Response& response) {
    apply_conditions(request, response);
    if (carries_body(request, response)) apply_compression(request, response);
}

bool carries_body(const Request& request, const Response& response) {
    return request.method != Method::head && has_length(response.status);
}

void write_head(std::string& out, const Request& request, const Response& response,
                Connection connection) {
    out += "HTTP/1.1 ";
    out += std::to_string(response.status);
    out += ' ';
    out += reason_of(response.status);
    out += "\r\n";
    for (const auto& [name, value] : response.headers) {
        out += name;
        out += ": ";
        out += value;
        out += "\r\n";
    }
    out += date_line();
    if (has_length(response.status)) {
        out += "Content-Length: ";
        out += std::to_string(response.bytes().size());
        out += "\r\n";
    }
    out += always;
    if (request.secure) out += when_secure;
    const bool is_page = response.header("Content-Type").starts_with("text/html");
    if (is_page && response.header(policy_header).empty()) {
        out += policy_header;
        out += ": ";
        out += page_policy({});
        out += "\r\n";
    }
    if (is_page) out += for_pages;
    if (connection == Connection::close) out += "Connection: close\r\n";
    out += "\r\n";
}

}  // namespace amparo::http

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace amparo::http {

enum class Method { get, head, post, put, patch, del, options, other };

/// Whether a method only asks.
inline bool is_read(Method method) {
    return method == Method::get || method == Method::head;
}

/// The token of the request line ("GET"); "OTHER" for Method::other.
std::string_view wire_name(Method method);
/// The method of a token, in upper case as the standard wants it.
Method method_named(std::string_view token);

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A request, wholly read, as handlers see it.
struct Request {
    Method method = Method::get;
    std::string target;  // as sent
    std::string path;    // decoded, without double and trailing slashes
    Pairs query;         // decoded, in order
    Pairs headers;       // names lower case
    std::string body;
    std::string remote_address;
    bool secure = false;  // TLS, or a trusted proxy says so
    std::string id;       // for the log
    std::map<std::string, std::string, std::less<>> path_parameters;

    /// The first header of that (lower-case) name, or "".
    std::string_view header(std::string_view name) const;
    /// The value of a cookie, or "".
    std::string_view cookie(std::string_view name) const;
    /// The named part of the route's pattern; asking for one it lacks is a bug.
    const std::string& path_parameter(std::string_view name) const;
    /// The first query value of that name, or nullopt.
    std::optional<std::string_view> query_value(std::string_view name) const;
};

/// An answer. The listener adds security headers, compression, Content-Length, Date.
struct Response {
    int status = 200;
    Pairs headers = {};  // names as they go out, "Content-Type"
    std::string body = {};
    /// A static, precompressed asset instead of `body`, kept by the asset store.
    std::shared_ptr<const std::string> shared_body = {};

    /// The bytes to send, wherever they are.
    std::string_view bytes() const { return shared_body ? *shared_body : body; }
    /// The first header of that name, ignoring case, or "".
    std::string_view header(std::string_view name) const;
    /// Replaces the header or adds it.
    void set_header(std::string_view name, std::string value);
};

/// What serves a request on a worker thread; must not throw except Bug and Outage.
using Handler = std::function<Response(Request&)>;

/// The reason phrase of a status; "" for one we never send.
std::string_view reason_of(int status);
/// Whether two ASCII texts are equal but for case.
bool equals_ignoring_case(std::string_view left, std::string_view right);

}  // namespace amparo::http

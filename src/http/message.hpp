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

/// A request, wholly read, as handlers see it.
struct Request {
    Method method = Method::get;
    std::string target;                                     // as sent
    std::string path;                                       // decoded, normalised
    std::vector<std::pair<std::string, std::string>> query; // decoded, in order
    std::vector<std::pair<std::string, std::string>> headers;  // names lower case
    std::string body;
    std::string remote_address;
    bool secure = false;                                    // TLS, or a trusted proxy says so
    std::string id;                                         // for the log
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
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    /// A static, precompressed asset instead of `body`, kept by the asset store.
    std::shared_ptr<const std::string> shared_body;
};

/// What serves a request on a worker thread; must not throw except Bug and Outage.
using Handler = std::function<Response(Request&)>;

}  // namespace amparo::http

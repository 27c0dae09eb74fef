#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace amparo::http {

/// Finds the route of a request. Patterns are "/api/v2/cases/{id}"; a fixed segment wins over a
/// named one. PUT finds PATCH, HEAD finds GET; a last segment may end in ".json", while another
/// format ("/cases.csv") finds nothing. Filled once, then read by many threads.
class Router {
  public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// Adds a route; returns its number, counting from 0. The same route twice is a bug.
    std::size_t add(Method method, std::string_view pattern);

    /// A route that was found, with the values of its named segments.
    struct Match {
        std::size_t route;
        std::map<std::string, std::string, std::less<>> parameters;
    };
    /// The route of a decoded, normalised path, or nullopt.
    std::optional<Match> find(Method method, std::string_view path) const;

    /// The pattern of a route, for the log and for tests.
    const std::string& pattern(std::size_t route) const { return patterns_[route]; }

  private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<std::string> patterns_;
};

}  // namespace amparo::http

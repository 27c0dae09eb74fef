#include "http/router.hpp"

#include <utility>

#include "base/text.hpp"

namespace amparo::http {

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::unique_ptr<Node> named;
    std::vector<std::pair<Method, std::size_t>> routes;
    std::vector<std::string> names;  // of the parameters on the way here
};

namespace {

Method canonical(Method method) {
    if (method == Method::put) return Method::patch;
    if (method == Method::head) return Method::get;
    return method;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::vector<std::string_view> segments_of(std::string_view path) {
    if (path.starts_with('/')) path.remove_prefix(1);
    if (path.empty()) return {};
    return text::split(path, '/');
}

/// Drops ".json"; false when the segment has another format.
bool drop_format(std::string_view& segment) {
    const auto dot = segment.rfind('.');
    if (dot == std::string_view::npos) return true;
    if (segment.substr(dot) != ".json") return false;
    segment = segment.substr(0, dot);
    return true;
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

std::size_t Router::add(Method method, std::string_view pattern) {
    Node* node = root_.get();
    std::vector<std::string> names;
    for (const auto segment : segments_of(pattern)) {
        if (is_parameter(segment)) {
            names.emplace_back(segment.substr(1, segment.size() - 2));
            if (!node->named) node->named = std::make_unique<Node>();
            node = node->named.get();
        } else {
            auto& child = node->fixed[std::string(segment)];
            if (!child) child = std::make_unique<Node>();
            node = child.get();
        }
    }
    for (const auto& [known, route] : node->routes) AMPARO_REQUIRE(known != canonical(method));
    AMPARO_REQUIRE(node->names.empty() || node->names == names);
    node->names = std::move(names);
    node->routes.emplace_back(canonical(method), patterns_.size());
    patterns_.emplace_back(pattern);
    return patterns_.size() - 1;
}

std::optional<Router::Match> Router::find(Method method, std::string_view path) const {
    auto segments = segments_of(path);
    if (!segments.empty() && !drop_format(segments.back())) return std::nullopt;
    std::vector<std::string_view> values;
    // Depth first, fixed before named, so that /cases/{id}/flags is found for an id "identified".
    const auto descend = [&](const auto& self, const Node& node,
                             std::size_t at) -> std::optional<Match> {
        if (at == segments.size()) {
            for (const auto& [known, route] : node.routes) {
                if (known != canonical(method)) continue;
                Match match{.route = route, .parameters = {}};
                for (std::size_t n = 0; n < values.size(); ++n) {
                    match.parameters.emplace(node.names[n], values[n]);
                }
                return match;
            }
            return std::nullopt;
        }
        if (const auto child = node.fixed.find(segments[at]); child != node.fixed.end()) {
            if (auto found = self(self, *child->second, at + 1)) return found;
        }
        if (!node.named || segments[at].empty()) return std::nullopt;
        values.push_back(segments[at]);
        auto found = self(self, *node.named, at + 1);
        values.pop_back();
        return found;
    };
    return descend(descend, *root_, 0);
}

}  // namespace amparo::http

#include "http/parameters.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace amparo::http {

namespace {

bool is_index(std::string_view part) {
    return part.size() <= 9 &&
           std::ranges::all_of(part, [](char letter) { return letter >= '0' && letter <= '9'; });
}

using Parts = std::vector<std::string_view>;

/// Puts the value below `place`; parts from `at` on name the way.
Result<> insert(json::Value& place, const Parts& parts, std::size_t at, const std::string& value) {
    const auto clash = [] { return refuse(Errc::malformed, "errors.request.bad_parameters"); };
    if (at == parts.size()) {
        if (!place.is_null()) return clash();
        place = json::Value(value);
        return {};
    }
    if (place.is_null()) place = json::Object{};
    if (!place.is_object()) return clash();
    auto& object = place.as_object();
    // "a[]=x&a[]=y": each unnamed entry gets the next number until to_object() makes the array.
    const auto key =
        parts[at].empty() && at > 0 ? std::to_string(object.size()) : std::string(parts[at]);
    auto& child = object[key];
    // A plain value that is sent twice: the last one counts, as in the query of old clients.
    if (at + 1 == parts.size() && child.is_string()) child = nullptr;
    return insert(child, parts, at + 1, value);
}

/// Objects whose keys are all numbers were arrays, in the order of the numbers.
void restore_arrays(json::Value& value) {
    if (!value.is_object()) return;
    auto& object = value.as_object();
    for (auto& member : object) restore_arrays(member.value());
    const bool is_list = !object.empty() && std::ranges::all_of(object, [](const auto& member) {
        return !member.key().empty() && is_index({member.key().data(), member.key().size()});
    });
    if (!is_list) return;
    std::vector<std::pair<long, json::Value>> entries;
    for (auto& member : object) {
        entries.emplace_back(std::stol(std::string(member.key())), std::move(member.value()));
    }
    std::ranges::stable_sort(entries, {}, [](const auto& entry) { return entry.first; });
    json::Array array;
    array.reserve(entries.size());
    for (auto& entry : entries) array.push_back(std::move(entry.second));
    value = std::move(array);
}

}  // namespace

std::vector<std::string_view> key_parts(std::string_view key) {
    const auto open = key.find('[');
    if (open == std::string_view::npos || open == 0) return {key};
    Parts parts{key.substr(0, open)};
    auto rest = key.substr(open);
    while (!rest.empty()) {
        const auto close = rest.find(']');
        if (rest.front() != '[' || close == std::string_view::npos) return {key};
        parts.push_back(rest.substr(1, close - 1));
        rest.remove_prefix(close + 1);
    }
    return parts;
}

Result<json::Object> to_object(const Pairs& pairs) {
    json::Value root = json::Object{};
    for (const auto& [key, value] : pairs) {
        const auto parts = key_parts(key);
        if (parts.size() > limits::json_depth_max) {
            return refuse(Errc::malformed, "errors.request.bad_parameters");
        }
        AMPARO_CHECK(insert(root, parts, 0, value));
    }
    for (auto& member : root.as_object()) restore_arrays(member.value());
    return std::move(root.as_object());
}

std::vector<std::string> list_values(const Pairs& query, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& [key, value] : query) {
        const auto parts = key_parts(key);
        const bool is_ours = parts.front() == name &&
                             (parts.size() == 1 || (parts.size() == 2 && is_index(parts[1])));
        if (is_ours) values.push_back(value);
    }
    return values;
}

}  // namespace amparo::http

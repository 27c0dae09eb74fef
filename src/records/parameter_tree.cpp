#include "records/parameter_tree.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace amparo::records {
namespace {

bool is_number(std::string_view key) {
    constexpr std::size_t digits_max = 9;
    return !key.empty() && key.size() <= digits_max &&
           std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "or[0][sex]" → or, 0, sex. A key with unbalanced brackets is one plain key.
std::vector<std::string> steps_of(const std::string& key) {
    const auto open = key.find('[');
    if (open == std::string::npos || open == 0 || key.back() != ']') return {key};
    std::vector<std::string> steps{key.substr(0, open)};
    std::size_t at = open;
    while (at < key.size()) {
        const auto close = key.find(']', at);
        if (key[at] != '[' || close == std::string::npos) return {key};
        steps.push_back(key.substr(at + 1, close - at - 1));
        at = close + 1;
    }
    return steps;
}

ParameterNode& child(ParameterNode& node, const std::string& key) {
    for (auto& [name, value] : node.children) {
        if (name == key) return value;
    }
    return node.children.emplace_back(key, ParameterNode{}).node;
}

std::string next_number(const ParameterNode& node) {
    return std::to_string(node.children.size());
}

std::unexpected<Error> too_many() {
    return refuse(Errc::invalid, "errors.filters.too_many");
}

void put(ParameterNode& root, const std::vector<std::string>& steps, const std::string& text) {
    ParameterNode* node = &root;
    for (const auto& step : steps) node = &child(*node, step.empty() ? next_number(*node) : step);
    if (!node->text && node->children.empty()) {
        node->text = text;
        return;
    }
    // The key came before: both values become entries of a list.
    if (node->text) {
        child(*node, "0").text = std::move(*node->text);
        node->text.reset();
    }
    child(*node, next_number(*node)).text = text;
}

Result<ParameterNode> node_of(const json::Value& value, std::size_t depth);

Result<ParameterNode> node_of(const json::Object& object, std::size_t depth) {
    ParameterNode node;
    if (depth > limits::filter_depth_max) return too_many();
    for (const auto& [key, value] : object) {
        AMPARO_TRY(auto made, node_of(value, depth + 1));
        node.children.emplace_back(key, std::move(made));
    }
    return node;
}

Result<ParameterNode> node_of(const json::Array& array, std::size_t depth) {
    ParameterNode node;
    if (array.size() > limits::filter_values_max || depth > limits::filter_depth_max)
        return too_many();
    for (const auto& value : array) {
        AMPARO_TRY(auto made, node_of(value, depth + 1));
        node.children.emplace_back(next_number(node), std::move(made));
    }
    return node;
}

Result<ParameterNode> node_of(const json::Value& value, std::size_t depth) {
    if (const auto* object = value.if_object()) return node_of(*object, depth);
    if (const auto* array = value.if_array()) return node_of(*array, depth);
    ParameterNode node;
    if (value.is_string())
        node.text = std::string(value.get_string());
    else if (!value.is_null())
        node.text = json::write(value);
    return node;
}

}  // namespace

const ParameterNode* ParameterNode::find(std::string_view key) const {
    for (const auto& [name, value] : children) {
        if (name == key) return &value;
    }
    return nullptr;
}

bool ParameterNode::is_list() const {
    return !children.empty() && std::all_of(children.begin(), children.end(),
                                            [](const auto& one) { return is_number(one.key); });
}

std::vector<const ParameterNode*> ParameterNode::list() const {
    std::vector<std::pair<int, const ParameterNode*>> numbered;
    for (const auto& [key, value] : children) {
        if (is_number(key)) numbered.emplace_back(std::stoi(key), &value);
    }
    std::stable_sort(numbered.begin(), numbered.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    std::vector<const ParameterNode*> nodes;
    for (const auto& [number, node] : numbered) nodes.push_back(node);
    return nodes;
}

Result<ParameterNode> parameter_tree(
    const std::vector<std::pair<std::string, std::string>>& parameters) {
    if (parameters.size() > limits::filter_values_max + limits::page_size_default)
        return too_many();
    ParameterNode root;
    for (const auto& [key, value] : parameters) {
        const auto steps = steps_of(key);
        if (steps.size() > limits::filter_depth_max) return too_many();
        put(root, steps, value);
    }
    return root;
}

Result<ParameterNode> parameter_tree(const json::Object& filters) {
    return node_of(filters, 0);
}

}  // namespace amparo::records

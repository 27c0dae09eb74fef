#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"

namespace amparo::records {

struct ParameterChild;

/// A query string as the tree its brackets describe: "or[0][sex]=male" is or → 0 → sex = "male";
/// "a[]=x" and a repeated "a=x" count up. Also made from the JSON of bulk filters.
struct ParameterNode {
    std::optional<std::string> text;
    std::vector<ParameterChild> children;

    /// The child of that key, or nullptr.
    const ParameterNode* find(std::string_view key) const;
    /// Children whose keys are all digits, in numeric order: a list.
    bool is_list() const;
    std::vector<const ParameterNode*> list() const;
};

/// A branch of it with its key. A struct of its own, because a pair of an incomplete type is not
/// allowed.
struct ParameterChild {
    std::string key;
    ParameterNode node;
};

/// `invalid` for more values or deeper brackets than base/limits.hpp allows.
Result<ParameterNode> parameter_tree(
    const std::vector<std::pair<std::string, std::string>>& parameters);
/// The same tree from a JSON object of filters.
Result<ParameterNode> parameter_tree(const json::Object& filters);

}  // namespace amparo::records

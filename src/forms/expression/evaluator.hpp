#pragma once

#include <optional>

#include "base/json.hpp"
#include "forms/expression/expression.hpp"
#include "forms/expression/node.hpp"

namespace amparo::forms {

/// The value of a tree on a scope; nullopt when it cannot be evaluated there.
std::optional<json::Value> evaluate_node(const ExpressionNode& node, const Scope& scope);
/// Whether the value is true; nullopt as above.
std::optional<bool> node_holds(const ExpressionNode& node, const Scope& scope);

}  // namespace amparo::forms

#pragma once

#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "forms/expression/expression.hpp"
#include "forms/expression/node.hpp"

namespace amparo::forms {

/// An expression's tree with the fields it reads.
struct ParsedExpression {
    ExpressionNode root;
    std::vector<Dependency> dependencies;
};

/// The tree of an expression, or `invalid` with a JSON pointer into the source.
Result<ParsedExpression> parse_expression(const json::Value& source);

}  // namespace amparo::forms

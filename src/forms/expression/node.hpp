#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "forms/expression/moment.hpp"

namespace amparo::forms {

/// What a node of an expression does.
enum class Operator : std::uint8_t {
    constant,
    field,
    today,
    and_,
    or_,
    not_,
    eq,
    in,
    any,
    gt,
    ge,
    lt,
    le,
    between,
    empty,
    sum,
    avg,
    min,
    max,
    sub,
    mul,
    div,
    count,
    age,
    concat,
    coalesce,
    if_
};

/// Units of the operator `age`.
enum class AgeUnit : std::uint8_t { years, months, days };

/// Where a value lies: flat key, or steps with "*" over rows.
struct FieldPath {
    std::string text = {};                // as written
    std::vector<std::string> steps = {};  // without "$record"
    bool is_of_record = false;
};

/// The settings beside an operator's operands.
struct OperatorExtra {
    std::optional<int> decimal_places = {};
    std::string separator = {};
    bool blank_if_missing = false;
};

/// One operator with its operands. `between` has left, low, high; `count` has the rows and
/// perhaps the condition; `age` has from and perhaps to; `if` has condition, then, perhaps else.
struct ExpressionNode {
    Operator op = Operator::constant;
    bool is_negated = false;  // ne, nin
    AgeUnit unit = AgeUnit::years;
    DayShift shift = {};
    OperatorExtra extra = {};
    FieldPath path = {};
    json::Value constant = {};
    std::vector<ExpressionNode> operands = {};
};

}  // namespace amparo::forms

#include "forms/expression/expression.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "forms/expression/evaluator.hpp"
#include "forms/expression/parser.hpp"

namespace amparo::forms {
namespace {

json::Value equal_to(std::string_view field, const json::Value& value) {
    return json::Object{{"eq", json::Object{{field, value}}}};
}

/// One alternative of the legacy form: several keys are `and`, a list of values is `or`.
json::Value legacy_alternative(const json::Object& alternative) {
    json::Array all;
    for (const auto& [field, value] : alternative) {
        const auto* choices = value.if_array();
        if (choices == nullptr) {
            all.push_back(equal_to(field, value));
            continue;
        }
        json::Array any;
        for (const auto& choice : *choices) any.push_back(equal_to(field, choice));
        all.push_back(any.size() == 1 ? any[0] : json::Object{{"or", std::move(any)}});
    }
    return all.size() == 1 ? all[0] : json::Object{{"and", std::move(all)}};
}

bool is_same_list(const json::Array& left, const json::Array& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), is_same_value);
}

bool has_members_of(const json::Object& left, const json::Object& right) {
    return std::all_of(left.begin(), left.end(), [&right](const auto& member) {
        const auto* other = right.if_contains(member.key());
        return other == nullptr ? member.value().is_null() : is_same_value(member.value(), *other);
    });
}

std::string_view trim_spaces(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    const auto from = text.find_first_not_of(spaces);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(spaces) - from + 1);
}

}  // namespace

Result<Expression> Expression::parse(const json::Value& source) {
    AMPARO_TRY(auto parsed, parse_expression(source));
    Expression expression;
    expression.root_ = std::make_shared<const ExpressionNode>(std::move(parsed.root));
    expression.dependencies_ = std::move(parsed.dependencies);
    return expression;
}

std::optional<json::Value> Expression::evaluate(const Scope& scope) const {
    return evaluate_node(*root_, scope);
}

std::optional<bool> Expression::holds(const Scope& scope) const {
    return node_holds(*root_, scope);
}

Result<Condition> Condition::parse(const json::Value* source) {
    Condition condition;
    if (source == nullptr || json::is_blank(*source)) return condition;
    const auto* object = source->if_object();
    if (object == nullptr) {
        AMPARO_TRY(condition.expression_, Expression::parse(*source));
        return condition;
    }
    json::Object operators = *object;
    condition.is_disabled_ = json::bool_or(operators, "disabled", false);
    condition.fails_closed_ = json::bool_or(operators, "fail_closed", false);
    operators.erase("disabled");
    operators.erase("fail_closed");
    if (operators.empty()) return condition;
    AMPARO_TRY(condition.expression_, Expression::parse(json::Value(std::move(operators))));
    return condition;
}

bool Condition::shows(const Scope& scope) const {
    if (is_absent()) return true;
    return expression_->holds(scope).value_or(!fails_closed_);
}

json::Value operator_form(const json::Value& source) {
    const auto* alternatives = source.if_array();
    if (alternatives == nullptr) return source;
    json::Array any;
    for (const auto& alternative : *alternatives) {
        const auto* object = alternative.if_object();
        if (object == nullptr || object->empty()) return source;
        any.push_back(legacy_alternative(*object));
    }
    if (any.empty()) return source;
    return any.size() == 1 ? any[0] : json::Object{{"or", std::move(any)}};
}

bool is_same_value(const json::Value& left, const json::Value& right) {
    if (left.is_number() && right.is_number()) {
        if (left.is_int64() && right.is_int64()) return left.get_int64() == right.get_int64();
        return json::as_number(left) == json::as_number(right);
    }
    if (left.kind() != right.kind()) return false;
    switch (left.kind()) {
        case boost::json::kind::bool_:
            return left.get_bool() == right.get_bool();
        case boost::json::kind::string:
            return left.get_string() == right.get_string();
        case boost::json::kind::array:
            return is_same_list(left.get_array(), right.get_array());
        case boost::json::kind::object:
            return has_members_of(left.get_object(), right.get_object()) &&
                   has_members_of(right.get_object(), left.get_object());
        default:
            return true;
    }
}

std::optional<double> numeric_value(const json::Value& value) {
    if (const auto number = json::as_number(value)) return number;
    const auto* text = value.if_string();
    if (text == nullptr) return std::nullopt;
    std::string_view digits = trim_spaces(*text);
    const bool is_negative = digits.starts_with('-');
    if (is_negative || digits.starts_with('+')) digits.remove_prefix(1);
    // Keeps "inf", "nan" and a second sign away from from_chars.
    const bool starts_well =
        !digits.empty() && (digits[0] == '.' || (digits[0] >= '0' && digits[0] <= '9'));
    if (!starts_well) return std::nullopt;
    double number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return is_negative ? -number : number;
}

json::Value number_value(double number) {
    constexpr double exact_below = 9007199254740992.0;
    if (!std::isfinite(number)) return nullptr;
    if (number == std::trunc(number) && std::abs(number) < exact_below)
        return static_cast<std::int64_t>(number);
    return number;
}

// The product with a power of ten is taken with its exact error, so that 1.005, which is a
// little less in binary, rounds to 1.00 as JavaScript's toFixed does.
double round_half_away(double number, int decimal_places) {
    constexpr double fractions_below = 4503599627370496.0;  // 2^52
    const double scale = std::pow(10.0, decimal_places);
    const double size = std::abs(number);
    const double product = size * scale;
    if (!(product < fractions_below)) return number;
    const double error = std::fma(size, scale, -product);
    const double whole = std::floor(product);
    const double above_half = product - whole - 0.5;
    const bool goes_up = above_half > 0 || (above_half == 0 && error >= 0);
    const double rounded = (goes_up ? whole + 1 : whole) / scale;
    return number < 0 ? -rounded : rounded;
}

}  // namespace amparo::forms

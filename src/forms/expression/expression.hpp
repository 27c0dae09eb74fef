#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

/// The expression language of conditions and calculations (forms.md §9). Parsed once into a
/// tree; evaluating reads only, never throws and may be done by many threads at once.
namespace amparo::forms {

struct ExpressionNode;

/// Bounds of forms.md §9.2, and of what one evaluation may cost.
inline constexpr int expression_depth_max = 16;
inline constexpr int expression_nodes_max = 256;      // operators
inline constexpr int expression_steps_max = 200'000;  // 1,000 rows × a large `where`
inline constexpr int shift_units_max = 10'000;        // of $today: no calendar overflow

/// How null and "" order: never, or as 0 as Primero v2 does (kept for imported configurations).
enum class Semantics { strict, v2 };

/// What an evaluation needs besides the data.
struct EvaluationContext {
    Day today{};
    std::string time_zone = "UTC";  // IANA name; where days begin
    Semantics semantics = Semantics::strict;
};

/// The values an expression looks at: a record's, or an entry's with its record behind "$record".
struct Scope {
    const json::Object& values;
    const EvaluationContext& context;
    const json::Object* record = nullptr;
};

/// A field an expression reads. Fields of rows are not listed but the subform is.
struct Dependency {
    std::string field;
    bool is_of_record = false;  // named as "$record.field"
    bool operator==(const Dependency&) const = default;
};

/// One parsed expression; cheap to copy.
class Expression {
  public:
    /// `invalid` with a JSON pointer into the source when it is not an expression.
    static Result<Expression> parse(const json::Value& source);

    /// The value; nullopt when it cannot be evaluated on this data (an ordering against a list,
    /// too many steps).
    std::optional<json::Value> evaluate(const Scope& scope) const;
    /// As a condition; nullopt as above.
    std::optional<bool> holds(const Scope& scope) const;
    /// Each field once, in the order of first mention.
    const std::vector<Dependency>& dependencies() const { return dependencies_; }

  private:
    std::shared_ptr<const ExpressionNode> root_;
    std::vector<Dependency> dependencies_;
};

/// When an element is drawn (forms.md §7).
class Condition {
  public:
    /// Null, {}, [] and absent mean "always". The keys `disabled` and `fail_closed` beside the
    /// operator are understood.
    static Result<Condition> parse(const json::Value* source);

    bool is_absent() const { return !expression_ || is_disabled_; }
    /// Whether the element is shown; an expression that cannot be evaluated shows it, unless
    /// the condition fails closed.
    bool shows(const Scope& scope) const;
    /// The expression, of a disabled condition too; empty when absent.
    const std::optional<Expression>& expression() const { return expression_; }

  private:
    std::optional<Expression> expression_;
    bool is_disabled_ = false;
    bool fails_closed_ = false;
};

/// Rewrites the legacy array form into operators; other expressions come back as they are.
json::Value operator_form(const json::Value& source);

/// Same type and value, numbers by value, missing keys of objects as null.
bool is_same_value(const json::Value& left, const json::Value& right);
/// A number, or a text that is one in plain or exponent notation ("1.5", " -2e3 "); else nullopt.
std::optional<double> numeric_value(const json::Value& value);
/// An exact integer when the number is one, else a double; null when it is not finite.
json::Value number_value(double number);
/// To so many decimal places, half away from zero, decided on the binary value.
double round_half_away(double number, int decimal_places);

}  // namespace amparo::forms

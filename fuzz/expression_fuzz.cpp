// Any text as {"expression": …, "data": {…}}: parsing refuses or accepts, evaluating never throws,
// and the rewritten legacy form means the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.hpp"
#include "forms/expression/expression.hpp"

namespace {

using namespace amparo;

void require(bool condition) {
    if (!condition) std::abort();
}

void evaluate_both(const json::Value& source, const json::Object& data) {
    const auto expression = forms::Expression::parse(source);
    if (!expression) return require(!expression.error().message.key.empty());
    forms::EvaluationContext context{.today = Day(std::chrono::days(20'000))};
    const forms::Scope scope{.values = data, .context = context, .record = &data};
    const auto value = expression->evaluate(scope);
    const auto holds = expression->holds(scope);
    require(value.has_value() == holds.has_value());
    if (value) require(*holds == (*value == json::Value(true)));
    const auto rewritten = forms::Expression::parse(forms::operator_form(source));
    if (rewritten) require(rewritten->evaluate(scope) == value);
    context.semantics = forms::Semantics::v2;
    static_cast<void>(expression->evaluate(scope));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto input = json::parse_object(text);
    if (!input) return 0;
    const auto* source = json::find(*input, "expression");
    const auto* data = json::find_object(*input, "data");
    const json::Object nothing;
    if (source != nullptr) evaluate_both(*source, data == nullptr ? nothing : *data);
    const auto condition = forms::Condition::parse(source);
    const forms::EvaluationContext context;
    if (condition) condition->shows({.values = *input, .context = context});
    return 0;
}

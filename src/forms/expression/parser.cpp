#include "forms/expression/parser.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "base/text.hpp"

namespace amparo::forms {
namespace {

/// How an operator's body is written.
enum class Body { list, one, comparison, combination, pair, count, age, choice };

struct OperatorName {
    std::string_view name;
    Operator op;
    Body body;
    bool is_negated = false;
};

constexpr OperatorName operator_names[] = {
    {"and", Operator::and_, Body::list},
    {"or", Operator::or_, Body::list},
    {"not", Operator::not_, Body::one},
    {"eq", Operator::eq, Body::comparison},
    {"ne", Operator::eq, Body::comparison, true},
    {"in", Operator::in, Body::comparison},
    {"nin", Operator::in, Body::comparison, true},
    {"any", Operator::any, Body::comparison},
    {"gt", Operator::gt, Body::comparison},
    {"ge", Operator::ge, Body::comparison},
    {"lt", Operator::lt, Body::comparison},
    {"le", Operator::le, Body::comparison},
    {"between", Operator::between, Body::comparison},
    {"empty", Operator::empty, Body::comparison},
    {"sum", Operator::sum, Body::combination},
    {"avg", Operator::avg, Body::combination},
    {"min", Operator::min, Body::combination},
    {"max", Operator::max, Body::combination},
    {"concat", Operator::concat, Body::combination},
    {"coalesce", Operator::coalesce, Body::combination},
    {"sub", Operator::sub, Body::pair},
    {"mul", Operator::mul, Body::pair},
    {"div", Operator::div, Body::pair},
    {"count", Operator::count, Body::count},
    {"age", Operator::age, Body::age},
    {"if", Operator::if_, Body::choice},
};

constexpr int decimal_places_max = 15;     // a double has no more
constexpr std::size_t path_steps_max = 8;  // subforms nest three deep
constexpr std::size_t path_size_max = 255;

const OperatorName* find_operator(std::string_view name) {
    const auto* found = std::find_if(std::begin(operator_names), std::end(operator_names),
                                     [name](const auto& known) { return known.name == name; });
    return found == std::end(operator_names) ? nullptr : found;
}

/// Where in the source we are, and how deep.
struct Place {
    std::string pointer;
    int depth = 1;

    Place at(std::string_view key) const {
        return {pointer + '/' + json::pointer_step(key), depth};
    }
    Place at(std::size_t index) const { return {pointer + '/' + std::to_string(index), depth}; }
    Place deeper() const { return {pointer, depth + 1}; }
};

std::unexpected<Error> wrong(const Place& place, const char* key) {
    return refuse_field(Errc::invalid, place.pointer, key);
}

bool is_scalar(const json::Value& value) {
    return !value.is_array() && !value.is_object();
}

class Parser {
  public:
    Result<ExpressionNode> root(const json::Value& source) {
        const Place place;
        if (const auto* array = source.if_array()) return legacy(*array, place);
        return expression(source, place);
    }

    std::vector<Dependency> take_dependencies() { return std::move(dependencies_); }

  private:
    Result<ExpressionNode> expression(const json::Value& source, const Place& place) {
        if (place.depth > expression_depth_max) return wrong(place, "errors.expression.depth");
        const auto* object = source.if_object();
        if (object == nullptr) return wrong(place, "errors.expression.object");
        if (object->size() != 1) return wrong(place, "errors.expression.one_operator");
        const auto& [key, body] = *object->begin();
        const auto* known = find_operator(key);
        const Place inside = place.at(key);
        if (known == nullptr) return wrong(inside, "errors.expression.operator");
        AMPARO_CHECK(enter(place));
        AMPARO_TRY(auto node, body_of(*known, body, inside));
        node.is_negated = known->is_negated;
        return node;
    }

    /// As expression(), and it must be one that is true or false.
    Result<ExpressionNode> condition(const json::Value& source, const Place& place) {
        const auto* object = source.if_object();
        if (object != nullptr && object->size() == 1) {
            const auto* known = find_operator(object->begin()->key());
            const bool is_condition = known == nullptr || known->body == Body::list ||
                                      known->body == Body::one || known->body == Body::comparison;
            if (!is_condition) return wrong(place, "errors.expression.condition");
        }
        return expression(source, place);
    }

    Result<ExpressionNode> body_of(const OperatorName& known, const json::Value& body,
                                   const Place& place) {
        switch (known.body) {
            case Body::list:
                return list(known.op, body, place);
            case Body::one:
                return negation(body, place);
            case Body::comparison:
                return comparison(known.op, body, place);
            case Body::combination:
                return combination(known.op, body, place);
            case Body::pair:
                return pair(known.op, body, place);
            case Body::count:
                return count(body, place);
            case Body::age:
                return age(body, place);
            case Body::choice:
                return choice(body, place);
        }
        return wrong(place, "errors.expression.operator");
    }

    Result<ExpressionNode> list(Operator op, const json::Value& body, const Place& place) {
        const auto* array = body.if_array();
        if (array == nullptr) return wrong(place, "errors.expression.list");
        ExpressionNode node{.op = op};
        for (std::size_t i = 0; i < array->size(); ++i) {
            AMPARO_TRY(auto part, condition((*array)[i], place.at(i).deeper()));
            node.operands.push_back(std::move(part));
        }
        return node;
    }

    Result<ExpressionNode> negation(const json::Value& body, const Place& place) {
        AMPARO_TRY(auto part, condition(body, place.deeper()));
        ExpressionNode node{.op = Operator::not_};
        node.operands.push_back(std::move(part));
        return node;
    }

    // {field: value} or [left, right].
    Result<ExpressionNode> comparison(Operator op, const json::Value& body, const Place& place) {
        if (const auto* sides = body.if_array()) {
            if (sides->size() != 2) return wrong(place, "errors.expression.two_sides");
            AMPARO_TRY(auto left, operand((*sides)[0], place.at(0)));
            return compared(op, std::move(left), {(*sides)[1], place.at(1)});
        }
        const auto* object = body.if_object();
        if (object == nullptr || object->size() != 1)
            return wrong(place, "errors.expression.one_field");
        const auto& [name, value] = *object->begin();
        AMPARO_TRY(auto left, field(name, place.at(name)));
        return compared(op, std::move(left), {value, place.at(name)});
    }

    /// What stands right of a comparison: a text there is a value, not a field.
    struct Right {
        const json::Value& source;
        Place place;
    };

    Result<ExpressionNode> compared(Operator op, ExpressionNode left, const Right& right) {
        ExpressionNode node{.op = op};
        node.operands.push_back(std::move(left));
        if (op == Operator::between) return bounds(std::move(node), right);
        const bool is_list = right.source.is_array();
        const bool orders =
            op == Operator::gt || op == Operator::ge || op == Operator::lt || op == Operator::le;
        if (orders && is_list) return wrong(right.place, "errors.expression.ordered_list");
        if (op == Operator::empty && !right.source.is_bool())
            return wrong(right.place, "errors.expression.boolean");
        AMPARO_TRY(auto operand, right_side(right));
        node.operands.push_back(std::move(operand));
        return node;
    }

    Result<ExpressionNode> bounds(ExpressionNode node, const Right& right) {
        const auto* array = right.source.if_array();
        if (array == nullptr || array->size() != 2)
            return wrong(right.place, "errors.expression.bounds");
        for (std::size_t i = 0; i < 2; ++i) {
            const Right bound{(*array)[i], right.place.at(i)};
            if (bound.source.is_array())
                return wrong(bound.place, "errors.expression.ordered_list");
            AMPARO_TRY(auto operand, right_side(bound));
            node.operands.push_back(std::move(operand));
        }
        return node;
    }

    Result<ExpressionNode> right_side(const Right& right) {
        const auto* object = right.source.if_object();
        if (object == nullptr) return constant(right.source);
        if (const auto* shift = object->if_contains("$today"))
            return today(*shift, right.place, object->size());
        return operand(right.source, right.place);
    }

    Result<ExpressionNode> today(const json::Value& body, const Place& place, std::size_t keys) {
        constexpr std::pair<std::string_view, int DayShift::*> units[] = {
            {"years", &DayShift::years},
            {"months", &DayShift::months},
            {"weeks", &DayShift::weeks},
            {"days", &DayShift::days}};
        const Place inside = place.at("$today");
        const auto* object = body.if_object();
        if (object == nullptr || keys != 1) return wrong(inside, "errors.expression.today");
        ExpressionNode node{.op = Operator::today};
        for (const auto& [key, value] : *object) {
            const auto* unit = std::find_if(std::begin(units), std::end(units),
                                            [&key](const auto& u) { return u.first == key; });
            const auto amount = json::as_integer(value);
            const bool is_known = unit != std::end(units) && amount.has_value();
            if (!is_known || std::abs(*amount) > shift_units_max)
                return wrong(inside.at(key), "errors.expression.today");
            node.shift.*(unit->second) = static_cast<int>(*amount);
        }
        return node;
    }

    // [operand, …] or {data: [operand, …], extra: {…}}.
    Result<ExpressionNode> combination(Operator op, const json::Value& body, const Place& place) {
        ExpressionNode node{.op = op};
        const json::Value* data = &body;
        Place where = place;
        if (const auto* object = body.if_object()) {
            data = object->if_contains("data");
            where = place.at("data");
            AMPARO_CHECK(read_extra(*object, node.extra, place.at("extra")));
        }
        const auto* array = data == nullptr ? nullptr : data->if_array();
        if (array == nullptr) return wrong(where, "errors.expression.list");
        for (std::size_t i = 0; i < array->size(); ++i) {
            AMPARO_TRY(auto part, operand((*array)[i], where.at(i)));
            node.operands.push_back(std::move(part));
        }
        return node;
    }

    Result<ExpressionNode> pair(Operator op, const json::Value& body, const Place& place) {
        AMPARO_TRY(auto node, combination(op, body, place));
        if (node.operands.size() != 2) return wrong(place, "errors.expression.two_operands");
        return node;
    }

    Result<> read_extra(const json::Object& body, OperatorExtra& extra, const Place& place) {
        const auto* value = body.if_contains("extra");
        if (value == nullptr || value->is_null()) return {};
        const auto* object = value->if_object();
        if (object == nullptr) return wrong(place, "errors.expression.extra");
        if (const auto* places = object->if_contains("decimalPlaces")) {
            const auto count = json::as_integer(*places);
            if (!count || *count < 0 || *count > decimal_places_max)
                return wrong(place.at("decimalPlaces"), "errors.expression.extra");
            extra.decimal_places = static_cast<int>(*count);
        }
        if (const auto* separator = object->if_contains("separator")) {
            if (!separator->is_string())
                return wrong(place.at("separator"), "errors.expression.extra");
            extra.separator = separator->get_string();
        }
        extra.blank_if_missing = json::bool_or(*object, "blank_if_missing", false);
        return {};
    }

    // A text is a field's name here; a literal text is {const: "x"}.
    Result<ExpressionNode> operand(const json::Value& source, const Place& place) {
        if (const auto* name = source.if_string()) return field(*name, place);
        if (source.is_number()) return constant(source);
        const auto* object = source.if_object();
        if (object == nullptr) return wrong(place, "errors.expression.operand");
        if (const auto* literal = object->if_contains("const")) {
            if (object->size() != 1 || !is_scalar(*literal))
                return wrong(place.at("const"), "errors.expression.operand");
            return constant(*literal);
        }
        const auto name = json::find_string(*object, "field");
        if (name && object->size() == 1) return field(*name, place.at("field"));
        if (const auto* shift = object->if_contains("$today"))
            return today(*shift, place, object->size());
        return expression(source, place.deeper());
    }

    // "rows", or {data: "rows", where: condition on a row}.
    Result<ExpressionNode> count(const json::Value& body, const Place& place) {
        ExpressionNode node{.op = Operator::count};
        const json::Value* data = &body;
        const json::Value* where = nullptr;
        if (const auto* object = body.if_object()) {
            data = object->if_contains("data");
            where = object->if_contains("where");
        }
        const auto* name = data == nullptr ? nullptr : data->if_string();
        if (name == nullptr) return wrong(place, "errors.expression.field");
        AMPARO_TRY(auto rows, field(*name, place));
        node.operands.push_back(std::move(rows));
        if (where == nullptr || where->is_null()) return node;
        ++rows_depth_;
        auto parsed = condition(*where, place.at("where").deeper());
        --rows_depth_;
        AMPARO_TRY(auto filter, std::move(parsed));
        node.operands.push_back(std::move(filter));
        return node;
    }

    Result<ExpressionNode> age(const json::Value& body, const Place& place) {
        constexpr std::pair<std::string_view, AgeUnit> units[] = {
            {"years", AgeUnit::years}, {"months", AgeUnit::months}, {"days", AgeUnit::days}};
        const auto* object = body.if_object();
        const auto* from = object == nullptr ? nullptr : object->if_contains("from");
        if (from == nullptr) return wrong(place, "errors.expression.age");
        ExpressionNode node{.op = Operator::age};
        AMPARO_TRY(auto start, operand(*from, place.at("from")));
        node.operands.push_back(std::move(start));
        if (const auto* to = object->if_contains("to"); to != nullptr && !to->is_null()) {
            AMPARO_TRY(auto end, operand(*to, place.at("to")));
            node.operands.push_back(std::move(end));
        }
        const auto name = json::string_or(*object, "unit", "years");
        const auto* unit = std::find_if(std::begin(units), std::end(units),
                                        [&name](const auto& u) { return u.first == name; });
        const auto* written = object->if_contains("unit");
        const bool is_text = written == nullptr || written->is_string();
        if (unit == std::end(units) || !is_text)
            return wrong(place.at("unit"), "errors.expression.age");
        node.unit = unit->second;
        return node;
    }

    // [condition, then, else?].
    Result<ExpressionNode> choice(const json::Value& body, const Place& place) {
        const auto* array = body.if_array();
        if (array == nullptr || array->size() < 2 || array->size() > 3)
            return wrong(place, "errors.expression.choice");
        ExpressionNode node{.op = Operator::if_};
        AMPARO_TRY(auto test, condition((*array)[0], place.at(0).deeper()));
        node.operands.push_back(std::move(test));
        for (std::size_t i = 1; i < array->size(); ++i) {
            AMPARO_TRY(auto part, operand((*array)[i], place.at(i)));
            node.operands.push_back(std::move(part));
        }
        return node;
    }

    Result<ExpressionNode> legacy(const json::Array& alternatives, const Place& place) {
        if (alternatives.empty()) return wrong(place, "errors.expression.empty");
        AMPARO_CHECK(enter(place));
        ExpressionNode node{.op = Operator::or_};
        for (std::size_t i = 0; i < alternatives.size(); ++i) {
            AMPARO_TRY(auto part, legacy_alternative(alternatives[i], place.at(i)));
            node.operands.push_back(std::move(part));
        }
        return node;
    }

    Result<ExpressionNode> legacy_alternative(const json::Value& source, const Place& place) {
        const auto* object = source.if_object();
        if (object == nullptr || object->empty()) return wrong(place, "errors.expression.object");
        AMPARO_CHECK(enter(place));
        ExpressionNode node{.op = Operator::and_};
        for (const auto& [name, value] : *object) {
            AMPARO_TRY(auto part, legacy_field(name, value, place.at(name)));
            node.operands.push_back(std::move(part));
        }
        return node;
    }

    Result<ExpressionNode> legacy_field(std::string_view name, const json::Value& value,
                                        const Place& place) {
        const auto* array = value.if_array();
        if (array == nullptr) return legacy_equal(name, value, place);
        ExpressionNode node{.op = Operator::or_};
        for (std::size_t i = 0; i < array->size(); ++i) {
            AMPARO_TRY(auto part, legacy_equal(name, (*array)[i], place.at(i)));
            node.operands.push_back(std::move(part));
        }
        return node;
    }

    Result<ExpressionNode> legacy_equal(std::string_view name, const json::Value& value,
                                        const Place& place) {
        if (!is_scalar(value)) return wrong(place, "errors.expression.value");
        ExpressionNode node{.op = Operator::eq};
        AMPARO_TRY(auto left, field(name, place));
        node.operands.push_back(std::move(left));
        node.operands.push_back(constant(value));
        return node;
    }

    Result<ExpressionNode> field(std::string_view name, const Place& place) {
        if (name.empty() || name.size() > path_size_max)
            return wrong(place, "errors.expression.field");
        ExpressionNode node{.op = Operator::field};
        node.path.text = name;
        for (const auto step : text::split(name, '.')) node.path.steps.emplace_back(step);
        auto& steps = node.path.steps;
        if (steps.front() == "$record") {
            node.path.is_of_record = true;
            steps.erase(steps.begin());
        }
        const bool has_gap = std::any_of(steps.begin(), steps.end(), [](const auto& step) {
            return step.empty() || step.front() == '$';
        });
        if (steps.empty() || steps.size() > path_steps_max || has_gap || steps.front() == "*")
            return wrong(place, "errors.expression.field");
        note_dependency(node.path);
        return node;
    }

    void note_dependency(const FieldPath& path) {
        if (rows_depth_ > 0 && !path.is_of_record) return;
        const Dependency dependency{path.steps.front(), path.is_of_record};
        if (std::find(dependencies_.begin(), dependencies_.end(), dependency) ==
            dependencies_.end())
            dependencies_.push_back(dependency);
    }

    static ExpressionNode constant(const json::Value& value) {
        return ExpressionNode{.op = Operator::constant, .constant = value};
    }

    Result<> enter(const Place& place) {
        if (++nodes_ > expression_nodes_max) return wrong(place, "errors.expression.nodes");
        return {};
    }

    int nodes_ = 0;
    int rows_depth_ = 0;  // inside `where` fields are those of rows
    std::vector<Dependency> dependencies_;
};

}  // namespace

Result<ParsedExpression> parse_expression(const json::Value& source) {
    Parser parser;
    AMPARO_TRY(auto root, parser.root(source));
    return ParsedExpression{std::move(root), parser.take_dependencies()};
}

}  // namespace amparo::forms

#include "forms/expression/evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "forms/partial_date.hpp"

namespace amparo::forms {
namespace {

const json::Value nothing;

/// A value that is either looked at in place or was computed.
class Operand {
  public:
    explicit Operand(const json::Value* seen) : seen_(seen) {}
    explicit Operand(json::Value made) : made_(std::move(made)) {}
    const json::Value& get() const { return seen_ != nullptr ? *seen_ : made_; }
    json::Value take() && {
        if (seen_ != nullptr) return *seen_;
        return std::move(made_);
    }
    bool is_missing() const { return seen_ == &nothing; }

  private:
    const json::Value* seen_ = nullptr;
    json::Value made_;
};

bool is_removed_row(const json::Value& row) {
    const auto* object = row.if_object();
    return object != nullptr && json::bool_or(*object, "_destroy", false);
}

/// Null or "": not filled in, and never in an order.
bool is_unfilled(const json::Value& value) {
    return value.is_null() || (value.is_string() && value.get_string().empty());
}

bool is_empty(const json::Value& value) {
    if (const auto* array = value.if_array())
        return std::all_of(array->begin(), array->end(), is_removed_row);
    return json::is_blank(value);
}

bool is_true(const json::Value& value) {
    return value.is_bool() && value.get_bool();
}

std::optional<Moment> moment_of(const json::Value& value) {
    const auto* text = value.if_string();
    return text == nullptr ? std::nullopt : parse_moment(*text);
}

bool occurs(const json::Value& value, const json::Array& items) {
    return std::any_of(items.begin(), items.end(),
                       [&value](const auto& item) { return is_same_value(value, item); });
}

/// How text appears in `concat`; lists and objects have none.
std::string text_of(const json::Value& value) {
    if (const auto* text = value.if_string()) return std::string(*text);
    if (value.is_null() || value.is_array() || value.is_object()) return "";
    return json::write(value);
}

/// What of a date known in part an operator takes: the first day, as it is stored, the one in the
/// middle or the last one, or only the part that is known (docs/decisions/0020).
enum class DateReading : std::uint8_t { first, middle, last, written };

/// The date as it is to be read; nullopt for all that is no date known in part.
std::optional<json::Value> partial_date(const json::Object& values, const std::string& key,
                                        DateReading reading) {
    if (reading == DateReading::first) return std::nullopt;
    const auto precision = precision_of(values, key);
    if (precision == DatePrecision::day) return std::nullopt;
    const auto text = json::string_or(values, key);
    const auto first = parse_day(text);
    if (!first) return std::nullopt;
    switch (reading) {
        case DateReading::middle:
            return json::Value(format_day(middle_day(*first, precision)));
        case DateReading::last:
            return json::Value(format_day(last_day(*first, precision)));
        default:
            break;
    }
    constexpr std::size_t year_length = 4;
    constexpr std::size_t month_length = 7;
    return json::Value(
        text.substr(0, precision == DatePrecision::year ? year_length : month_length));
}

/// Collects the value, or the items of a list in it, rows of rows included.
void collect(const json::Value& value, std::span<const std::string> steps, DateReading reading,
             json::Array& found) {
    if (steps.empty()) return void(found.push_back(value));
    if (steps.front() == "*") {
        const auto* rows = value.if_array();
        if (rows == nullptr) return;
        for (const auto& row : *rows) {
            if (!is_removed_row(row)) collect(row, steps.subspan(1), reading, found);
        }
        return;
    }
    const auto* object = value.if_object();
    const auto* member = object == nullptr ? nullptr : object->if_contains(steps.front());
    if (member != nullptr && steps.size() == 1) {
        if (auto date = partial_date(*object, steps.front(), reading))
            return void(found.push_back(std::move(*date)));
    }
    collect(member == nullptr ? nothing : *member, steps.subspan(1), reading, found);
}

/// Whole months between two days; a month is whole when its day of the month has come.
std::int64_t months_between(Day from, Day to) {
    const std::chrono::year_month_day start(from);
    const std::chrono::year_month_day end(to);
    const auto months = (end.year() / end.month() - start.year() / start.month()).count();
    return end.day() < start.day() ? months - 1 : months;
}

class Evaluator {
  public:
    explicit Evaluator(const Scope& scope)
        : context_(scope.context), values_(&scope.values), record_(scope.record) {}

    bool is_broken() const { return is_broken_; }

    Operand value(const ExpressionNode& node) {
        if (!step()) return Operand(&nothing);
        switch (node.op) {
            case Operator::constant:
                return Operand(&node.constant);
            case Operator::field:
                return field(node.path);
            case Operator::today:
                return made(format_day(shift_day(context_.today, node.shift)));
            case Operator::coalesce:
                return first_filled(node);
            case Operator::if_:
                return chosen(node);
            default:
                break;
        }
        // How dates are read is for what gives one, not for what reckons with them inside.
        const auto outer = std::exchange(reading_, DateReading::first);
        Operand result = reckoned(node);
        reading_ = outer;
        return result;
    }

    bool truth(const ExpressionNode& node) { return is_true(value(node).get()); }

  private:
    Operand reckoned(const ExpressionNode& node) {
        switch (node.op) {
            case Operator::sum:
            case Operator::avg:
            case Operator::min:
            case Operator::max:
                return combined(node);
            case Operator::sub:
            case Operator::mul:
            case Operator::div:
                return computed(node);
            case Operator::count:
                return counted(node);
            case Operator::age:
                return age(node);
            case Operator::concat:
                return joined(node);
            default:
                return made(condition(node) != node.is_negated);
        }
    }

    template <class T>
    static Operand made(T&& content) {
        return Operand(json::Value(std::forward<T>(content)));
    }

    bool step() {
        if (++steps_ > expression_steps_max) is_broken_ = true;
        return !is_broken_;
    }

    Operand field(const FieldPath& path) {
        const json::Object* source = path.is_of_record && record_ != nullptr ? record_ : values_;
        const auto& steps = path.steps;
        if (const auto* flat = source->if_contains(steps.front()); steps.size() == 1) {
            if (auto date = partial_date(*source, steps.front(), reading_))
                return Operand(std::move(*date));
            return Operand(flat == nullptr ? &nothing : flat);
        }
        const auto* first = source->if_contains(steps.front());
        if (first == nullptr) return Operand(&nothing);
        json::Array found;
        collect(*first, std::span(steps).subspan(1), reading_, found);
        steps_ += static_cast<int>(found.size());
        const bool is_list = std::find(steps.begin(), steps.end(), "*") != steps.end();
        if (is_list) return made(std::move(found));
        return found.empty() ? Operand(&nothing) : Operand(std::move(found.front()));
    }

    bool condition(const ExpressionNode& node) {
        const auto holds = [this](const ExpressionNode& part) { return truth(part); };
        const auto& parts = node.operands;
        switch (node.op) {
            case Operator::and_:
                return std::all_of(parts.begin(), parts.end(), holds);
            case Operator::or_:
                return std::any_of(parts.begin(), parts.end(), holds);
            case Operator::not_:
                return !truth(parts[0]);
            default:
                break;
        }
        if (is_ordering(node.op)) reading_ = DateReading::middle;
        const Operand left = value(parts[0]);
        const Operand right = value(parts[1]);
        switch (node.op) {
            case Operator::eq:
                return equals(left.get(), right.get());
            case Operator::in:
                return contains_all(left.get(), right.get());
            case Operator::any:
                return contains_any(left.get(), right.get());
            case Operator::empty:
                return is_empty(left.get()) == right.get().get_bool();
            case Operator::between:
                return orders(Operator::ge, left, right.get()) &&
                       orders(Operator::le, left, value(parts[2]).get());
            default:
                return orders(node.op, left, right.get());
        }
    }

    bool equals(const json::Value& data, const json::Value& wanted) const {
        if (const auto moment = moment_of(wanted)) {
            const auto given = moment_of(data);
            return given && compare(*given, *moment, context_.time_zone) == 0;
        }
        const bool is_false = wanted.is_bool() && !wanted.get_bool();
        return (is_false && data.is_null()) || is_same_value(data, wanted);
    }

    static bool contains_all(const json::Value& data, const json::Value& wanted) {
        const auto* items = wanted.if_array();
        const json::Array single = items == nullptr ? json::Array{wanted} : json::Array();
        const json::Array& wanted_items = items == nullptr ? single : *items;
        const auto* list = data.if_array();
        if (list == nullptr) return occurs(data, wanted_items);
        return std::all_of(wanted_items.begin(), wanted_items.end(),
                           [list](const auto& item) { return occurs(item, *list); });
    }

    static bool contains_any(const json::Value& data, const json::Value& wanted) {
        const auto* items = wanted.if_array();
        const json::Array single = items == nullptr ? json::Array{wanted} : json::Array();
        const json::Array& wanted_items = items == nullptr ? single : *items;
        const auto* list = data.if_array();
        if (list == nullptr) return !data.is_null() && occurs(data, wanted_items);
        return std::any_of(wanted_items.begin(), wanted_items.end(),
                           [list](const auto& item) { return occurs(item, *list); });
    }

    static bool is_ordering(Operator op) {
        switch (op) {
            case Operator::gt:
            case Operator::ge:
            case Operator::lt:
            case Operator::le:
            case Operator::between:
                return true;
            default:
                return false;
        }
    }

    static bool agrees(Operator op, std::partial_ordering order) {
        switch (op) {
            case Operator::gt:
                return order > 0;
            case Operator::ge:
                return order >= 0;
            case Operator::lt:
                return order < 0;
            default:
                return order <= 0;
        }
    }

    bool orders(Operator op, const Operand& left, const json::Value& limit) {
        const json::Value& data = left.get();
        if (limit.is_array() || limit.is_object()) {
            is_broken_ = true;
            return false;
        }
        if (const auto moment = moment_of(limit)) {
            const auto given = moment_of(data);
            return given && agrees(op, compare(*given, *moment, context_.time_zone));
        }
        if (is_unfilled(limit)) return false;
        if (is_unfilled(data)) return !left.is_missing() && orders_blank(op, data, limit);
        const auto* text = data.if_string();
        const auto* limit_text = limit.if_string();
        if (text != nullptr && limit_text != nullptr)
            return agrees(op, std::string_view(*text) <=> std::string_view(*limit_text));
        const auto number = numeric_value(data);
        const auto limit_number = numeric_value(limit);
        return number && limit_number && agrees(op, *number <=> *limit_number);
    }

    // Primero v2 reads null, and "" against a number, as 0.
    bool orders_blank(Operator op, const json::Value& data, const json::Value& limit) const {
        if (context_.semantics != Semantics::v2) return false;
        if (data.is_string() && limit.is_string())
            return agrees(op, std::string_view() <=> std::string_view(limit.get_string()));
        const auto number = numeric_value(limit);
        return number && agrees(op, 0.0 <=> *number);
    }

    /// Calls `use` with the operand, or with each item when it is a list.
    template <class Use>
    void each_item(const ExpressionNode& operand, Use use) {
        const Operand whole = value(operand);
        const auto* items = whole.get().if_array();
        if (items == nullptr) return use(whole.get());
        for (const auto& item : *items) {
            if (!step()) return;
            use(item);
        }
    }

    Operand combined(const ExpressionNode& node) {
        double total = 0;
        std::size_t filled = 0;
        std::optional<double> least;
        std::optional<double> most;
        bool has_blank = false;
        for (const auto& operand : node.operands) {
            each_item(operand, [&](const json::Value& item) {
                has_blank = has_blank || is_unfilled(item);
                filled += is_unfilled(item) ? 0 : 1;
                const auto number = numeric_value(item);
                total += number.value_or(is_true(item) ? 1 : 0);
                if (!number) return;
                least = std::min(least.value_or(*number), *number);
                most = std::max(most.value_or(*number), *number);
            });
        }
        if (node.extra.blank_if_missing && has_blank) return Operand(&nothing);
        switch (node.op) {
            case Operator::avg:
                return average(node.extra, total, filled);
            case Operator::min:
                return rounded(node.extra, least);
            case Operator::max:
                return rounded(node.extra, most);
            default:
                return rounded(node.extra, total);
        }
    }

    static Operand average(const OperatorExtra& extra, double total, std::size_t filled) {
        if (filled == 0) return made(0);
        const double mean = total / static_cast<double>(filled);
        if (!extra.decimal_places) return Operand(number_value(std::floor(mean)));
        return rounded(extra, mean);
    }

    static Operand rounded(const OperatorExtra& extra, std::optional<double> number) {
        if (!number) return Operand(&nothing);
        if (!extra.decimal_places) return Operand(number_value(*number));
        return Operand(number_value(round_half_away(*number, *extra.decimal_places)));
    }

    // An operand that is empty or no number makes the result null, as does a divisor of 0.
    Operand computed(const ExpressionNode& node) {
        const auto left = numeric_value(value(node.operands[0]).get());
        const auto right = numeric_value(value(node.operands[1]).get());
        if (!left || !right) return Operand(&nothing);
        switch (node.op) {
            case Operator::sub:
                return rounded(node.extra, *left - *right);
            case Operator::mul:
                return rounded(node.extra, *left * *right);
            default:
                break;
        }
        return *right == 0 ? Operand(&nothing) : rounded(node.extra, *left / *right);
    }

    Operand counted(const ExpressionNode& node) {
        const Operand rows = value(node.operands[0]);
        const auto* array = rows.get().if_array();
        const bool has_where = node.operands.size() > 1;
        if (array == nullptr) return made(is_empty(rows.get()) || has_where ? 0 : 1);
        std::int64_t count = 0;
        for (const auto& row : *array) {
            if (is_removed_row(row)) continue;
            if (!step()) break;
            if (!has_where || row_holds(row, node.operands[1])) ++count;
        }
        return made(count);
    }

    bool row_holds(const json::Value& row, const ExpressionNode& where) {
        const auto* object = row.if_object();
        if (object == nullptr) return false;
        const auto* outer_values = std::exchange(values_, object);
        const auto* outer_record = std::exchange(record_, record_ ? record_ : outer_values);
        const bool holds = truth(where);
        values_ = outer_values;
        record_ = outer_record;
        return holds;
    }

    /// The day that an operand gives; of a date known in part the one asked for.
    std::optional<Day> day(const ExpressionNode& node, DateReading reading) {
        reading_ = reading;
        const auto moment = moment_of(value(node).get());
        return moment ? std::optional(day_of(*moment, context_.time_zone)) : std::nullopt;
    }

    std::optional<Day> end_of(const ExpressionNode& node, DateReading reading) {
        return node.operands.size() > 1 ? day(node.operands[1], reading) : context_.today;
    }

    // From middle to middle. Where those are the wrong way round the two may still be in order,
    // as of a birth in this year: half of the longest time between them is taken.
    Operand age(const ExpressionNode& node) {
        auto start = day(node.operands[0], DateReading::middle);
        auto end = end_of(node, DateReading::middle);
        if (!start || !end) return Operand(&nothing);
        if (*start > *end) {
            const auto first = day(node.operands[0], DateReading::first);
            end = end_of(node, DateReading::last);
            if (!first || !end || *first > *end) return Operand(&nothing);
            start = *first + (*end - *first) / 2;
        }
        if (node.unit == AgeUnit::days)
            return made(static_cast<std::int64_t>((*end - *start).count()));
        const auto months = months_between(*start, *end);
        return made(node.unit == AgeUnit::months ? months : months / 12);
    }

    Operand joined(const ExpressionNode& node) {
        reading_ = DateReading::written;
        std::string out;
        bool is_first = true;
        for (const auto& operand : node.operands) {
            each_item(operand, [&](const json::Value& item) {
                const auto text = text_of(item);
                if (text.empty()) return;
                if (!std::exchange(is_first, false)) out += node.extra.separator;
                out += text;
            });
        }
        return made(std::move(out));
    }

    Operand first_filled(const ExpressionNode& node) {
        for (const auto& operand : node.operands) {
            Operand found = value(operand);
            if (!is_empty(found.get())) return found;
        }
        return Operand(&nothing);
    }

    Operand chosen(const ExpressionNode& node) {
        if (truth(node.operands[0])) return value(node.operands[1]);
        return node.operands.size() > 2 ? value(node.operands[2]) : Operand(&nothing);
    }

    const EvaluationContext& context_;
    const json::Object* values_;
    const json::Object* record_;
    DateReading reading_ = DateReading::first;
    int steps_ = 0;
    bool is_broken_ = false;
};

}  // namespace

std::optional<json::Value> evaluate_node(const ExpressionNode& node, const Scope& scope) {
    Evaluator evaluator(scope);
    auto value = evaluator.value(node).take();
    if (evaluator.is_broken()) return std::nullopt;
    return value;
}

std::optional<bool> node_holds(const ExpressionNode& node, const Scope& scope) {
    Evaluator evaluator(scope);
    const bool holds = evaluator.truth(node);
    if (evaluator.is_broken()) return std::nullopt;
    return holds;
}

}  // namespace amparo::forms

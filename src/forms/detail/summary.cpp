#include "forms/detail/summary.hpp"

#include <algorithm>

#include "forms/expression/moment.hpp"

namespace amparo::forms {
namespace {

using Rows = std::vector<const json::Object*>;

const json::Value nothing;

const json::Value& value_of(const json::Object& row, std::string_view name) {
    const auto* value = row.if_contains(name);
    return value == nullptr ? nothing : *value;
}

Rows rows_of(const SubformSummary& summary, const Scope& scope) {
    Rows rows;
    const auto* list = json::find_array(scope.values, summary.subform_field);
    if (list == nullptr) return rows;
    for (const auto& item : *list) {
        const auto* row = item.if_object();
        if (row == nullptr || json::bool_or(*row, "_destroy", false)) continue;
        const Scope entry{.values = *row,
                          .context = scope.context,
                          .record = scope.record == nullptr ? &scope.values : scope.record};
        if (!summary.where || summary.where->holds(entry).value_or(false)) rows.push_back(row);
    }
    return rows;
}

/// Dates by instant, numbers by value, everything else by its text.
bool is_less(const json::Value& left, const json::Value& right, const std::string& zone) {
    const auto first = numeric_value(left);
    const auto second = numeric_value(right);
    if (first && second) return *first < *second;
    if (!left.is_string() || !right.is_string()) return json::write(left) < json::write(right);
    const auto earlier = parse_moment(left.get_string());
    const auto later = parse_moment(right.get_string());
    if (earlier && later) return compare(*earlier, *later, zone) < 0;
    return left.get_string() < right.get_string();
}

void sort_rows(Rows& rows, const SubformSummary& summary, const std::string& zone) {
    const auto& key = summary.order_by;
    if (key.empty()) return;
    const auto has_key = [&key](const auto* row) { return !json::is_blank(value_of(*row, key)); };
    if (std::any_of(rows.begin(), rows.end(), has_key))
        std::erase_if(rows, [&has_key](const auto* row) { return !has_key(row); });
    std::stable_sort(rows.begin(), rows.end(), [&](const auto* left, const auto* right) {
        return is_less(value_of(*left, key), value_of(*right, key), zone);
    });
    if (summary.is_descending) std::reverse(rows.begin(), rows.end());
}

json::Value folded(const Rows& rows, const SubformSummary& summary) {
    std::vector<double> numbers;
    for (const auto* row : rows) {
        if (const auto number = numeric_value(value_of(*row, summary.field_name)))
            numbers.push_back(*number);
    }
    double total = 0;
    for (const double number : numbers) total += number;
    if (summary.kind == SummaryKind::sum) return number_value(total);
    if (numbers.empty()) return nullptr;
    switch (summary.kind) {
        case SummaryKind::min:
            return number_value(*std::min_element(numbers.begin(), numbers.end()));
        case SummaryKind::max:
            return number_value(*std::max_element(numbers.begin(), numbers.end()));
        default:
            return number_value(total / static_cast<double>(numbers.size()));
    }
}

}  // namespace

json::Value summarise(const SubformSummary& summary, const Scope& scope) {
    Rows rows = rows_of(summary, scope);
    if (summary.kind == SummaryKind::count) return static_cast<std::int64_t>(rows.size());
    if (rows.empty()) return nullptr;
    if (summary.kind != SummaryKind::first && summary.kind != SummaryKind::last)
        return folded(rows, summary);
    sort_rows(rows, summary, scope.context.time_zone);
    const auto* row = summary.kind == SummaryKind::first ? rows.front() : rows.back();
    return value_of(*row, summary.field_name);
}

}  // namespace amparo::forms

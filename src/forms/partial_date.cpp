#include "forms/partial_date.hpp"

namespace amparo::forms {
namespace {

using std::chrono::year_month_day;

constexpr std::string_view suffix = "_precision";

std::chrono::months length_of(DatePrecision precision) {
    return std::chrono::months(precision == DatePrecision::year ? 12 : 1);
}

// A day that the other month lacks runs over into the next one, as in the web app.
Day moved(Day day, std::chrono::months months) {
    return Day(year_month_day(day) + months);
}

}  // namespace

std::string precision_key(std::string_view date) {
    return std::string(date).append(suffix);
}

bool is_precision_field(const Field& field) {
    const std::string_view name = field.name;
    if (field.type != FieldType::select_box || field.form == nullptr || !name.ends_with(suffix))
        return false;
    const auto* date = field.form->find(name.substr(0, name.size() - suffix.size()));
    return date != nullptr && date->type == FieldType::date_field;
}

DatePrecision precision_of(const json::Object& values, std::string_view date) {
    return read_precision(values.if_contains(precision_key(date)));
}

DatePrecision read_precision(const json::Value* value) {
    const auto* text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr) return DatePrecision::day;
    if (*text == "year") return DatePrecision::year;
    return *text == "month" ? DatePrecision::month : DatePrecision::day;
}

Day last_day(Day first, DatePrecision precision) {
    if (precision == DatePrecision::day) return first;
    return moved(first, length_of(precision)) - std::chrono::days(1);
}

Day middle_day(Day first, DatePrecision precision) {
    return first + (last_day(first, precision) - first) / 2;
}

Day first_day(Day last, DatePrecision precision) {
    if (precision == DatePrecision::day) return last;
    return moved(last, -length_of(precision)) + std::chrono::days(1);
}

}  // namespace amparo::forms

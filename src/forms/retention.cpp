#include "forms/retention.hpp"

#include <algorithm>
#include <charconv>

namespace amparo::forms {
namespace {

constexpr int years_max = 200;  // longer than anybody lives
constexpr std::size_t hold_fields_max = 20;
constexpr std::string_view closure = "date_closure";
constexpr std::string_view legal_hold = "legal_hold";

std::optional<RetentionPolicy> read_policy(const json::Value& value) {
    const auto* object = value.if_object();
    if (object == nullptr || json::string_or(*object, "record_type") != "case") return {};
    if (json::string_or(*object, "action", "review") != "review") return {};
    const auto* after = json::find_object(*object, "after");
    if (after == nullptr || json::string_or(*after, "event") != closure) return {};
    const auto period = Period::parse(json::string_or(*after, "period"));
    if (!period) return {};
    auto holds = json::string_list(*object, "hold_fields");
    if (holds.size() > hold_fields_max) return {};
    if (!object->contains("hold_fields")) holds = {std::string(legal_hold)};
    return RetentionPolicy{.module_id = json::string_or(*object, "module_id"),
                           .period = *period,
                           .hold_fields = std::move(holds)};
}

/// A field of an answer to yes or no, a tick, or a date is a hold once it says so.
bool holds(const json::Object& data, std::string_view field) {
    const auto* value = data.if_contains(field);
    if (value == nullptr || value->is_null()) return false;
    if (value->is_bool()) return value->as_bool();
    return !value->is_string() || (!value->as_string().empty() && value->as_string() != "false" &&
                                   value->as_string() != "no");
}

std::optional<Day> day_of(const json::Object& data, std::string_view key) {
    const auto day = parse_day(json::string_or(data, key));
    return day ? std::optional(*day) : std::nullopt;
}

}  // namespace

std::optional<Period> Period::parse(std::string_view text) {
    if (!text.starts_with('P') || text.size() < 2) return {};
    text.remove_prefix(1);
    Period period;
    std::string_view units = "YMD";
    while (!text.empty()) {
        int number = 0;
        const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
        const auto digits = static_cast<std::size_t>(end.ptr - text.data());
        if (end.ec != std::errc() || number < 0 || digits >= text.size()) return {};
        if (number > years_max * 366) return {};  // before it is multiplied
        const char unit = text[digits];
        const auto place = units.find(unit);
        if (place == std::string_view::npos) return {};
        units.remove_prefix(place + 1);
        if (unit == 'D') period.days = std::chrono::days(number);
        if (unit != 'D') period.months += std::chrono::months(unit == 'Y' ? number * 12 : number);
        text.remove_prefix(digits + 1);
    }
    const bool is_something = period.months.count() > 0 || period.days.count() > 0;
    const bool is_bearable = period.months.count() <= years_max * 12;
    return is_something && is_bearable ? std::optional(period) : std::nullopt;
}

Day Period::after(Day day) const {
    auto date = std::chrono::year_month_day(day) + months;
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return Day(std::chrono::sys_days(date)) + days;
}

std::optional<RetentionRules> RetentionRules::read(const json::Value& setting) {
    const auto* list = setting.if_array();
    if (list == nullptr || list->size() > retention_policies_max) return {};
    RetentionRules rules;
    for (const auto& value : *list) {
        auto policy = read_policy(value);
        if (!policy) return {};
        rules.policies_.push_back(std::move(*policy));
    }
    return rules;
}

RetentionRules RetentionRules::of(const json::Object& system_settings) {
    const auto* setting = system_settings.if_contains(retention_key);
    if (setting != nullptr && !setting->is_null()) return read(*setting).value_or(RetentionRules());
    RetentionRules rules;
    rules.policies_.push_back(
        {.period = {.months = std::chrono::years(10)}, .hold_fields = {std::string(legal_hold)}});
    return rules;
}

std::optional<Day> RetentionRules::due_on(const json::Object& data) const {
    if (json::string_or(data, "status") != "closed") return {};
    const auto closed = day_of(data, closure);
    if (!closed) return {};
    const auto module_id = json::string_or(data, "module_id");
    const auto policy = std::ranges::find_if(policies_, [&](const auto& one) {
        return one.module_id.empty() || one.module_id == module_id;
    });
    if (policy == policies_.end()) return {};
    const auto is_held = std::ranges::any_of(policy->hold_fields,
                                             [&](const auto& field) { return holds(data, field); });
    if (is_held) return {};
    const auto due = policy->period.after(*closed);
    return std::max(due, day_of(data, keep_until_key).value_or(due));
}

}  // namespace amparo::forms

#include "forms/plausibility.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "forms/expression/moment.hpp"
#include "forms/partial_date.hpp"

namespace amparo::forms {
namespace {

constexpr std::string_view of_record = "../";

constexpr std::array<std::pair<std::string_view, PlausibilityKind>, 3> kinds{
    {{"order", PlausibilityKind::order},
     {"age", PlausibilityKind::age},
     {"age_max", PlausibilityKind::age_max}}};

std::optional<PlausibilityRule> read_rule(const json::Object& setting) {
    const auto kind = json::string_or(setting, "kind");
    const auto* found = std::find_if(kinds.begin(), kinds.end(),
                                     [&kind](const auto& known) { return known.first == kind; });
    if (found == kinds.end()) return std::nullopt;
    PlausibilityRule rule{.kind = found->second,
                          .record_type = json::string_or(setting, "record_type"),
                          .modules = json::string_list(setting, "modules"),
                          .rows = json::string_or(setting, "rows"),
                          .earlier = json::string_or(setting, "earlier"),
                          .later = json::string_or(setting, "later"),
                          .age = json::string_or(setting, "age"),
                          .birth = json::string_or(setting, "birth"),
                          .max = json::integer_or(setting, "max", 0)};
    bool is_whole = !rule.age.empty() && !rule.birth.empty();
    if (rule.kind == PlausibilityKind::order) is_whole = !rule.earlier.empty();
    if (rule.kind == PlausibilityKind::order && rule.later.empty()) is_whole = false;
    if (rule.kind == PlausibilityKind::age_max && rule.max <= 0) is_whole = false;
    if (!is_whole || rule.record_type.empty()) return std::nullopt;
    return rule;
}

/// Full years; born on 29 February: a year older on 1 March in common years.
int full_years(Day born, Day on) {
    const std::chrono::year_month_day birth(born);
    const std::chrono::year_month_day today(on);
    const int years = static_cast<int>(today.year()) - static_cast<int>(birth.year());
    const bool is_before_birthday =
        std::pair(today.month(), today.day()) < std::pair(birth.month(), birth.day());
    return is_before_birthday ? years - 1 : years;
}

/// The record, or one of its rows, with where it lies.
struct Place {
    const json::Object& record;
    const json::Object& values;
    std::string pointer;  // "" or "/services_section/0"
};

/// The ages that somebody may be of.
struct Years {
    std::int64_t least;
    std::int64_t most;
};

class Examination {
  public:
    explicit Examination(const PlausibilityInput& input) : input_(input) {}

    void look(const PlausibilityRule& rule) {
        if (rule.rows.empty()) {
            look_at(rule, {.record = input_.data, .values = input_.data, .pointer = ""});
            return;
        }
        const auto* rows = json::find_array(input_.data, rule.rows);
        if (rows == nullptr) return;
        for (std::size_t n = 0; n < rows->size(); ++n) {
            const auto* row = (*rows)[n].if_object();
            if (row == nullptr || json::bool_or(*row, "_destroy", false)) continue;
            look_at(rule,
                    {.record = input_.data,
                     .values = *row,
                     .pointer = '/' + json::pointer_step(rule.rows) + '/' + std::to_string(n)});
        }
    }
    std::vector<Doubt> take() { return std::move(doubts_); }

  private:
    void look_at(const PlausibilityRule& rule, const Place& place) {
        switch (rule.kind) {
            case PlausibilityKind::order:
                return order(rule, place);
            case PlausibilityKind::age:
                return age(rule, place);
            case PlausibilityKind::age_max:
                return age_max(rule, place);
        }
    }

    void order(const PlausibilityRule& rule, const Place& place) {
        const auto earlier = day_of_field(rule.earlier, place);
        const auto later = last_day_of_field(rule.later, place);
        if (earlier && later && *later < *earlier)
            add(rule.later, place, "warnings.order", {{"other", plain_name(rule.earlier)}});
    }

    void age(const PlausibilityRule& rule, const Place& place) {
        const auto told = years_of_field(rule.age, place);
        const auto reckoned = years_since(rule.birth, place);
        if (told && reckoned &&
            (*told < reckoned->least - age_tolerance_years ||
             *told > reckoned->most + age_tolerance_years))
            add(rule.age, place, "warnings.age", {{"other", plain_name(rule.birth)}});
    }

    // The birth date says more than an age, which may be old.
    void age_max(const PlausibilityRule& rule, const Place& place) {
        const auto born = years_since(rule.birth, place);
        const auto years = born ? std::optional(born->least) : years_of_field(rule.age, place);
        if (years && *years > rule.max)
            add(born ? rule.birth : rule.age, place, "warnings.age_max", {{"max", rule.max}});
    }

    static std::string_view plain_name(std::string_view name) {
        return name.starts_with(of_record) ? name.substr(of_record.size()) : name;
    }
    static const json::Value* value_of(std::string_view name, const Place& place) {
        const auto& values = name.starts_with(of_record) ? place.record : place.values;
        return json::find(values, plain_name(name));
    }
    std::optional<Day> day_of_field(std::string_view name, const Place& place) const {
        const auto* value = value_of(name, place);
        const auto* text = value == nullptr ? nullptr : value->if_string();
        const auto moment = text == nullptr ? std::nullopt : parse_moment(*text);
        if (!moment) return std::nullopt;
        return day_of(*moment, input_.time_zone);
    }
    /// Of a partial date the last day that it may mean.
    std::optional<Day> last_day_of_field(std::string_view name, const Place& place) const {
        const auto first = day_of_field(name, place);
        if (!first) return first;
        return last_day(*first, read_precision(value_of(precision_key(name), place)));
    }
    static std::optional<std::int64_t> years_of_field(std::string_view name, const Place& place) {
        const auto* value = value_of(name, place);
        return value == nullptr ? std::nullopt : json::as_integer(*value);
    }
    /// Of a partial date more than one age. Nothing for days to come: they are refused elsewhere.
    std::optional<Years> years_since(std::string_view name, const Place& place) const {
        const auto first = day_of_field(name, place);
        if (!first || *first > input_.today) return std::nullopt;
        const auto last = std::min(*last_day_of_field(name, place), input_.today);
        return Years{full_years(last, input_.today), full_years(*first, input_.today)};
    }
    void add(std::string_view name, const Place& place, MessageKey key, json::Object parameters) {
        const bool is_outside = name.starts_with(of_record);
        const auto step = '/' + json::pointer_step(plain_name(name));
        doubts_.push_back({.pointer = is_outside ? step : place.pointer + step,
                           .key = std::move(key),
                           .parameters = std::move(parameters)});
    }

    const PlausibilityInput& input_;
    std::vector<Doubt> doubts_;
};

bool concerns(const PlausibilityRule& rule, const PlausibilityInput& input) {
    if (rule.record_type != input.record_type) return false;
    const auto module = json::string_or(input.data, "module_id");
    return rule.modules.empty() || std::ranges::find(rule.modules, module) != rule.modules.end();
}

}  // namespace

std::vector<PlausibilityRule> plausibility_rules(const json::Object& system_settings) {
    std::vector<PlausibilityRule> rules;
    const auto* list = json::find_array(system_settings, plausibility_key);
    if (list == nullptr) return rules;
    for (const auto& element : *list) {
        const auto* setting = element.if_object();
        if (setting == nullptr || rules.size() == plausibility_rules_max) continue;
        if (auto rule = read_rule(*setting)) rules.push_back(std::move(*rule));
    }
    return rules;
}

std::vector<Doubt> find_doubts(const std::vector<PlausibilityRule>& rules,
                               const PlausibilityInput& input) {
    Examination examination(input);
    for (const auto& rule : rules) {
        if (concerns(rule, input)) examination.look(rule);
    }
    return examination.take();
}

}  // namespace amparo::forms

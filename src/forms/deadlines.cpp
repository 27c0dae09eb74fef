#include "forms/deadlines.hpp"

#include "forms/timeframe.hpp"

namespace amparo::forms {
namespace {

/// What meets the dates that the default forms ask for (case-management.md §7.1).
std::string_view known_done(std::string_view target) {
    if (target == "assessment_due_date") return "assessment_requested_on";
    if (target == "case_plan_due_date") return "date_case_plan";
    return "";
}

std::optional<Day> day_of(std::string_view stored, const std::string& time_zone) {
    if (const auto day = parse_day(stored)) return *day;
    if (const auto moment = parse_instant(stored)) return day_in_zone(*moment, time_zone);
    return std::nullopt;
}

}  // namespace

std::optional<Deadline> Deadline::read(const json::Object& source) {
    Deadline deadline{.id = json::string_or(source, "id"),
                      .subform = json::string_or(source, "subform"),
                      .target = json::string_or(source, "target_field"),
                      .start = json::string_or(source, "start_field"),
                      .offset = json::string_or(source, "offset")};
    const bool is_whole =
        !deadline.target.empty() && !deadline.start.empty() && deadline.target != deadline.start;
    if (!is_whole || !add_timeframe(Instant(), deadline.offset)) return std::nullopt;
    const auto done = json::string_or(source, "done_field");
    if (!deadline.subform.empty())
        deadline.done = deadline.start;  // a row that took place is met
    else
        deadline.done = done.empty() ? known_done(deadline.target) : done;
    deadline.copied = json::string_list(source, "copied_fields");
    if (deadline.copied.size() > deadline_copies_max) return std::nullopt;
    const auto* filter = source.if_contains("filter");
    if (filter == nullptr || filter->is_null()) return deadline;
    auto expression = Expression::parse(*filter);
    if (!expression) return std::nullopt;
    deadline.filter = std::move(*expression);
    return deadline;
}

bool Deadline::applies(const json::Object& data, const EvaluationContext& context) const {
    return !filter || filter->holds({.values = data, .context = context}).value_or(false);
}

std::optional<Day> Deadline::due_after(std::string_view start_value,
                                       const std::string& time_zone) const {
    const auto day = day_of(start_value, time_zone);
    if (!day) return std::nullopt;
    const auto due = add_timeframe(Instant(*day), offset);
    return due ? std::optional(std::chrono::floor<std::chrono::days>(*due)) : std::nullopt;
}

std::vector<Deadline> deadlines_of(const Module* module) {
    std::vector<Deadline> deadlines;
    const auto* options =
        module == nullptr ? nullptr : json::find_object(module->attributes, "module_options");
    const auto* list = options == nullptr ? nullptr : json::find_array(*options, deadlines_key);
    if (list == nullptr) return deadlines;
    for (const auto& element : *list) {
        const auto* source = element.if_object();
        auto deadline = source == nullptr ? std::nullopt : Deadline::read(*source);
        if (deadline) deadlines.push_back(std::move(*deadline));
    }
    return deadlines;
}

}  // namespace amparo::forms

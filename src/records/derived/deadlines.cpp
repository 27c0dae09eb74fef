#include "forms/expression/expression.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"
#include "records/service_due.hpp"

namespace amparo::records::derived {
namespace {

/// One entry of the module option `deadlines` (case-management.md §7.4).
struct Deadline {
    std::string id;
    std::string target;
    std::string start;
    std::string offset;  // "3_days"
    const json::Value* filter = nullptr;
};

std::vector<Deadline> deadlines_of(const json::Object& after, const Context& context) {
    std::vector<Deadline> deadlines;
    const auto* module = context.definitions.module(json::string_or(after, "module_id"));
    const auto* options =
        module == nullptr ? nullptr : json::find_object(module->attributes, "module_options");
    const auto* list = options == nullptr ? nullptr : json::find_array(*options, "deadlines");
    if (list == nullptr) return deadlines;
    for (const auto& element : *list) {
        const auto* entry = element.if_object();
        if (entry == nullptr) continue;
        deadlines.push_back({.id = json::string_or(*entry, "id"),
                             .target = json::string_or(*entry, "target_field"),
                             .start = json::string_or(*entry, "start_field"),
                             .offset = json::string_or(*entry, "offset"),
                             .filter = entry->if_contains("filter")});
    }
    return deadlines;
}

bool applies(const Deadline& deadline, const json::Object& after, const Context& context) {
    if (deadline.filter == nullptr || deadline.filter->is_null()) return true;
    const auto expression = forms::Expression::parse(*deadline.filter);
    if (!expression) return false;
    const forms::EvaluationContext evaluation{.today = context.today,
                                              .time_zone = context.definitions.time_zone()};
    return expression->holds({.values = after, .context = evaluation}).value_or(false);
}

/// The day the deadline falls on; "" when its start is missing or its offset cannot be read.
std::string due_day(const Deadline& deadline, const json::Object& after) {
    const auto start = parse_day(json::string_or(after, deadline.start).substr(0, 10));
    if (!start) return "";
    const auto due = add_timeframe(Instant(*start), deadline.offset);
    return due ? format_day(std::chrono::floor<std::chrono::days>(*due)) : "";
}

/// Whether the date in the target is the one a rule put there: a user may set another, which
/// stays. The last entry of the log for the field says.
bool is_automatic(const json::Object& after, const std::string& target) {
    std::string last;
    for (const auto* entry : rows(after, "deadline_log")) {
        if (json::string_or(*entry, "target_field") == target)
            last = json::string_or(*entry, "value");
    }
    return !last.empty() && last == json::string_or(after, target);
}

}  // namespace

// The first rule of a field that applies decides. A changed risk level moves only dates that a
// rule has set and that nobody has changed since.
Changes set_deadlines(const json::Object& before, const json::Object& after,
                      const Context& context) {
    Changes changes;
    const auto deadlines = deadlines_of(after, context);
    const bool risk_changed = is_changed(before, after, "risk_level");
    json::Array log;
    if (const auto* stored = json::find_array(after, "deadline_log")) log = *stored;
    for (const auto& deadline : deadlines) {
        if (deadline.target.empty() || changes.contains(deadline.target)) continue;
        const bool is_open = !is_present(after, deadline.target) ||
                             (risk_changed && is_automatic(after, deadline.target));
        if (!is_open || !applies(deadline, after, context)) continue;
        const auto day = due_day(deadline, after);
        if (day.empty() || day == json::string_or(after, deadline.target)) continue;
        changes[deadline.target] = day;
        log.emplace_back(json::Object{{"id", deadline.id},
                                      {"target_field", deadline.target},
                                      {"value", day},
                                      {"auto", true},
                                      {"at", format_instant(context.now)}});
        changes["deadline_log"] = log;
    }
    return changes;
}

}  // namespace amparo::records::derived

#include "insight/task_view.hpp"

#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "records/representation.hpp"

namespace amparo::insight {
namespace {

using records::Task;
namespace task_types = records::task_types;

constexpr int soon_days = 7;

json::Value value_or_null(const json::Object& data, std::string_view key) {
    const auto* value = data.if_contains(key);
    return value == nullptr ? json::Value(nullptr) : *value;
}

/// "06-Feb-2024", in English whatever the language: the wire's format.
std::string wire_day(Day day) {
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day date(day);
    const auto iso = format_day(day);
    return iso.substr(8) + "-" + months[unsigned{date.month()} - 1] + "-" + iso.substr(0, 4);
}

bool is_row(std::string_view type) {
    return type == task_types::follow_up || type == task_types::service ||
           type == task_types::approval || type == task_types::review;
}

}  // namespace

TaskView::TaskView(Scene scene)
    : scene_(std::move(scene)),
      rules_(records::TaskRules::of(scene_.definitions)),
      today_(day_in_zone(scene_.now, rules_.time_zone)) {}

std::optional<json::Object> TaskView::show(const store::StoredRecord& record,
                                           const index::DueRow& row) const {
    const auto tasks = records::tasks_of(record.data, rules_);
    if (row.number >= tasks.size()) return std::nullopt;
    const auto& task = tasks[row.number];
    const bool is_same = task.type == row.due.what && records::found_by(task) == row.due.who;
    if (!is_same) return std::nullopt;
    return describe(record, task);
}

std::optional<json::Object> TaskView::show(const store::StoredRecord& record,
                                           const std::string& id) const {
    for (const auto& task : records::tasks_of(record.data, rules_)) {
        if (records::task_id(record.id, task) == id) return describe(record, task);
    }
    return std::nullopt;
}

json::Object TaskView::describe(const store::StoredRecord& record, const Task& task) const {
    const auto readable = scene_.readable(record);
    const auto shown = records::represent(record, {.actor = scene_.actor,
                                                   .definitions = scene_.definitions,
                                                   .readable = *readable,
                                                   .fields = "name,owned_by,risk_level"});
    const bool is_overdue = task.is_overdue(scene_.now);
    const bool is_for_anyone = task.who.starts_with(' ');
    json::Object object{
        {"record_type", "case"},
        {"id", record.id.text()},
        {"task_id", records::task_id(record.id, task)},
        {"record_id_display", json::string_or(record.data, "case_id_display")},
        {"type", task.type},
        {"type_display", type_display(task)},
        {"detail", json::text_or_null(task.detail)},
        {"priority", value_or_null(shown, "risk_level")},
        {"due_date", wire_day(task.due_day)},
        {"due_date_iso", format_day(task.due_day)},
        {"due_at", task.is_to_the_hour ? format_instant(task.deadline) : format_day(task.due_day)},
        {"name", value_or_null(shown, "name")}};
    object["unique_id"] = is_row(task.type) ? json::text_or_null(task.entry) : json::Value(nullptr);
    object["completion_field"] = json::text_or_null(std::string(records::completion_field(task)));
    object["module_unique_id"] = value_or_null(record.data, "module_id");
    object["owned_by"] = value_or_null(shown, "owned_by");
    object["assigned_to"] = is_for_anyone ? json::Value(nullptr) : json::Value(task.who);
    object["text"] = json::text_or_null(task.text);
    object["given_by"] = json::text_or_null(task.given_by);
    object["can_be_given"] = records::can_be_given(task.type);
    object["snoozed_until"] = nullptr;
    object["overdue"] = is_overdue;
    object["upcoming_soon"] = !is_overdue && task.due_day <= today_ + std::chrono::days(soon_days);
    object["days_overdue"] = is_overdue ? (today_ - task.due_day).count() : 0;
    return object;
}

std::string TaskView::kind_label(std::string_view type) const {
    return scene_.messages.text(scene_.locale, MessageKey{"tasks.kinds." + std::string(type)});
}

std::string TaskView::type_display(const Task& task) const {
    const auto about = subject(task);
    auto kind = kind_label(task.type);
    if (about.empty()) return kind;
    MessageKey message{"tasks.kind_of"};
    message.arguments = {{"kind", std::move(kind)}, {"subject", about}};
    return scene_.messages.text(scene_.locale, message);
}

std::string TaskView::subject(const Task& task) const {
    if (task.detail.empty()) return {};
    if (task.type == task_types::follow_up)
        return option_label("followup_subform_section", "followup_type", task.detail);
    if (task.type == task_types::service || task.type == task_types::referral_response)
        return option_label("services_section", "service_type", task.detail);
    if (task.type != task_types::approval) return {};
    const auto* labels =
        json::find_object(scene_.definitions.system_settings(), "approvals_labels_i18n");
    if (labels == nullptr) return {};
    for (const auto& locale : {scene_.locale, scene_.definitions.default_locale()}) {
        const auto* texts = json::find_object(*labels, locale);
        if (texts == nullptr) continue;
        if (auto label = json::string_or(*texts, task.detail); !label.empty()) return label;
    }
    return {};
}

std::string TaskView::option_label(std::string_view form, std::string_view field,
                                   const std::string& option) const {
    const auto* section = scene_.definitions.form(form);
    const auto* found = section == nullptr ? nullptr : section->find(field);
    const auto* options = found == nullptr ? nullptr : scene_.definitions.options_of(*found);
    if (options == nullptr) return option;
    const auto place = std::ranges::find_if(
        *options, [&](const auto& candidate) { return candidate.id == option; });
    if (place == options->end()) return option;
    return forms::text_for(place->display_text, scene_.locale, scene_.definitions.default_locale());
}

json::Object TaskView::field_names() const {
    json::Object names;
    for (const auto type : {task_types::assessment, task_types::case_plan, task_types::follow_up,
                            task_types::service})
        names[type] = records::due_field(type, rules_);
    return names;
}

}  // namespace amparo::insight

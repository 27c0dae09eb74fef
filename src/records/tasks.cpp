#include "records/tasks.hpp"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "base/error.hpp"
#include "forms/expression/moment.hpp"
#include "records/derived/values.hpp"
#include "records/service_due.hpp"

namespace amparo::records {
namespace {

using derived::is_present;
using derived::is_true;
using derived::rows;

constexpr std::string_view services_key = "services_section";
constexpr std::string_view follow_ups_key = "followup_subform_section";
constexpr std::string_view conferences_key = "case_conferences_section";
constexpr std::string_view held_on = "conference_date";
constexpr std::string_view reviewed_on = "conference_reviewed_on";
constexpr std::string_view done_follow_up = "followup_date";
constexpr std::string_view done_service = "service_implemented_day_time";
constexpr std::int64_t closure_days_max = 3650;  // more is a slip of the pen
constexpr std::int64_t follow_up_days_default = 30;
constexpr std::chrono::days match_question_days{7};

std::string text(const json::Object& data, std::string_view key) {
    return json::string_or(data, key);
}

std::optional<Day> day_of(const json::Object& data, std::string_view key, const TaskRules& rules) {
    const auto written = text(data, key);
    if (const auto day = parse_day(written)) return *day;
    if (const auto moment = parse_instant(written)) return day_in_zone(*moment, rules.time_zone);
    return std::nullopt;
}

/// Gathers the tasks of one case.
class Gatherer {
  public:
    Gatherer(const json::Object& data, const TaskRules& rules)
        : data_(data),
          rules_(rules),
          module_(text(data, "module_id")),
          owner_(text(data, "owned_by")) {}

    std::vector<Task> gather() {
        by_date(task_types::assessment, "assessment_due_date", "assessment_requested_on");
        by_date(task_types::case_plan, "case_plan_due_date", "date_case_plan");
        follow_ups();
        services();
        review();
        approvals();
        transitions();
        flags();
        closure();
        match_questions();
        own();
        given();
        return std::move(tasks_);
    }

  private:
    void add(Task task, std::optional<Day> due) {
        if (!due || task.who.empty() || !rules_.is_on(module_, task.type)) return;
        task.due_day = *due;
        if (!task.is_to_the_hour) task.deadline = rules_.end_of(*due);
        tasks_.push_back(std::move(task));
    }
    void add(Task task, const json::Object& from, std::string_view key) {
        add(std::move(task), day_of(from, key, rules_));
    }
    Task mine(std::string_view type) const { return {.type = std::string(type), .who = owner_}; }

    void by_date(std::string_view type, std::string_view due, std::string_view done) {
        if (!is_present(data_, done)) add(mine(type), data_, due);
    }

    void follow_ups() {
        for (const auto* row : rows(data_, follow_ups_key)) {
            if (is_present(*row, done_follow_up)) continue;
            auto task = mine(task_types::follow_up);
            task.detail = text(*row, "followup_type");
            task.entry = text(*row, "unique_id");
            add(std::move(task), *row, "followup_needed_by_date");
        }
    }

    void services() {
        for (const auto* row : rows(data_, services_key)) {
            if (is_present(*row, done_service)) continue;
            const auto due = service_due(*row, rules_.due_from_appointment);
            if (!due) continue;
            const auto day =
                due->appointment ? *due->appointment : day_in_zone(due->at, rules_.time_zone);
            Task task{.type = std::string(task_types::service),
                      .detail = text(*row, "service_type"),
                      .who = owner_,
                      .entry = text(*row, "unique_id"),
                      .deadline = due->at,
                      .is_to_the_hour = due->is_to_the_hour};
            add(task, day);
            const auto provider = text(*row, "service_implementing_agency_individual");
            if (provider == owner_ || !has_accepted_referral(provider)) continue;
            task.who = provider;
            add(std::move(task), day);
        }
    }

    bool has_accepted_referral(std::string_view user) const {
        if (user.empty()) return false;
        const auto referrals = rows(data_, "transitions");
        return std::ranges::any_of(referrals, [&](const auto* row) {
            return text(*row, "type") == "Referral" && text(*row, "status") == "accepted" &&
                   text(*row, "transitioned_to") == user;
        });
    }

    void review() {
        const auto field = rules_.review_field(module_);
        if (!field.empty()) {
            auto task = mine(task_types::review);
            task.detail = field;
            add(std::move(task), data_, field);
        }
        // A conference fixes the next review, until that took place or a later one was held.
        std::string last_held;
        const auto conferences = rows(data_, conferences_key);
        for (const auto* row : conferences) last_held = std::max(last_held, text(*row, held_on));
        for (const auto* row : conferences) {
            if (is_present(*row, reviewed_on) || text(*row, held_on) < last_held) continue;
            auto task = mine(task_types::review);
            task.entry = text(*row, "unique_id");
            add(std::move(task), *row, "conference_review_date");
        }
    }

    // Waiting for an answer is due on the day of the question.
    void approvals() {
        for (const std::string approval :
             {"assessment", "case_plan", "closure", "action_plan", "gbv_closure"}) {
            if (text(data_, "approval_status_" + approval) != "pending") continue;
            const json::Object* request = nullptr;
            for (const auto* row : rows(data_, "approval_subforms")) {
                if (text(*row, "approval_requested_for") == approval) request = row;
            }
            if (request == nullptr) continue;
            const auto named = text(*request, "approver");
            add({.type = std::string(task_types::approval),
                 .detail = approval,
                 .who = named.empty() ? approvers_of(approval) : named,
                 .entry = text(*request, "unique_id")},
                *request, "approval_date");
        }
    }

    void transitions() {
        for (const auto* row : rows(data_, "transitions")) {
            if (text(*row, "status") != "in_progress" || is_true(*row, "remote")) continue;
            const auto kind = text(*row, "type");
            const auto type = kind == "Referral"          ? task_types::referral_response
                              : kind == "Transfer"        ? task_types::transfer_response
                              : kind == "TransferRequest" ? task_types::transfer_request
                                                          : std::string_view();
            if (type.empty()) continue;
            add({.type = std::string(type),
                 .detail = text(*row, "service"),
                 .who = text(*row, "transitioned_to"),
                 .entry = text(*row, "id")},
                *row, "created_at");
        }
    }

    void flags() {
        for (const auto* row : rows(data_, "flags")) {
            if (is_true(*row, "removed")) continue;
            const auto* number = row->if_contains("id");
            add({.type = std::string(task_types::flag),
                 .who = text(*row, "assignee"),
                 .entry = number == nullptr ? std::string() : json::write(*number)},
                *row, "due_date");
        }
    }

    // Each change puts it off: it is due once the case has lain still.
    void closure() {
        const auto days = rules_.closure_days(module_);
        if (days == 0 || !is_true(data_, "case_status_reopened")) return;
        auto last = day_of(data_, "last_updated_at", rules_);
        for (const auto* row : rows(data_, "reopened_logs"))
            last = std::max(last, day_of(*row, "reopened_date", rules_));
        if (last) add(mine(task_types::closure), *last + std::chrono::days(days));
    }

    // Nobody decides on the match before it is answered, and families wait.
    void match_questions() {
        for (const auto* row : rows(data_, match_questions_key)) {
            auto task = mine(task_types::match_question);
            task.entry = text(*row, "about");
            const auto asked = day_of(*row, "asked_at", rules_);
            if (asked) add(std::move(task), *asked + match_question_days);
        }
    }

    void own() {
        for (const auto* row : rows(data_, own_tasks_key)) {
            auto task = mine(task_types::own);
            if (auto who = text(*row, "who"); !who.empty()) task.who = std::move(who);
            task.entry = text(*row, "id");
            task.text = text(*row, "text");
            add(std::move(task), *row, "due_date");
        }
    }

    void given() {
        for (const auto* row : rows(data_, given_tasks_key)) {
            const auto task = std::ranges::find_if(tasks_, [&](const Task& one) {
                return one.type == text(*row, "type") && entry_of(one) == text(*row, "entry") &&
                       one.who == text(*row, "from") && one.from.empty();
            });
            if (task == tasks_.end() || !can_be_given(task->type)) continue;
            task->from = std::exchange(task->who, text(*row, "to"));
            task->given_by = text(*row, "given_by");
        }
    }

    const json::Object& data_;
    const TaskRules& rules_;
    std::string module_;
    std::string owner_;
    std::vector<Task> tasks_;
};

}  // namespace

struct TaskRules::DayEnds {
    std::mutex mutex;  // guards all below
    std::unordered_map<std::int64_t, Instant> known;
};

TaskRules TaskRules::of(const forms::Definitions& definitions) {
    TaskRules rules;
    rules.time_zone = definitions.time_zone();
    rules.due_from_appointment = services_due_from_appointment(definitions);
    rules.day_ends_ = std::make_shared<DayEnds>();
    if (const auto* options = json::find_object(definitions.system_settings(), "system_options")) {
        const auto days =
            json::integer_or(*options, "quality_follow_up_days", follow_up_days_default);
        rules.follow_up_days_ =
            std::chrono::days(std::clamp<std::int64_t>(days, 0, closure_days_max));
    }
    for (const auto& module : definitions.modules()) {
        for (auto& deadline : forms::deadlines_of(&module)) {
            if (deadline.subform == follow_ups_key && deadline.start == done_follow_up)
                rules.rhythms_[module.unique_id].push_back(std::move(deadline));
        }
        const auto* options = json::find_object(module.attributes, "module_options");
        if (options == nullptr) continue;
        for (auto& type : json::string_list(*options, "tasks_off"))
            rules.off_[module.unique_id].insert(std::move(type));
        const auto field = json::string_or(*options, "plan_review_field");
        if (!field.empty()) rules.review_fields_[module.unique_id] = field;
        const auto days = json::integer_or(*options, "closure_task_days", 0);
        if (days > 0 && days <= closure_days_max)
            rules.closure_days_[module.unique_id] = static_cast<int>(days);
    }
    return rules;
}

Instant TaskRules::end_of(Day day) const {
    const auto find = [&] {
        return forms::start_of_day(day + std::chrono::days(1), time_zone) -
               std::chrono::milliseconds(1);
    };
    if (time_zone == "UTC" || !day_ends_) return find();
    const std::scoped_lock lock(day_ends_->mutex);
    const auto [known, is_new] =
        day_ends_->known.try_emplace(day.time_since_epoch().count(), Instant());
    if (is_new) known->second = find();
    return known->second;
}

bool TaskRules::is_on(std::string_view module_id, std::string_view type) const {
    const auto module = off_.find(module_id);
    return module == off_.end() || !module->second.contains(type);
}

std::string_view TaskRules::review_field(std::string_view module_id) const {
    const auto module = review_fields_.find(module_id);
    return module == review_fields_.end() ? std::string_view() : module->second;
}

std::optional<Day> TaskRules::follow_up_expected(const json::Object& data, Instant now) const {
    auto last = text(data, "date_case_plan");
    for (const auto& day : json::string_list(data, "followup_dates")) last = std::max(last, day);
    const auto module = rhythms_.find(text(data, "module_id"));
    if (module != rhythms_.end() && !last.empty()) {
        const forms::EvaluationContext context{.today = day_in_zone(now, time_zone),
                                               .time_zone = time_zone};
        const auto rule = std::ranges::find_if(
            module->second, [&](const auto& deadline) { return deadline.applies(data, context); });
        if (rule != module->second.end()) return rule->due_after(last, time_zone);
    }
    const auto day = parse_day(last);
    return day ? std::optional(*day + follow_up_days_) : std::nullopt;
}

int TaskRules::closure_days(std::string_view module_id) const {
    const auto module = closure_days_.find(module_id);
    return module == closure_days_.end() ? 0 : module->second;
}

std::vector<Task> tasks_of(const json::Object& data, const TaskRules& rules) {
    if (text(data, "status") != "open" || !is_true(data, "record_state")) return {};
    return Gatherer(data, rules).gather();
}

std::vector<Instant> service_deadlines(const json::Object& data, const TaskRules& rules) {
    std::vector<Instant> deadlines;
    for (const auto* row : rows(data, services_key)) {
        if (is_present(*row, done_service)) continue;
        const auto due = service_due(*row, rules.due_from_appointment);
        if (!due) continue;
        const auto day =
            due->appointment ? *due->appointment : day_in_zone(due->at, rules.time_zone);
        deadlines.push_back(due->is_to_the_hour ? due->at : rules.end_of(day));
    }
    return deadlines;
}

std::string entry_of(const Task& task) {
    return task.entry.empty() ? task.detail : task.entry;
}

std::string task_id(const RecordId& id, const Task& task) {
    return id.text() + ":" + task.type + ":" + entry_of(task) + ":" + task.who;
}

bool can_be_given(std::string_view type) {
    constexpr std::string_view kinds[] = {
        task_types::assessment, task_types::case_plan, task_types::follow_up, task_types::service,
        task_types::review,     task_types::closure,   task_types::own};
    return std::ranges::find(kinds, type) != std::end(kinds);
}

std::string approvers_of(std::string_view approval) {
    return " approval " + std::string(approval);
}

std::string asked_of(std::string_view approval, std::string_view user_name) {
    return approvers_of(approval) + " " + std::string(user_name);
}

std::string found_by(const Task& task) {
    const bool is_asked_by_name = task.type == task_types::approval && !task.who.starts_with(' ');
    return is_asked_by_name ? asked_of(task.detail, task.who) : task.who;
}

std::string_view completion_field(const Task& task) {
    if (task.type == task_types::assessment) return "assessment_requested_on";
    if (task.type == task_types::case_plan) return "date_case_plan";
    if (task.type == task_types::follow_up) return "followup_date";
    if (task.type == task_types::service) return done_service;
    if (task.type == task_types::review) return task.detail.empty() ? reviewed_on : task.detail;
    return {};
}

std::string_view due_field(std::string_view type, const TaskRules& rules) {
    if (type == task_types::assessment) return "assessment_due_date";
    if (type == task_types::case_plan) return "case_plan_due_date";
    if (type == task_types::follow_up) return "followup_needed_by_date";
    if (type != task_types::service) return {};
    return rules.due_from_appointment ? "service_appointment_date" : "service_response_timeframe";
}

}  // namespace amparo::records

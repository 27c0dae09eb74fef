#include "records/case_columns.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "records/case_rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records {
namespace {

using derived::append_distinct;
using derived::is_present;
using derived::is_true;
using derived::rows;
using index::Column;
using index::ColumnKind;

std::string text(const json::Object& data, std::string_view key) {
    return json::string_or(data, key);
}

json::Value list_or_nothing(json::Array values) {
    return values.empty() ? json::Value(nullptr) : json::Value(std::move(values));
}

/// Those who were assigned the case: by a transition, or by whoever wrote its log before there
/// were any.
json::Value assigned_users(const json::Object& data) {
    json::Array names;
    for (const auto* row : rows(data, "transitions")) {
        if (text(*row, "type") == "Assign")
            append_distinct(names, json::Value(text(*row, "transitioned_to")));
    }
    for (const auto* row : rows(data, "ownership_log")) {
        const auto reason = text(*row, "reason");
        if (reason.empty() || reason == "assign")
            append_distinct(names, json::Value(text(*row, "to")));
    }
    return list_or_nothing(std::move(names));
}

// Tasks and lists call a service overdue by one rule: a filter on these moments finds it at the
// millisecond at which its task turns red. Records without services keep what they say.
json::Value service_due_dates(const json::Object& data, const TaskRules& rules) {
    if (json::find_array(data, "services_section") == nullptr) {
        const auto* stored = data.if_contains("service_due_dates");
        return stored == nullptr ? json::Value(nullptr) : *stored;
    }
    json::Array moments;
    for (const auto moment : service_deadlines(data, rules))
        moments.emplace_back(format_instant(moment));
    return list_or_nothing(std::move(moments));
}

json::Value open_response_types(const json::Object& data) {
    json::Array types;
    for (const auto* row : rows(data, "services_section")) {
        if (is_present(*row, "service_implemented_day_time")) continue;
        if (auto type = text(*row, "service_response_type"); !type.empty())
            append_distinct(types, json::Value(std::move(type)));
    }
    return list_or_nothing(std::move(types));
}

/// The days on which somebody else changed the services of the case, as its marks tell.
json::Value services_changed_by_others(const json::Object& data) {
    json::Array days;
    for (const auto* row : rows(data, "alerts")) {
        if (text(*row, "alert_for") == "field_change" && text(*row, "type") == "services")
            append_distinct(days, json::Value(text(*row, "date")));
    }
    return list_or_nothing(std::move(days));
}

/// The days of the requests for approval that still wait.
json::Value approvals_waiting_since(const json::Object& data, std::string_view approval) {
    if (text(data, "approval_status_" + std::string(approval)) != "pending") return nullptr;
    std::string day;
    for (const auto* row : rows(data, "approval_subforms")) {
        if (text(*row, "approval_requested_for") == approval) day = text(*row, "approval_date");
    }
    return day.empty() ? json::Value(nullptr) : json::Value(day);
}

bool is_internal_referral(const json::Object& row) {
    return text(row, "type") == "Referral" && !is_true(row, "remote");
}

json::Value referrals_waiting_since(const json::Object& data) {
    json::Array moments;
    for (const auto* row : rows(data, "transitions")) {
        if (is_internal_referral(*row) && text(*row, "status") == "in_progress")
            append_distinct(moments, json::Value(text(*row, "created_at")));
    }
    return list_or_nothing(std::move(moments));
}

/// The referral that was answered last; nullptr when none was.
const json::Object* last_answered_referral(const json::Object& data) {
    const json::Object* last = nullptr;
    for (const auto* row : rows(data, "transitions")) {
        const bool is_answered = is_internal_referral(*row) && is_present(*row, "responded_at") &&
                                 text(*row, "status") != "in_progress";
        if (!is_answered) continue;
        if (last == nullptr || text(*row, "responded_at") >= text(*last, "responded_at"))
            last = row;
    }
    return last;
}

/// When somebody went without the child's consent.
json::Value consent_overridden_at(const json::Object& data) {
    json::Array moments;
    for (const auto* row : rows(data, "transitions")) {
        if (is_true(*row, "consent_overridden"))
            append_distinct(moments, json::Value(text(*row, "created_at")));
    }
    return list_or_nothing(std::move(moments));
}

json::Value last_referral_answered_at(const json::Object& data) {
    const auto* last = last_answered_referral(data);
    return last == nullptr ? json::Value(nullptr) : json::Value(text(*last, "responded_at"));
}

/// Whole days from the referral to its answer.
json::Value last_referral_turnaround_days(const json::Object& data) {
    const auto* last = last_answered_referral(data);
    if (last == nullptr) return nullptr;
    const auto asked = parse_instant(text(*last, "created_at"));
    const auto answered = parse_instant(text(*last, "responded_at"));
    if (!asked || !answered) return nullptr;
    return std::chrono::floor<std::chrono::days>(*answered - *asked).count();
}

json::Value day_or_nothing(const std::optional<Day>& day) {
    return day ? json::Value(format_day(*day)) : json::Value(nullptr);
}

/// By which day the child has to be seen again.
json::Value follow_up_expected_on(const json::Object& data, const TaskRules& rules) {
    return day_or_nothing(rules.follow_up_expected(data, SystemClock().now()));
}

json::Value file_keys(const CaseFiles& files, const json::Object& record, bool is_done) {
    if (files.files().empty()) return nullptr;
    const auto today = day_in_zone(SystemClock().now(), files.time_zone());
    const auto module_id = text(record, "module_id");
    json::Array keys;
    for (const auto& line : files.lines(record, today)) {
        if (line.is_due() && line.is_done == is_done)
            keys.emplace_back(CaseFiles::key_of(module_id, *line.step, *line.item));
    }
    return list_or_nothing(std::move(keys));
}

}  // namespace

std::vector<Column> computed_case_columns(const CaseRulesPointer& rules) {
    std::vector<Column> columns;
    const auto add = [&](std::string name, ColumnKind kind, index::Compute compute) {
        columns.push_back(Column{.name = std::move(name), .kind = kind, .compute = compute});
    };
    const auto add_moments = [&](std::string name, index::Compute compute) {
        add(std::move(name), ColumnKind::date, std::move(compute));
        columns.back().is_instant = true;
    };
    add("assign", ColumnKind::keyword, assigned_users);
    add_moments("service_due_dates", [rules](const json::Object& data) {
        return service_due_dates(data, rules->current()->tasks);
    });
    add("open_service_response_types", ColumnKind::keyword, open_response_types);
    add("services_changed_by_others", ColumnKind::date, services_changed_by_others);
    for (const std::string approval :
         {"assessment", "case_plan", "closure", "action_plan", "gbv_closure"}) {
        add("approval_waiting_since_" + approval, ColumnKind::date,
            [approval](const json::Object& data) {
                return approvals_waiting_since(data, approval);
            });
    }
    add_moments("referrals_waiting_since", referrals_waiting_since);
    add_moments("consent_overridden_at", consent_overridden_at);
    add_moments("last_referral_answered_at", last_referral_answered_at);
    add("last_referral_turnaround_days", ColumnKind::number, last_referral_turnaround_days);
    add("follow_up_expected_on", ColumnKind::date, [rules](const json::Object& data) {
        return follow_up_expected_on(data, rules->current()->tasks);
    });
    add(std::string(RequiredAnswers::column), ColumnKind::keyword,
        [rules](const json::Object& data) -> json::Value {
            const auto current = rules->current();
            const auto& required = current->required;
            if (!required.is_on() || !required.is_lacking(data, SystemClock().now()))
                return nullptr;
            return "true";
        });
    // When somebody decides whether the closed case still has to be kept.
    add(std::string(forms::retention_column), ColumnKind::date, [rules](const json::Object& data) {
        return day_or_nothing(rules->current()->retention.due_on(data));
    });
    columns.back().sortable = true;
    return columns;
}

std::vector<Column> case_file_columns(const CaseRulesPointer& rules) {
    const auto column = [&](std::string_view name, bool is_done) {
        return Column{.name = std::string(name),
                      .kind = ColumnKind::keyword,
                      .compute = [rules, is_done](const json::Object& record) {
                          return file_keys(rules->current()->files, record, is_done);
                      }};
    };
    return {column(CaseFiles::left_column, false), column(CaseFiles::done_column, true)};
}

index::DueReader task_reader(CaseRulesPointer rules) {
    return [rules = std::move(rules)](const json::Object& data) {
        std::vector<index::Due> dues;
        const auto current = rules->current();
        for (auto& task : tasks_of(data, current->tasks)) {
            dues.push_back({.at = task.deadline.time_since_epoch().count(),
                            .who = found_by(task),
                            .what = std::move(task.type),
                            .detail = std::move(task.detail)});
        }
        return dues;
    };
}

}  // namespace amparo::records

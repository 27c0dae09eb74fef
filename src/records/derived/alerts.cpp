#include <algorithm>
#include <map>

#include "base/json.hpp"
#include "records/deadline_marks.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

/// Which form shows the mark when a field changes, and for whom it is made.
struct Watch {
    std::string form;
    bool for_everyone = false;  // "associated_users": whoever edits, all who share the record
};
using Watches = std::map<std::string, Watch, std::less<>>;

constexpr std::size_t alert_entries_max = 20;  // people, and answers, that one alert names

/// `changes_field_to_form` of the module, else of the system (case-management.md §6.2).
Watches watches_of(const json::Object& data, const Context& context) {
    const auto* module = context.definitions.module(json::string_or(data, "module_id"));
    const json::Object* map = nullptr;
    if (module != nullptr) {
        const auto* options = json::find_object(module->attributes, "module_options");
        if (options != nullptr) map = json::find_object(*options, "changes_field_to_form");
    }
    if (map == nullptr)
        map = json::find_object(context.definitions.system_settings(), "changes_field_to_form");
    Watches watches;
    if (map == nullptr) return watches;
    for (const auto& [field, entry] : *map) {
        if (const auto* text = entry.if_string()) watches[field] = {.form = std::string(*text)};
        if (const auto* object = entry.if_object())
            watches[field] = {
                .form = json::string_or(*object, "form_section_unique_id"),
                .for_everyone = json::string_or(*object, "alert_strategy") == "associated_users"};
    }
    return watches;
}

json::Array stored_alerts(const json::Object& after) {
    const auto* stored = json::find_array(after, "alerts");
    return stored == nullptr ? json::Array() : *stored;
}

std::size_t remove_if(json::Array& alerts, const auto& matches) {
    json::Array kept;
    const auto count = alerts.size();
    for (auto& alert : alerts) {
        if (!alert.is_object() || !matches(alert.get_object())) kept.push_back(std::move(alert));
    }
    alerts = std::move(kept);
    return count - alerts.size();
}

bool is_field_alert(const json::Object& alert) {
    return json::string_or(alert, "alert_for") == "field_change";
}

/// A list of an alert with one more entry; the latest few are enough to know where to look.
json::Array recent(const json::Object& alert, std::string_view key, std::string_view newest) {
    json::Array kept;
    for (const auto& text : json::string_list(alert, key))
        if (text != newest) kept.emplace_back(text);
    if (kept.size() >= alert_entries_max) kept.erase(kept.begin());
    kept.emplace_back(newest);
    return kept;
}

/// The mark of a form is dated anew, and tells all that changed since somebody took it away.
void add_field_alert(json::Array& alerts, const Watch& watch, std::string_view field,
                     const Context& context) {
    json::Object before;
    remove_if(alerts, [&](const json::Object& alert) {
        const bool is_it = is_field_alert(alert) && json::string_or(alert, "type") == watch.form;
        if (is_it) before = alert;
        return is_it;
    });
    json::Object alert{{"unique_id", Uuid::random(context.random).text()},
                       {"alert_for", "field_change"},
                       {"type", watch.form},
                       {"date", format_day(context.today)},
                       {"form_unique_id", watch.form},
                       {"user_id", nullptr},
                       {"changed_by", recent(before, "changed_by", context.actor.name().text())},
                       {"field_names", recent(before, "field_names", field)}};
    if (watch.for_everyone) alert["send_email"] = true;
    alerts.emplace_back(std::move(alert));
}

/// The owner has seen the record by saving it: marks made for the owner have done their work.
std::size_t clear_for_owner(json::Array& alerts, const Watches& watches) {
    return remove_if(alerts, [&](const json::Object& alert) {
        if (!is_field_alert(alert)) return false;
        return std::ranges::any_of(watches, [&](const auto& watch) {
            return !watch.second.for_everyone &&
                   watch.second.form == json::string_or(alert, "form_unique_id");
        });
    });
}

bool was_withdrawn(const json::Object& before, const json::Object& after) {
    return std::ranges::any_of(
        std::initializer_list<const char*>{"consent_for_services", "disclosure_other_orgs"},
        [&](const char* flag) { return is_true(before, flag) && !is_true(after, flag); });
}

json::Object withdrawal_alert(json::Value user, const Context& context) {
    return {{"unique_id", Uuid::random(context.random).text()},
            {"alert_for", "consent_withdrawn"},
            {"type", "consent_withdrawn"},
            {"date", format_day(context.today)},
            {"form_unique_id", "consent"},
            {"user_id", std::move(user)}};
}

json::Object deadline_mark(std::string_view form, const std::string& owner,
                           const Context& context) {
    return {{"unique_id", Uuid::random(context.random).text()},
            {"alert_for", deadline_alert},
            {"type", deadline_alert},
            {"date", format_day(context.today)},
            {"form_unique_id", form},
            {"user_id", owner}};
}

json::Value count_text(std::size_t count) {
    return json::Value(std::to_string(count));
}

}  // namespace

Changes raise_field_alerts(const json::Object& before, const json::Object& after,
                           const Context& context) {
    Changes changes;
    if (!context.is_form_save || !context.is_user_save) return changes;
    const auto watches = watches_of(after, context);
    if (watches.empty()) return changes;
    auto alerts = stored_alerts(after);
    const bool by_owner = context.actor.name().text() == json::string_or(after, "owned_by");
    bool changed = by_owner && clear_for_owner(alerts, watches) > 0;
    for (const auto& [field, watch] : watches) {
        if (!is_changed(before, after, field)) continue;
        if (context.is_new && !is_present(after, field)) continue;
        if (by_owner && !watch.for_everyone) continue;
        add_field_alert(alerts, watch, field, context);
        changed = true;
    }
    if (changed) changes["alerts"] = std::move(alerts);
    return changes;
}

Changes raise_withdrawal(const json::Object& before, const json::Object& after,
                         const Context& context) {
    Changes changes;
    if (context.is_new || !was_withdrawn(before, after)) return changes;
    auto alerts = stored_alerts(after);
    remove_if(alerts, [](const json::Object& alert) {
        return json::string_or(alert, "alert_for") == "consent_withdrawn";
    });
    alerts.emplace_back(withdrawal_alert(nullptr, context));
    for (const auto& user : json::string_list(after, "referred_users"))
        alerts.emplace_back(withdrawal_alert(json::Value(user), context));
    changes["alerts"] = std::move(alerts);
    return changes;
}

// A mark of overdue work is for whoever owns the record, and only as long as something is overdue.
Changes settle_deadline_alerts(const json::Object& /*before*/, const json::Object& after,
                               const Context& context) {
    Changes changes;
    auto alerts = stored_alerts(after);
    const auto is_mark = [](const json::Object& alert) {
        return json::string_or(alert, "alert_for") == deadline_alert;
    };
    const auto marks = rows(after, "alerts");
    if (std::ranges::none_of(marks, [&](const auto* alert) { return is_mark(*alert); }))
        return changes;
    const auto rules = TaskRules::of(context.definitions);
    const auto form = overdue_form(after, rules, context.now);
    const auto owner = json::string_or(after, "owned_by");
    const auto removed = remove_if(alerts, [&](const json::Object& alert) {
        return is_mark(alert) && (form.empty() || json::string_or(alert, "user_id") != owner);
    });
    if (removed == 0) return changes;
    // The work is as overdue for whoever owns the record now, and no clock will tell them.
    const bool is_left = std::ranges::any_of(alerts, [&](const auto& element) {
        const auto* alert = element.if_object();
        return alert != nullptr && is_mark(*alert);
    });
    if (!form.empty() && !is_left) alerts.emplace_back(deadline_mark(form, owner, context));
    changes["alerts"] = std::move(alerts);
    return changes;
}

// Lists and dashboards ask for these, so they are keys of their own and columns of the index.
Changes summarise_marks(const json::Object& /*before*/, const json::Object& after,
                        const Context& /*context*/) {
    Changes changes;
    if (after.contains("alerts"))
        changes["current_alert_types"] = distinct_column(after, "alerts", "type");
    if (!after.contains("flags")) return changes;
    std::size_t unresolved = 0;
    std::string newest;
    std::string newest_unresolved;
    for (const auto* flag : rows(after, "flags")) {
        const auto date = json::string_or(*flag, "date");
        newest = std::max(newest, date);
        if (is_true(*flag, "removed")) continue;
        ++unresolved;
        newest_unresolved = std::max(newest_unresolved, date);
    }
    changes["flagged"] = unresolved > 0;
    changes["flags_unresolved"] = count_text(unresolved);
    changes["flags_total"] = count_text(rows(after, "flags").size());
    changes["flags_newest_date"] = json::text_or_null(newest);
    changes["flags_newest_unresolved_date"] = json::text_or_null(newest_unresolved);
    return changes;
}

}  // namespace amparo::records::derived

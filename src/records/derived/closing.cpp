#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

bool became(const json::Object& before, const json::Object& after, std::string_view from,
            std::string_view to) {
    return json::string_or(before, "status") == from && json::string_or(after, "status") == to;
}

/// The newest entry first, as existing clients expect (§3.5).
json::Array with_reopening(const json::Object& after, const Context& context) {
    json::Array log;
    log.emplace_back(json::Object{{"reopened_date", format_instant(context.now)},
                                  {"reopened_user", json::string_or(after, "last_updated_by")}});
    if (const auto* stored = json::find_array(after, "reopened_logs")) {
        for (const auto& entry : *stored) log.push_back(entry);
    }
    return log;
}

/// The closing that ends now moves to a log, so that the next one gets its own date.
void keep_closure(Changes& changes, const json::Object& after, const Context& context) {
    if (!is_present(after, "date_closure")) return;
    const auto value_of = [&](std::string_view key) {
        const auto* value = after.if_contains(key);
        return value == nullptr ? json::Value(nullptr) : *value;
    };
    changes["closure_logs"] = appended(after, "closure_logs",
                                       {{"date_closure", value_of("date_closure")},
                                        {"closed_by", value_of("closed_by")},
                                        {"reason", value_of("closure_reason")},
                                        {"approved", is_true(after, "closure_approved")},
                                        {"reopened_at", format_instant(context.now)}});
    changes["date_closure"] = nullptr;
}

}  // namespace

Changes reopen_for_service(const json::Object& before, const json::Object& after,
                           const Context& context) {
    Changes changes;
    if (context.is_new || json::string_or(before, "status") != "closed") return changes;
    if (!is_true(before, "record_state")) return changes;
    const bool added =
        rows(after, "services_section").size() > rows(before, "services_section").size();
    if (!added) return changes;
    changes["status"] = "open";
    changes["case_status_reopened"] = true;
    return changes;
}

Changes close_or_reopen(const json::Object& before, const json::Object& after,
                        const Context& context) {
    Changes changes;
    if (json::string_or(after, "status") == "closed" &&
        json::string_or(before, "status") != "closed") {
        if (!is_present(after, "date_closure")) changes["date_closure"] = format_day(context.today);
        changes["closed_by"] = context.actor.name().text();
        return changes;
    }
    if (context.is_new || !became(before, after, "closed", "open")) return changes;
    if (is_true(after, "case_status_reopened"))
        changes["reopened_logs"] = with_reopening(after, context);
    keep_closure(changes, after, context);
    return changes;
}

}  // namespace amparo::records::derived

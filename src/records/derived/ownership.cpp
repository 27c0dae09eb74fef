#include <algorithm>

#include "base/json.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

void append_all(json::Array& array, const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
        if (!text.empty()) append_distinct(array, json::Value(text));
    }
}

/// Every entry of `now` that the rule keeps only while the value differs from what is stored.
void set_if_new(Changes& changes, const json::Object& after, std::string_view key,
                json::Value value) {
    const auto* stored = after.if_contains(key);
    if (stored == nullptr || *stored != value) changes[key] = std::move(value);
}

/// A record of before there were agencies, or of a creator who had none then.
Changes fill_organization(const json::Object& after, const Context& context) {
    Changes changes;
    if (is_present(after, "created_organization")) return changes;
    const auto creator = context.user(json::string_or(after, "created_by"));
    if (creator != nullptr && !creator->agency.empty())
        changes["created_organization"] = creator->agency.text();
    return changes;
}

}  // namespace

Changes stamp_creation(const json::Object& /*before*/, const json::Object& after,
                       const Context& context) {
    Changes changes;
    if (!context.is_new) return fill_organization(after, context);
    const auto& user = context.actor.user();
    changes["created_by"] = user.user_name.text();
    changes["created_by_full_name"] = json::text_or_null(user.full_name);
    changes["created_organization"] = json::text_or_null(user.agency.text());
    changes["created_agency_office"] = json::text_or_null(user.agency_office);
    changes["created_by_groups"] = json::to_array(user.groups);
    if (!is_present(after, "created_at")) changes["created_at"] = format_instant(context.now);
    changes["posted_at"] = format_instant(context.now);
    if (!is_present(after, "owned_by")) changes["owned_by"] = user.user_name.text();
    return changes;
}

Changes stamp_update(const json::Object& /*before*/, const json::Object& /*after*/,
                     const Context& context) {
    Changes changes;
    changes["last_updated_at"] = format_instant(context.now);
    if (!context.is_user_save) return changes;
    const auto& user = context.actor.user();
    changes["last_updated_by"] = user.user_name.text();
    changes["last_updated_by_full_name"] = json::text_or_null(user.full_name);
    changes["last_updated_organization"] = json::text_or_null(user.agency.text());
    return changes;
}

Changes stamp_owner(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    const bool owner_changed = is_changed(before, after, "owned_by");
    if (!context.is_new && !owner_changed && !context.owner_moved) return changes;
    const auto owner = context.user(json::string_or(after, "owned_by"));
    if (!owner) return changes;  // the service has refused an unknown owner before
    changes["owned_by_full_name"] = json::text_or_null(owner->full_name);
    changes["owned_by_agency_id"] = json::text_or_null(owner->agency.text());
    changes["owned_by_groups"] = json::to_array(owner->groups);
    changes["owned_by_location"] = json::text_or_null(owner->location);
    changes["owned_by_user_code"] = json::text_or_null(owner->code);
    changes["owned_by_agency_office"] = json::text_or_null(owner->agency_office);
    if (context.is_new || !owner_changed) return changes;
    const auto old_value = [&](std::string_view key) {
        const auto* value = before.if_contains(key);
        return value == nullptr ? json::Value(nullptr) : *value;
    };
    changes["previously_owned_by"] = old_value("owned_by");
    changes["previously_owned_by_full_name"] = old_value("owned_by_full_name");
    changes["previously_owned_by_agency"] = old_value("owned_by_agency_id");
    changes["previously_owned_by_location"] = old_value("owned_by_location");
    changes["previously_owned_by_agency_office"] = old_value("owned_by_agency_office");
    json::Object entry{{"from", old_value("owned_by")},
                       {"to", json::string_or(after, "owned_by")},
                       {"at", format_instant(context.now)},
                       {"by", context.actor.name().text()}};
    for (auto& [key, value] : reason_of_new_owner(before, after)) entry[key] = std::move(value);
    changes["ownership_log"] = appended(after, "ownership_log", std::move(entry));
    return changes;
}

Changes associate_users(const json::Object& before, const json::Object& after,
                        const Context& context) {
    Changes changes;
    if (!context.is_new && !context.owner_moved && !is_changed(before, after, "owned_by") &&
        !is_changed(before, after, "assigned_user_names"))
        return changes;
    json::Array names;
    append_all(names, {json::string_or(after, "owned_by")});
    append_all(names, json::string_list(after, "assigned_user_names"));
    json::Array groups;
    json::Array agencies;
    for (const auto& name : names) {
        const auto user = context.user(std::string_view(name.get_string()));
        if (!user) continue;
        append_all(groups, user->groups);
        append_all(agencies, {user->agency.text()});
    }
    set_if_new(changes, after, "associated_user_names", std::move(names));
    set_if_new(changes, after, "associated_user_groups", std::move(groups));
    set_if_new(changes, after, "associated_user_agencies", std::move(agencies));
    return changes;
}

// A beneficiary who registers alone: known, but not yet under case management (§3.21).
Changes identify_beneficiary(const json::Object& before, const json::Object& after,
                             const Context& context) {
    Changes changes;
    const bool by_beneficiary = context.is_new && json::string_or(context.actor.role().attributes,
                                                                  "user_category") == "identified";
    if (by_beneficiary) {
        changes["status"] = "identified";
        changes["identified_by"] = context.actor.name().text();
        changes["identified_by_full_name"] = json::text_or_null(context.actor.user().full_name);
        changes["identified_at"] = format_instant(context.now);
        return changes;
    }
    if (!is_changed(before, after, "identified_by") || !is_present(after, "identified_by"))
        return changes;
    const auto user = context.user(json::string_or(after, "identified_by"));
    if (user) changes["identified_by_full_name"] = json::text_or_null(user->full_name);
    if (!is_present(after, "identified_at")) changes["identified_at"] = format_instant(context.now);
    return changes;
}

Changes describe_state(const json::Object& /*before*/, const json::Object& after,
                       const Context& context) {
    Changes changes;
    const auto updated_by = json::string_or(after, "last_updated_by");
    changes["not_edited_by_owner"] =
        !updated_by.empty() && updated_by != json::string_or(after, "owned_by");
    if (!context.is_new) return changes;
    for (const auto* key : {"flagged", "has_photo"}) {
        if (!after.contains(key)) changes[key] = false;
    }
    if (!after.contains("current_alert_types")) changes["current_alert_types"] = json::Array();
    if (!after.contains("assigned_user_names")) changes["assigned_user_names"] = json::Array();
    if (context.record_type == "case" && !after.contains("has_incidents"))
        changes["has_incidents"] = false;
    return changes;
}

}  // namespace amparo::records::derived

#include <algorithm>
#include <set>

#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

// What a record derives from its transitions (case-management.md §5.1): who has access by them,
// and the lists that dashboards and filters count.
namespace amparo::records::derived {
namespace {

using Row = json::Object;
using Rows = std::vector<const Row*>;

std::string text(const Row& row, std::string_view key) {
    return json::string_or(row, key);
}

bool is_type(const Row& row, std::string_view type) {
    return text(row, "type") == type;
}

bool is_status(const Row& row, std::string_view status) {
    return text(row, "status") == status;
}

bool is_active_referral(const Row& row) {
    return is_type(row, "Referral") &&
           (is_status(row, "in_progress") || is_status(row, "accepted"));
}

bool is_pending_transfer(const Row& row) {
    return is_type(row, "Transfer") && is_status(row, "in_progress");
}

/// Whether the row is about somebody of this deployment: those gain and lose access by it.
bool is_internal(const Row& row) {
    return !is_true(row, "remote") && !text(row, "transitioned_to").empty();
}

/// Who keeps the record for a while after giving it away; empty when the time is over.
std::string holder_of_handover(const Row& row, const std::string& now) {
    const auto until = text(row, "handover_until");
    return until > now ? text(row, "handover_user") : std::string();
}

/// Recipients of the rows, each once, in the order of the rows.
template <class Wanted>
json::Array recipients(const Rows& transitions, const Wanted& wanted) {
    json::Array names;
    for (const auto* row : transitions) {
        if (is_internal(*row) && wanted(*row))
            append_distinct(names, json::Value(text(*row, "transitioned_to")));
    }
    return names;
}

json::Value latest(const Rows& transitions, std::string_view status, std::string_view moment) {
    std::string found;
    for (const auto* row : transitions) {
        if (is_type(*row, "Referral") && is_status(*row, status))
            found = std::max(found, text(*row, moment));
    }
    return found.empty() ? json::Value(nullptr) : json::Value(found);
}

/// The moment of a row's last step; rows that nobody answered have that of their creation.
std::string last_step(const Row& row) {
    return std::max(text(row, "created_at"), text(row, "status_at"));
}

json::Value transfer_status(const Rows& transitions) {
    const Row* newest = nullptr;
    for (const auto* row : transitions) {
        if (!is_type(*row, "Transfer") || !is_internal(*row)) continue;
        if (newest == nullptr || last_step(*row) >= last_step(*newest)) newest = row;
    }
    return newest == nullptr ? json::Value(nullptr) : json::Value(text(*newest, "status"));
}

/// When the record last changed hands: at assign, and when a transfer is accepted.
json::Value changed_hands_at(const Rows& transitions) {
    std::string found;
    for (const auto* row : transitions) {
        if (is_type(*row, "Assign")) found = std::max(found, text(*row, "created_at"));
        if (is_type(*row, "Transfer") && is_status(*row, "accepted"))
            found = std::max(found, text(*row, "responded_at"));
    }
    return found.empty() ? json::Value(nullptr) : json::Value(found);
}

/// Groups of those who are asked to take the record over.
json::Array transfer_groups(const json::Array& users, const Context& context) {
    json::Array groups;
    for (const auto& name : users) {
        const auto user = context.user(std::string_view(name.get_string()));
        if (!user) continue;
        for (const auto& group : user->groups) append_distinct(groups, json::Value(group));
    }
    return groups;
}

void put(Changes& changes, const json::Object& after, std::string_view key, json::Value value) {
    const auto* stored = after.if_contains(key);
    const bool same = stored == nullptr ? value.is_null() : *stored == value;
    if (!same) changes[key] = std::move(value);
}

/// A list with its `…_present`, which is what dashboards count.
void put_list(Changes& changes, const json::Object& after, const std::string& key,
              json::Array names) {
    put(changes, after, key + "_present", !names.empty());
    put(changes, after, key, std::move(names));
}

/// Moments of steps that the activity log tells of: what was given or answered, and decided.
json::Array moments_of_activity(const json::Object& after) {
    json::Array moments;
    for (const auto* row : rows(after, "transitions")) {
        if (is_type(*row, "TransferRequest") || is_status(*row, "in_progress")) continue;
        append_distinct(moments, json::Value(last_step(*row)));
    }
    for (const auto* row : rows(after, "approval_subforms")) {
        const auto decided = text(*row, "approved_at");
        if (!decided.empty()) append_distinct(moments, json::Value(decided));
    }
    return moments;
}

}  // namespace

Changes share_access(const json::Object& /*before*/, const json::Object& after,
                     const Context& context) {
    Changes changes;
    const auto transitions = rows(after, "transitions");
    if (transitions.empty()) return changes;
    const auto now = format_instant(context.now);
    json::Array shared = recipients(transitions, [](const Row& row) {
        return is_active_referral(row) || is_pending_transfer(row);
    });
    std::set<std::string> by_transition;
    for (const auto* row : transitions) {
        if (is_type(*row, "Referral") || is_type(*row, "Transfer"))
            by_transition.insert(text(*row, "transitioned_to"));
        by_transition.insert(text(*row, "handover_user"));
        const auto holder = holder_of_handover(*row, now);
        if (!holder.empty()) append_distinct(shared, json::Value(holder));
    }
    // Others are in the list for another reason, such as owners of linked cases; they stay.
    json::Array names;
    for (const auto& name : json::string_list(after, "assigned_user_names")) {
        const bool is_kept =
            !by_transition.contains(name) ||
            std::find(shared.begin(), shared.end(), json::Value(name)) != shared.end();
        if (is_kept) append_distinct(names, json::Value(name));
    }
    for (const auto& name : shared) append_distinct(names, name);
    put(changes, after, "assigned_user_names", std::move(names));
    return changes;
}

Changes list_transitions(const json::Object& /*before*/, const json::Object& after,
                         const Context& context) {
    Changes changes;
    const auto transitions = rows(after, "transitions");
    if (transitions.empty()) return changes;
    put(changes, after, "reassigned_transferred_on", changed_hands_at(transitions));
    if (context.record_type == "family") return changes;
    auto transferred = recipients(transitions, is_pending_transfer);
    put(changes, after, "transferred_to_user_groups", transfer_groups(transferred, context));
    put(changes, after, "transferred_to_users", std::move(transferred));
    put(changes, after, "transfer_status", transfer_status(transitions));
    put_list(changes, after, "referred_users", recipients(transitions, is_active_referral));
    const auto with_status = [&](std::string_view status) {
        return recipients(transitions, [status](const Row& row) {
            return is_type(row, "Referral") && is_status(row, status);
        });
    };
    put_list(changes, after, "referred_users_pending", with_status("in_progress"));
    put_list(changes, after, "referred_users_accepted", with_status("accepted"));
    put(changes, after, "last_referral_rejected_at",
        latest(transitions, "rejected", "responded_at"));
    put(changes, after, "last_referral_done_at", latest(transitions, "done", "completed_at"));
    return changes;
}

Changes date_activity(const json::Object& /*before*/, const json::Object& after,
                      const Context& /*context*/) {
    Changes changes;
    auto moments = moments_of_activity(after);
    if (!moments.empty() || after.contains("activity_dates"))
        put(changes, after, "activity_dates", std::move(moments));
    return changes;
}

json::Object reason_of_new_owner(const json::Object& before, const json::Object& after) {
    const auto owner = json::string_or(after, "owned_by");
    const auto old_rows = rows(before, "transitions");
    const auto is_new_step = [&](const Row& row) {
        return std::ranges::none_of(old_rows, [&](const Row* old) { return *old == row; });
    };
    for (const auto* row : rows(after, "transitions")) {
        const bool gives =
            is_type(*row, "Assign") || (is_type(*row, "Transfer") && is_status(*row, "accepted"));
        if (!gives || text(*row, "transitioned_to") != owner || !is_new_step(*row)) continue;
        return {{"reason", is_type(*row, "Assign") ? "assign" : "transfer"},
                {"transition_id", text(*row, "id")}};
    }
    return {{"reason", "assign"}};
}

}  // namespace amparo::records::derived

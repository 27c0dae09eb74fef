#include "insight/boxes.hpp"
#include "insight/shorthand.hpp"

namespace amparo::insight::boxes {
namespace {

/// How long a referral that ended is still shown.
std::string lately(const Viewer& viewer) {
    constexpr int days_default = 14;
    const auto days = option(viewer, "days_since_referral_status_changed", days_default);
    return viewer.windows.last_days(days, Dates::moments);
}

Indicator with_me(const Viewer& viewer, std::string_view name, std::string field) {
    return {.name = "shared_with_me_" + std::string(name),
            .conditions = joined({open_records(), where(std::move(field), name_of(viewer))})};
}

Indicator with_others(const Viewer& viewer, std::string_view name, Conditions what) {
    return {.name = "shared_with_others_" + std::string(name),
            .conditions = joined({open_records(), mine(viewer), std::move(what)})};
}

Indicator from_team(const Viewer& viewer, std::string_view name, Conditions what) {
    return {.name = "shared_from_my_team_" + std::string(name),
            .conditions = joined({open_records(), in_my_groups(viewer), std::move(what)}),
            .groupings = {by("owned_by")},
            .is_empty = !has_groups(viewer)};
}

}  // namespace

Indicators shared_with_me(const Viewer& viewer) {
    return {with_me(viewer, "pending_referrals", "referred_users_pending"),
            with_me(viewer, "accepted_referrals", "referred_users_accepted"),
            with_me(viewer, "total_referrals", "referred_users"),
            with_me(viewer, "transfers_awaiting_acceptance", "transferred_to_users")};
}

Indicators shared_with_others(const Viewer& viewer) {
    return {
        with_others(viewer, "referrals", where("referred_users_present", "true")),
        with_others(viewer, "referrals_pending", where("referred_users_pending_present", "true")),
        with_others(viewer, "referrals_accepted", where("referred_users_accepted_present", "true")),
        with_others(viewer, "referrals_rejected",
                    where("last_referral_rejected_at", lately(viewer))),
        with_others(viewer, "referrals_done", where("last_referral_done_at", lately(viewer))),
        with_others(viewer, "pending_transfers", where("transfer_status", "in_progress")),
        with_others(viewer, "rejected_transfers", where("transfer_status", "rejected"))};
}

Indicators shared_from_my_team(const Viewer& viewer) {
    return {
        from_team(viewer, "pending_referrals", where("referred_users_pending_present", "true")),
        from_team(viewer, "accepted_referrals", where("referred_users_accepted_present", "true")),
        from_team(viewer, "rejected_referrals", where("last_referral_rejected_at", lately(viewer))),
        from_team(viewer, "done_referrals", where("last_referral_done_at", lately(viewer))),
        from_team(viewer, "pending_transfers", where("transfer_status", "in_progress")),
        from_team(viewer, "rejected_transfers", where("transfer_status", "rejected"))};
}

Indicators shared_with_my_team(const Viewer& viewer) {
    return {
        {.name = "shared_with_my_team_pending_referrals",
         .conditions = joined({open_records(), where("referred_users_pending_present", "true")}),
         .groupings = {by_overseen("referred_users_pending", viewer)}},
        {.name = "shared_with_my_team_accepted_referrals",
         .conditions = joined({open_records(), where("referred_users_accepted_present", "true")}),
         .groupings = {by_overseen("referred_users_accepted", viewer)}},
        {.name = "shared_with_my_team_pending_transfers",
         .conditions = open_records(),
         .groupings = {by_overseen("transferred_to_users", viewer)}}};
}

Indicators shared_with_my_team_overview(const Viewer& viewer) {
    auto to_my_groups =
        where("transferred_to_user_groups", values_text(viewer.actor.user().groups));
    return {{.name = "shared_with_my_team_pending_transfers_overview",
             .conditions = joined({open_records(), where("transfer_status", "in_progress"),
                                   std::move(to_my_groups)}),
             .is_empty = !has_groups(viewer)}};
}

// Days from the referral to its answer; and of those that wait, from the referral until today.
Indicators referral_turnaround(const Viewer& viewer) {
    constexpr int answered_days = 30;
    const auto& windows = viewer.windows;
    const auto waiting = [&](std::string name, std::string range) {
        return Indicator{.name = "referrals_waiting_" + std::move(name),
                         .conditions = joined(
                             {open_records(), where("referrals_waiting_since", std::move(range))})};
    };
    const auto answered = [&](std::string name, std::string days) {
        return Indicator{
            .name = "referrals_answered_" + std::move(name),
            .conditions =
                joined({open_records(), where("last_referral_turnaround_days", std::move(days)),
                        where("last_referral_answered_at",
                              windows.last_days(answered_days, Dates::moments))})};
    };
    return {waiting("under_3_days", windows.between_days_ago(3, 0, Dates::moments)),
            waiting("3_to_7_days", windows.between_days_ago(7, 3, Dates::moments)),
            waiting("over_7_days", windows.until_days_ago(7, Dates::moments)),
            answered("within_3_days", "0..2"),
            answered("within_7_days", "3..6"),
            answered("later", "7..100000")};
}

}  // namespace amparo::insight::boxes

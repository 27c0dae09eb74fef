#include "notify/preferences.hpp"

#include <gtest/gtest.h>

namespace amparo::notify {
namespace {

using records::EventKind;

access::User user_with(const std::string& attributes) {
    access::User user;
    user.email = "ana@example.org";
    user.attributes = json::parse_object(attributes).value();
    return user;
}

TEST(Preferences, AreOnForMailUntilSomebodyChooses) {
    const auto user = user_with("{}");
    EXPECT_TRUE(wants(user, Channel::mail, EventKind::assign));
    EXPECT_TRUE(wants(user, Channel::mail, EventKind::flag_added));
    EXPECT_FALSE(wants(user, Channel::push, EventKind::assign));
}

TEST(Preferences, FollowTheSwitchOfTheChannel) {
    const auto user = user_with(R"({"send_mail":false,"receive_webpush":true})");
    EXPECT_FALSE(wants(user, Channel::mail, EventKind::assign));
    EXPECT_FALSE(wants(user, Channel::mail, EventKind::bulk_message));
    EXPECT_TRUE(wants(user, Channel::push, EventKind::assign));
}

TEST(Preferences, AreThoseOfTheEvent) {
    const auto user = user_with(R"({"settings":{"notifications":{"send_mail":{
        "transition_notification":true,"approval_request":false,"flag_added":false}}}})");
    EXPECT_TRUE(wants(user, Channel::mail, EventKind::referral));
    EXPECT_TRUE(wants(user, Channel::mail, EventKind::transfer));
    EXPECT_FALSE(wants(user, Channel::mail, EventKind::approval_request));
    EXPECT_FALSE(wants(user, Channel::mail, EventKind::flag_added));
    EXPECT_FALSE(wants(user, Channel::mail, EventKind::approval_response)) << "absent, as in v2";
    EXPECT_TRUE(wants(user, Channel::mail, EventKind::task_due)) << "v2 does not know it";
    EXPECT_TRUE(wants(user, Channel::mail, EventKind::alert_case)) << "has no preference";
}

TEST(Preferences, NeverReachWhoHasNoAddressOrMayNotSignIn) {
    auto user = user_with("{}");
    user.disabled = true;
    EXPECT_FALSE(wants(user, Channel::mail, EventKind::assign));
    user.disabled = false;
    user.email.clear();
    EXPECT_FALSE(wants(user, Channel::mail, EventKind::assign));
}

TEST(QuietHours, PutThingsOffUntilTheirEnd) {
    const auto user = user_with(
        R"({"settings":{"notifications":{"quiet_hours":{"from":"20:00","to":"07:00"}}}})");
    const auto check = [&](const std::string& now, const std::string& expected) {
        EXPECT_EQ(format_instant(not_before(user, parse_instant(now).value(), "Africa/Nairobi")),
                  format_instant(parse_instant(expected).value()));
    };
    check("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");  // 13:00 in Nairobi
    check("2026-03-01T17:00:00Z", "2026-03-02T04:00:00Z");  // 20:00
    check("2026-03-01T23:30:00Z", "2026-03-02T04:00:00Z");  // 02:30
    check("2026-03-01T04:00:00Z", "2026-03-01T04:00:00Z");  // 07:00
}

TEST(QuietHours, ThatCannotBeReadDoNotExist) {
    for (const auto* hours :
         {R"({"from":"20:00"})", R"({"from":"8","to":"9"})", R"({"from":"25:00","to":"07:00"})",
          R"({"from":"07:00","to":"07:00"})"}) {
        const auto user = user_with(R"({"settings":{"notifications":{"quiet_hours":)" +
                                    std::string(hours) + "}}}");
        EXPECT_EQ(not_before(user, Instant{}, "UTC"), Instant{}) << hours;
    }
}

TEST(Digest, IsAWishOfTheUser) {
    EXPECT_FALSE(wants_digest(user_with("{}")));
    EXPECT_TRUE(wants_digest(user_with(R"({"settings":{"notifications":{"digest":true}}})")));
}

}  // namespace
}  // namespace amparo::notify

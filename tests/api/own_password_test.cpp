// A password that somebody else chose (administration.md §6.1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* given = "chosen by somebody else";
constexpr const char* own = "seven herons cross the delta";

std::string setting(const std::string& password) {
    return json::write(json::Object{
        {"data", json::Object{{"password", password}, {"password_confirmation", password}}}});
}

class OwnPasswordApi : public ::testing::Test {
  protected:
    OwnPasswordApi() : path("/api/v2/users/" + std::to_string(world.id_of("worker_b"))) {
        const auto set = world.as("super").patch(path, setting(given));
        EXPECT_EQ(set.status, 200) << set.body;
    }

    World world;
    std::string path;
};

TEST_F(OwnPasswordApi, RecordsAreShutUntilOneHasChosenIt) {
    auto client = world.anonymous();
    const auto in = client.sign_in("worker_b", given);
    ASSERT_EQ(in.status, 200) << in.body;
    EXPECT_THAT(in.body, HasSubstr("\"must_change_password\":true"));
    for (const auto* shut : {"/api/v2/cases", "/api/v2/incidents", "/api/v2/dashboards"}) {
        const auto reply = client.get(shut);
        EXPECT_EQ(reply.status, 403) << shut;
        EXPECT_EQ(reply.detail(), "password") << shut;
    }
    EXPECT_EQ(client.get("/api/v2/users/me").status, 200) << "the app starts";
    EXPECT_EQ(client.get("/api/v2/system_settings").status, 200);
    const auto kept = client.patch(path, setting(given));
    EXPECT_EQ(kept.status, 422) << "somebody else knows it";
    EXPECT_THAT(kept.body, HasSubstr("password_used_before"));
    ASSERT_EQ(client.patch(path, setting(own)).status, 200);
    EXPECT_EQ(client.get("/api/v2/cases").status, 200);
    auto again = world.anonymous();
    const auto next = again.sign_in("worker_b", own);
    EXPECT_EQ(next.body.find("must_change_password"), std::string::npos);
}

TEST_F(OwnPasswordApi, HoldsForCallsWithoutASessionTooAndSaysNothingOnTheWire) {
    auto client = world.anonymous();
    client.use_basic("worker_b", given);
    const auto reply = client.get("/api/v2/cases");
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(reply.detail(), "password");
    const auto seen = world.as("super").get(path).body;
    EXPECT_EQ(seen.find("password"), std::string::npos) << seen;
}

TEST_F(OwnPasswordApi, AnEmptyOneIsNone) {
    const auto reply = world.as("super").patch(path, setting(""));
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(world.anonymous().sign_in("worker_b", given).status, 200);
}

}  // namespace
}  // namespace amparo::testing

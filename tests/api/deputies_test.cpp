// Named approvers and who stands in for them (case-management.md §4.5), over HTTP.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/people.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Deputies : public ::testing::Test {
  protected:
    Deputies() : id(world.create_case("worker_a", {{"name_first", "Ada"}})) {
        add_person(world, {.user_name = "assistant",
                           .permissions = {{"case", json::Array{"read", "approve_case_plan"}},
                                           {"dashboard", json::Array{"dash_tasks"}}},
                           .scope = "group"});
    }

    std::string self(const std::string& user) const {
        return "/api/v2/users/" + std::to_string(world.id_of(user));
    }
    Reply name_deputies(const std::string& user, const std::string& list) {
        return world.as(user).patch(self(user), R"({"data":{"deputies":)" + list + "}}");
    }
    Reply say(const std::string& user, const std::string& data) {
        return world.as(user).patch("/api/v2/cases/" + id + "/approvals/case_plan",
                                    "{\"data\":" + data + "}");
    }
    /// How many requests for approval wait for the user.
    std::size_t waiting(const std::string& user) {
        std::size_t count = 0;
        for (const auto& row : world.as(user).get("/api/v2/tasks").rows())
            count += json::string_or(row.as_object(), "type") == "approval" ? 1U : 0U;
        return count;
    }

    World world;
    std::string id;
};

constexpr const char* ask_supervisor = R"({"approval_status":"requested","approver":"supervisor"})";

TEST_F(Deputies, AreNamedByOneselfAndMustBeThere) {
    const auto named = name_deputies(
        "supervisor", R"([{"user_name":"assistant","from":"2024-01-01","until":"2099-12-31"}])");
    ASSERT_EQ(named.status, 200) << named.body;
    EXPECT_THAT(world.as("supervisor").get(self("supervisor")).body, HasSubstr("2099-12-31"));
    for (const auto* list :
         {R"([{"user_name":"nobody"}])", R"([{"user_name":"supervisor"}])",
          R"([{"from":"2024-01-01"}])", R"([{"user_name":"assistant","from":"soon"}])",
          R"([{"user_name":"assistant","from":"2024-02-01","until":"2024-01-01"}])",
          R"("assistant")", R"(["assistant"])"})
        EXPECT_EQ(name_deputies("supervisor", list).status, 422) << list;
    std::string many = "[";
    for (int n = 0; n < 21; ++n)
        many += std::string(n == 0 ? "" : ",") + R"({"user_name":"assistant"})";
    EXPECT_EQ(name_deputies("supervisor", many + "]").status, 422);
    EXPECT_EQ(world.as("worker_a")
                  .patch(self("supervisor"), R"({"data":{"deputies":[{"user_name":"worker_a"}]}})")
                  .status,
              403);
    ASSERT_EQ(name_deputies("supervisor", "null").status, 200);
    EXPECT_THAT(world.as("supervisor").get(self("supervisor")).body, Not(HasSubstr("assistant")));
}

TEST_F(Deputies, FindTheRequestAmongTheirTasksAndAnswerIt) {
    ASSERT_EQ(say("worker_a", ask_supervisor).status, 200);
    EXPECT_EQ(waiting("supervisor"), 1U);
    EXPECT_EQ(waiting("assistant"), 0U);
    EXPECT_EQ(say("assistant", R"({"approval_status":"approved"})").status, 403);
    ASSERT_EQ(name_deputies("supervisor", R"([{"user_name":"assistant"}])").status, 200);
    EXPECT_EQ(waiting("assistant"), 1U);
    EXPECT_EQ(waiting("supervisor"), 1U);
    EXPECT_EQ(waiting("worker_a"), 0U);
    const auto task = world.as("assistant").get("/api/v2/tasks").rows().at(0).as_object();
    EXPECT_EQ(json::string_or(task, "assigned_to"), "supervisor");
    ASSERT_EQ(say("assistant", R"({"approval_status":"approved","notes":"Good."})").status, 200);
    EXPECT_EQ(waiting("assistant"), 0U);
    EXPECT_THAT(world.as("super").get("/api/v2/cases/" + id).body,
                HasSubstr(R"("on_behalf_of":"supervisor")"));
}

TEST_F(Deputies, OfDaysGoneByAreNone) {
    ASSERT_EQ(
        name_deputies("supervisor", R"([{"user_name":"assistant","until":"2024-01-01"}])").status,
        200);
    ASSERT_EQ(say("worker_a", ask_supervisor).status, 200);
    EXPECT_EQ(waiting("assistant"), 0U);
    EXPECT_EQ(say("assistant", R"({"approval_status":"approved"})").status, 403);
}

TEST_F(Deputies, AreToldOfARequestWithThoseWhoWereAsked) {
    ASSERT_EQ(name_deputies("supervisor", R"([{"user_name":"assistant"}])").status, 200);
    ASSERT_EQ(say("worker_a", ask_supervisor).status, 200);
    world.run_jobs();
    for (const auto* user : {"supervisor", "assistant"})
        EXPECT_THAT(world.as(user).get("/api/v2/notifications").body, HasSubstr("approval_request"))
            << user;
    for (const auto* user : {"super", "worker_c"})
        EXPECT_THAT(world.as(user).get("/api/v2/notifications").body,
                    Not(HasSubstr("approval_request")))
            << user;
}

TEST_F(Deputies, AnApproverMustHaveTheAuthority) {
    for (const auto* approver : {"worker_c", "assistant", "nobody"}) {
        const auto refused = say("worker_a", R"({"approval_status":"requested","approver":")" +
                                                 std::string(approver) + "\"}");
        EXPECT_EQ(refused.status, 422) << approver;
        EXPECT_THAT(refused.body, HasSubstr("\"approver\"")) << approver;
    }
}

}  // namespace
}  // namespace amparo::testing

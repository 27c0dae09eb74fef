// Flags, alerts and approvals over HTTP (records.md §16, §18).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::int64_t number_of(const Reply& reply, std::string_view member) {
    const auto data = reply.data();
    return data.get_object().at(member).to_number<std::int64_t>();
}

class MarksApi : public ::testing::Test {
  protected:
    MarksApi() : id(world.create_case("worker_a", {{"name_first", "Ada"}})) {}

    std::string at(const std::string& rest) const { return "/api/v2/cases/" + id + rest; }
    Reply say(const std::string& user, const std::string& approval, const std::string& data) {
        return world.as(user).patch(at("/approvals/" + approval), "{\"data\":" + data + "}");
    }

    World world;
    std::string id;
};

TEST_F(MarksApi, AFlagIsRaisedEditedResolvedAndListed) {
    const auto raised =
        world.as("supervisor")
            .post(at("/flags"), R"({"data":{"message":"Visit the home","date":"2026-01-05"}})");
    ASSERT_EQ(raised.status, 200) << raised.body;
    EXPECT_EQ(raised.text("flagged_by"), "supervisor");
    const auto one = at("/flags/" + std::to_string(number_of(raised, "id")));
    EXPECT_EQ(world.as("worker_a").get(at("/flags")).status, 200);
    EXPECT_EQ(world.as("super").patch(one, R"({"data":{"message":"Visit today"}})").status, 200);
    const auto resolved =
        world.as("supervisor").patch(one, R"({"data":{"unflag_message":"Visited"}})");
    ASSERT_EQ(resolved.status, 200) << resolved.body;
    EXPECT_EQ(world.as("supervisor").patch(one, R"({"data":{"unflag_message":"x"}})").status, 422);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases?flagged[0]=true").total(), 0);
}

TEST_F(MarksApi, FlagsAreClosedToStrangersAndRefuseBadInput) {
    const std::string good = R"({"data":{"message":"x"}})";
    EXPECT_EQ(world.as("worker_b").post(at("/flags"), good).status, 403);
    EXPECT_EQ(world.as("worker_b").get(at("/flags")).status, 403);
    EXPECT_EQ(world.anonymous().get(at("/flags")).status, 401);
    EXPECT_EQ(world.as("worker_a").post(at("/flags"), R"({"data":{"message":" "}})").status, 422);
    EXPECT_EQ(world.as("worker_a").post(at("/flags"), R"({"message":"x"})").status, 422);
    EXPECT_EQ(
        world.as("worker_a").patch(at("/flags/12"), R"({"data":{"unflag_message":"x"}})").status,
        404);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/flags").status, 403);
    EXPECT_EQ(world.as("provider").get("/api/v2/flags?active_only=true&per=10").status, 200);
}

TEST_F(MarksApi, ManyAreFlaggedByAJob) {
    const std::string body =
        R"({"data":{"message":"Check","filters":{"status":["open"],"record_state":["true"]}}})";
    EXPECT_EQ(world.as("worker_a").post("/api/v2/cases/flags", body).status, 403);
    const auto begun = world.as("super").post("/api/v2/cases/flags", body);
    ASSERT_EQ(begun.status, 200) << begun.body;
    EXPECT_EQ(number_of(begun, "matched"), 1);
    EXPECT_EQ(world.as("super")
                  .post("/api/v2/cases/flags", R"({"data":{"message":"x","filters":{}}})")
                  .status,
              422);
    EXPECT_EQ(world.as("super")
                  .post("/api/v2/families/flags",
                        R"({"data":{"message":"x","filters":{"status":["open"]}}})")
                  .status,
              200);
}

TEST_F(MarksApi, AnAlertIsListedCountedReadAndDismissed) {
    ASSERT_EQ(world.as("supervisor")
                  .patch(at(""), R"({"record_action":"add_note",
                                     "data":{"notes_section":[{"note_subject":"Hello"}]}})")
                  .status,
              200);
    auto& owner = world.as("worker_a");
    const auto listed = owner.get(at("/alerts"));
    ASSERT_EQ(listed.status, 200) << listed.body;
    const auto list = listed.data();
    const auto& alert = list.get_array().front().get_object();
    const auto one = at("/alerts/" + json::string_or(alert, "unique_id"));
    EXPECT_EQ(number_of(owner.get("/api/v2/alerts"), "case"), 1);
    EXPECT_EQ(number_of(world.as("worker_b").get("/api/v2/alerts"), "case"), 0);
    EXPECT_EQ(world.as("worker_b").get(at("/alerts")).status, 403);
    EXPECT_EQ(owner.patch(one, R"({"data":{"read":true}})").status, 204);
    EXPECT_EQ(owner.patch(one, R"({"data":{}})").status, 422);
    EXPECT_EQ(world.as("worker_b").del(one).status, 403);
    EXPECT_EQ(owner.del(one).status, 204);
    EXPECT_EQ(owner.del(one).status, 404);
    EXPECT_EQ(number_of(owner.get("/api/v2/alerts"), "case"), 0);
}

TEST_F(MarksApi, AnApprovalIsRequestedRejectedAndApproved) {
    const std::string ask = R"({"approval_status":"requested"})";
    EXPECT_EQ(say("supervisor", "case_plan", ask).status, 403);
    const auto asked = say("worker_a", "case_plan", ask);
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(say("worker_a", "case_plan", ask).status, 422);
    EXPECT_EQ(say("supervisor", "case_plan", R"({"approval_status":"rejected"})").status, 422);
    EXPECT_EQ(
        say("supervisor", "case_plan", R"({"approval_status":"rejected","notes":"More"})").status,
        200);
    EXPECT_EQ(say("worker_a", "case_plan", ask).status, 200);
    EXPECT_EQ(say("supervisor", "case_plan", R"({"approval_status":"approved"})").status, 200);
    EXPECT_EQ(say("worker_a", "divorce", ask).status, 404);
    EXPECT_EQ(say("worker_a", "case_plan", R"({"approval_status":"maybe"})").status, 422);
    EXPECT_EQ(say("worker_b", "case_plan", ask).status, 403);
    // The log names what was attempted, but only things there are.
    const auto log = json::write(world.audit("user_name=worker_a&record_type=child"));
    EXPECT_THAT(log, HasSubstr("\"case_plan_requested\""));
    EXPECT_THAT(log, Not(HasSubstr("divorce_requested")));
    EXPECT_THAT(log, Not(HasSubstr("case_plan_maybe")));
    const auto incident = "/api/v2/incidents/" + id + "/approvals/case_plan";
    EXPECT_EQ(world.as("super").patch(incident, "{\"data\":" + ask + "}").status, 404);
}

}  // namespace
}  // namespace amparo::testing

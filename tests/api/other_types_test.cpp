// Steps of casework on incidents, families, tracing requests and registry records (records.md
// §§16, 17, 19).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

class OtherTypes : public ::testing::Test {
  protected:
    World world;

    std::string make(const std::string& segment, const std::string& more = "") {
        const auto made = world.as("super").post(
            "/api/v2/" + segment, R"({"data":{"module_id":"primeromodule-cp")" + more + "}}");
        EXPECT_EQ(made.status, 200) << segment << made.body;
        return "/api/v2/" + segment + "/" + made.text("id");
    }
};

TEST_F(OtherTypes, AreFlaggedAndTheirFlagsResolved) {
    for (const std::string segment :
         {"incidents", "families", "tracing_requests", "registry_records"}) {
        const auto place = make(segment);
        const auto raised =
            world.as("super").post(place + "/flags", R"({"data":{"message":"Ask the school"}})");
        ASSERT_EQ(raised.status, 200) << segment << raised.body;
        const auto flag = place + "/flags/" + json::write(raised.object().at("id"));
        const auto resolved =
            world.as("super").patch(flag, R"({"data":{"unflag_message":"Asked"}})");
        ASSERT_EQ(resolved.status, 200) << segment << resolved.body;
        EXPECT_TRUE(resolved.object().at("removed").as_bool());
        EXPECT_EQ(world.as("super").get(place + "/flags").rows().size(), 1U);
        EXPECT_EQ(world.as("worker_b").get(place + "/flags").status, 403) << segment;
    }
}

TEST_F(OtherTypes, AreFlaggedManyAtOnce) {
    for (const std::string segment : {"incidents", "tracing_requests"}) {
        const auto place = make(segment);
        const auto begun = world.as("super").post(
            "/api/v2/" + segment + "/flags",
            R"({"data":{"message":"Look again","filters":{"status":["open"]}}})");
        ASSERT_EQ(begun.status, 200) << segment << begun.body;
        world.run_jobs();
        EXPECT_EQ(world.as("super").get(place + "/flags").rows().size(), 1U) << segment;
    }
}

TEST_F(OtherTypes, AreAssignedAndTheNewOwnerPutsTheNewsAway) {
    for (const std::string segment : {"incidents", "families"}) {
        const auto place = make(segment);
        const auto given = world.as("super").post(
            place + "/assigns", R"({"data":{"transitioned_to":"administrator"}})");
        const bool may_receive = segment == "incidents";  // administrators have no families
        EXPECT_EQ(given.status, may_receive ? 200 : 422) << segment << given.body;
        if (!may_receive) continue;
        const auto alerts = world.as("super").get(place + "/alerts").rows();
        ASSERT_EQ(alerts.size(), 1U);
        const auto id = json::string_or(alerts[0].as_object(), "unique_id");
        EXPECT_EQ(world.as("worker_b").del(place + "/alerts/" + id).status, 403);
        EXPECT_LT(world.as("super").del(place + "/alerts/" + id).status, 300);
        EXPECT_TRUE(world.as("super").get(place + "/alerts").rows().empty());
    }
}

TEST_F(OtherTypes, ACaseIsMadeOfAMemberOfAFamily) {
    const auto place = make(
        "families", R"(,"family_members":[{"relation_name":"Ines Lind"},{"relation_name":"Bo"}])");
    const auto members = world.as("super").get(place).object().at("family_members").as_array();
    ASSERT_EQ(members.size(), 2U);
    const auto member = json::string_or(members[0].as_object(), "unique_id");
    const auto body = R"({"data":{"family_member_id":")" + member + "\"}}";
    const auto made = world.as("super").post(place + "/case", body);
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(world.as("super").post(place + "/case", body).status, 409) << "it has one now";
    EXPECT_EQ(world.as("worker_b").post(place + "/case", body).status, 403);
}

}  // namespace
}  // namespace amparo::testing

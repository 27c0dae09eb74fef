// Incidents and families change hands, one by one and many at once (records.md §17).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/people.hpp"
#include "tests/support/wire.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";

struct Kind {
    std::string type;
    std::string segment;
    json::Object forms;
};

class AssignsOfTypes : public ::testing::TestWithParam<Kind> {
  protected:
    AssignsOfTypes() {
        add("owner", {"read", "write", "create"}, "self");
        add("heir", {"read", "write", "create"}, "self");
        add("chief", {"read", "assign"}, "group");
        add("far_chief", {"read", "assign"}, "group", "usergroup-primero-ftr");
        for (int n = 0; n < 2; ++n) records.push_back(make());
    }
    void add(const std::string& name, const std::vector<std::string>& actions,
             const std::string& scope, const std::string& group = "usergroup-primero-cp") {
        add_person(world, {.user_name = name,
                           .permissions = {{GetParam().type, json::to_array(actions)}},
                           .scope = scope,
                           .group = group,
                           .forms = GetParam().forms});
    }
    std::string make() {
        const auto made = world.as("owner").post(all(), wire({{"module_id", "primeromodule-cp"}}));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("id");
    }
    static std::string all(const std::string& rest = "") {
        return "/api/v2/" + GetParam().segment + rest;
    }
    std::string one(const std::string& rest = "") const {
        return all("/" + records.front() + rest);
    }
    static std::string to(const std::string& user) { return wire({{"transitioned_to", user}}); }
    std::string owner_of(const std::string& id) {
        return world.as("super").get(all("/" + id)).text("owned_by");
    }

    World world;
    std::vector<std::string> records;
};

TEST_P(AssignsOfTypes, GiveARecordToAnotherOwnerAndSaySo) {
    const auto given = world.as("chief").post(one("/assigns"), to("heir"));
    ASSERT_EQ(given.status, 200) << given.body;
    EXPECT_EQ(given.text("transitioned_by"), "chief");
    EXPECT_EQ(given.text("record_type"), GetParam().type);
    EXPECT_EQ(owner_of(records.front()), "heir");
    EXPECT_EQ(world.as("heir").get(one()).status, 200);
    EXPECT_EQ(world.as("owner").get(one()).status, 403);
    const auto list = world.as("heir").get(one("/assigns"));
    ASSERT_EQ(list.rows().size(), 1U) << list.body;
    EXPECT_EQ(json::string_or(list.rows()[0].as_object(), "transitioned_to"), "heir");
}

TEST_P(AssignsOfTypes, AreRefusedToThoseWithoutTheRightAndForPeopleWhoCannotHaveIt) {
    for (const auto* name : {"owner", "far_chief", "provider"}) {
        EXPECT_EQ(world.as(name).post(one("/assigns"), to("heir")).status, 403) << name;
    }
    for (const auto* name : {"provider", "ghost", "chief"}) {
        const auto refused = world.as("chief").post(one("/assigns"), to(name));
        EXPECT_EQ(refused.status, 422) << name << refused.body;
        EXPECT_EQ(refused.detail(), "transitioned_to") << name;
    }
    EXPECT_EQ(world.as("heir").get(one("/assigns")).status, 403);
    EXPECT_EQ(world.as("provider").get(all("/" + std::string(nowhere) + "/assigns")).status, 403);
    EXPECT_EQ(world.as("chief").get(all("/" + std::string(nowhere) + "/assigns")).status, 404);
    EXPECT_EQ(
        world.as("chief").post(all("/" + std::string(nowhere) + "/assigns"), to("heir")).status,
        404);
    EXPECT_EQ(world.anonymous().get(one("/assigns")).status, 401);
    EXPECT_EQ(owner_of(records.front()), "owner");
}

TEST_P(AssignsOfTypes, GiveManyAtOnceWithAWordOnEach) {
    const auto some = [](const std::string& user) {
        return R"({"data":{"filters":{"status":["open"]},"transitioned_to":")" + user + "\"}}";
    };
    for (const auto* name : {"owner", "provider"}) {
        EXPECT_EQ(world.as(name).post(all("/assigns"), some("heir")).status, 403) << name;
    }
    auto& chief = world.as("chief");
    EXPECT_EQ(chief.post(all("/assigns"), some("ghost")).status, 422);
    EXPECT_EQ(chief.post(all("/assigns"), to("heir")).status, 422) << "no filters";
    world.run_jobs();
    EXPECT_EQ(owner_of(records.front()), "owner");
    const auto begun = chief.post(all("/assigns"), some("heir"));
    ASSERT_EQ(begun.status, 200) << begun.body;
    EXPECT_EQ(begun.object().at("matched").to_number<int>(), 2);
    world.run_jobs();
    const auto job = "/api/v2/jobs/" + begun.text("job_id");
    const auto done = chief.get(job);
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(world.as("owner").get(job).status, 404) << "somebody else's";
    for (const auto& id : records) {
        EXPECT_EQ(owner_of(id), "heir");
        EXPECT_THAT(done.body, HasSubstr(id));
    }
}

TEST_P(AssignsOfTypes, SentTwiceUnderOneKeyAreOne) {
    const Extra key{.headers = {{"Idempotency-Key", "one tap"}}};
    auto& super = world.as("super");
    ASSERT_EQ(super.post(one("/assigns"), to("heir"), key).status, 200);
    ASSERT_EQ(super.post(one("/assigns"), to("owner")).status, 200);
    EXPECT_EQ(super.post(one("/assigns"), to("heir"), key).status, 200);
    EXPECT_EQ(owner_of(records.front()), "owner") << "the first time was long ago";
    EXPECT_EQ(super.get(one("/assigns")).rows().size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(
    Types, AssignsOfTypes,
    ::testing::Values(Kind{"incident", "incidents", {{"cp_incident_form", "rw"}}},
                      Kind{"family", "families", {{"family_overview", "rw"}}}),
    [](const auto& kind) { return kind.param.segment; });

TEST(TransitionsOfIncidents, AreItsAssignsAndSeenByReaders) {
    World world;
    auto& super = world.as("super");
    const auto made = super.post("/api/v2/incidents", wire({{"module_id", "primeromodule-cp"}}));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto one = "/api/v2/incidents/" + made.text("id");
    ASSERT_EQ(super.post(one + "/assigns", wire({{"transitioned_to", "worker_a"}})).status, 200);
    const auto list = world.as("worker_a").get(one + "/transitions");
    ASSERT_EQ(list.rows().size(), 1U) << list.body;
    EXPECT_EQ(json::string_or(list.rows()[0].as_object(), "type"), "Assign");
    EXPECT_EQ(super.get(one + "/transitions?types[]=Referral").rows().size(), 0U);
    EXPECT_EQ(super.get(one + "/transitions?types[]=Gift").status, 422);
    EXPECT_EQ(world.as("worker_b").get(one + "/transitions").status, 403);
    EXPECT_EQ(super.get("/api/v2/incidents/" + std::string(nowhere) + "/transitions").status, 404);
}

}  // namespace
}  // namespace amparo::testing

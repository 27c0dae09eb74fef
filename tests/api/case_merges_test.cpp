// Two cases that are one child, merged and parted over the wire (case-management.md §3.22).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";

class CaseMerges : public ::testing::Test {
  protected:
    std::string new_case(json::Object fields, const std::string& user = "worker_a") {
        return world.create_case(user, std::move(fields));
    }
    static std::string path(const std::string& id, const std::string& other) {
        return "/api/v2/cases/" + id + "/merges/" + other;
    }
    static std::string body(std::int64_t revision, std::int64_t other_revision,
                            json::Object choices = {}) {
        return json::write(json::Object{{"data",
                                         {{"revision", revision},
                                          {"other_revision", other_revision},
                                          {"choices", std::move(choices)}}}});
    }

    World world;
    std::string survivor = new_case({{"name_first", "Laila"}, {"sex", "female"}, {"age", 9}});
    std::string other = new_case(
        {{"name_first", "Leyla"}, {"sex", "female"}, {"age", 9}, {"telephone_current", "0700"}});
};

TEST_F(CaseMerges, AreSeenMadeAndTakenBack) {
    auto& super = world.as("super");
    const auto seen = super.get(path(survivor, other));
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_THAT(seen.body, HasSubstr(R"("name":"name_first")"));
    EXPECT_EQ(seen.object().at("obstacles").as_array().size(), 0U);
    const auto merged = super.post(path(survivor, other), body(1, 1, {{"name_first", "other"}}));
    ASSERT_EQ(merged.status, 200) << merged.body;
    EXPECT_EQ(merged.text("state"), "merged");
    auto& worker = world.as("worker_a");
    const auto one = worker.get("/api/v2/cases/" + survivor);
    EXPECT_EQ(one.text("name_first"), "Leyla");
    EXPECT_EQ(one.text("telephone_current"), "0700");
    const auto two = worker.get("/api/v2/cases/" + other);
    EXPECT_EQ(two.text("status"), "duplicate");
    EXPECT_EQ(two.text("duplicate_case_id"), survivor);
    const auto listed = worker.get("/api/v2/cases?fields=short&status[0]=duplicate");
    EXPECT_THAT(listed.body, HasSubstr("\"duplicate_case_id\":\"" + survivor));
    const auto told = worker.get("/api/v2/cases/" + other + "/merges");
    EXPECT_EQ(told.status, 200) << told.body;
    EXPECT_THAT(told.body, HasSubstr(R"("can_undo":false)"));
    EXPECT_THAT(super.get("/api/v2/cases/" + other + "/merges").body,
                HasSubstr(R"("can_undo":true)"));
    EXPECT_THAT(super.get("/api/v2/cases/" + other + "/record_history").body,
                HasSubstr(R"("action":"merge")"));
    const auto undone = super.del(path(survivor, other));
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_EQ(undone.text("state"), "undone");
    EXPECT_EQ(worker.get("/api/v2/cases/" + survivor).text("name_first"), "Laila");
    EXPECT_EQ(worker.get("/api/v2/cases/" + other).text("status"), "open");
    EXPECT_EQ(super.del(path(survivor, other)).status, 404);
}

TEST_F(CaseMerges, AreForThoseWhoHoldBothCasesAndTheRights) {
    for (const auto* name : {"worker_a", "worker_b", "supervisor", "tracer", "provider"}) {
        auto& person = world.as(name);
        EXPECT_EQ(person.get(path(survivor, other)).status, 403) << name;
        EXPECT_EQ(person.post(path(survivor, other), body(1, 1)).status, 403) << name;
        EXPECT_EQ(person.del(path(survivor, other)).status, 403) << name;
        EXPECT_EQ(person.get(path(survivor, nowhere)).status, 403) << name;
    }
    EXPECT_EQ(world.as("worker_b").get("/api/v2/cases/" + survivor + "/merges").status, 403);
    EXPECT_EQ(world.anonymous().get(path(survivor, other)).status, 401);
    EXPECT_EQ(world.anonymous().post(path(survivor, other), body(1, 1)).status, 401);
    auto& super = world.as("super");
    EXPECT_EQ(super.get(path(survivor, nowhere)).status, 404);
    EXPECT_EQ(super.get(path(survivor, "x")).status, 404);
    EXPECT_EQ(super.post(path(survivor, survivor), body(1, 1)).status, 422);
}

TEST_F(CaseMerges, AreRefusedWithThePlaceAndASentence) {
    auto& super = world.as("super");
    const auto undecided = super.post(path(survivor, other), body(1, 1));
    EXPECT_EQ(undecided.status, 422);
    EXPECT_THAT(undecided.body, HasSubstr("/data/choices/name_first"));
    EXPECT_THAT(undecided.body, HasSubstr("The two cases differ here."));
    EXPECT_THAT(undecided.body, Not(HasSubstr("Leyla")));
    for (const auto* broken :
         {R"({})", R"({"data":{}})", R"({"data":{"revision":"x","other_revision":1}})",
          R"({"data":{"revision":1,"other_revision":1,"choices":[]}})",
          R"({"data":{"revision":1,"other_revision":1,"choices":{"name_first":{"value":[]}}}})",
          R"({"data":{"revision":1,"other_revision":1,"choices":{"name_first":7}}})"})
        EXPECT_EQ(super.post(path(survivor, other), broken).status, 422) << broken;
    const auto stale = super.post(path(survivor, other), body(1, 7, {{"name_first", "this"}}));
    EXPECT_EQ(stale.status, 409) << stale.body;
    EXPECT_THAT(stale.body, HasSubstr("/data/other_revision"));
    const auto tag = "\"" + survivor + ":7\"";
    EXPECT_EQ(super
                  .post(path(survivor, other), body(1, 1, {{"name_first", "this"}}),
                        {.headers = {{"If-Match", tag}}})
                  .status,
              412);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases/" + other).text("status"), "open");
}

TEST_F(CaseMerges, SentTwiceAreMadeOnceAndTwoAtOnceMakeOne) {
    auto& super = world.as("super");
    const Extra key{.headers = {{"Idempotency-Key", "merge-1"}}};
    const auto sent = body(1, 1, {{"name_first", "this"}});
    const auto first = super.post(path(survivor, other), sent, key);
    const auto second = super.post(path(survivor, other), sent, key);
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(second.status, 200) << second.body;
    EXPECT_EQ(first.text("id"), second.text("id"));
    const auto third = new_case({{"age", 4}});
    const auto fourth = new_case({{"age", 4}});
    std::map<std::string, int> statuses;
    auto one = world.anonymous();
    auto two = world.anonymous();
    one.sign_in("super", World::password());
    two.sign_in("super", World::password());
    std::thread here([&] { statuses["here"] = one.post(path(third, fourth), body(1, 1)).status; });
    const auto there = two.post(path(fourth, third), body(1, 1)).status;
    here.join();
    EXPECT_EQ(std::min(there, statuses["here"]), 200);
    EXPECT_EQ(std::max(there, statuses["here"]), 409);
}

TEST_F(CaseMerges, LeaveALineInTheLogOfBothCases) {
    auto& super = world.as("super");
    ASSERT_EQ(super.post(path(survivor, other), body(1, 1, {{"name_first", "this"}})).status, 200);
    ASSERT_EQ(super.del(path(survivor, other)).status, 200);
    for (const auto& id : {survivor, other}) {
        std::map<std::string, int> actions;
        for (const auto& entry : world.audit("record_id=" + id)) {
            const auto& line = entry.as_object();
            if (json::string_or(line, "record_id") == id)
                ++actions[json::string_or(line, "action")];
        }
        EXPECT_EQ(actions["merge"], 1) << id;
        EXPECT_EQ(actions["unmerge"], 1) << id;
    }
}

TEST_F(CaseMerges, AMergedCaseIsWrittenNoMore) {
    auto& super = world.as("super");
    ASSERT_EQ(super.post(path(survivor, other), body(1, 1, {{"name_first", "this"}})).status, 200);
    const auto refused =
        world.as("worker_a").patch("/api/v2/cases/" + other, R"({"data":{"age":3}})");
    EXPECT_EQ(refused.status, 409) << refused.body;
    EXPECT_THAT(refused.body, HasSubstr("was merged into another one"));
    const auto later =
        world.as("worker_a").patch("/api/v2/cases/" + survivor, R"({"data":{"age":3}})");
    EXPECT_EQ(later.status, 200) << later.body;
    EXPECT_EQ(super.del(path(survivor, other)).status, 200);
}

TEST_F(CaseMerges, CannotBeUndoneOverALaterEdit) {
    auto& super = world.as("super");
    ASSERT_EQ(super.post(path(survivor, other), body(1, 1, {{"name_first", "other"}})).status, 200);
    world.as("worker_a").patch("/api/v2/cases/" + survivor, R"({"data":{"name_first":"Lila"}})");
    const auto refused = super.del(path(survivor, other));
    EXPECT_EQ(refused.status, 409) << refused.body;
    EXPECT_THAT(refused.body, HasSubstr("/this/name_first"));
    EXPECT_THAT(refused.body, HasSubstr("This was changed after the merge."));
    EXPECT_EQ(super.get("/api/v2/cases/" + survivor).text("name_first"), "Lila");
}

}  // namespace
}  // namespace amparo::testing

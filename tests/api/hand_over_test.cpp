// Finding a case by the code with which a child was handed over to somebody outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(HandOverCodes, FindTheirCaseForThoseWhoSeeTheReferralOnly) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Laila"},
                                                   {"age", 9},
                                                   {"consent_for_services", true},
                                                   {"disclosure_other_orgs", true}});
    const auto path = "/api/v2/cases/" + id;
    const auto refer = [&](const std::string& data) {
        return world.as("worker_a").post(path + "/referrals", R"({"data":)" + data + "}");
    };
    const auto outside = refer(R"({"remote":true,"transitioned_to_remote":"Clinic"})");
    ASSERT_EQ(outside.status, 200) << outside.body;
    const auto code = outside.text("hand_over_code");
    const auto ask = [&](const std::string& who, const std::string& typed) {
        return world.as(who).post("/api/v2/cases/referrals/lookup",
                                  R"({"data":{"hand_over_code":")" + typed + R"("}})");
    };
    const auto found = ask("worker_a", code);
    ASSERT_EQ(found.status, 200) << found.body;
    const auto rows = found.rows();
    ASSERT_EQ(rows.size(), 1U);
    const auto& row = rows.front().as_object();
    EXPECT_EQ(json::string_or(row, "id"), id);
    EXPECT_EQ(json::string_or(row, "name"), "Laila");
    EXPECT_EQ(json::string_or(row, "search_kind"), "hand_over");
    EXPECT_EQ(json::string_or(row, "transition_id"), outside.text("id"));
    EXPECT_EQ(ask("worker_a", "amparo:referral/" + code).body, found.body);

    // Another worker, one who searches beyond their scope, and a recipient of another referral
    // of the same case get what anybody gets for a code that does not exist.
    const auto nothing = ask("worker_a", code.substr(0, 8) + (code[8] == '2' ? "3" : "2")).body;
    EXPECT_EQ(json::write(json::parse(nothing)->as_object()), R"({"data":[]})");
    EXPECT_EQ(ask("worker_b", code).body, nothing);
    EXPECT_EQ(ask("worker_a", "Laila").body, nothing);
    EXPECT_EQ(ask("worker_a", code.substr(0, 8)).body, nothing) << "whole codes only";
    ASSERT_EQ(refer(R"({"transitioned_to":"worker_b"})").status, 200);
    ASSERT_EQ(world.as("worker_b").get(path).status, 200);
    EXPECT_EQ(ask("worker_b", code).body, nothing) << "they see the case, not this referral";
    EXPECT_EQ(world.as("worker_a")
                  .post("/api/v2/cases/referrals/lookup", R"({"data":{"hand_over_code":[1]}})")
                  .status,
              422);
    // Neither as a filter nor in the search of everybody.
    EXPECT_THAT(world.as("worker_b").get("/api/v2/cases?id_search=true&query=" + code).body,
                Not(HasSubstr(id)));
    EXPECT_EQ(world.audit("audit_log_actions[0]=find_hand_over").empty(), false);
    EXPECT_THAT(world.as("administrator").get("/api/v2/audit_logs?per=100").body,
                Not(HasSubstr(code)));
}

}  // namespace
}  // namespace amparo::testing

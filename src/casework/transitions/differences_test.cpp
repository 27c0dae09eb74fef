// What hand-overs do differently from Primero v2 (case-management.md §11, D29) besides what the
// tests of each kind say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/transitions/eligibility.hpp"
#include "casework/transitions/transitions_test_support.hpp"

namespace amparo::casework {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using Status = TransitionStatus;

class HandOverDifferences : public ::testing::Test, protected TransitionWorld {};

TEST_F(HandOverDifferences, NobodyIsReferredTwiceForOneService) {
    const auto id = new_case();
    const auto made = refer("worker_a", id, {.to = "worker_b", .service = "health"});
    ASSERT_EQ(refusal(made), "");
    EXPECT_NE(refusal(refer("worker_a", id, {.to = "worker_b", .service = "health"})), "");
    EXPECT_EQ(refusal(refer("worker_a", id, {.to = "worker_b", .service = "legal"})), "");
    ASSERT_EQ(refusal(answer("worker_b", id, *made, Status::rejected)), "");
    EXPECT_EQ(refusal(refer("worker_a", id, {.to = "worker_b", .service = "health"})), "")
        << "once it is over it can be asked for again";
}

TEST_F(HandOverDifferences, ANewOwnerLearnsOfTheReferralsThatStay) {
    const auto id = new_case();
    const auto shared = refer("worker_a", id, {.to = "tracer"});
    ASSERT_EQ(refusal(shared), "");
    ASSERT_EQ(refusal(answer("tracer", id, *shared, Status::accepted)), "");
    const auto offered = transfer("worker_a", id, "worker_b");
    ASSERT_EQ(refusal(offered), "");
    ASSERT_EQ(refusal(answer("worker_b", id, *offered, Status::accepted)), "");
    EXPECT_TRUE(may_read("tracer", id));
    EXPECT_THAT(told(), Contains("referral:worker_b"));
}

TEST_F(HandOverDifferences, CandidatesWhoAreNearestComeFirst) {
    const auto rows = list_recipients(
        world.as("worker_a"), world.records(),
        {.type = TransitionType::transfer, .record_type = "case", .module_id = "primeromodule-cp"});
    ASSERT_TRUE(rows.has_value());
    std::vector<std::string> names;
    for (const auto& row : *rows) names.push_back(json::string_or(row.get_object(), "user_name"));
    // The asker is in EX0101: the province above, the country, another province, a district there.
    EXPECT_THAT(names, ElementsAre("manager_a", "admin", "tracer", "worker_b"));
}

}  // namespace
}  // namespace amparo::casework

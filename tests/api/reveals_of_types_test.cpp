// What a record masks is shown in clear to those who may change it, record by record, for every
// type (case-management.md §1.5).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";

class RevealsOfTypes : public ::testing::TestWithParam<const char*> {};

TEST_P(RevealsOfTypes, AreForThoseWhoMayChangeTheRecord) {
    World world;
    const auto all = "/api/v2/" + std::string(GetParam());
    const auto made = world.as("super").post(
        all, wire({{"module_id", "primeromodule-cp"}, {"hidden_name", true}}));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto one = all + "/" + made.text("id") + "/reveal";
    const auto shown = world.as("super").post(one, "{}");
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(shown.text("id"), made.text("id"));
    EXPECT_EQ(world.as("provider").post(one, "{}").status, 403);
    EXPECT_EQ(world.as("super").post(all + "/" + nowhere + "/reveal", "{}").status, 404);
}

TEST_P(RevealsOfTypes, AreLoggedOnlyWhereSomethingWasHidden) {
    World world;
    const auto all = "/api/v2/" + std::string(GetParam());
    const auto made = world.as("super").post(all, wire({{"module_id", "primeromodule-cp"}}));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto one = all + "/" + made.text("id");
    const auto hide = [&](bool is_hidden) {
        return world.as("super").patch(one, wire({{"hidden_name", is_hidden}})).status;
    };
    const auto log = [&] { return world.as("super").get(one + "/access_log").body; };
    ASSERT_EQ(hide(false), 200);
    EXPECT_THAT(log(), Not(HasSubstr("\"reveal\""))) << "nothing was";
    EXPECT_THAT(log(), HasSubstr("\"update\""));
    ASSERT_EQ(hide(true), 200);
    ASSERT_EQ(hide(false), 200);
    EXPECT_THAT(log(), HasSubstr("\"reveal\""));
}

INSTANTIATE_TEST_SUITE_P(Types, RevealsOfTypes,
                         ::testing::Values("cases", "incidents", "tracing_requests", "families",
                                           "registry_records"),
                         [](const auto& type) { return std::string(type.param); });

}  // namespace
}  // namespace amparo::testing

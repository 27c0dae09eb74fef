// What a record masks is shown in clear to those who may change it, record by record, for every
// type (case-management.md §1.5).
#include <gtest/gtest.h>

#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

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

INSTANTIATE_TEST_SUITE_P(Types, RevealsOfTypes,
                         ::testing::Values("cases", "incidents", "tracing_requests", "families",
                                           "registry_records"),
                         [](const auto& type) { return std::string(type.param); });

}  // namespace
}  // namespace amparo::testing

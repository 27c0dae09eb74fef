// The other record types go through the same door (records.md §§7–13).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

struct Kind {
    std::string segment;
    std::string field;
    std::string value;
};

class OtherRecordsApi : public ::testing::TestWithParam<Kind> {};

TEST_P(OtherRecordsApi, CreatesListsChangesAndDisables) {
    World world;
    const auto& [segment, field, value] = GetParam();
    auto& super = world.as("super");
    const auto all = "/api/v2/" + segment;
    const auto made = super.post(
        all, R"({"data":{"module_id":"primeromodule-cp",")" + field + R"(":")" + value + R"("}})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto one = all + "/" + made.text("id");
    EXPECT_EQ(super.get(one).text(field), value);
    EXPECT_EQ(super.get(all).total(), 1);
    EXPECT_EQ(super.patch(one, R"({"data":{"record_state":true}})").status, 200);
    EXPECT_EQ(super.get(one + "/record_history").status, 200);
    EXPECT_EQ(super.get(one + "/access_log").status, 200);
    EXPECT_EQ(super.del(one).status, 200);
}

TEST_P(OtherRecordsApi, AreClosedToThoseWithoutTheRight) {
    World world;
    const auto all = "/api/v2/" + GetParam().segment;
    auto& provider = world.as("provider");
    EXPECT_EQ(provider.get(all).status, 403);
    EXPECT_EQ(provider.post(all, R"({"data":{"module_id":"primeromodule-cp"}})").status, 403);
    EXPECT_EQ(provider.get(all + "/7f0d7a6e-1111-4222-8333-944455566677").status, 403);
}

INSTANTIATE_TEST_SUITE_P(Types, OtherRecordsApi,
                         ::testing::Values(Kind{"incidents", "incident_date", "2024-05-31"},
                                           Kind{"tracing_requests", "relation_name",
                                                "Invented inquirer"},
                                           Kind{"families", "family_name", "Invented family"},
                                           Kind{"registry_records", "registry_no", "R-1"}),
                         [](const auto& kind) { return kind.param.segment; });

}  // namespace
}  // namespace amparo::testing

// Entries that only some roles change in their place (web-app.md §11).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* review = "3c1f2a10-0000-4000-8000-000000000001";

WorldOptions with_reviews() {
    return {.form_fields = {{"basic_identity",
                             json::Array{json::Object{
                                 {"name", "reviews"},
                                 {"type", "subform"},
                                 {"subform_unique_id", "notes_section"},
                                 {"subform_section_configuration",
                                  json::Object{{"edit_roles", json::Array{"role-superuser"}}}},
                                 {"display_name", json::Object{{"en", "Reviews"}}}}}}}};
}

std::string with_review(const std::string& subject) {
    return R"({"data":{"age":10,"reviews":[{"unique_id":")" + std::string(review) +
           R"(","note_subject":")" + subject + R"("}]}})";
}

TEST(EditRoles, OnlyTheNamedOnesChangeTheEntriesAndOthersReadThem) {
    World world(with_reviews());
    const auto id = world.create_case("worker_a", {{"age", 9}});
    const auto path = "/api/v2/cases/" + id;
    auto& worker = world.as("worker_a");
    ASSERT_EQ(worker.patch(path, with_review("By the worker")).status, 200);
    EXPECT_THAT(worker.get(path).body, Not(HasSubstr("By the worker")));
    EXPECT_EQ(worker.get(path).object().at("age"), 10) << "the rest of the form is taken";
    ASSERT_EQ(world.as("super").patch(path, with_review("By the lead")).status, 200);
    EXPECT_THAT(worker.get(path).body, HasSubstr("By the lead"));
    const auto removal =
        R"({"data":{"reviews":[{"unique_id":")" + std::string(review) + R"(","_destroy":true}]}})";
    ASSERT_EQ(worker.patch(path, removal).status, 200);
    EXPECT_THAT(worker.get(path).body, HasSubstr("By the lead"));
    ASSERT_EQ(world.as("super").patch(path, removal).status, 200);
    EXPECT_THAT(worker.get(path).body, Not(HasSubstr("By the lead")));
}

}  // namespace
}  // namespace amparo::testing

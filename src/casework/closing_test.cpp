#include "casework/closing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/hooks.hpp"
#include "records/derived/rules.hpp"
#include "records/module_options_test_support.hpp"
#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

using records::object_of;

class Closing : public ::testing::Test {
  protected:
    Closing() : world(hooks()) {}

    void set_options(std::string_view options) { records::set_module_options(world, options); }
    Result<records::RecordAnswer> close(const RecordId& id) {
        return world.update("manager_a", id, object_of(R"({"status": "closed"})"), "close");
    }
    RecordId new_case(std::string_view data) {
        return world.create_case("worker_a", object_of(data)).id;
    }

    records::RecordsWorld world;
};

TEST_F(Closing, EachOpenRequirementIsNamed) {
    const auto id = new_case(R"({"name_first": "Ada", "assessment_due_date": "2024-06-01"})");
    set_options(R"({"closure_requirements": ["closure_approved", "no_overdue_tasks",
        "no_pending_transitions", "closure_reason_present"]})");
    const auto refused = close(id);
    ASSERT_FALSE(refused.has_value());
    std::vector<std::string> open;
    for (const auto& problem : refused.error().problems) open.push_back(problem.message.key);
    EXPECT_THAT(open, ::testing::ElementsAre("errors.closure.closure_approved",
                                             "errors.closure.no_overdue_tasks",
                                             "errors.closure.closure_reason_present"));
    EXPECT_EQ(json::string_or(world.stored(id).data, "status"), "open");
}

TEST_F(Closing, AnApprovedClosingThatIsNotReadyIsMarkedForTheOwner) {
    set_options(R"({"closure_requirements": ["closure_approved", "closure_reason_present"]})");
    const auto id = new_case(R"({"name_first": "Ada"})");
    const auto approve = [&] {
        return world.records()
            .edit(world.as("manager_a"),
                  [&](records::Edit& edit) -> Result<> {
                      AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id}));
                      draft->data()["closure_approved"] = true;
                      return {};
                  })
            .has_value();
    };
    const auto types = [&] {
        return json::string_list(world.stored(id).data, "current_alert_types");
    };
    ASSERT_TRUE(approve());
    EXPECT_THAT(types(), ::testing::ElementsAre("closure_requirement"));
    ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"name_last": "Bell"})")).has_value());
    EXPECT_THAT(types(), ::testing::ElementsAre("closure_requirement")) << "once, until it is met";
    ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"closure_reason": "formal_closing"})"))
                    .has_value());
    EXPECT_THAT(types(), ::testing::IsEmpty());
    EXPECT_TRUE(close(id).has_value());
}

TEST_F(Closing, WithoutRequirementsACaseIsClosed) {
    const auto id = new_case(R"({"name_first": "Ada", "assessment_due_date": "2024-06-01"})");
    EXPECT_TRUE(close(id).has_value());
}

TEST_F(Closing, ADeadlineIsSetOnceMovedByRiskAndLeftToThePeople) {
    set_options(R"({"deadlines": [
        {"id": "high", "target_field": "assessment_due_date", "start_field": "registration_date",
         "filter": {"eq": ["risk_level", "high"]}, "offset": "1_day"},
        {"id": "any", "target_field": "assessment_due_date", "start_field": "registration_date",
         "offset": "7_days"}]})");
    const auto id = new_case(R"({"name_first": "Ada"})");
    const auto due = [&] { return json::string_or(world.stored(id).data, "assessment_due_date"); };
    EXPECT_EQ(due(), "2024-06-22");
    ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"risk_level": "high"})")).has_value());
    EXPECT_EQ(due(), "2024-06-16");
    ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"assessment_due_date": "2024-06-20"})"))
                    .has_value());
    ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"risk_level": "low"})")).has_value());
    EXPECT_EQ(due(), "2024-06-20");
}

}  // namespace
}  // namespace amparo::casework

#include "casework/deadline_tick.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/hooks.hpp"
#include "records/derived/values.hpp"
#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

using records::object_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The clock stands at noon of 15 June 2024.
class DeadlineTick : public ::testing::Test {
  protected:
    records::RecordsWorld world{hooks()};

    RecordId due_on(const std::string& day) {
        auto data = object_of(R"({"name_first": "Ada"})");
        data["assessment_due_date"] = day;
        return world.create_case("worker_a", std::move(data)).id;
    }
    /// "form for user" of the alerts of overdue work.
    std::vector<std::string> marks(const RecordId& id) {
        std::vector<std::string> found;
        const auto data = world.stored(id).data;
        for (const auto* alert : records::derived::rows(data, "alerts")) {
            if (json::string_or(*alert, "alert_for") == "deadline")
                found.push_back(json::string_or(*alert, "form_unique_id") + " for " +
                                json::string_or(*alert, "user_id"));
        }
        return found;
    }
    /// Runs the job; how many cases it marked.
    std::int64_t tick(Instant since = {}) {
        const store::RunningJob running{.job = {},
                                        .report = [](const json::Object&) { return Result<>(); },
                                        .is_stopping = [] { return false; }};
        const auto done = tick_deadlines(world.records(), since, running);
        EXPECT_TRUE(done.has_value());
        return done ? done->at("marked").to_number<std::int64_t>() : -1;
    }
};

TEST_F(DeadlineTick, MarksOnceWhatFellDueSinceItLastLooked) {
    const auto yesterday = due_on("2024-06-14");
    const auto today = due_on("2024-06-15");
    const auto long_ago = due_on("2024-05-01");
    EXPECT_EQ(tick(), 1);
    EXPECT_THAT(marks(yesterday), ElementsAre("assessment for worker_a"));
    EXPECT_THAT(marks(today), IsEmpty());
    EXPECT_THAT(marks(long_ago), IsEmpty()) << "known before there were marks";
    EXPECT_EQ(tick(), 0);
    const auto looked = world.clock.now();
    world.clock.advance(std::chrono::hours(24));
    EXPECT_EQ(tick(looked), 1);
    EXPECT_THAT(marks(today), ElementsAre("assessment for worker_a"));
}

TEST_F(DeadlineTick, TheMarkGoesWithTheWork) {
    const auto id = due_on("2024-06-14");
    ASSERT_EQ(tick(), 1);
    ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"name_last": "Bell"})")).has_value());
    EXPECT_THAT(marks(id), ElementsAre("assessment for worker_a"));
    ASSERT_TRUE(
        world.update("worker_a", id, object_of(R"({"assessment_requested_on": "2024-06-15"})"))
            .has_value());
    EXPECT_THAT(marks(id), IsEmpty());
    EXPECT_EQ(tick(), 0);
}

TEST_F(DeadlineTick, TheMarkGoesOverToANewOwner) {
    const auto id = due_on("2024-06-14");
    ASSERT_EQ(tick(), 1);
    ASSERT_TRUE(world.records()
                    .edit(access::Actor::system(),
                          [&](records::Edit& edit) -> Result<> {
                              AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id}));
                              draft->data()["owned_by"] = "worker_b";
                              return {};
                          })
                    .has_value());
    EXPECT_THAT(marks(id), ElementsAre("assessment for worker_b"));
    ASSERT_TRUE(
        world.update("worker_b", id, object_of(R"({"assessment_requested_on": "2024-06-15"})"))
            .has_value());
    EXPECT_THAT(marks(id), IsEmpty());
}

TEST_F(DeadlineTick, AClosedCaseHasNone) {
    const auto id = due_on("2024-06-14");
    ASSERT_EQ(tick(), 1);
    ASSERT_TRUE(
        world.update("manager_a", id, object_of(R"({"status": "closed"})"), "close").has_value());
    EXPECT_THAT(marks(id), IsEmpty());
}

}  // namespace
}  // namespace amparo::casework

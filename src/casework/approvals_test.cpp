#include "casework/approvals.hpp"

#include <gtest/gtest.h>

#include "casework/alerts.hpp"
#include "casework/hooks.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"
#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

using records::object_of;

class Approvals : public ::testing::Test {
  protected:
    Approvals()
        : world(hooks()),
          id(world.create_case("worker_a", object_of(R"({"name_first": "Ada"})")).id) {}

    Result<json::Object> say(const std::string& user, const std::string& status,
                             const std::string& notes = "",
                             const std::string& approval = "case_plan") {
        return approve(world.as(user), world.records(), id,
                       {.approval = approval, .status = status, .notes = notes});
    }
    Errc code(const Result<json::Object>& answer) {
        EXPECT_FALSE(answer.has_value());
        return answer ? Errc::busy : answer.error().code;
    }
    json::Object data() { return world.stored(id).data; }
    std::string text(std::string_view key) { return json::string_or(data(), key); }
    std::vector<records::Event> events() {
        std::vector<records::Event> list;
        const auto jobs = world.database().read(
            [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 100}); });
        for (const auto& job : *jobs) {
            if (job.kind == records::announce_kind) list.push_back(*records::event_of(job));
        }
        return list;
    }

    records::RecordsWorld world;
    RecordId id;
};

TEST_F(Approvals, ARequestIsPendingMarkedAndToldToTheOwnersManagers) {
    const auto changed = say("worker_a", "requested");
    ASSERT_TRUE(changed.has_value());
    EXPECT_EQ(json::string_or(*changed, "approval_status_case_plan"), "pending");
    EXPECT_TRUE(has_alert(data(), alerts_of("approval", "case_plan")));
    const auto kept = data();
    EXPECT_EQ(json::string_or(*records::derived::rows(kept, "alerts").front(), "form_unique_id"),
              "cp_case_plan");
    const auto told = events();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().kind, records::EventKind::approval_request);
    // The super user of this world manages the same group.
    EXPECT_EQ(told.front().recipients, (std::vector{UserName("manager_a"), UserName("admin")}));
}

TEST_F(Approvals, AnAnswerSetsTheFieldsTakesTheMarkAwayAndTellsTheOwner) {
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    ASSERT_TRUE(say("manager_a", "approved", "Well planned.").has_value());
    EXPECT_EQ(text("approval_status_case_plan"), "approved");
    EXPECT_TRUE(json::bool_or(data(), "case_plan_approved", false));
    EXPECT_EQ(text("case_plan_approved_date"), "2024-06-15");
    EXPECT_EQ(text("case_plan_approved_comments"), "Well planned.");
    EXPECT_FALSE(has_alert(data(), alerts_of("approval")));
    EXPECT_EQ(text("status"), "open");
    const auto kept = data();
    const auto entries = records::derived::rows(kept, "approval_subforms");
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(json::string_or(*entries[0], "requested_by"), "worker_a");
    EXPECT_EQ(json::string_or(*entries[1], "approved_by"), "manager_a");
    bool owner_was_told = false;
    for (const auto& event : events()) {
        owner_was_told = owner_was_told || (event.kind == records::EventKind::approval_response &&
                                            event.recipients.front() == UserName("worker_a"));
    }
    EXPECT_TRUE(owner_was_told);
}

TEST_F(Approvals, ARejectionNeedsAReasonAndCanBeAskedForAnew) {
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    const auto bare = say("manager_a", "rejected", "  ");
    EXPECT_EQ(code(bare), Errc::invalid);
    EXPECT_EQ(bare.error().field, "notes");
    ASSERT_TRUE(say("manager_a", "rejected", "Add the school.").has_value());
    EXPECT_FALSE(json::bool_or(data(), "case_plan_approved", true));
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    EXPECT_EQ(text("approval_status_case_plan"), "pending");
    EXPECT_FALSE(data().at("case_plan_approved").get_bool());
    EXPECT_EQ(records::derived::rows(data(), "approval_subforms").size(), 3U);
}

TEST_F(Approvals, OnlyWhatIsPendingIsAnsweredAndOnlyWhatIsNotIsRequested) {
    EXPECT_EQ(code(say("manager_a", "approved")), Errc::invalid);
    EXPECT_EQ(code(say("worker_a", "withdrawn")), Errc::invalid);
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    EXPECT_EQ(code(say("worker_a", "requested")), Errc::invalid);
    ASSERT_TRUE(say("worker_a", "withdrawn").has_value());
    EXPECT_EQ(text("approval_status_case_plan"), "");
    EXPECT_FALSE(has_alert(data(), alerts_of("approval")));
    EXPECT_EQ(code(say("manager_a", "approved")), Errc::invalid);
}

TEST_F(Approvals, RightsAreThoseOfTheStep) {
    EXPECT_EQ(code(say("manager_a", "requested")), Errc::forbidden);
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    EXPECT_EQ(code(say("worker_a", "approved")), Errc::forbidden);
    EXPECT_EQ(code(say("worker_b", "withdrawn")), Errc::forbidden);
    EXPECT_EQ(code(say("recipient", "approved")), Errc::forbidden);
    EXPECT_EQ(text("approval_status_case_plan"), "pending");
    EXPECT_EQ(code(say("worker_a", "requested", "", "divorce")), Errc::not_found);
    EXPECT_EQ(code(say("worker_a", "perhaps")), Errc::invalid);
}

TEST_F(Approvals, ANamedApproverIsAskedAloneAndMustBeAbleToAnswer) {
    const auto ask = [&](const std::string& approver) {
        return approve(world.as("worker_a"), world.records(), id,
                       {.approval = "case_plan", .status = "requested", .approver = approver});
    };
    EXPECT_EQ(code(ask("worker_b")), Errc::invalid);
    EXPECT_EQ(code(ask("nobody")), Errc::invalid);
    ASSERT_TRUE(ask("admin").has_value());
    EXPECT_EQ(events().front().recipients, std::vector<UserName>{UserName("admin")});
}

TEST_F(Approvals, AnUnansweredRequestIsRemindedOfUntilItIsAnswered) {
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    const auto reminders = [&] {
        std::vector<store::Job> list;
        const auto jobs = world.database().read(
            [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 100}); });
        for (const auto& job : *jobs) {
            if (job.kind == remind_kind) list.push_back(job);
        }
        return list;
    };
    const auto waiting = reminders();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting.front().run_at, world.clock.now() + std::chrono::hours(72));
    const store::RunningJob running{.job = waiting.front(), .report = {}, .is_stopping = {}};
    const auto first = remind_of_approval(world.records(), running);
    ASSERT_TRUE(first.has_value());
    EXPECT_TRUE(json::bool_or(*first, "reminded", false));
    EXPECT_EQ(reminders().size(), 2U);
    ASSERT_TRUE(say("manager_a", "approved").has_value());
    const auto late = remind_of_approval(world.records(), running);
    ASSERT_TRUE(late.has_value());
    EXPECT_FALSE(json::bool_or(*late, "reminded", true));
    EXPECT_EQ(reminders().size(), 2U);
}

}  // namespace
}  // namespace amparo::casework

#include "casework/approvals.hpp"

#include <gtest/gtest.h>

#include "casework/alerts.hpp"
#include "casework/hooks.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"
#include "records/records_test_support.hpp"
#include "store/documents.hpp"

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

    std::vector<store::Job> reminders() {
        std::vector<store::Job> list;
        const auto jobs = world.database().read(
            [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 100}); });
        for (const auto& job : *jobs) {
            if (job.kind == remind_kind) list.push_back(job);
        }
        return list;
    }
    /// Changes a document of the deployment, or copies it under another name.
    void change_document(const std::string& kind, const std::string& from, const std::string& to,
                         const json::Object& changes) {
        const auto written = world.database().write([&](store::Transaction& transaction) {
            auto document = store::find_document(transaction, kind, from);
            auto data = (*document)->data;
            for (const auto& [key, value] : changes) data[key] = value;
            return store::put_document(transaction, {.kind = kind,
                                                     .key = to,
                                                     .data = std::move(data),
                                                     .actor = "system",
                                                     .at = world.clock.now()});
        });
        ASSERT_TRUE(written.has_value());
    }
    void set_options(json::Object options) {
        change_document("module", "primeromodule-cp", "primeromodule-cp",
                        {{"module_options", std::move(options)}});
    }
    /// `tracer` reads the case and may answer, without being anybody's manager.
    void make_assistant() {
        change_document("role", "role-cp-manager", "role-assistant",
                        {{"unique_id", "role-assistant"}, {"id", 4711}, {"is_manager", false}});
        world.change_user("tracer",
                          {{"role_unique_id", "role-assistant"},
                           {"user_group_unique_ids", json::Array{"usergroup-primero-cp"}}});
    }
    void stand_in(const std::string& user, json::Array deputies) {
        world.change_user(user, {{"deputies", std::move(deputies)}});
    }
    Result<json::Object> ask(const std::string& approver) {
        return approve(world.as("worker_a"), world.records(), id,
                       {.approval = "case_plan", .status = "requested", .approver = approver});
    }
    json::Object last_entry() {
        const auto kept = data();
        return *records::derived::rows(kept, "approval_subforms").back();
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
    EXPECT_EQ(code(ask("worker_b")), Errc::invalid);
    make_assistant();
    EXPECT_EQ(code(ask("tracer")), Errc::invalid) << "may answer, but oversees nobody";
    EXPECT_EQ(code(ask("nobody")), Errc::invalid);
    ASSERT_TRUE(ask("admin").has_value());
    EXPECT_EQ(events().front().recipients, std::vector<UserName>{UserName("admin")});
}

TEST_F(Approvals, AnUnansweredRequestIsRemindedOfUntilItIsAnswered) {
    ASSERT_TRUE(say("worker_a", "requested").has_value());
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

TEST_F(Approvals, ADeputyOfTheNamedApproverIsToldAndAnswersForThem) {
    make_assistant();
    stand_in(
        "manager_a",
        {json::Object{{"user_name", "worker_b"}}, json::Object{{"user_name", "worker_a"}},
         json::Object{{"user_name", "tracer"}, {"from", "2024-06-15"}, {"until", "2024-06-16"}}});
    ASSERT_TRUE(ask("manager_a").has_value());
    EXPECT_EQ(events().front().recipients, (std::vector{UserName("manager_a"), UserName("tracer")}))
        << "neither who may not answer nor the owner";
    EXPECT_EQ(code(say("worker_b", "approved")), Errc::forbidden);
    world.clock.advance(std::chrono::hours(48));
    EXPECT_EQ(code(say("tracer", "approved")), Errc::forbidden) << "the manager is back";
    world.clock.advance(-std::chrono::hours(24));
    ASSERT_TRUE(say("tracer", "approved").has_value());
    EXPECT_EQ(json::string_or(last_entry(), "approved_by"), "tracer");
    EXPECT_EQ(json::string_or(last_entry(), "on_behalf_of"), "manager_a");
}

TEST_F(Approvals, ADeputyOfAManagerIsAskedTooWhenNobodyIsNamed) {
    make_assistant();
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    EXPECT_EQ(code(say("tracer", "approved")), Errc::forbidden) << "nobody's deputy";
    ASSERT_TRUE(say("worker_a", "withdrawn").has_value());
    stand_in("manager_a", {json::Object{{"user_name", "tracer"}}});
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    EXPECT_EQ(events().front().recipients,
              (std::vector{UserName("manager_a"), UserName("admin"), UserName("tracer")}));
    ASSERT_TRUE(say("tracer", "rejected", "More about school.").has_value());
    // Who has the authority needs nobody's.
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    ASSERT_TRUE(say("manager_a", "approved").has_value());
    EXPECT_FALSE(last_entry().contains("on_behalf_of"));
}

TEST_F(Approvals, OnlyWhoWasAskedIsRemindedThenThoseAbove) {
    make_assistant();
    stand_in("manager_a", {json::Object{{"user_name", "tracer"}}});
    ASSERT_TRUE(ask("manager_a").has_value());
    const auto remind = [&] {
        const auto waiting = reminders();
        const store::RunningJob running{.job = waiting.front(), .report = {}, .is_stopping = {}};
        EXPECT_TRUE(remind_of_approval(world.records(), running).has_value());
        return events().front().recipients;
    };
    EXPECT_EQ(remind(), (std::vector{UserName("manager_a"), UserName("tracer")}));
    EXPECT_EQ(remind(), (std::vector{UserName("manager_a"), UserName("tracer"), UserName("admin")}))
        << "the super user manages the manager's group";
}

TEST_F(Approvals, WhatIsApprovedIsLockedUntilItIsAskedForAnew) {
    set_options({{"lock_on_approval", json::Array{"cp_case_plan"}}});
    const auto plan = [&](std::string_view day) {
        return world.update("worker_a", id, {{"date_case_plan", day}});
    };
    ASSERT_TRUE(plan("2024-06-01").has_value());
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    ASSERT_TRUE(plan("2024-06-02").has_value()) << "not approved yet";
    const auto before = world.stored(id).revision;
    ASSERT_TRUE(say("manager_a", "approved").has_value());
    EXPECT_EQ(json::integer_or(last_entry(), "approved_revision", 0), before);
    const auto locked = plan("2024-06-03");
    ASSERT_FALSE(locked.has_value());
    EXPECT_EQ(locked.error().code, Errc::forbidden);
    EXPECT_EQ(locked.error().message.key, "errors.approvals.locked");
    EXPECT_EQ(locked.error().field, "date_case_plan");
    ASSERT_TRUE(world.update("worker_a", id, {{"name_first", "Eda"}}).has_value()) << "elsewhere";
    EXPECT_FALSE(last_entry().contains("changed_since"));
    ASSERT_TRUE(world.update("admin", id, {{"date_case_plan", "2024-06-04"}}).has_value())
        << "an approver";
    EXPECT_EQ(json::string_or(last_entry(), "changed_since"), "2024-06-15T12:00:00.000Z");
    EXPECT_EQ(text("approval_status_case_plan"), "approved");
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    EXPECT_TRUE(plan("2024-06-05").has_value());
}

TEST_F(Approvals, AnApprovalDoesWhatTheModuleSays) {
    set_options({{"on_approved",
                  json::Object{{"case_plan", json::Array{json::Object{
                                                 {"set_field", json::Object{{"sex", "female"}}}}}},
                               {"closure", json::Array{json::Object{{"close_case", true}}}}}}});
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    ASSERT_TRUE(say("manager_a", "rejected", "No.").has_value());
    EXPECT_EQ(text("sex"), "") << "not by a rejection";
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    ASSERT_TRUE(say("manager_a", "approved").has_value());
    EXPECT_EQ(text("sex"), "female");
    EXPECT_EQ(text("status"), "open");
    ASSERT_TRUE(say("worker_a", "requested", "", "closure").has_value());
    ASSERT_TRUE(say("manager_a", "approved", "", "closure").has_value());
    EXPECT_EQ(text("status"), "closed");
    EXPECT_EQ(text("date_closure"), "2024-06-15");
}

TEST_F(Approvals, AnImportedModuleTakesAnswersThatNobodyAskedFor) {
    EXPECT_EQ(code(say("manager_a", "approved")), Errc::invalid);
    set_options({{"approval_without_request", true}});
    ASSERT_TRUE(say("manager_a", "approved").has_value());
    EXPECT_EQ(text("approval_status_case_plan"), "approved");
}

TEST_F(Approvals, NobodyAnswersForTheirOwnCaseWithoutTheRightForThat) {
    const auto grant = [&](const char* right) {
        json::Object permissions =
            world.as("worker_a").role().attributes.at("permissions").get_object();
        permissions["case"].as_array().emplace_back(right);
        change_document("role", "role-cp-case-worker", "role-cp-case-worker",
                        {{"permissions", std::move(permissions)}});
    };
    grant("approve_case_plan");
    ASSERT_TRUE(say("worker_a", "requested").has_value());
    const auto own = say("worker_a", "approved");
    EXPECT_EQ(code(own), Errc::forbidden);
    EXPECT_EQ(own.error().message.key, "errors.approvals.own_case");
    grant("self_approve");
    EXPECT_TRUE(say("worker_a", "approved").has_value());
}

}  // namespace
}  // namespace amparo::casework

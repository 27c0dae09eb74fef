#include "casework/transitions/activity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/approvals.hpp"
#include "casework/transitions/transitions_test_support.hpp"

namespace amparo::casework {
namespace {

using Status = TransitionStatus;

class Activities : public ::testing::Test, protected TransitionWorld {
  protected:
    /// The user with the right to see these types of the log.
    access::Actor viewer(const std::string& name, access::ActionSet types) {
        const auto actor = world.as(name);
        auto role = std::make_shared<access::Role>(actor.role());
        role->permissions["activity_log"] = std::move(types);
        return {actor.user_pointer(), role, actor.policy()};
    }
    ActivityQuery last_week() const {
        return {.from = world.clock.now() - std::chrono::days(7),
                .to = world.clock.now() + std::chrono::milliseconds(1)};
    }
    /// "type from>to" of the entries.
    std::vector<std::string> log(const access::Actor& actor, const ActivityQuery& query) {
        const auto answer = activity_log(actor, world.records(), query);
        std::vector<std::string> lines;
        if (!answer) return {"refused " + answer.error().message.key};
        for (const auto& entry : answer->data) {
            const auto& owners = entry.at("data").at("owned_by").as_object();
            lines.push_back(std::string(entry.at("type").as_string()) + " " +
                            json::string_or(owners, "from") + ">" + json::string_or(owners, "to"));
        }
        return lines;
    }
    RecordId transferred(Status answer_of_b) {
        const auto id = new_case();
        const auto made = transfer("worker_a", id, "worker_b");
        EXPECT_EQ(refusal(answer("worker_b", id, *made, answer_of_b)), "");
        return id;
    }
};

TEST_F(Activities, TellManagersOfTransfersOfTheirPeople) {
    const auto id = transferred(Status::accepted);
    const auto manager = viewer("manager_a", {"transfer"});
    const auto answer = activity_log(manager, world.records(), last_week());
    ASSERT_TRUE(answer.has_value());
    ASSERT_EQ(answer->data.size(), 1U);
    const auto& entry = answer->data.front().as_object();
    EXPECT_EQ(json::string_or(entry, "record_id"), id.text());
    EXPECT_EQ(json::string_or(entry, "record_type"), "Child");
    EXPECT_EQ(json::string_or(entry, "performed_by"), "worker_b");
    EXPECT_TRUE(entry.at("record_access_denied").as_bool());
    EXPECT_EQ(entry.at("data").at("status").at("to").as_string(), "accepted");
    EXPECT_THAT(log(manager, last_week()), ::testing::ElementsAre("transfer worker_a>worker_b"));
}

TEST_F(Activities, LeaveOutOthersPeopleWhatWaitsAndWhatWasRevoked) {
    transferred(Status::accepted);
    const auto waiting = new_case();
    ASSERT_EQ(refusal(transfer("worker_a", waiting, "worker_b")), "");
    const auto taken_back = new_case();
    const auto made = transfer("worker_a", taken_back, "worker_b");
    ASSERT_EQ(refusal(answer("worker_a", taken_back, *made, Status::revoked)), "");
    EXPECT_EQ(log(viewer("manager_a", {"transfer"}), last_week()).size(), 1U);
    EXPECT_THAT(log(viewer("tracer", {"transfer"}), last_week()), ::testing::IsEmpty());
}

TEST_F(Activities, ARejectionConcernsThoseWhoLostIt) {
    transferred(Status::rejected);
    EXPECT_EQ(log(viewer("worker_b", {"transfer"}), last_week()).size(), 1U);
    EXPECT_EQ(log(viewer("manager_a", {"transfer"}), last_week()).size(), 1U);
}

TEST_F(Activities, AreThoseOfTheWindowAndOfTheTypesPermitted) {
    const auto id = transferred(Status::accepted);
    ASSERT_EQ(refusal(assign("admin", id, "worker_a")), "");
    const auto all = viewer("admin", {"manage"});
    auto query = last_week();
    query.types = {"assign", "transfer"};
    EXPECT_EQ(log(all, query).size(), 2U);
    query.types = {"assign"};
    EXPECT_THAT(log(all, query), ::testing::ElementsAre("assign worker_b>worker_a"));
    EXPECT_THAT(log(viewer("admin", {"transfer"}), query),
                ::testing::ElementsAre("refused errors.forbidden"));
    EXPECT_THAT(log(world.as("worker_a"), last_week()),
                ::testing::ElementsAre("refused errors.forbidden"));
    query.types = {"loan"};
    EXPECT_THAT(log(all, query), ::testing::ElementsAre("refused errors.filters.value"));
    auto earlier = last_week();
    earlier.to = world.clock.now();
    EXPECT_THAT(log(all, earlier), ::testing::IsEmpty()) << "half-open";
}

TEST_F(Activities, TellOfApprovalsOnceTheyAreDecided) {
    const auto id = new_case();
    const auto say = [&](const std::string& by, const std::string& status) {
        return refusal(approve(world.as(by), world.records(), id,
                               {.approval = "case_plan", .status = status, .notes = "Goals?"}));
    };
    ASSERT_EQ(say("worker_a", "requested"), "");
    const auto manager = viewer("manager_a", {"approval"});
    EXPECT_THAT(log(manager, last_week()), ::testing::IsEmpty()) << "nobody has answered";
    ASSERT_EQ(say("manager_a", "rejected"), "");
    const auto answer = activity_log(manager, world.records(), last_week());
    ASSERT_TRUE(answer.has_value());
    ASSERT_EQ(answer->data.size(), 1U);
    const auto& entry = answer->data.front().as_object();
    EXPECT_EQ(json::string_or(entry, "performed_by"), "manager_a");
    EXPECT_EQ(entry.at("data").at("approval_type").as_string(), "case_plan");
    EXPECT_EQ(entry.at("data").at("status").at("to").as_string(), "rejected");
    EXPECT_THAT(json::write(entry), ::testing::Not(::testing::HasSubstr("Goals")))
        << "the comment stays in the case";
    EXPECT_THAT(log(viewer("tracer", {"approval"}), last_week()), ::testing::IsEmpty());
    EXPECT_THAT(log(viewer("manager_a", {"transfer"}), last_week()), ::testing::IsEmpty());
}

TEST_F(Activities, ADecisionConcernsWhoOwnedTheCaseThen) {
    const auto id = new_case();
    ASSERT_EQ(refusal(approve(world.as("worker_a"), world.records(), id,
                              {.approval = "case_plan", .status = "requested"})),
              "");
    ASSERT_EQ(refusal(approve(world.as("manager_a"), world.records(), id,
                              {.approval = "case_plan", .status = "approved"})),
              "");
    ASSERT_EQ(refusal(assign("admin", id, "worker_b")), "");
    EXPECT_THAT(log(viewer("worker_a", {"approval"}), last_week()),
                ::testing::ElementsAre("approval worker_a>worker_a"));
    EXPECT_THAT(log(viewer("worker_b", {"approval"}), last_week()), ::testing::IsEmpty());
}

TEST_F(Activities, TellOfIncidentsAndFamiliesToo) {
    records::WriteRequest incident;
    incident.record_type = "incident";
    incident.data = {{"module_id", "primeromodule-cp"}, {"status", "open"}};
    const auto made = world.records().create(world.as("admin"), std::move(incident));
    ASSERT_TRUE(made.has_value());
    ASSERT_EQ(
        refusal(casework::assign(world.as("admin"), world.records(),
                                 {.record_type = "incident", .id = made->id}, {.to = "worker_a"})),
        "");
    const auto answer = activity_log(viewer("admin", {"assign"}), world.records(), last_week());
    ASSERT_TRUE(answer.has_value());
    ASSERT_EQ(answer->data.size(), 1U);
    const auto& entry = answer->data.front().as_object();
    EXPECT_EQ(json::string_or(entry, "record_type"), "Incident");
    EXPECT_EQ(json::string_or(entry, "display_id"),
              json::string_or(world.stored(made->id).data, "short_id"));
}

TEST_F(Activities, TellWhatOthersDidWithRecordsOfTheTeamAndNothingOfThem) {
    const auto id = new_case();
    const auto change = [&](const std::string& by, json::Object data, std::string action = "") {
        world.clock.advance(std::chrono::seconds(1));
        records::WriteRequest request;
        request.record_type = "case";
        request.data = std::move(data);
        request.record_action = std::move(action);
        const auto saved = world.records().update(world.as(by), id, std::move(request));
        return saved ? std::string() : saved.error().message.key;
    };
    ASSERT_EQ(change("worker_a", {{"name_first", "Secret"}}), "");
    ASSERT_EQ(change("admin", {{"status", "closed"}}), "");
    ASSERT_EQ(change("admin", {{"status", "open"}, {"case_status_reopened", true}}), "");
    const auto words = [&](const access::Actor& actor, const std::string& by = "") {
        auto query = last_week();
        query.performed_by = by;
        std::vector<std::string> found;
        const auto answer = activity_log(actor, world.records(), query);
        for (const auto& entry : answer->data) {
            EXPECT_THAT(json::write(entry), ::testing::Not(::testing::HasSubstr("Secret")));
            found.push_back(json::string_or(entry.at("data").as_object(), "action") + " " +
                            json::string_or(entry.as_object(), "performed_by"));
        }
        return found;
    };
    const auto manager = viewer("manager_a", {"change"});
    EXPECT_THAT(words(manager), ::testing::ElementsAre("reopen admin", "close admin",
                                                       "update worker_a", "create worker_a"));
    EXPECT_THAT(words(manager, "admin"), ::testing::ElementsAre("reopen admin", "close admin"));
    EXPECT_THAT(words(viewer("worker_a", {"change"})),
                ::testing::ElementsAre("reopen admin", "close admin"))
        << "what one did oneself is no news";
    EXPECT_THAT(words(viewer("tracer", {"change"})), ::testing::IsEmpty()) << "another team";
    EXPECT_THAT(words(viewer("manager_a", {"transfer"})), ::testing::IsEmpty());
}

TEST_F(Activities, ComeInPages) {
    for (int count = 0; count < 3; ++count) transferred(Status::accepted);
    auto query = last_week();
    query.per = 2;
    query.page = 2;
    const auto page = activity_log(viewer("manager_a", {"transfer"}), world.records(), query);
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, 3U);
    EXPECT_EQ(page->data.size(), 1U);
}

}  // namespace
}  // namespace amparo::casework

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/transitions/bulk.hpp"
#include "casework/transitions/eligibility.hpp"
#include "casework/transitions/transitions_test_support.hpp"
#include "casework/transitions/visibility.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Status = TransitionStatus;

class Assigns : public ::testing::Test, protected TransitionWorld {
  protected:
    std::vector<std::string> statuses(const RecordId& id) {
        std::vector<std::string> found;
        const auto stored = data(id);
        for (const auto* row : records::derived::rows(stored, "transitions"))
            found.push_back(json::string_or(*row, "type") + " " + json::string_or(*row, "status"));
        return found;
    }
    /// Runs the job of a bulk assignment as the worker would.
    Result<json::Object> run(std::int64_t job_id) {
        const auto job = world.database().read(
            [&](store::Snapshot& snapshot) { return store::find_job(snapshot, job_id); });
        const store::RunningJob running{.job = **job,
                                        .report = [&](const json::Object& state) -> Result<> {
                                            reports.push_back(state);
                                            return {};
                                        },
                                        .is_stopping = [] { return false; }};
        return run_bulk_assign(world.records(), running);
    }
    std::vector<json::Object> reports;
};

TEST_F(Assigns, GiveTheCaseANewOwnerAndEndOpenTransfers) {
    const auto id = new_case();
    ASSERT_EQ(refusal(transfer("worker_a", id, "worker_b")), "");
    const auto made = assign("manager_a", id, "tracer");
    ASSERT_EQ(refusal(made), "");
    EXPECT_EQ(json::string_or(*made, "status"), "done");
    EXPECT_EQ(text(id, "owned_by"), "tracer");
    EXPECT_NE(text(id, "reassigned_transferred_on"), "");
    EXPECT_THAT(statuses(id), ElementsAre("Transfer revoked", "Assign done"));
    EXPECT_THAT(alerts(id), ElementsAre("assigned"));
    EXPECT_FALSE(may_read("worker_b", id));
    EXPECT_THAT(told(), Contains("assign:tracer"));
}

TEST_F(Assigns, TheNewOwnerIsRemindedUntilTheyOpenTheCase) {
    const auto id = new_case();
    ASSERT_EQ(refusal(assign("manager_a", id, "tracer")), "");
    const auto edited_at = text(id, "last_updated_at");
    world.clock.advance(std::chrono::hours(1));
    ASSERT_TRUE(note_opened(world.as("manager_a"), world.records(), {"case", id}).has_value());
    EXPECT_THAT(alerts(id), ElementsAre("assigned"));
    ASSERT_TRUE(note_opened(world.as("tracer"), world.records(), {"case", id}).has_value());
    EXPECT_THAT(alerts(id), IsEmpty());
    EXPECT_EQ(text(id, "last_updated_at"), edited_at);
    const auto revision = world.stored(id).revision;
    ASSERT_TRUE(note_opened(world.as("tracer"), world.records(), {"case", id}).has_value());
    EXPECT_EQ(world.stored(id).revision, revision);
}

TEST_F(Assigns, RefuseTheOwnerOneselfAndWhoMayNotRead) {
    const auto id = new_case();
    for (const auto* name : {"worker_a", "manager_a", "nobody", ""}) {
        EXPECT_EQ(refusal(assign("manager_a", id, name)),
                  "transitioned_to transition.errors.to_user_can_receive")
            << name;
    }
    EXPECT_EQ(refusal(assign("worker_a", id, "tracer")), " errors.forbidden");
    EXPECT_THAT(statuses(id), IsEmpty());
}

TEST_F(Assigns, ReferralsStay) {
    const auto id = new_case();
    ASSERT_EQ(refusal(refer("worker_a", id, {.to = "worker_b"})), "");
    ASSERT_EQ(refusal(assign("manager_a", id, "tracer")), "");
    EXPECT_TRUE(may_read("worker_b", id));
    EXPECT_THAT(list(id, "referred_users"), ElementsAre("worker_b"));
}

TEST_F(Assigns, AChangeOfTheOwnerInAFormIsAnAssignment) {
    const auto id = new_case();
    const auto plain = world.update("worker_a", id, {{"owned_by", "tracer"}});
    ASSERT_FALSE(plain.has_value());
    EXPECT_EQ(plain.error().code, Errc::forbidden);
    EXPECT_EQ(plain.error().field, "owned_by");
    EXPECT_TRUE(world.update("worker_a", id, {{"owned_by", "worker_a"}}).has_value());
    ASSERT_TRUE(world.update("admin", id, {{"owned_by", "tracer"}, {"age", 10}}).has_value());
    EXPECT_EQ(text(id, "owned_by"), "tracer");
    EXPECT_THAT(statuses(id), ElementsAre("Assign done"));
    const auto unknown = world.update("admin", id, {{"owned_by", "nobody"}});
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, Errc::invalid);
    ASSERT_EQ(unknown.error().problems.size(), 1U);
    EXPECT_EQ(unknown.error().problems.front().pointer, "/owned_by");
    const auto oneself = world.update("admin", id, {{"owned_by", "admin"}});
    ASSERT_FALSE(oneself.has_value());
    EXPECT_EQ(oneself.error().field, "/owned_by");
}

TEST_F(Assigns, AnIncidentOfACaseFollowsItsCaseOnly) {
    const auto id = new_case();
    records::WriteRequest wish;
    wish.record_type = "incident";
    wish.data = {{"module_id", "primeromodule-cp"}, {"incident_case_id", id.text()}};
    const auto incident = world.records().create(world.as("admin"), std::move(wish));
    ASSERT_TRUE(incident.has_value());
    const auto refused = casework::assign(world.as("admin"), world.records(),
                                          {"incident", incident->id}, {.to = "tracer"});
    EXPECT_EQ(refusal(refused), "base transition.errors.incident_of_case");
}

TEST_F(Assigns, ManyAreAssignedInTheBackgroundWithAWordOnEach) {
    const auto first = new_case();
    const auto second = new_case();
    records::BulkSelection selection{.record_type = "case", .query = {}, .filters = {}};
    selection.filters["id"] = json::Array{first.text(), second.text()};
    const auto refused =
        assign_many(world.as("worker_a"), world.records(), selection, {.to = "tracer"});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::forbidden);
    const auto wrong =
        assign_many(world.as("manager_a"), world.records(), selection, {.to = "nobody"});
    ASSERT_FALSE(wrong.has_value());
    EXPECT_EQ(wrong.error().field, "transitioned_to");
    const auto begun =
        assign_many(world.as("manager_a"), world.records(), selection, {.to = "tracer"});
    ASSERT_TRUE(begun.has_value());
    EXPECT_EQ(begun->matched, 2U);
    ASSERT_EQ(refusal(assign("admin", first, "tracer")), "");

    const auto result = run(begun->job);
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(count_of(*result, "done"), 2);
    EXPECT_EQ(count_of(*result, "assigned"), 1);
    EXPECT_EQ(text(second, "owned_by"), "tracer");
    const auto again = run(begun->job);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(count_of(*again, "assigned"), 1) << "done twice it does no harm";
    EXPECT_THAT(told(), Contains("assign_bulk:tracer"));
}

TEST_F(Assigns, SeveralCasesAreReferredEachForItself) {
    const auto good = new_case();
    const auto bad = new_case_without_consent();
    const auto outcome = refer_many(world.as("worker_a"), world.records(),
                                    {good.text(), bad.text()}, {.to = "worker_b"});
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->transitions.size(), 1U);
    ASSERT_EQ(outcome->refusals.size(), 1U);
    EXPECT_EQ(outcome->refusals.front().id, bad);
    const auto foreign = world.create_case("worker_b", records::object_of(R"({"age": 3})")).id;
    const auto forbidden = transfer_many(world.as("worker_a"), world.records(),
                                         {good.text(), foreign.text()}, {.to = "worker_b"});
    ASSERT_FALSE(forbidden.has_value());
    EXPECT_EQ(forbidden.error().code, Errc::forbidden);
    const auto unknown = transfer_many(world.as("worker_a"), world.records(),
                                       {RecordId::random(world.random).text()}, {.to = "worker_b"});
    EXPECT_EQ(unknown.error().code, Errc::not_found);
    const std::vector<std::string> many(101, good.text());
    EXPECT_EQ(refer_many(world.as("worker_a"), world.records(), many, {}).error().field, "ids");
}

TEST_F(Assigns, CandidatesAreThoseWhoCouldReceive) {
    const auto names = [&](const std::string& by, TransitionType type) {
        std::vector<std::string> found;
        const auto rows =
            list_recipients(world.as(by), world.records(),
                            {.type = type, .record_type = "case", .module_id = "primeromodule-cp"});
        if (!rows) return std::vector<std::string>{"refused"};
        for (const auto& row : *rows)
            found.push_back(json::string_or(row.get_object(), "user_name"));
        std::ranges::sort(found);
        return found;
    };
    EXPECT_THAT(names("worker_a", TransitionType::referral),
                ElementsAre("admin", "tracer", "worker_b"));
    EXPECT_THAT(names("worker_a", TransitionType::transfer),
                ElementsAre("admin", "manager_a", "tracer", "worker_b"));
    EXPECT_THAT(names("worker_a", TransitionType::assign), ElementsAre("refused"));
    EXPECT_THAT(names("manager_a", TransitionType::assign), Contains("recipient"));
    EXPECT_THAT(names("manager_a", TransitionType::referral), ElementsAre("refused"));
}

TEST_F(Assigns, ReferralsAreShownByScope) {
    const auto id = new_case();
    ASSERT_EQ(refusal(refer("worker_a", id, {.to = "worker_b"})), "");
    ASSERT_EQ(refusal(refer("worker_a", id, {.to = "tracer"})), "");
    const auto count = [&](const std::string& user) {
        const auto rows = list_transitions(world.as(user), world.records(), {"case", id}, {});
        return rows ? static_cast<int>(rows->size()) : -1;
    };
    EXPECT_EQ(count("worker_a"), 2);
    EXPECT_EQ(count("admin"), 2);
    EXPECT_EQ(count("worker_b"), 1);
    EXPECT_EQ(count("tracer"), 1);
    EXPECT_EQ(count("recipient"), -1);
    // A supervisor without any right on referrals sees what waits for them: nothing.
    EXPECT_EQ(count("manager_a"), 0);
}

TEST(TransitionMoves, AreATableWithoutWaysBack) {
    for (const auto& move : transition_moves()) {
        EXPECT_NE(move.from, move.to);
        EXPECT_NE(move.to, Status::in_progress);
        EXPECT_TRUE(is_reachable(move.type, move.from, move.to));
        EXPECT_FALSE(is_reachable(move.type, move.to, move.from));
    }
    for (const auto type : {TransitionType::assign, TransitionType::referral,
                            TransitionType::transfer, TransitionType::transfer_request}) {
        EXPECT_EQ(transition_type_named(wire_name(type)), type);
        for (const auto to : {Status::accepted, Status::rejected, Status::done, Status::revoked}) {
            EXPECT_FALSE(is_reachable(type, Status::revoked, to));
            EXPECT_FALSE(is_reachable(type, Status::rejected, to));
            EXPECT_FALSE(is_reachable(type, Status::done, to));
        }
    }
    EXPECT_FALSE(transition_type_named("Loan").has_value());
    EXPECT_FALSE(transition_status_named("lost").has_value());
}

}  // namespace
}  // namespace amparo::casework

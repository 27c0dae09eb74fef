#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/derived/rules.hpp"
#include "records/records_test_support.hpp"

namespace amparo::records::derived {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Runs the two rules over a record with these transitions.
class TransitionRules : public ::testing::Test {
  protected:
    json::Object derive(json::Object after, std::string_view type = "case") {
        const auto definitions = world.definitions();
        const auto actor = world.as("worker_a");
        const Context context{
            .definitions = *definitions,
            .user = [&](std::string_view name) -> std::shared_ptr<const access::User> {
                return world.as(std::string(name)).user_pointer();
            },
            .agency_code = [](std::string_view) { return std::string(); },
            .actor = actor,
            .record_type = std::string(type),
            .id = RecordId(),
            .now = world.clock.now(),
            .today = day_in_zone(world.clock.now(), "UTC"),
            .random = world.random};
        for (auto* rule : {share_access, list_transitions}) {
            for (auto& [key, value] : rule({}, after, context)) after[key] = std::move(value);
        }
        return after;
    }
    static json::Object row(std::string_view type, std::string_view status,
                            std::string_view to = "worker_b") {
        return {{"type", type},
                {"status", status},
                {"transitioned_to", to},
                {"created_at", "2024-06-01T08:00:00.000Z"}};
    }

    RecordsWorld world;
};

TEST_F(TransitionRules, LeaveRecordsWithoutAnyAlone) {
    const json::Object plain{{"assigned_user_names", json::Array{"tracer"}}};
    EXPECT_EQ(derive(plain), plain);
}

TEST_F(TransitionRules, GiveAccessWhileSomethingIsOpenAndTakeItAfterwards) {
    const auto open =
        derive({{"assigned_user_names", json::Array{"tracer"}},
                {"transitions", json::Array{row("Referral", "accepted"),
                                            row("Transfer", "in_progress", "manager_a")}}});
    EXPECT_THAT(json::string_list(open, "assigned_user_names"),
                ElementsAre("tracer", "worker_b", "manager_a"));
    auto closed = open;
    closed["transitions"] =
        json::Array{row("Referral", "done"), row("Transfer", "revoked", "manager_a")};
    EXPECT_THAT(json::string_list(derive(closed), "assigned_user_names"), ElementsAre("tracer"))
        << "who is there for another reason stays";
    closed["transitions"] = json::Array{row("Referral", "done"), row("Referral", "in_progress"),
                                        row("Transfer", "rejected", "manager_a")};
    EXPECT_THAT(json::string_list(derive(closed), "assigned_user_names"),
                ElementsAre("tracer", "worker_b"));
}

TEST_F(TransitionRules, KeepTheFormerOwnerDuringTheHandOver) {
    auto given = row("Transfer", "accepted");
    given["handover_user"] = "worker_a";
    given["handover_until"] = "2024-06-20T00:00:00.000Z";
    const auto during = derive({{"transitions", json::Array{given}}});
    EXPECT_THAT(json::string_list(during, "assigned_user_names"), ElementsAre("worker_a"));
    world.clock.set(*parse_instant("2024-06-20T00:00:00Z"));
    EXPECT_THAT(json::string_list(derive(during), "assigned_user_names"), IsEmpty());
}

TEST_F(TransitionRules, ListWhoIsReferredToAndOffered) {
    const auto listed =
        derive({{"transitions",
                 json::Array{row("Referral", "in_progress"), row("Referral", "accepted", "tracer"),
                             row("Referral", "done", "admin"),
                             row("Transfer", "in_progress", "manager_a")}}});
    EXPECT_THAT(json::string_list(listed, "referred_users"), ElementsAre("worker_b", "tracer"));
    EXPECT_THAT(json::string_list(listed, "referred_users_pending"), ElementsAre("worker_b"));
    EXPECT_THAT(json::string_list(listed, "referred_users_accepted"), ElementsAre("tracer"));
    EXPECT_THAT(json::string_list(listed, "transferred_to_users"), ElementsAre("manager_a"));
    EXPECT_THAT(json::string_list(listed, "transferred_to_user_groups"),
                ElementsAre("usergroup-primero-cp"));
    for (const auto* key : {"referred_users_present", "referred_users_pending_present",
                            "referred_users_accepted_present"})
        EXPECT_TRUE(listed.at(key).as_bool()) << key;
    EXPECT_EQ(json::string_or(listed, "transfer_status"), "in_progress");
}

TEST_F(TransitionRules, TellTheLatestMoments) {
    auto rejected = row("Referral", "rejected");
    rejected["responded_at"] = "2024-06-02T08:00:00.000Z";
    auto done = row("Referral", "done");
    done["responded_at"] = "2024-06-03T08:00:00.000Z";
    done["completed_at"] = "2024-06-05T08:00:00.000Z";
    auto revoked = row("Transfer", "revoked");
    revoked["status_at"] = "2024-06-09T08:00:00.000Z";
    auto taken = row("Transfer", "accepted", "tracer");
    taken["responded_at"] = taken["status_at"] = "2024-06-07T08:00:00.000Z";
    const auto told = derive({{"transitions", json::Array{rejected, done, revoked, taken}}});
    EXPECT_EQ(json::string_or(told, "last_referral_rejected_at"), "2024-06-02T08:00:00.000Z");
    EXPECT_EQ(json::string_or(told, "last_referral_done_at"), "2024-06-05T08:00:00.000Z");
    EXPECT_EQ(json::string_or(told, "reassigned_transferred_on"), "2024-06-07T08:00:00.000Z");
    EXPECT_EQ(json::string_or(told, "transfer_status"), "revoked") << "the latest step counts";
    EXPECT_FALSE(told.at("referred_users_present").as_bool());
}

TEST_F(TransitionRules, RemoteOnesGiveNobodyAccess) {
    auto remote = row("Referral", "in_progress");
    remote["remote"] = true;
    const auto listed = derive({{"transitions", json::Array{remote}}});
    EXPECT_THAT(json::string_list(listed, "assigned_user_names"), IsEmpty());
    EXPECT_FALSE(listed.at("referred_users_present").as_bool());
}

TEST_F(TransitionRules, OfAFamilyTellOnlyWhenItChangedHands) {
    const auto family = derive({{"transitions", json::Array{row("Assign", "done")}}}, "family");
    EXPECT_EQ(json::string_or(family, "reassigned_transferred_on"), "2024-06-01T08:00:00.000Z");
    EXPECT_FALSE(family.contains("referred_users"));
}

TEST(OwnershipReason, IsTheTransitionThatIsNew) {
    json::Object taken{
        {"id", "t1"}, {"type", "Transfer"}, {"status", "in_progress"}, {"transitioned_to", "b"}};
    const json::Object before{{"owned_by", "a"}, {"transitions", json::Array{taken}}};
    taken["status"] = "accepted";
    const json::Object after{{"owned_by", "b"}, {"transitions", json::Array{taken}}};
    const auto reason = reason_of_new_owner(before, after);
    EXPECT_EQ(json::string_or(reason, "reason"), "transfer");
    EXPECT_EQ(json::string_or(reason, "transition_id"), "t1");
    EXPECT_FALSE(reason_of_new_owner(after, after).contains("transition_id"));
    EXPECT_FALSE(reason_of_new_owner(before, {{"owned_by", "c"}}).contains("transition_id"));
}

}  // namespace
}  // namespace amparo::records::derived

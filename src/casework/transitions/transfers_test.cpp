#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "casework/transitions/expiry.hpp"
#include "casework/transitions/transitions_test_support.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Status = TransitionStatus;

class Transfers : public ::testing::Test, protected TransitionWorld {
  protected:
    json::Object offered(const RecordId& id, const std::string& to = "worker_b") {
        auto made = transfer("worker_a", id, to);
        EXPECT_EQ(refusal(made), "");
        return made ? *made : json::Object();
    }
    Result<json::Object> request(const std::string& by, const RecordId& id,
                                 bool individual_agrees = false) {
        return casework::request_transfer(
            world.as(by), world.records(), id,
            {.notes = "moved", .consent_individual_transfer = individual_agrees});
    }
    RecordId incident_of(const RecordId& case_id) {
        records::WriteRequest wish;
        wish.record_type = "incident";
        wish.data = {{"module_id", "primeromodule-cp"},
                     {"incident_case_id", case_id.text()},
                     {"owned_by", "worker_a"}};
        return world.records().create(world.as("admin"), std::move(wish)).value().id;
    }
};

TEST_F(Transfers, MakeTheRecipientTheOwnerOnAccepting) {
    const auto id = new_case();
    const auto incident = incident_of(id);
    const auto made = offered(id);
    EXPECT_EQ(text(id, "transfer_status"), "in_progress");
    EXPECT_EQ(text(id, "reassigned_transferred_on"), "");
    EXPECT_THAT(list(id, "transferred_to_users"), ElementsAre("worker_b"));
    EXPECT_THAT(list(id, "transferred_to_user_groups"),
                ElementsAre("usergroup-primero-cp-families"));
    EXPECT_THAT(alerts(id), Contains("transfer"));

    const auto taken = answer("worker_b", id, made, Status::accepted);
    ASSERT_EQ(refusal(taken), "");
    EXPECT_EQ(json::string_or(taken->at("record").get_object(), "owned_by"), "worker_b");
    EXPECT_EQ(text(id, "owned_by"), "worker_b");
    EXPECT_EQ(text(id, "previously_owned_by"), "worker_a");
    EXPECT_EQ(text(id, "transfer_status"), "accepted");
    EXPECT_NE(text(id, "reassigned_transferred_on"), "");
    EXPECT_THAT(list(id, "assigned_user_names"), IsEmpty());
    EXPECT_THAT(alerts(id), Not(Contains("transfer")));
    EXPECT_FALSE(may_read("worker_a", id));
    const auto followed = world.stored(incident).data;
    EXPECT_EQ(json::string_or(followed, "owned_by"), "worker_b");
    EXPECT_EQ(json::string_or(followed, "last_updated_by"), "admin");
    const auto stored = data(id);
    const auto log = records::derived::rows(stored, "ownership_log");
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(json::string_or(*log.front(), "reason"), "transfer");
    EXPECT_EQ(json::string_or(*log.front(), "transition_id"), json::string_or(made, "id"));
    EXPECT_THAT(told(), ElementsAre("transfer:worker_b", "transfer_response:worker_a"));
}

TEST_F(Transfers, WaitOneAtATime) {
    const auto id = new_case();
    const auto made = offered(id);
    EXPECT_EQ(refusal(transfer("worker_a", id, "manager_a")),
              "base transition.errors.pending_transfer");
    ASSERT_EQ(refusal(answer("worker_a", id, made, Status::revoked)), "");
    EXPECT_EQ(text(id, "transfer_status"), "revoked");
    EXPECT_FALSE(may_read("worker_b", id));
    EXPECT_EQ(refusal(transfer("worker_a", id, "manager_a")), "");
}

TEST_F(Transfers, AreAnsweredByTheRecipientOrTheirManager) {
    const auto id = new_case();
    const auto made = offered(id);
    EXPECT_EQ(refusal(answer("worker_a", id, made, Status::accepted)), " errors.forbidden");
    // Holds accept_or_reject_transfer, but does not manage the recipient.
    EXPECT_EQ(refusal(answer("manager_a", id, made, Status::accepted)), " errors.forbidden");
    EXPECT_EQ(refusal(answer("worker_b", id, made, Status::revoked)), " errors.forbidden");
    EXPECT_EQ(refusal(answer("tracer", id, made, Status::accepted)), " errors.forbidden");
    world.move_user("worker_b", "usergroup-primero-cp");
    EXPECT_EQ(refusal(answer("manager_a", id, made, Status::rejected)), "");
    EXPECT_EQ(text(id, "transfer_status"), "rejected");
    EXPECT_EQ(text(id, "owned_by"), "worker_a");
}

TEST_F(Transfers, DoNotGoBackOnceAccepted) {
    const auto id = new_case();
    const auto made = offered(id);
    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_EQ(refusal(answer("worker_b", id, made, Status::revoked)),
              "status transition.errors.status");
    EXPECT_EQ(text(id, "owned_by"), "worker_b");
}

TEST_F(Transfers, RefuseTheOwnerStrangersAndMissingConsent) {
    const auto id = new_case();
    for (const auto* name : {"worker_a", "recipient", "nobody"}) {
        EXPECT_EQ(refusal(transfer("worker_a", id, name)),
                  "transitioned_to transition.errors.to_user_can_receive")
            << name;
    }
    EXPECT_EQ(refusal(transfer("admin", id, "worker_a")),
              "transitioned_to transition.errors.to_user_can_receive");
    EXPECT_EQ(refusal(transfer("manager_a", id, "worker_b")), " errors.forbidden");
    EXPECT_EQ(refusal(transfer("worker_a", new_case_without_consent(), "worker_b")),
              "consent transition.errors.consent");
}

TEST_F(Transfers, ConsentThatWasWithdrawnMeanwhileStopsTheAcceptance) {
    const auto id = new_case();
    const auto made = offered(id);
    ASSERT_TRUE(world.update("worker_a", id, {{"disclosure_other_orgs", false}}).has_value());
    EXPECT_EQ(refusal(answer("worker_b", id, made, Status::accepted)),
              "consent transition.errors.consent");
    EXPECT_EQ(refusal(answer("worker_b", id, made, Status::rejected)), "");
}

TEST_F(Transfers, ARemoteOneLeavesTheCaseForReading) {
    const auto id = new_case();
    const auto made = casework::transfer(world.as("worker_a"), world.records(), id,
                                         {.to_remote = "Elsewhere", .is_remote = true});
    ASSERT_EQ(refusal(made), "");
    EXPECT_EQ(text(id, "status"), "transferred");
    const auto refused = world.update("worker_a", id, {{"age", 10}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().message.key, "errors.record_transferred");
}

TEST_F(Transfers, ARequestIsGrantedInOneStep) {
    const auto id = new_case();
    const auto edited_at = text(id, "last_updated_at");
    const auto asked = request("worker_b", id);
    ASSERT_EQ(refusal(asked), "");
    EXPECT_TRUE(json::bool_or(*asked, "record_access_denied", false));
    EXPECT_FALSE(asked->contains("record"));
    EXPECT_EQ(text(id, "last_updated_at"), edited_at);
    EXPECT_EQ(text(id, "last_updated_by"), "worker_a");
    EXPECT_FALSE(may_read("worker_b", id));
    EXPECT_THAT(alerts(id), ElementsAre("transfer_request"));
    EXPECT_EQ(refusal(request("worker_b", id)), "base transition.errors.pending_request");

    ASSERT_EQ(refusal(answer("worker_a", id, *asked, Status::accepted)), "");
    EXPECT_EQ(text(id, "owned_by"), "worker_b");
    EXPECT_EQ(text(id, "transfer_status"), "accepted");
    EXPECT_THAT(alerts(id), IsEmpty());
    const auto stored = data(id);
    EXPECT_EQ(records::derived::rows(stored, "transitions").size(), 2U);
    EXPECT_THAT(told(),
                ElementsAre("transfer_request:worker_a", "transfer_request_response:worker_b"));
}

TEST_F(Transfers, ARequestDoesNotTellWhoseTheCaseIs) {
    const auto id = new_case();
    const auto asked = request("worker_b", id);
    ASSERT_EQ(refusal(asked), "");
    EXPECT_EQ(json::write(*asked).find("worker_a"), std::string::npos) << json::write(*asked);
    EXPECT_FALSE(asked->contains("record_owned_by_agency"));
    EXPECT_FALSE(asked->contains("record_owned_by_groups"));
}

TEST_F(Transfers, ARequestForWhatCannotBeFoundIsAnsweredLikeOneForNothing) {
    const auto id = new_case();
    const auto worker = world.as("worker_b");
    auto role = std::make_shared<access::Role>(worker.role());
    role->permissions["case"].erase("search_owned_by_others");
    role->permissions["case"].erase("manage");
    role->permissions["case"].insert("request_transfer");
    const access::Actor narrow(worker.user_pointer(), role, worker.policy());
    const auto unknown = RecordId::parse("7f0d7a6e-1111-4222-8333-944455566677").value();
    const auto hidden = casework::request_transfer(narrow, world.records(), id, {});
    const auto absent = casework::request_transfer(narrow, world.records(), unknown, {});
    ASSERT_FALSE(hidden.has_value());
    ASSERT_FALSE(absent.has_value());
    EXPECT_EQ(hidden.error().code, Errc::not_found);
    EXPECT_EQ(hidden.error().code, absent.error().code);
    EXPECT_EQ(refusal(hidden), refusal(absent));
    EXPECT_THAT(alerts(id), IsEmpty());
    EXPECT_THAT(told(), IsEmpty());
}

TEST_F(Transfers, WhatIsOnlyOfferedTakesNoIncidents) {
    const auto id = new_case();
    const auto made = offered(id);
    const auto link = [&] {
        records::WriteRequest wish;
        wish.record_type = "incident";
        wish.data = {{"module_id", "primeromodule-cp"}, {"incident_case_id", id.text()}};
        const auto done = world.records().create(world.as("worker_b"), std::move(wish));
        return done ? std::string() : done.error().message.key;
    };
    EXPECT_EQ(link(), "errors.forbidden");
    EXPECT_THAT(list(id, "incidents"), IsEmpty());
    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_EQ(link(), "");
    EXPECT_EQ(list(id, "incidents").size(), 1U);
}

TEST_F(Transfers, ARequestWithoutConsentLeavesEverythingAsItWas) {
    const auto id = new_case_without_consent();
    const auto asked = request("worker_b", id);
    EXPECT_EQ(refusal(answer("worker_a", id, *asked, Status::accepted)),
              "consent transition.errors.consent");
    EXPECT_EQ(text(id, "owned_by"), "worker_a");
    const auto stored = data(id);
    const auto rows = records::derived::rows(stored, "transitions");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(json::string_or(*rows.front(), "status"), "in_progress");
    EXPECT_EQ(refusal(answer("worker_a", id, *asked, Status::rejected)), "");
    const auto agreed = request("worker_b", id, true);
    EXPECT_EQ(refusal(answer("worker_a", id, *agreed, Status::accepted)), "");
}

TEST_F(Transfers, ARequestIsForTheOwnerAndFromWhoCanReceive) {
    const auto id = new_case();
    EXPECT_EQ(refusal(request("worker_a", id)),
              "transitioned_to transition.errors.owner_cannot_transfer");
    EXPECT_EQ(refusal(request("recipient", id)), " errors.forbidden");
    const auto asked = request("worker_b", id);
    EXPECT_EQ(refusal(answer("worker_b", id, *asked, Status::accepted)), " errors.forbidden");
    EXPECT_EQ(refusal(answer("manager_a", id, *asked, Status::accepted)), " errors.forbidden");
}

TEST_F(Transfers, ARequestEndsAfterTwoWeeks) {
    const auto id = new_case();
    const auto asked = request("worker_b", id);
    world.clock.advance(std::chrono::days(14));
    const store::Job job{.payload = {{"record_type", "case"}, {"record", id.text()}}};
    const auto ended =
        expire_transitions(world.records(), {.job = job, .report = {}, .is_stopping = {}});
    ASSERT_TRUE(ended.has_value());
    EXPECT_EQ(count_of(*ended, "ended"), 1);
    EXPECT_EQ(refusal(answer("worker_a", id, *asked, Status::accepted)),
              "status transition.errors.status");
}

TEST_F(Transfers, AcceptingOneEndsWhatElseWasAskedFor) {
    const auto id = new_case();
    const auto made = offered(id);
    const auto asked = request("tracer", id);
    ASSERT_EQ(refusal(asked), "");
    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_THAT(told(), Contains("transfer_request_response:tracer"));
    EXPECT_EQ(refusal(answer("worker_b", id, *asked, Status::accepted)), " errors.forbidden");
}

TEST_F(Transfers, AFormerOwnerMayLookForAWhile) {
    set_option("handover_days", 3);
    const auto id = new_case();
    const auto made = offered(id);
    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_TRUE(may_read("worker_a", id));
    const auto refused = world.update("worker_a", id, {{"age", 10}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::forbidden);
    EXPECT_EQ(refusal(transfer("worker_a", id, "tracer")), " errors.forbidden");
    world.clock.advance(std::chrono::days(3));
    const store::Job job{.payload = {{"record_type", "case"}, {"record", id.text()}}};
    ASSERT_TRUE(expire_transitions(world.records(), {.job = job, .report = {}, .is_stopping = {}})
                    .has_value());
    EXPECT_FALSE(may_read("worker_a", id));
}

TEST_F(Transfers, ARequestMayTakeTwoSteps) {
    set_option("transfer_request_two_steps", true);
    const auto id = new_case();
    const auto asked = request("worker_b", id);
    ASSERT_EQ(refusal(answer("worker_a", id, *asked, Status::accepted)), "");
    EXPECT_EQ(text(id, "owned_by"), "worker_a");
    EXPECT_EQ(text(id, "transfer_status"), "in_progress");
    EXPECT_THAT(list(id, "transferred_to_users"), ElementsAre("worker_b"));
    EXPECT_THAT(told(), Contains("transfer:worker_b"));
}

TEST_F(Transfers, TheDeploymentSaysWhatIsShownBeforeAndWhichConsentCounts) {
    const auto id = new_case();
    const auto shows = [&](std::string_view key) {
        const auto seen = world.records().read(world.as("worker_b"), "case", id, "");
        return seen && seen->data.contains(key);
    };
    offered(id);
    EXPECT_TRUE(shows("age"));
    EXPECT_FALSE(shows("services_section"));
    set_option("transfer_preview_forms", json::Array{"services"});
    EXPECT_TRUE(shows("services_section"));
    EXPECT_FALSE(shows("name_first"));
    set_option("transfer_full_preview", true);
    EXPECT_TRUE(shows("name_first"));
    set_option("consent_rules", json::Object{{"transfer", json::Array()}});
    EXPECT_EQ(refusal(transfer("worker_a", new_case_without_consent(), "worker_b")), "");
}

// Two people decide at the same moment; the record ends in one state, and the other is told that
// it is too late.
TEST_F(Transfers, OfTwoAtOnceExactlyOneWins) {
    for (int round = 0; round < 5; ++round) {
        const auto id = new_case();
        const auto made = offered(id);
        std::latch start(2);
        Result<json::Object> accepted;
        Result<json::Object> revoked;
        {
            std::jthread one([&] {
                start.arrive_and_wait();
                accepted = answer("worker_b", id, made, Status::accepted);
            });
            std::jthread other([&] {
                start.arrive_and_wait();
                revoked = answer("worker_a", id, made, Status::revoked);
            });
        }
        EXPECT_NE(accepted.has_value(), revoked.has_value());
        EXPECT_EQ(text(id, "owned_by"), accepted ? "worker_b" : "worker_a");
        EXPECT_EQ(text(id, "transfer_status"), accepted ? "accepted" : "revoked");
        const auto& loser = accepted ? revoked : accepted;
        EXPECT_TRUE(loser.error().code == Errc::invalid || loser.error().code == Errc::forbidden);
    }
}

TEST_F(Transfers, OfTwoOffersAtOnceExactlyOneStands) {
    const auto id = new_case();
    std::latch start(2);
    Result<json::Object> one;
    Result<json::Object> other;
    {
        std::jthread first([&] {
            start.arrive_and_wait();
            one = transfer("worker_a", id, "worker_b");
        });
        std::jthread second([&] {
            start.arrive_and_wait();
            other = transfer("worker_a", id, "tracer");
        });
    }
    EXPECT_NE(one.has_value(), other.has_value());
    EXPECT_EQ(refusal(one ? other : one), "base transition.errors.pending_transfer");
    EXPECT_EQ(list(id, "transferred_to_users").size(), 1U);
}

}  // namespace
}  // namespace amparo::casework

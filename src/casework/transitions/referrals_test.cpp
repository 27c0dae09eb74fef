#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/transitions/consent.hpp"
#include "casework/transitions/expiry.hpp"
#include "casework/transitions/hand_over_code.hpp"
#include "casework/transitions/transitions_test_support.hpp"
#include "records/derived/values.hpp"
#include "store/jobs.hpp"

namespace amparo::casework {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Status = TransitionStatus;

class Referrals : public ::testing::Test, protected TransitionWorld {
  protected:
    std::string service_id(const RecordId& id) { return json::string_or(service(id), "unique_id"); }
    json::Object service(const RecordId& id) {
        const auto stored = data(id);
        return *records::derived::rows(stored, "services_section").front();
    }
    /// A referral from worker_a to worker_b that must succeed.
    json::Object referred(const RecordId& id, ReferralInput input = {}) {
        if (input.to.empty()) input.to = "worker_b";
        auto made = refer("worker_a", id, std::move(input));
        EXPECT_EQ(refusal(made), "");
        return made ? *made : json::Object();
    }
};

TEST_F(Referrals, ShareTheCaseUntilTheyAreDone) {
    const auto id = new_case();
    EXPECT_FALSE(may_read("worker_b", id));
    const auto made = referred(id, {.service_record_id = service_id(id)});
    EXPECT_EQ(json::string_or(made, "status"), "in_progress");
    EXPECT_FALSE(json::bool_or(made, "user_can_accept_or_reject", true));
    EXPECT_TRUE(may_read("worker_b", id));
    EXPECT_TRUE(json::bool_or(service(id), "service_status_referred", false));
    EXPECT_THAT(list(id, "referred_users_pending"), ElementsAre("worker_b"));
    EXPECT_THAT(alerts(id), Contains("referral"));

    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_THAT(list(id, "referred_users_pending"), IsEmpty());
    EXPECT_THAT(list(id, "referred_users_accepted"), ElementsAre("worker_b"));
    EXPECT_THAT(alerts(id), Not(Contains("referral")));

    const auto done = casework::answer(world.as("worker_b"), world.records(),
                                       {id, TransitionType::referral, json::string_or(made, "id")},
                                       {.status = Status::done, .rejection_note = "treated"});
    ASSERT_EQ(refusal(done), "");
    EXPECT_TRUE(json::bool_or(*done, "record_access_denied", false));
    EXPECT_FALSE(done->contains("record"));
    EXPECT_FALSE(may_read("worker_b", id));
    EXPECT_EQ(json::string_or(service(id), "service_implemented"), "implemented");
    EXPECT_EQ(json::string_or(service(id), "note_on_referral_from_provider"), "treated");
    EXPECT_NE(text(id, "last_referral_done_at"), "");
    EXPECT_THAT(told(), ElementsAre("referral:worker_b", "referral_response:worker_a",
                                    "referral_response:worker_a"));
}

TEST_F(Referrals, RejectingTakesEverythingBack) {
    const auto id = new_case();
    const auto made = referred(id, {.service_record_id = service_id(id)});
    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::rejected)), "");
    EXPECT_FALSE(may_read("worker_b", id));
    EXPECT_FALSE(json::bool_or(service(id), "service_status_referred", true));
    EXPECT_NE(text(id, "last_referral_rejected_at"), "");
    EXPECT_EQ(refusal(answer("worker_a", id, made, Status::revoked)),
              "status transition.errors.status");
}

TEST_F(Referrals, OneOfTwoKeepsTheAccessOpen) {
    const auto id = new_case();
    const auto first = referred(id, {.service = "a"});
    const auto second = referred(id, {.service = "b"});
    ASSERT_EQ(refusal(answer("worker_b", id, first, Status::rejected)), "");
    EXPECT_TRUE(may_read("worker_b", id));
    ASSERT_EQ(refusal(answer("worker_a", id, second, Status::revoked)), "");
    EXPECT_FALSE(may_read("worker_b", id));
    EXPECT_THAT(told(), Contains("referral_response:worker_b"));
}

TEST_F(Referrals, AreAnsweredByTheRecipientAlone) {
    const auto id = new_case();
    const auto made = referred(id);
    for (const auto* other : {"worker_a", "manager_a", "admin"}) {
        const auto refused = answer(other, id, made, Status::accepted);
        // The super user manages everyone and may answer for them.
        EXPECT_EQ(refused.has_value(), std::string_view(other) == "admin") << other;
    }
    EXPECT_EQ(refusal(answer("tracer", id, made, Status::rejected)), " errors.forbidden");
    EXPECT_EQ(refusal(answer("worker_b", id, made, Status::revoked)), " errors.forbidden");
}

TEST_F(Referrals, GoOnlyWhereTheTableSays) {
    const auto id = new_case();
    const auto made = referred(id);
    EXPECT_EQ(refusal(answer("worker_b", id, made, Status::done)),
              "status transition.errors.status");
    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_EQ(refusal(answer("worker_b", id, made, Status::rejected)),
              "status transition.errors.status");
}

TEST_F(Referrals, NeedConsentOrTheRightToOverrideIt) {
    const auto id = new_case_without_consent();
    EXPECT_EQ(refusal(refer("worker_a", id, {.to = "worker_b"})),
              "consent transition.errors.consent");
    EXPECT_EQ(refusal(refer("worker_a", id, {.to = "worker_b", .consent_overridden = true})),
              "consent_overridden errors.forbidden");
    EXPECT_EQ(refusal(refer("admin", id, {.to = "worker_b", .consent_overridden = true})), "");
    EXPECT_EQ(refusal(refer("worker_a", id, {.to_remote = "Clinic", .is_remote = true})),
              "consent transition.errors.consent");
}

TEST_F(Referrals, RefuseWhoCannotReceiveThem) {
    const auto id = new_case();
    for (const auto* name : {"recipient", "manager_a", "nobody", "", "worker_a"}) {
        EXPECT_EQ(refusal(refer("worker_a", id, {.to = name})),
                  "transitioned_to transition.errors.to_user_can_receive")
            << name;
    }
    referred(id, {.service = "a"});
    EXPECT_EQ(refusal(refer("worker_a", id, {.to = "worker_b", .service = "a"})),
              "transitioned_to transition.errors.referred_already");
    EXPECT_EQ(refusal(refer("manager_a", id, {.to = "worker_b"})), " errors.forbidden");
    EXPECT_EQ(refusal(refer("worker_b", new_case(), {.to = "tracer"})), " errors.forbidden");
}

TEST_F(Referrals, RefuseStaleServicesUnknownRolesAndPastDays) {
    const auto id = new_case();
    EXPECT_EQ(refusal(refer("worker_a", id, {.to = "worker_b", .service_record_id = "gone"})),
              "service_record_id transition.errors.service_record");
    EXPECT_EQ(
        refusal(refer("worker_a", id, {.to = "worker_b", .authorized_role = "role-superuser"})),
        "authorized_role_unique_id transition.errors.authorized_role");
    EXPECT_EQ(refusal(refer("worker_a", id, {.to = "worker_b", .respond_by = "2024-06-14"})),
              "respond_by errors.date");
    EXPECT_EQ(json::find(data(id), "transitions"), nullptr);
}

TEST_F(Referrals, ARemoteOneGivesNobodyAccess) {
    const auto id = new_case();
    const auto made = refer("worker_a", id, {.to_remote = "Clinic", .is_remote = true});
    ASSERT_EQ(refusal(made), "");
    EXPECT_EQ(json::string_or(*made, "transitioned_to_remote"), "Clinic");
    EXPECT_THAT(list(id, "assigned_user_names"), IsEmpty());
    EXPECT_THAT(alerts(id), IsEmpty());
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(refusal(answer("worker_a", id, *made, Status::accepted)), " errors.forbidden");
    EXPECT_EQ(refusal(answer("worker_a", id, *made, Status::revoked)), "");
}

TEST_F(Referrals, EndByThemselvesWhenNobodyAnswersInTime) {
    const auto id = new_case();
    referred(id, {.respond_by = "2024-06-20"});
    const auto edited_at = text(id, "last_updated_at");
    const store::Job job{.kind = std::string(expire_kind),
                         .payload = {{"record_type", "case"}, {"record", id.text()}}};
    const store::RunningJob running{.job = job, .report = {}, .is_stopping = {}};
    const auto early = expire_transitions(world.records(), running);
    ASSERT_TRUE(early.has_value());
    EXPECT_EQ(count_of(*early, "ended"), 0);
    EXPECT_TRUE(may_read("worker_b", id));
    world.clock.set(*parse_instant("2024-06-21T00:00:00Z"));
    const auto ended = expire_transitions(world.records(), running);
    ASSERT_TRUE(ended.has_value());
    EXPECT_EQ(count_of(*ended, "ended"), 1);
    EXPECT_FALSE(may_read("worker_b", id));
    EXPECT_EQ(text(id, "last_updated_at"), edited_at);
    const auto again = expire_transitions(world.records(), running);
    EXPECT_EQ(count_of(*again, "ended"), 0);
}

TEST_F(Referrals, EndOnTheDayUntilWhichAccessWasGivenEvenWhenAccepted) {
    const auto id = new_case();
    const auto made = referred(id, {.access_until = "2024-06-20"});
    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_EQ(json::string_or(made, "access_until"), "2024-06-20");
    const store::Job job{.kind = std::string(expire_kind),
                         .payload = {{"record_type", "case"}, {"record", id.text()}}};
    const store::RunningJob running{.job = job, .report = {}, .is_stopping = {}};
    world.clock.set(*parse_instant("2024-06-20T23:59:59Z"));
    EXPECT_EQ(count_of(expire_transitions(world.records(), running).value(), "ended"), 0);
    EXPECT_TRUE(may_read("worker_b", id)) << "the day is whole";
    world.clock.set(*parse_instant("2024-06-21T00:00:00Z"));
    EXPECT_EQ(count_of(expire_transitions(world.records(), running).value(), "ended"), 1);
    EXPECT_FALSE(may_read("worker_b", id));
    const auto stored = data(id);
    const auto* row = records::derived::rows(stored, "transitions").front();
    EXPECT_TRUE(json::bool_or(*row, "expired", false));
    EXPECT_EQ(json::string_or(*row, "status"), "revoked");
    EXPECT_THAT(told(), Contains("referral_response:worker_b")) << "and both are told";
}

TEST_F(Referrals, RefuseDaysThatComeAfterTheEnd) {
    const auto id = new_case();
    const auto wish = [&](ReferralInput input) {
        input.to = "worker_b";
        return refusal(refer("worker_a", id, std::move(input)));
    };
    EXPECT_EQ(wish({.access_until = "2024-06-14"}), "access_until errors.date");
    EXPECT_EQ(wish({.access_until = "soon"}), "access_until errors.date");
    EXPECT_EQ(wish({.remind_on = "2024-06-14"}), "remind_on errors.date");
    EXPECT_EQ(wish({.respond_by = "2024-06-21", .access_until = "2024-06-20"}),
              "respond_by errors.date");
    EXPECT_EQ(wish({.access_until = "2024-06-20", .remind_on = "2024-06-21"}),
              "remind_on errors.date");
    EXPECT_EQ(wish({.respond_by = "2024-06-20", .access_until = "2024-06-20"}), "");
}

TEST_F(Referrals, AreRemindedOfWhileTheyLast) {
    const auto id = new_case();
    const auto made = referred(id, {.respond_by = "2024-06-20", .access_until = "2024-06-25"});
    const auto remind = [&](ReminderOf what) {
        const auto job = reminder_of_referral(id, {json::string_or(made, "id"), what}, {});
        const store::RunningJob running{.job = job, .report = {}, .is_stopping = {}};
        const auto done = remind_of_referral(world.records(), running);
        EXPECT_TRUE(done.has_value());
        return done && json::bool_or(*done, "reminded", false);
    };
    EXPECT_TRUE(remind(ReminderOf::answer));
    EXPECT_THAT(told(), ElementsAre("referral:worker_b", "referral_reminder:worker_b"));
    ASSERT_EQ(refusal(answer("worker_b", id, made, Status::accepted)), "");
    EXPECT_FALSE(remind(ReminderOf::answer)) << "it was given";
    EXPECT_TRUE(remind(ReminderOf::wish));
    EXPECT_TRUE(remind(ReminderOf::end));
    EXPECT_THAT(told(), Contains("referral_reminder:worker_a"));
    ASSERT_EQ(refusal(answer("worker_a", id, made, Status::revoked)), "");
    EXPECT_FALSE(remind(ReminderOf::end));
    EXPECT_FALSE(remind(ReminderOf::wish));
}

TEST_F(Referrals, OutOfTheSystemHaveACodeToSayAndNothingThatEnds) {
    const auto id = new_case();
    const auto made = refer(
        "worker_a", id, {.to_remote = "Clinic", .is_remote = true, .access_until = "2024-06-20"});
    ASSERT_EQ(refusal(made), "");
    EXPECT_THAT(json::string_or(*made, "hand_over_code"),
                ::testing::MatchesRegex("[2-9B-Z]{4}-[2-9B-Z]{4}"));
    const auto stored = data(id);
    EXPECT_FALSE(records::derived::rows(stored, "transitions").front()->contains("ends_at"));
    EXPECT_FALSE(referred(new_case()).contains("hand_over_code"));
}

TEST_F(Referrals, OfAnyModuleNeedConsentUnlessItsRulesSayOtherwise) {
    const auto definitions = world.records().dependencies().definitions();
    const auto has = [&](json::Object record) {
        return has_consent(*definitions, record, TransitionType::referral);
    };
    for (const auto* module : {"primeromodule-cp", "primeromodule-mrm", "of-their-own", ""}) {
        EXPECT_FALSE(has({{"module_id", module}})) << module;
        EXPECT_FALSE(has({{"module_id", module}, {"consent_for_services", true}})) << module;
        EXPECT_TRUE(has({{"module_id", module},
                         {"consent_for_services", true},
                         {"disclosure_other_orgs", true}}))
            << module;
    }
}

TEST(HandOverCode, IsReadHoweverItWasWrittenDown) {
    for (const auto* typed : {"K7PD-92MX", "k7pd92mx", " K7PD 92MX ", "amparo:referral/K7PD-92MX",
                              "AMPARO:REFERRAL/k7pd-92mx", "K7PD-\xD9\xA9\xD9\xA2MX"})
        EXPECT_EQ(read_hand_over_code(typed), "K7PD-92MX") << typed;
    for (const auto* typed : {"", "K7PD-92M", "K7PD-92MXX", "K7PD-92MO", "K7PD_92MX", "amparo:"})
        EXPECT_EQ(read_hand_over_code(typed), std::nullopt) << typed;
    EXPECT_EQ(read_hand_over_code(std::string(200, ' ') + "K7PD-92MX"), std::nullopt);
}

TEST_F(Referrals, UnderARoleArePassedOnUnderItOnly) {
    const std::string role = "role-cp-service-provider";
    const auto id = new_case();
    referred(id, {.authorized_role = role});
    const auto pass_on = [&](const std::string& named) {
        return refusal(refer("worker_b", id, {.to = "tracer", .authorized_role = named}));
    };
    EXPECT_EQ(refusal(transfer("worker_b", id, "tracer")), " errors.forbidden");
    EXPECT_EQ(pass_on(""), " errors.forbidden");
    EXPECT_EQ(pass_on("role-referral"), " errors.forbidden");
    EXPECT_EQ(pass_on(role), "");
    EXPECT_EQ(refusal(assign("manager_a", id, "worker_b")), "") << "as ever";
}

TEST_F(Referrals, WithoutARoleArePassedOnAsAnyCase) {
    const auto id = new_case();
    referred(id);
    EXPECT_EQ(refusal(refer("worker_b", id, {.to = "tracer"})), "");
    EXPECT_EQ(refusal(transfer("worker_b", id, "tracer")), "");
}

}  // namespace
}  // namespace amparo::casework

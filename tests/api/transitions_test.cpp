// Assignments, referrals, transfers and requests over the wire (records.md §17, §26).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "casework/transitions/bulk.hpp"
#include "cli/deployment.hpp"
#include "store/database.hpp"
#include "store/jobs.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* unknown_id = "7f0d7a6e-1111-4222-8333-944455566677";

class TransitionsApi : public ::testing::Test {
  protected:
    std::string new_case(bool with_consent = true) {
        json::Object fields{{"name_first", "Laila"}, {"age", 9}, {"sex", "female"}};
        if (with_consent) {
            fields["consent_for_services"] = true;
            fields["disclosure_other_orgs"] = true;
            fields["consent_reporting"] = "true";
        }
        return world.create_case("worker_a", std::move(fields));
    }
    static std::string path(const std::string& id, const std::string& rest = "") {
        return "/api/v2/cases/" + id + rest;
    }
    Reply refer(const std::string& by, const std::string& id, json::Object data) {
        return world.as(by).post(path(id, "/referrals"),
                                 json::write(json::Object{{"data", std::move(data)}}));
    }
    Reply transfer(const std::string& by, const std::string& id, const std::string& to) {
        return world.as(by).post(path(id, "/transfers"),
                                 R"({"data":{"transitioned_to":")" + to + R"("}})");
    }
    Reply answer(const std::string& by, const std::string& path, const std::string& status) {
        return world.as(by).patch(
            path, R"({"data":{"status":")" + status + R"(","rejected_reason":"no room"}})");
    }

    Reply preview(const std::string& by, const std::string& id, const std::string& rest) {
        return world.as(by).get(path(id, rest));
    }
    /// The answers of forms that somebody gets from the record.
    json::Object answers_for(const std::string& who, const std::string& id) {
        std::set<std::string> names;
        const auto forms = world.as("administrator").get("/api/v2/forms").rows();
        for (const auto& form : forms) {
            const auto& section = form.as_object();
            if (json::string_or(section, "parent_form") != "case") continue;
            if (json::bool_or(section, "is_nested", false)) continue;
            for (const auto& field : section.at("fields").as_array())
                names.insert(json::string_or(field.as_object(), "name"));
        }
        json::Object answers;
        for (auto& [key, value] : world.as(who).get(path(id)).object()) {
            if (names.contains(std::string(key)) && !json::is_blank(value)) answers[key] = value;
        }
        return answers;
    }
    /// The promise of a preview: the answers that the recipient got are those that were shown.
    void expect_promised(const Reply& seen, const std::string& recipient, const std::string& id) {
        ASSERT_EQ(seen.status, 200) << seen.body;
        const auto promised = seen.object();
        const auto got = answers_for(recipient, id);
        EXPECT_FALSE(got.empty());
        std::set<std::string> names;
        for (const auto& [key, value] : got) names.emplace(key);
        std::set<std::string> promised_names;
        for (const auto& name : promised.at("fields").as_array())
            promised_names.emplace(name.as_string());
        EXPECT_THAT(names, ::testing::ContainerEq(promised_names));
        for (const auto& [key, value] : promised.at("record").as_object())
            EXPECT_EQ(json::write(got.at(key)), json::write(value)) << key;
    }

    World world;
};

TEST_F(TransitionsApi, ThePreviewOfAReferralIsWhatTheRecipientThenGets) {
    const auto id = new_case();
    const std::string role = "authorized_role_unique_id=role-cp-service-provider";
    const auto as_self = preview("worker_a", id, "/referrals/preview?transitioned_to=worker_b");
    const auto as_provider =
        preview("worker_a", id, "/referrals/preview?transitioned_to=worker_b&" + role);
    ASSERT_EQ(as_provider.status, 200) << as_provider.body;
    EXPECT_FALSE(as_provider.object().at("forms").as_object().contains("consent"));
    EXPECT_EQ(as_provider.text("role_unique_id"), "role-cp-service-provider");
    EXPECT_THAT(as_provider.body, Not(HasSubstr("consent_reporting")));
    EXPECT_THAT(as_self.body, HasSubstr("consent_reporting"));
    EXPECT_EQ(world.as("worker_b").get(path(id)).status, 403) << "a preview gives nothing away";
    EXPECT_TRUE(world.as("worker_a").get(path(id, "/transitions")).rows().empty());

    const auto made = refer("worker_a", id,
                            {{"transitioned_to", "worker_b"},
                             {"authorized_role_unique_id", "role-cp-service-provider"}});
    ASSERT_EQ(made.status, 200) << made.body;
    expect_promised(as_provider, "worker_b", id);
    const auto forms = world.as("worker_b").get(path(id)).object().at("permitted_forms");
    EXPECT_EQ(json::write(forms), json::write(as_provider.object().at("forms")));
    ASSERT_EQ(world.as("worker_a").del(path(id, "/referrals/" + made.text("id"))).status, 200);
    ASSERT_EQ(refer("worker_a", id, {{"transitioned_to", "worker_b"}}).status, 200);
    expect_promised(as_self, "worker_b", id);
}

TEST_F(TransitionsApi, ThePreviewOfATransferIsWhatTheRecipientGetsBeforeAccepting) {
    const auto id = new_case();
    const auto seen = preview("worker_a", id, "/transfers/preview?transitioned_to=worker_b");
    ASSERT_EQ(transfer("worker_a", id, "worker_b").status, 200);
    expect_promised(seen, "worker_b", id);
    EXPECT_TRUE(seen.object().at("forms").as_object().empty());
}

TEST_F(TransitionsApi, ThePreviewForSomebodyOutsideHoldsWhatTheirDocumentMay) {
    const auto id = new_case();
    const auto ask = [&](const std::string& role) {
        return preview("worker_a", id,
                       "/referrals/preview?remote=true&authorized_role_unique_id=" + role);
    };
    const auto seen = ask("role-referral");
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_TRUE(seen.object().at("user_name").is_null());
    std::set<std::string> allowed;
    const auto roles = world.as("administrator").get("/api/v2/roles?per=100").rows();
    for (const auto& role : roles) {
        if (json::string_or(role.as_object(), "unique_id") != "role-referral") continue;
        for (const auto& [form, access] :
             role.as_object().at("form_section_read_write").as_object())
            allowed.emplace(form);
    }
    const auto shown = seen.object();
    ASSERT_FALSE(shown.at("forms").as_object().empty());
    for (const auto& [form, access] : shown.at("forms").as_object()) {
        EXPECT_TRUE(allowed.contains(std::string(form))) << form;
        EXPECT_EQ(access.as_string(), "r");
    }
    EXPECT_FALSE(shown.at("record").as_object().empty());
    EXPECT_TRUE(world.as("worker_a").get(path(id, "/transitions")).rows().empty());
    EXPECT_EQ(ask("role-cp-case-worker").detail(), "authorized_role_unique_id");
    EXPECT_EQ(ask("").detail(), "authorized_role_unique_id") << "a role for outside must be named";
    EXPECT_EQ(preview("worker_b", id,
                      "/referrals/preview?remote=true&authorized_role_unique_id=role-referral")
                  .status,
              403)
        << "somebody else's case";
}

TEST_F(TransitionsApi, APreviewIsRefusedAsTheThingItselfWouldBe) {
    const auto id = new_case();
    const auto to_nobody = preview("worker_a", id, "/referrals/preview?transitioned_to=nobody");
    EXPECT_EQ(to_nobody.status, 422);
    EXPECT_EQ(to_nobody.detail(), "transitioned_to");
    const auto unusable = preview("worker_a", id,
                                  "/referrals/preview?transitioned_to=worker_b"
                                  "&authorized_role_unique_id=role-superuser");
    EXPECT_EQ(unusable.status, 422);
    EXPECT_EQ(unusable.detail(), "authorized_role_unique_id");
    for (const auto* rest : {"/referrals/preview", "/transfers/preview"}) {
        EXPECT_EQ(preview("worker_b", id, rest + std::string("?transitioned_to=worker_c")).status,
                  403)
            << "somebody else's case";
        EXPECT_EQ(preview("provider", unknown_id, rest).status, 403);
        EXPECT_EQ(preview("worker_a", unknown_id, rest).status, 404);
    }
}

TEST_F(TransitionsApi, BothSidesOfAReferralWriteToEachOther) {
    const auto id = new_case();
    const auto made = refer("worker_a", id, {{"transitioned_to", "worker_b"}});
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.object().at("message_count").as_int64(), 0);
    const auto messages = path(id, "/referrals/" + made.text("id") + "/messages");
    const auto say = [&](const std::string& who, const std::string& words) {
        return world.as(who).post(
            messages, json::write(json::Object{{"data", json::Object{{"text", words}}}}));
    };
    const auto said = say("worker_b", "When can she come?");
    ASSERT_EQ(said.status, 200) << said.body;
    EXPECT_THAT(said.body, Not(HasSubstr("When can she come")));
    EXPECT_EQ(said.object().at("message_count").as_int64(), 1);
    const auto read = world.as("worker_a").get(messages);
    ASSERT_EQ(read.status, 200) << read.body;
    const auto rows = read.rows();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(json::string_or(rows[0].as_object(), "by"), "worker_b");
    EXPECT_EQ(json::string_or(rows[0].as_object(), "text"), "When can she come?");
    EXPECT_EQ(say("worker_a", "On Monday.").status, 200);

    EXPECT_EQ(say("worker_a", " ").status, 422);
    EXPECT_EQ(say("worker_a", std::string(2001, 'x')).status, 422);
    EXPECT_EQ(world.as("worker_a").post(messages, R"({"data":{"text":7}})").status, 422);
    EXPECT_EQ(say("worker_c", "hello").status, 403) << "no part of it";
    EXPECT_EQ(world.as("worker_c").get(messages).status, 403);
    const auto none = path(id, "/referrals/" + std::string(unknown_id) + "/messages");
    EXPECT_EQ(world.as("worker_a").get(none).status, 404);
    EXPECT_EQ(world.as("worker_a").post(none, R"({"data":{"text":"hello"}})").status, 404);

    ASSERT_EQ(world.as("worker_a").del(path(id, "/referrals/" + made.text("id"))).status, 200);
    EXPECT_EQ(say("worker_b", "hello").status, 403) << "their access is over";
    EXPECT_EQ(say("worker_a", "hello").detail(), "base");
    EXPECT_EQ(world.as("worker_a").get(messages).rows().size(), 2U);
    for (const auto* who : {"worker_a", "worker_b"}) {
        const auto history = world.as(who).get(path(id, "/record_history")).body;
        EXPECT_THAT(history, Not(HasSubstr("On Monday"))) << who;
    }
}

TEST_F(TransitionsApi, ThatAReferralWasOpenedIsSeenByItsSender) {
    const auto id = new_case();
    ASSERT_EQ(refer("worker_a", id, {{"transitioned_to", "worker_b"}}).status, 200);
    const auto mark = [&](const std::string& name) {
        const auto rows = world.as("worker_a").get(path(id, "/transitions")).rows();
        return json::string_or(rows.at(0).as_object(), name);
    };
    ASSERT_EQ(world.as("worker_a").get(path(id)).status, 200);
    EXPECT_EQ(mark("opened_at"), "");
    ASSERT_EQ(world.as("worker_b").get(path(id)).status, 200);
    EXPECT_NE(mark("opened_at"), "");
    EXPECT_NE(mark("received_at"), "");
    EXPECT_EQ(world.as("worker_a").get(path(id)).text("last_updated_by"), "worker_a");
}

TEST_F(TransitionsApi, AReferralMayEndOnADay) {
    const auto id = new_case();
    const auto wrong =
        refer("worker_a", id, {{"transitioned_to", "worker_b"}, {"access_until", "2001-01-01"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.detail(), "access_until");
    const auto made = refer("worker_a", id,
                            {{"transitioned_to", "worker_b"},
                             {"access_until", "2199-01-02"},
                             {"remind_on", "2199-01-01"}});
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("access_until"), "2199-01-02");
    EXPECT_EQ(made.text("remind_on"), "2199-01-01");
}

TEST_F(TransitionsApi, AReferralGoesItsWay) {
    const auto id = new_case();
    const auto made = refer("worker_a", id, {{"transitioned_to", "worker_b"}, {"notes", "soon"}});
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("type"), "Referral");
    EXPECT_EQ(made.text("record_type"), "case");
    EXPECT_FALSE(made.object().contains("rejected_reason"));
    EXPECT_TRUE(made.object().contains("record"));
    const auto one = path(id, "/referrals/" + made.text("id"));
    EXPECT_EQ(answer("worker_b", one, "accepted").status, 200);
    EXPECT_EQ(answer("worker_b", one, "accepted").status, 200);
    EXPECT_EQ(answer("worker_b", one, "lost").status, 422);
    const auto done = answer("worker_b", one, "done");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_TRUE(done.object().at("record_access_denied").as_bool());
    EXPECT_EQ(world.as("worker_b").get(path(id)).status, 403);
    EXPECT_EQ(world.as("worker_a").get(path(id, "/referrals")).rows().size(), 1U);
    EXPECT_EQ(world.audit("audit_log_actions[0]=refer_accepted").size(), 2U);
}

TEST_F(TransitionsApi, WhatBecameOfAReferralToTheOutsideIsWrittenDownByHand) {
    const auto id = new_case();
    auto& worker = world.as("worker_a");
    const auto outside =
        worker.post(path(id, "/referrals"),
                    R"({"data":{"remote":true,"transitioned_to_remote":"District hospital"}})");
    ASSERT_EQ(outside.status, 200) << outside.body;
    const auto at = path(id, "/referrals/" + outside.text("id"));
    const auto noted = worker.patch(at, R"({"data":{"external_outcome":"Seen on Monday."}})");
    ASSERT_EQ(noted.status, 200) << noted.body;
    EXPECT_EQ(noted.text("external_outcome"), "Seen on Monday.");
    EXPECT_EQ(noted.text("external_outcome_by"), "worker_a");
    EXPECT_EQ(noted.text("status"), "in_progress");
    EXPECT_THAT(worker.get(path(id, "/referrals")).body, ::testing::HasSubstr("Seen on Monday."));
    const auto blank = worker.patch(at, R"({"data":{"external_outcome":" "}})");
    EXPECT_EQ(blank.status, 422);
    EXPECT_EQ(blank.detail(), "external_outcome");
    EXPECT_EQ(world.as("worker_b").patch(at, R"({"data":{"external_outcome":"x"}})").status, 403);
    EXPECT_EQ(world.as("supervisor").patch(at, R"({"data":{"external_outcome":"x"}})").status, 404)
        << "they do not see it";
    const auto inside =
        worker.post(path(id, "/referrals"), R"({"data":{"transitioned_to":"provider"}})");
    ASSERT_EQ(inside.status, 200) << inside.body;
    const auto refused = worker.patch(path(id, "/referrals/" + inside.text("id")),
                                      R"({"data":{"external_outcome":"x"}})");
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.message(), "transition.errors.not_remote");
}

TEST_F(TransitionsApi, ATransitionBelongsToItsRecord) {
    const auto id = new_case();
    const auto other = new_case();
    const auto made = refer("worker_a", id, {{"transitioned_to", "worker_b"}});
    // F11: neither through another case, nor as another kind, nor by whoever may read it.
    EXPECT_EQ(world.as("worker_a").del(path(other, "/referrals/" + made.text("id"))).status, 404);
    EXPECT_EQ(answer("worker_a", path(id, "/transfers/" + made.text("id")), "revoked").status, 404);
    EXPECT_EQ(answer("worker_a", path(id, "/referrals/" + made.text("id")), "accepted").status,
              403);
    EXPECT_EQ(world.as("worker_a").del(path(id, "/referrals/" + made.text("id"))).status, 200);
    EXPECT_EQ(world.as("worker_b").get(path(id)).status, 403);
}

TEST_F(TransitionsApi, ConsentIsOverriddenOnlyWithTheRight) {
    const auto id = new_case(false);
    const auto without = refer("worker_a", id, {{"transitioned_to", "worker_b"}});
    EXPECT_EQ(without.status, 422);
    EXPECT_EQ(without.detail(), "consent");
    EXPECT_EQ(without.message(), "transition.errors.consent");
    // F13.
    const auto overridden =
        refer("worker_a", id, {{"transitioned_to", "worker_b"}, {"consent_overridden", true}});
    EXPECT_EQ(overridden.status, 403);
    EXPECT_EQ(overridden.detail(), "consent_overridden");
    EXPECT_EQ(
        refer("administrator", id, {{"transitioned_to", "worker_b"}, {"consent_overridden", true}})
            .status,
        200);
}

TEST_F(TransitionsApi, WhoMayNotReadCasesLearnsNothingOfThem) {
    // F24: the right on the type is asked before the record is looked for.
    for (const auto* rest : {"/assigns", "/referrals", "/transfers"}) {
        EXPECT_EQ(world.as("provider").post(path(unknown_id, rest), R"({"data":{}})").status, 403);
        const auto right = std::string(rest) == "/assigns" ? "administrator" : "worker_a";
        EXPECT_EQ(world.as(right).post(path(unknown_id, rest), R"({"data":{}})").status, 404);
    }
    EXPECT_EQ(
        world.as("provider").post(path(unknown_id, "/transfer_requests"), R"({"data":{}})").status,
        403);
}

TEST_F(TransitionsApi, AProviderSeesTheFormsOfTheRoleTheReferralNames) {
    const auto id = new_case();
    const auto made = refer("worker_a", id,
                            {{"transitioned_to", "worker_b"},
                             {"authorized_role_unique_id", "role-cp-service-provider"}});
    ASSERT_EQ(made.status, 200) << made.body;
    const auto seen = world.as("worker_b").get(path(id)).object();
    ASSERT_TRUE(seen.contains("permitted_forms"));
    const auto& forms = seen.at("permitted_forms").as_object();
    EXPECT_TRUE(seen.contains("permitted_form_actions"));
    const auto own = world.as("worker_a").get(path(id)).object();
    EXPECT_FALSE(own.contains("permitted_forms"));
    EXPECT_FALSE(own.contains("transitions")) << "who sees which is no matter of forms";
    EXPECT_TRUE(own.contains("consent_reporting"));
    ASSERT_FALSE(forms.contains("consent"));
    EXPECT_FALSE(seen.contains("consent_reporting"));
    const auto row =
        world.as("worker_b").get("/api/v2/cases?id[0]=" + id).rows().front().as_object();
    EXPECT_FALSE(row.contains("consent_reporting"));
    const auto history = world.as("worker_b").get(path(id, "/record_history"));
    EXPECT_THAT(history.body, Not(HasSubstr("consent_reporting")));
    world.as("worker_b").patch(path(id), R"({"data":{"consent_reporting":"false"}})");
    EXPECT_EQ(world.as("worker_a").get(path(id)).text("consent_reporting"), "true");
}

TEST_F(TransitionsApi, APendingTransferShowsThePreviewForReading) {
    const auto id = new_case();
    const auto made = transfer("worker_a", id, "worker_b");
    ASSERT_EQ(made.status, 200) << made.body;
    auto& recipient = world.as("worker_b");
    const auto seen = recipient.get(path(id)).object();
    EXPECT_EQ(seen.at("sex").as_string(), "female");
    EXPECT_FALSE(seen.contains("consent_reporting"));
    EXPECT_EQ(recipient.patch(path(id), R"({"data":{"age":10}})").status, 403);
    EXPECT_EQ(transfer("worker_b", id, "tracer").status, 403);
    const auto row = recipient.get("/api/v2/cases?id[0]=" + id).rows().front().as_object();
    EXPECT_FALSE(row.contains("consent_reporting"));
    EXPECT_EQ(answer("worker_b", path(id, "/transfers/" + made.text("id")), "accepted").status,
              200);
    EXPECT_TRUE(recipient.get(path(id)).object().contains("consent_reporting"));
    EXPECT_EQ(world.as("worker_a").get(path(id)).status, 403);
}

TEST_F(TransitionsApi, OnlyOneTransferWaits) {
    const auto id = new_case();
    ASSERT_EQ(transfer("worker_a", id, "worker_b").status, 200);
    const auto second = transfer("worker_a", id, "tracer");
    EXPECT_EQ(second.status, 422);
    EXPECT_EQ(second.message(), "transition.errors.pending_transfer");
}

TEST_F(TransitionsApi, ARequestIsAskedForAndGranted) {
    const auto id = new_case();
    const auto asked = world.as("worker_b")
                           .post(path(id, "/transfer_requests"),
                                 R"({"data":{"notes":"the child lives here now"}})");
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_TRUE(asked.object().at("record_access_denied").as_bool());
    EXPECT_FALSE(asked.object().contains("record"));
    const auto one = path(id, "/transfer_requests/" + asked.text("id"));
    EXPECT_EQ(answer("worker_b", one, "accepted").status, 403);
    EXPECT_EQ(answer("worker_a", one, "revoked").status, 422);
    const auto granted = answer("worker_a", one, "accepted");
    ASSERT_EQ(granted.status, 200) << granted.body;
    EXPECT_EQ(world.as("worker_b").get(path(id)).text("owned_by"), "worker_b");
    const auto rows = world.as("worker_b").get(path(id, "/transitions")).rows();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows.front().as_object().at("type").as_string(), "Transfer") << "newest first";
    const auto only = world.as("worker_b").get(path(id, "/transitions?types[]=TransferRequest"));
    EXPECT_EQ(only.rows().size(), 1U);
    EXPECT_EQ(world.as("worker_b").get(path(id, "/transitions?types[]=Loan")).status, 422);
}

TEST_F(TransitionsApi, TheActivityLogIsForWhoManagesThePeople) {
    const auto id = new_case();
    const auto made = transfer("worker_a", id, "worker_b");
    answer("worker_b", path(id, "/transfers/" + made.text("id")), "accepted");
    for (const auto* person : {"worker_a", "worker_b", "provider", "administrator"})
        EXPECT_EQ(world.as(person).get("/api/v2/activity_log").status, 403) << person;
    const auto log = world.as("supervisor").get("/api/v2/activity_log?types[]=transfer");
    ASSERT_EQ(log.status, 200) << log.body;
    ASSERT_EQ(log.rows().size(), 1U);
    const auto entry = log.rows()[0].as_object();
    EXPECT_EQ(json::string_or(entry, "record_id"), id);
    EXPECT_EQ(entry.at("record_access_denied"), true) << "the case has left the team";
    EXPECT_EQ(entry.at("data").as_object().at("owned_by").as_object().at("to"), "worker_b");
    EXPECT_EQ(world.as("super").get("/api/v2/activity_log").status, 200);
    const auto own = new_case();
    const auto changes = world.as("supervisor").get("/api/v2/activity_log?types[]=change");
    ASSERT_EQ(changes.rows().size(), 1U) << changes.body;
    EXPECT_EQ(json::string_or(changes.rows()[0].as_object(), "record_id"), own);
    const std::string by_b = "/api/v2/activity_log?types[]=change&performed_by=worker_b";
    EXPECT_EQ(world.as("supervisor").get(by_b).total(), 0);
}

TEST_F(TransitionsApi, AssignmentsAreMadeOneByOneAndByChangingTheOwner) {
    const auto id = new_case();
    const auto made = world.as("supervisor")
                          .post(path(id, "/assigns"), R"({"data":{"transitioned_to":"worker_c"}})");
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("status"), "done");
    EXPECT_EQ(world.as("worker_c").get(path(id)).text("owned_by"), "worker_c");
    const auto refused =
        world.as("worker_c").patch(path(id), R"({"data":{"owned_by":"worker_a"}})");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.detail(), "owned_by");
    EXPECT_EQ(
        world.as("administrator").patch(path(id), R"({"data":{"owned_by":"worker_a"}})").status,
        200);
    EXPECT_EQ(world.as("worker_a").get(path(id, "/assigns")).rows().size(), 2U);
}

TEST_F(TransitionsApi, NotesHaveALength) {
    const auto id = new_case();
    const auto assign = [&](std::size_t characters) {
        const json::Object data{{"transitioned_to", "worker_c"},
                                {"notes", std::string(characters, 'n')}};
        return world.as("supervisor")
            .post(path(id, "/assigns"), json::write(json::Object{{"data", data}}));
    };
    const auto refused = assign(5001);
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.detail(), "notes");
    EXPECT_EQ(world.as("worker_a").get(path(id, "/assigns")).rows().size(), 0U);
    EXPECT_EQ(assign(5000).status, 200);
}

TEST_F(TransitionsApi, ARepeatedCallIsDoneOnce) {
    const auto id = new_case();
    const Extra extra{.headers = {{"Idempotency-Key", "one"}}};
    const auto body = R"({"data":{"transitioned_to":"worker_b"}})";
    const auto first = world.as("worker_a").post(path(id, "/referrals"), body, extra);
    const auto second = world.as("worker_a").post(path(id, "/referrals"), body, extra);
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(second.text("id"), first.text("id"));
    EXPECT_EQ(world.as("worker_a").get(path(id, "/referrals")).rows().size(), 1U);
}

TEST_F(TransitionsApi, ManyAreReferredWithAWordOnEach) {
    const auto good = new_case();
    const auto bad = new_case(false);
    const auto body =
        R"({"data":{"transitioned_to":"worker_b","ids":[")" + good + R"(",")" + bad + R"("]}})";
    const auto reply = world.as("worker_a").post("/api/v2/cases/referrals", body);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.rows().size(), 1U);
    ASSERT_EQ(reply.errors().size(), 1U);  // F19
    EXPECT_EQ(reply.message(), "transition.errors.consent");
    const auto unknown =
        R"({"data":{"transitioned_to":"worker_b","ids":[")" + std::string(unknown_id) + R"("]}})";
    EXPECT_EQ(world.as("worker_a").post("/api/v2/cases/transfers", unknown).status, 404);
}

TEST_F(TransitionsApi, ManyAreAssignedByAJobThatTellsHowFarItIs) {
    const auto id = new_case();
    auto& supervisor = world.as("supervisor");
    EXPECT_EQ(supervisor.post("/api/v2/cases/assigns", R"({"data":{"transitioned_to":"worker_c"}})")
                  .status,
              422);
    const auto begun =
        supervisor.post("/api/v2/cases/assigns",
                        R"({"data":{"transitioned_to":"worker_c","filters":{"status":["open"]}}})");
    ASSERT_EQ(begun.status, 200) << begun.body;
    EXPECT_EQ(begun.text("transitioned_to"), "worker_c");
    const auto job = "/api/v2/jobs/" + begun.text("job_id");
    EXPECT_EQ(supervisor.get(job).text("status"), "waiting");
    EXPECT_EQ(world.as("worker_a").get(job).status, 404);
    EXPECT_EQ(supervisor.get("/api/v2/jobs/999999").status, 404);
    world.run_jobs();
    const auto shown = supervisor.get(job);
    EXPECT_EQ(shown.text("kind"), "bulk_assign");
    EXPECT_EQ(shown.text("status"), "done");
    const auto state = shown.object();
    const auto& result = state.at("result").as_object();
    EXPECT_EQ(result.at("assigned").to_number<int>(), 1) << shown.body;
    const auto& word = result.at("records").as_array().front().as_object();
    EXPECT_EQ(word.at("id").as_string(), id);
    EXPECT_EQ(world.as("worker_c").get(path(id)).text("owned_by"), "worker_c");
}

// Two people decide at the same moment: the database, whichever it is, lets one of them win.
TEST(TransitionRaces, OfTwoAnswersAtOnceOneWinsOnBothEngines) {
    for (const auto* engine : {"sqlite", "postgresql"}) {
        World world({.engine = engine});
        const auto id = world.create_case("worker_a", {{"disclosure_other_orgs", true}});
        const auto made = world.as("worker_a")
                              .post("/api/v2/cases/" + id + "/transfers",
                                    R"({"data":{"transitioned_to":"worker_b"}})");
        ASSERT_EQ(made.status, 200) << made.body;
        const auto one = "/api/v2/cases/" + id + "/transfers/" + made.text("id");
        auto& recipient = world.as("worker_b");
        auto& sender = world.as("worker_a");
        int accepted = 0;
        int revoked = 0;
        {
            std::jthread first([&] {
                accepted = recipient.patch(one, R"({"data":{"status":"accepted"}})").status;
            });
            std::jthread second(
                [&] { revoked = sender.patch(one, R"({"data":{"status":"revoked"}})").status; });
        }
        EXPECT_NE(accepted == 200, revoked == 200) << engine << accepted << " " << revoked;
        // Who comes too late is told so, or has lost sight of the case.
        const auto late = accepted == 200 ? revoked : accepted;
        EXPECT_TRUE(late == 422 || late == 403) << late;
        const auto owner = world.as("super").get("/api/v2/cases/" + id).text("owned_by");
        EXPECT_EQ(owner, accepted == 200 ? "worker_b" : "worker_a");
    }
}

TEST_F(TransitionsApi, CandidatesAreListed) {
    const auto rows = world.as("worker_a")
                          .get(
                              "/api/v2/users/refer-to?record_type=case&"
                              "record_module_id=primeromodule-cp&agency=AGENCY-2")
                          .rows();
    ASSERT_FALSE(rows.empty());
    for (const auto& row : rows) {
        EXPECT_EQ(row.as_object().at("agency").as_string(), "AGENCY-2");
        EXPECT_FALSE(row.as_object().contains("open_cases"));
    }
    const auto load = world.as("supervisor").get("/api/v2/users/assign-to?record_type=case").rows();
    ASSERT_FALSE(load.empty());
    EXPECT_TRUE(load.front().as_object().contains("open_cases"));
    EXPECT_EQ(world.as("worker_a").get("/api/v2/users/assign-to?record_type=case").status, 403);
    EXPECT_EQ(world.as("supervisor").get("/api/v2/users/assign-to?record_type=x").status, 422);
}

}  // namespace
}  // namespace amparo::testing

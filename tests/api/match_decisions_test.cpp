// What people say of a sought child and a case (matching.md §10).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/live/service.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* trace = "00000000-0000-4000-8000-000000000001";
constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";

class MatchDecisions : public ::testing::Test {
  protected:
    MatchDecisions() { world.matching(); }

    std::string new_case(json::Object more = {}) {
        json::Object fields{{"name_first", "Mohamed"},
                            {"name_last", "Salah Idris"},
                            {"sex", "male"},
                            {"consent_for_tracing", true}};
        for (auto& [key, value] : more) fields[key] = value;
        return world.create_case("worker_a", std::move(fields));
    }
    std::string new_request() {
        json::Object row{{"unique_id", trace},
                         {"name", "محمد صلاح إدريس"},
                         {"relation", "mother"},
                         {"age", 9},
                         {"sex", "male"},
                         {"date_of_birth", "2015-04-03"},
                         {"tracing_request_status", "open"}};
        json::Object data{{"module_id", "primeromodule-cp"},
                          {"relation_name", "Zubaydah Karrar"},
                          {"relation_telephone", "+249911223344"},
                          {"tracing_request_subform_section", json::Array{std::move(row)}}};
        const auto made =
            world.as("tracer").post("/api/v2/tracing_requests", wire(std::move(data)));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("id");
    }
    Reply decide(const std::string& user, const std::string& case_id, json::Object data) {
        return world.as(user).post(
            "/api/v2/traces/" + std::string(trace) + "/potential_matches/" + case_id + "/decision",
            wire(std::move(data)));
    }
    /// The state that a decision leads to.
    std::string state(const std::string& user, const std::string& case_id, json::Object data) {
        const auto reply = decide(user, case_id, std::move(data));
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.status == 200 ? reply.text("state") : "";
    }
    json::Array of_trace(const std::string& query = "") {
        const auto reply = world.as("tracer").get("/api/v2/traces/" + std::string(trace) +
                                                  "/potential_matches" + query);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.object().at("potential_matches").as_array();
    }
    json::Array of_case(const std::string& id, const std::string& query = "") {
        const auto reply =
            world.as("super").get("/api/v2/cases/" + id + "/potential_matches" + query);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.object().at("potential_matches").as_array();
    }
    std::string matched() {
        const auto reply = world.as("tracer").get("/api/v2/traces/" + std::string(trace));
        return json::string_or(reply.object(), "matched_case_id");
    }

    World world;
};

TEST_F(MatchDecisions, WhatMustBeKnownFirstIsATaskOfTheOwnerUntilItIsAnswered) {
    const auto id = new_case();
    new_request();
    const auto questions = [&](const char* user) {
        std::vector<std::string> entries;
        for (const auto& task : world.as(user).get("/api/v2/tasks?per=100").rows()) {
            const auto& object = task.as_object();
            if (json::string_or(object, "type") != "match_question") continue;
            EXPECT_EQ(json::string_or(object, "id"), id);
            EXPECT_EQ(json::string_or(object, "type_display"), "Question about a possible match");
            entries.push_back(json::string_or(object, "unique_id"));
        }
        return entries;
    };
    const auto ask = [&] { return state("tracer", id, {{"state", "need_information"}}); };
    EXPECT_THAT(questions("worker_a"), IsEmpty());
    EXPECT_EQ(ask(), "need_information");
    EXPECT_THAT(questions("worker_a"), SizeIs(1));
    EXPECT_THAT(questions("worker_b"), IsEmpty());
    // The case says nothing of it in its answers, and nobody seems to have worked on it.
    const auto shown = world.as("worker_a").get("/api/v2/cases/" + id);
    EXPECT_THAT(shown.body, Not(HasSubstr("match_question")));
    EXPECT_EQ(shown.text("last_updated_by"), "worker_a");

    EXPECT_EQ(state("tracer", id, {{"state", "unlikely"}}), "unlikely");
    EXPECT_THAT(questions("worker_a"), IsEmpty()) << "the decision is another one";

    EXPECT_EQ(ask(), "need_information");
    const auto flagged = world.as("super").patch("/api/v2/cases/" + id,
                                                 wire(json::Object{{"name_nickname", "Hamoudi"}}));
    EXPECT_EQ(flagged.status, 200) << flagged.body;
    EXPECT_THAT(questions("worker_a"), SizeIs(1)) << "somebody else's answers are not the owner's";
    const auto answered =
        world.as("worker_a").patch("/api/v2/cases/" + id, wire(json::Object{{"age", 9}}));
    EXPECT_EQ(answered.status, 200) << answered.body;
    EXPECT_THAT(questions("worker_a"), IsEmpty()) << "the owner has answered";
}

TEST_F(MatchDecisions, ALinkEndsTheQuestionsAboutTheSoughtChild) {
    const auto id = new_case();
    const auto other = new_case();
    new_request();
    const auto count = [&] {
        std::size_t found = 0;
        for (const auto& task : world.as("worker_a").get("/api/v2/tasks?per=100").rows())
            found += json::string_or(task.as_object(), "type") == "match_question" ? 1U : 0U;
        return found;
    };
    EXPECT_EQ(state("tracer", other, {{"state", "need_information"}}), "need_information");
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(state("tracer", id, {{"state", "confirmed"}}), "under_verification");
    EXPECT_EQ(count(), 1U) << "one of two people is sure";
    EXPECT_EQ(state("super", id, {{"state", "confirmed"}}), "confirmed");
    EXPECT_EQ(count(), 0U);
}

TEST_F(MatchDecisions, TwoPeopleConfirmAndTheLinkCanBeTakenBack) {
    const auto id = new_case();
    const auto other = new_case();
    const auto request = new_request();
    EXPECT_EQ(state("tracer", id, {{"state", "confirmed"}}), "under_verification");
    EXPECT_EQ(matched(), "");
    const auto again = decide("tracer", id, {{"state", "confirmed"}});
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.body, HasSubstr("errors.matches.second_person"));

    const auto second = decide("super", id, {{"state", "confirmed"}});
    ASSERT_EQ(second.status, 200) << second.body;
    EXPECT_EQ(second.text("state"), "confirmed");
    EXPECT_EQ(second.text("decided_by"), "tracer");
    EXPECT_EQ(second.text("confirmed_by"), "super");
    EXPECT_EQ(matched(), id);
    const auto child_case = world.as("super").get("/api/v2/cases/" + id).object();
    EXPECT_EQ(json::string_or(child_case, "matched_tracing_request_id"), request);
    const auto whole = world.as("super").get("/api/v2/tracing_requests/" + request);
    EXPECT_THAT(whole.body, HasSubstr(R"("tracing_request_status":"verified")"));

    for (const auto& pair : of_trace()) {
        const auto is_it = pair.at("case").at("id").as_string() == id;
        EXPECT_EQ(pair.at("state").as_string(), is_it ? "confirmed" : "superseded");
    }
    const auto elsewhere = decide("tracer", other, {{"state", "confirmed"}});
    EXPECT_EQ(elsewhere.status, 409) << elsewhere.body;
    EXPECT_THAT(elsewhere.body, HasSubstr("errors.matches.linked_elsewhere"));

    EXPECT_EQ(decide("tracer", id, {{"state", "unlinked"}}).status, 422) << "no reason";
    EXPECT_EQ(state("tracer", id, {{"state", "unlinked"}, {"note", "Another village"}}),
              "unlinked");
    EXPECT_EQ(matched(), "");
    const auto freed = world.as("super").get("/api/v2/tracing_requests/" + request);
    EXPECT_THAT(freed.body, HasSubstr(R"("tracing_request_status":"open")"));
    const auto after = world.as("super").get("/api/v2/cases/" + id).object();
    EXPECT_EQ(json::string_or(after, "matched_tracing_request_id"), "");
    EXPECT_EQ(state("tracer", other, {{"state", "confirmed"}}), "under_verification");
}

TEST_F(MatchDecisions, NobodyOverrulesWhatTheyHaveNotSeen) {
    const auto id = new_case();
    new_request();
    EXPECT_EQ(state("tracer", id, {{"state", "confirmed"}, {"seen_state", "potential"}}),
              "under_verification");
    const json::Object no{{"state", "rejected"}, {"note", "Another scar"}};
    const auto with = [&](json::Value seen) {
        auto data = no;
        data["seen_state"] = std::move(seen);
        return data;
    };
    const auto late = decide("super", id, with("potential"));
    EXPECT_EQ(late.status, 409) << "somebody else confirmed meanwhile";
    EXPECT_THAT(late.body, HasSubstr("errors.matches.move"));
    EXPECT_EQ(decide("super", id, with(7)).status, 422);
    EXPECT_EQ(decide("super", id, with(json::String(41, 'x'))).status, 422);
    EXPECT_EQ(of_trace().front().at("state").as_string(), "under_verification");
    EXPECT_EQ(state("super", id, with("under_verification")), "rejected");
    EXPECT_EQ(state("tracer", id, {{"state", "potential"}, {"seen_state", nullptr}}), "potential");

    const auto other = new_case();
    const auto say = [&](json::Object data) {
        return world.as("worker_a")
            .post("/api/v2/cases/" + id + "/duplicates/" + other + "/decision",
                  wire(std::move(data)));
    };
    EXPECT_EQ(say({{"state", "need_information"}, {"seen_state", "potential"}}).status, 200);
    const auto second = say({{"state", "same_family"}, {"seen_state", "potential"}});
    EXPECT_EQ(second.status, 409);
    EXPECT_THAT(second.body, HasSubstr("errors.duplicates.move"));
    EXPECT_EQ(say({{"state", "same_family"}, {"seen_state", "need_information"}}).status, 200);
}

TEST_F(MatchDecisions, ARejectedPairIsHiddenUntilThereIsNewEvidenceOrSomebodyUndoesIt) {
    const auto id = new_case();
    new_request();
    const auto reasonless = decide("tracer", id, {{"state", "rejected"}, {"note", "  "}});
    EXPECT_EQ(reasonless.status, 422);
    EXPECT_THAT(reasonless.body, HasSubstr("reason_id"));
    ASSERT_THAT(of_trace(), SizeIs(1));
    EXPECT_EQ(of_trace().front().at("state").as_string(), "potential");

    EXPECT_EQ(state("tracer", id, {{"state", "rejected"}, {"reason_id", "other_parents"}}),
              "rejected");
    EXPECT_THAT(of_trace(), IsEmpty());
    EXPECT_THAT(of_case(id), IsEmpty());
    for (const auto& found :
         {of_trace("?include_rejected=true"), of_case(id, "?include_rejected=true")}) {
        ASSERT_THAT(found, SizeIs(1));
        EXPECT_EQ(found.front().at("state").as_string(), "rejected");
        EXPECT_EQ(found.front().at("reason_id").as_string(), "other_parents");
        EXPECT_FALSE(found.front().as_object().contains("returned"));
    }
    const auto jump = decide("tracer", id, {{"state", "confirmed"}});
    EXPECT_EQ(jump.status, 409) << "a rejection is undone first";
    EXPECT_THAT(jump.body, HasSubstr("errors.matches.move"));

    EXPECT_EQ(state("tracer", id, {{"state", "potential"}}), "potential");
    EXPECT_THAT(of_trace(), SizeIs(1));
    EXPECT_THAT(of_case(id), SizeIs(1));

    state("tracer", id, {{"state", "rejected"}, {"reason_id", "other_parents"}});
    const auto kin =
        json::Array{json::Object{{"relation", "mother"}, {"relation_name", "Zubaydah Karrar"}}};
    const auto saved =
        world.as("worker_a")
            .patch("/api/v2/cases/" + id,
                   wire({{"family_details_section", kin}, {"date_of_birth", "2015-04-03"}}));
    ASSERT_EQ(saved.status, 200) << saved.body;
    ASSERT_THAT(of_trace(), SizeIs(1)) << "the mother has the same name, as was found now";
    EXPECT_EQ(of_trace().front().at("state").as_string(), "rejected");
    ASSERT_THAT(of_case(id), SizeIs(1));
    for (const auto& found : {of_trace(), of_case(id)})
        EXPECT_TRUE(found.front().at("returned").as_bool()) << "and it is said why it is back";
}

TEST_F(MatchDecisions, WhatIsUnlikelySinksAndWhatIsAskedStays) {
    const auto first = new_case({{"date_of_birth", "2015-04-03"}});
    const auto second = new_case();
    new_request();
    ASSERT_THAT(of_trace(), SizeIs(2));
    ASSERT_EQ(of_trace().front().at("case").at("id").as_string(), first);
    EXPECT_EQ(state("tracer", first, {{"state", "unlikely"}}), "unlikely");
    EXPECT_EQ(state("tracer", second, {{"state", "need_information"}, {"note", "Which school?"}}),
              "need_information");
    const auto found = of_trace();
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_EQ(found.back().at("case").at("id").as_string(), first);
    EXPECT_EQ(found.front().at("note").as_string(), "Which school?");
}

TEST_F(MatchDecisions, NobodyIsLinkedWhoMayNotBeFound) {
    const auto silent = new_case({{"consent_for_tracing", false}});
    new_request();
    const auto refused = decide("super", silent, {{"state", "confirmed"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("errors.matches.no_tracing_consent"));
    const auto linking = world.as("super").patch("/api/v2/traces/" + std::string(trace),
                                                 wire({{"matched_case_id", silent}}));
    EXPECT_EQ(linking.status, 422);
    EXPECT_THAT(linking.body, HasSubstr("errors.matches.no_tracing_consent"));
    EXPECT_THAT(linking.body, HasSubstr("/data/matched_case_id"));
    EXPECT_EQ(decide("tracer", silent, {{"state", "confirmed"}}).status, 403)
        << "a case that is no match is out of reach";
    const auto gone = new_case();
    ASSERT_EQ(world.as("super").del("/api/v2/cases/" + gone).status, 200);
    const auto disabled = decide("super", gone, {{"state", "confirmed"}});
    EXPECT_EQ(disabled.status, 422);
    EXPECT_THAT(disabled.body, HasSubstr("errors.record_disabled"));
    const auto unknown = decide("super", nowhere, {{"state", "confirmed"}});
    EXPECT_EQ(unknown.status, 422);
    EXPECT_THAT(unknown.body, HasSubstr("errors.matches.unknown_case"));
    EXPECT_EQ(matched(), "");
}

TEST_F(MatchDecisions, OnePairIsShownToThoseWhoReadASideOfIt) {
    const auto id = new_case();
    const auto unlike =
        new_case({{"name_first", "Chuol"}, {"name_last", "Deng"}, {"sex", "female"}, {"age", 2}});
    new_request();
    const auto pair = [&](const std::string& user, const std::string& case_id) {
        return world.as(user).get("/api/v2/potential_matches/" + std::string(trace) + "/" +
                                  case_id);
    };
    state("tracer", id, {{"state", "rejected"}, {"reason_id", "other_parents"}});
    const auto whole = pair("super", id);
    ASSERT_EQ(whole.status, 200) << whole.body;
    EXPECT_EQ(whole.text("state"), "rejected");
    EXPECT_THAT(whole.body, HasSubstr("Mohamed"));
    const auto hinted = pair("tracer", id);
    ASSERT_EQ(hinted.status, 200) << hinted.body;
    EXPECT_THAT(hinted.body, Not(HasSubstr("Mohamed")));
    EXPECT_EQ(pair("super", unlike).status, 200) << "reads both";
    EXPECT_EQ(pair("tracer", unlike).status, 404) << "no search finds it";
    for (const auto* wanted : {"confirmed", "unlikely", "potential"})
        EXPECT_EQ(decide("tracer", unlike, {{"state", wanted}}).status, 403) << wanted;
    const auto linked = world.as("tracer").patch("/api/v2/traces/" + std::string(trace),
                                                 wire({{"matched_case_id", unlike}}));
    EXPECT_EQ(linked.status, 403) << "nor is a case linked by whoever knows its id";
    EXPECT_EQ(decide("super", unlike, {{"state", "unlikely"}}).status, 200);
    EXPECT_EQ(pair("provider", id).status, 403) << "no right to see matches";
    EXPECT_EQ(pair("super", nowhere).status, 404);
    const auto saved =
        world.as("worker_a").patch("/api/v2/cases/" + id, wire({{"consent_for_tracing", false}}));
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(pair("tracer", id).status, 404) << "the consent was withdrawn";
}

TEST_F(MatchDecisions, ATraceOfOneRequestIsNotTakenByAnother) {
    new_request();
    const auto taken = world.as("super").post(
        "/api/v2/tracing_requests",
        wire({{"module_id", "primeromodule-cp"},
              {"tracing_request_subform_section",
               json::Array{json::Object{{"unique_id", trace}, {"name", "Stolen"}}}}}));
    EXPECT_EQ(taken.status, 409);
    EXPECT_THAT(taken.body, HasSubstr("errors.matches.foreign_trace"));
    EXPECT_THAT(taken.body, HasSubstr("belongs to another tracing request"));
    const auto shown = world.as("tracer").get("/api/v2/traces/" + std::string(trace));
    EXPECT_NE(shown.object().at("name").as_string(), "Stolen");
}

TEST_F(MatchDecisions, StrangersAndNonsenseAreTurnedAway) {
    const auto id = new_case();
    new_request();
    EXPECT_EQ(decide("worker_a", id, {{"state", "unlikely"}}).status, 403);
    EXPECT_EQ(decide("provider", id, {{"state", "unlikely"}}).status, 403);
    for (const auto* word : {"superseded", "under_verification", "married", ""})
        EXPECT_EQ(decide("tracer", id, {{"state", word}}).status, 422) << word;
    EXPECT_EQ(decide("tracer", id, {{"reason_id", "why"}}).status, 422);
    const auto unknown = decide("tracer", id, {{"state", "unlikely"}, {"reason_id", "why"}});
    EXPECT_EQ(unknown.status, 422) << "no option of lookup-match-reason";
    EXPECT_THAT(unknown.body, HasSubstr("/data/reason_id"));
    EXPECT_EQ(
        decide("tracer", id, {{"state", "unlikely"}, {"note", std::string(2001, 'x')}}).status,
        422);
    EXPECT_EQ(decide("tracer", id, {{"state", "unlikely"}, {"note", 7}}).status, 422);
    EXPECT_EQ(of_trace().front().at("state").as_string(), "potential");
    const auto path =
        "/api/v2/traces/" + std::string(nowhere) + "/potential_matches/" + id + "/decision";
    EXPECT_EQ(world.as("super").post(path, wire({{"state", "unlikely"}})).status, 404);
    EXPECT_EQ(world.anonymous().post(path, wire({{"state", "unlikely"}})).status, 401);
}

TEST_F(MatchDecisions, TheRequestRemembersAndNobodyWritesItByAForm) {
    const auto id = new_case();
    const auto request = new_request();
    state("tracer", id, {{"state", "rejected"}, {"reason_id", "other_parents"}});
    const auto path = "/api/v2/tracing_requests/" + request;
    const auto history = world.as("super").get(path + "/record_history");
    EXPECT_THAT(history.body, HasSubstr("match_decisions"));
    EXPECT_THAT(history.body, Not(HasSubstr("Mohamed"))) << "no answers of the case are kept";
    EXPECT_THAT(world.as("tracer").get(path).body, Not(HasSubstr("match_decisions")));
    const auto forged = world.as("tracer").patch(path, wire({{"match_decisions", json::Array()}}));
    EXPECT_EQ(forged.status, 200) << forged.body;
    EXPECT_THAT(of_trace(), IsEmpty()) << "still rejected";
    const json::Object row{{"unique_id", trace}, {"matched_case_id", id}};
    for (const auto* user : {"tracer", "super"}) {
        const auto linking = world.as(user).patch(
            path, wire({{"tracing_request_subform_section", json::Array{row}}}));
        EXPECT_EQ(linking.status, 200) << linking.body;
        EXPECT_EQ(matched(), "") << user << " may write the form, but links nobody by it";
    }
    std::vector<std::string> lines;
    for (const auto& entry : world.audit("user_name=tracer"))
        lines.push_back(json::string_or(entry.as_object(), "action") + " " +
                        json::string_or(entry.as_object(), "record_id"));
    EXPECT_THAT(lines, Contains("decide " + request));
    EXPECT_THAT(lines, Contains("show_match " + id));
}

}  // namespace
}  // namespace amparo::testing

// The work list of possible matches and duplicates, who is told of them, and asking for access
// (matching.md §§9.2, 10.3, 11).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/actor.hpp"
#include "cli/deployment.hpp"
#include "matching/live/service.hpp"
#include "records/edit.hpp"
#include "store/schedules.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr const char* trace = "00000000-0000-4000-8000-000000000001";
constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";

json::Object metadata(const Reply& reply) {
    const auto body = reply.json();
    return body.as_object().at("metadata").as_object();
}

class MatchList : public ::testing::Test {
  protected:
    MatchList() { world.follow_matches(); }  // the first run of an empty deployment

    std::string new_case(const std::string& user = "worker_a", json::Object more = {}) {
        json::Object fields{{"name_first", "Mohamed"},
                            {"name_last", "Salah Idris"},
                            {"sex", "male"},
                            {"date_of_birth", "2015-04-03"},
                            {"consent_for_tracing", true}};
        fields["family_details_section"] =
            json::Array{json::Object{{"relation", "mother"}, {"relation_name", "Zubaida Karrar"}}};
        for (auto& [key, value] : more) fields[key] = value;
        return world.create_case(user, std::move(fields));
    }
    std::string new_request(const std::string& user = "tracer", const std::string& id = trace) {
        json::Object row{{"unique_id", id},
                         {"name", "محمد صلاح إدريس"},
                         {"relation", "mother"},
                         {"date_of_birth", "2015-04-03"},
                         {"sex", "male"}};
        json::Object data{{"module_id", "primeromodule-cp"},
                          {"relation_name", "Zubaydah Karrar"},
                          {"relation_telephone", "+249911223344"},
                          {"tracing_request_subform_section", json::Array{std::move(row)}}};
        const auto made = world.as(user).post("/api/v2/tracing_requests", wire(std::move(data)));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("id");
    }
    Reply list(const std::string& user, const std::string& query = "") {
        return world.as(user).get("/api/v2/potential_matches" + query);
    }
    std::vector<std::string> cases_of(const std::string& user, const std::string& query = "") {
        const auto reply = list(user, query);
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::vector<std::string> ids;
        for (const auto& row : reply.rows()) ids.emplace_back(row.at("case").at("id").as_string());
        return ids;
    }
    void decide(const std::string& user, const std::string& case_id, json::Object data) {
        const auto reply = world.as(user).post(
            "/api/v2/traces/" + std::string(trace) + "/potential_matches/" + case_id + "/decision",
            wire(std::move(data)));
        EXPECT_EQ(reply.status, 200) << reply.body;
    }
    /// "potential_match case <id>" of everything the person was told.
    std::vector<std::string> news(const std::string& user) {
        const auto reply = world.as(user).get("/api/v2/notifications?per=100");
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::vector<std::string> lines;
        for (const auto& row : reply.rows()) {
            const auto& one = row.as_object();
            lines.push_back(json::string_or(one, "event") + " " +
                            json::string_or(one, "record_type") + " " +
                            json::string_or(one, "record_id"));
        }
        return lines;
    }
    std::vector<std::string> alerts(const std::string& path) {
        const auto reply = world.as("super").get("/api/v2/" + path + "/alerts");
        std::vector<std::string> kinds;
        for (const auto& row : reply.rows())
            kinds.push_back(json::string_or(row.as_object(), "alert_for"));
        return kinds;
    }

    World world;
};

TEST_F(MatchList, HoldsWhatWasFoundForWhoReadsASideOfIt) {
    const auto id = new_case();
    const auto request = new_request();
    EXPECT_THAT(cases_of("tracer"), IsEmpty()) << "nothing was searched with it yet";
    world.follow_matches();
    const auto reply = list("tracer");
    ASSERT_EQ(reply.status, 200) << reply.body;
    ASSERT_THAT(reply.rows(), SizeIs(1));
    const auto pair = reply.rows().front().as_object();
    EXPECT_EQ(pair.at("case").at("id").as_string(), id);
    EXPECT_EQ(pair.at("trace").at("tracing_request_id").as_string(), request);
    EXPECT_EQ(pair.at("state").as_string(), "potential");
    EXPECT_EQ(pair.at("likelihood").as_string(), "likely");
    EXPECT_TRUE(pair.at("masked").as_bool());
    EXPECT_TRUE(pair.contains("found_at"));
    for (const auto* hidden : {"Mohamed", "Salah", "Zubaida"})
        EXPECT_THAT(reply.body, Not(HasSubstr(hidden)));
    EXPECT_EQ(metadata(reply).at("total").to_number<int>(), 1);
    EXPECT_EQ(metadata(reply).at("states").at("potential").to_number<int>(), 1);

    const auto of_worker = list("worker_a");
    ASSERT_THAT(of_worker.rows(), SizeIs(1)) << "the child's side sees it too";
    EXPECT_THAT(of_worker.body, Not(HasSubstr("249911223344")));
    EXPECT_THAT(of_worker.body, Not(HasSubstr("Zubaydah")));
    EXPECT_THAT(cases_of("worker_b"), IsEmpty()) << "reads neither side";
    EXPECT_THAT(cases_of("super"), ElementsAre(id));
    EXPECT_EQ(list("provider").status, 403);
    EXPECT_EQ(world.anonymous().get("/api/v2/potential_matches").status, 401);
}

TEST_F(MatchList, IsCurrentWithConsentAndStateInTheSameCommit) {
    const auto id = new_case();
    new_request();
    world.follow_matches();
    ASSERT_THAT(cases_of("tracer"), SizeIs(1));
    const auto patch = [&](json::Object data) {
        EXPECT_EQ(world.as("worker_a").patch("/api/v2/cases/" + id, wire(std::move(data))).status,
                  200);
    };
    patch({{"consent_for_tracing", false}});
    EXPECT_THAT(cases_of("tracer"), IsEmpty()) << "no job had to run";
    EXPECT_THAT(cases_of("super"), IsEmpty());
    world.follow_matches();
    patch({{"consent_for_tracing", true}});
    world.follow_matches();
    EXPECT_THAT(cases_of("tracer"), ElementsAre(id));
    ASSERT_EQ(world.as("super").del("/api/v2/cases/" + id).status, 200);
    EXPECT_THAT(cases_of("tracer"), IsEmpty());
}

TEST_F(MatchList, IsFilteredSortedAndPaged) {
    const auto best = new_case();
    const auto other = new_case(
        "worker_c", {{"date_of_birth", "2015-04-20"}, {"family_details_section", json::Array()}});
    new_request();
    world.follow_matches();
    ASSERT_THAT(cases_of("tracer"), ElementsAre(best, other));
    EXPECT_THAT(cases_of("tracer", "?per=1"), ElementsAre(best));
    EXPECT_THAT(cases_of("tracer", "?per=1&page=2"), ElementsAre(other));
    EXPECT_EQ(metadata(list("tracer", "?per=1")).at("total").to_number<int>(), 2);
    EXPECT_THAT(cases_of("tracer", "?owner=worker_c"), ElementsAre(other));
    EXPECT_THAT(cases_of("tracer", "?owner=worker_b"), IsEmpty());
    EXPECT_THAT(cases_of("tracer", "?since=2099-01-01"), IsEmpty());
    EXPECT_THAT(cases_of("tracer", "?since=2020-01-01"), SizeIs(2));
    EXPECT_THAT(cases_of("tracer", "?relationship=same_child"), SizeIs(2));
    EXPECT_THAT(cases_of("tracer", "?min_score=1"), IsEmpty());

    decide("tracer", best, {{"state", "rejected"}, {"note", "Another mother"}});
    EXPECT_THAT(cases_of("tracer"), ElementsAre(other)) << "nothing to do with it any more";
    EXPECT_THAT(cases_of("tracer", "?state=rejected"), ElementsAre(best));
    EXPECT_THAT(cases_of("tracer", "?state=rejected,potential"), SizeIs(2));
    EXPECT_THAT(cases_of("tracer", "?order=newest&state=rejected,potential").front(), best);
    EXPECT_THAT(cases_of("tracer", "?order=oldest&state=rejected,potential").back(), best);
    for (const auto* bad : {"?state=married", "?order=up", "?min_score=2", "?min_score=x",
                            "?since=soon", "?relationship=cousin"})
        EXPECT_EQ(list("tracer", bad).status, 422) << bad;
}

TEST_F(MatchList, APlaceIsAskedOnlyOfRecordsThatOneReads) {
    new_case("worker_a", {{"location_current", "EX0101"}});
    new_request();
    world.follow_matches();
    EXPECT_THAT(cases_of("super", "?location=EX01"), SizeIs(1));
    EXPECT_THAT(cases_of("super", "?location=EX02"), IsEmpty());
    EXPECT_THAT(cases_of("tracer", "?location=EX01"), IsEmpty())
        << "or one could find out where a hidden child lives";
}

TEST_F(MatchList, OwnersAreToldOnceAndNoNameIsSent) {
    const auto id = new_case();
    const auto request = new_request();
    world.follow_matches();
    EXPECT_THAT(news("worker_a"), ElementsAre("potential_match case " + id));
    EXPECT_THAT(news("tracer"), ElementsAre("potential_match tracing_request " + request));
    EXPECT_THAT(news("worker_b"), IsEmpty());
    EXPECT_THAT(news("supervisor"), IsEmpty());
    EXPECT_THAT(alerts("cases/" + id), Contains("potential_match"));
    EXPECT_THAT(alerts("tracing_requests/" + request), Contains("potential_match"));
    const auto told = world.as("worker_a").get("/api/v2/notifications");
    EXPECT_THAT(told.body, Not(HasSubstr("Mohamed")));
    EXPECT_THAT(told.body, Not(HasSubstr("Zubay")));
    ASSERT_EQ(
        world.as("worker_a").patch("/api/v2/cases/" + id, wire({{"name_nickname", "Momo"}})).status,
        200);
    world.follow_matches();
    EXPECT_THAT(news("worker_a"), SizeIs(1)) << "the pair is not new";

    decide("tracer", id, {{"state", "rejected"}, {"note", "Another mother"}});
    world.follow_matches();
    EXPECT_THAT(alerts("cases/" + id), Not(Contains("potential_match"))) << "nothing to look at";
    EXPECT_THAT(alerts("tracing_requests/" + request), Not(Contains("potential_match")));
}

TEST_F(MatchList, WhoMayNotSeeMatchesIsNotSentToThem) {
    new_case("administrator");  // reads cases of all, but no matches
    new_request();
    world.follow_matches();
    EXPECT_THAT(news("administrator"), IsEmpty());
    EXPECT_THAT(news("tracer"), SizeIs(1));
}

TEST_F(MatchList, BothOwnersLearnOfALinkAndOfItsEnd) {
    const auto id = new_case();
    const auto request = new_request();
    world.follow_matches();
    decide("tracer", id, {{"state", "confirmed"}});
    world.follow_matches();
    EXPECT_THAT(news("worker_a"), Not(Contains("match_confirmed case " + id)))
        << "one person is not enough";
    decide("super", id, {{"state", "confirmed"}});
    world.follow_matches();
    EXPECT_THAT(news("worker_a"), Contains("match_confirmed case " + id));
    EXPECT_THAT(news("tracer"), Contains("match_confirmed tracing_request " + request));
    EXPECT_THAT(cases_of("tracer", "?state=confirmed"), ElementsAre(id));
    EXPECT_THAT(alerts("cases/" + id), Not(Contains("potential_match")));
    decide("tracer", id, {{"state", "unlinked"}, {"note", "Another village"}});
    world.follow_matches();
    EXPECT_THAT(news("worker_a"), Contains("match_withdrawn case " + id));
    EXPECT_THAT(news("tracer"), Not(Contains("match_withdrawn tracing_request " + request)))
        << "who did it knows";
}

TEST_F(MatchList, ContactsAreShownOnceTwoPeopleConfirmed) {
    const auto id = new_case();
    new_request();
    const auto pair = [&](const std::string& user) {
        return world.as(user).get("/api/v2/potential_matches/" + std::string(trace) + "/" + id);
    };
    decide("tracer", id, {{"state", "confirmed"}});
    EXPECT_THAT(pair("worker_a").body, Not(HasSubstr("249911223344")));
    EXPECT_FALSE(pair("tracer").object().contains("contacts"));
    decide("super", id, {{"state", "confirmed"}});
    const auto of_worker = pair("worker_a");
    ASSERT_EQ(of_worker.status, 200) << of_worker.body;
    const auto inquirer = of_worker.object().at("contacts").at("inquirer");
    EXPECT_EQ(inquirer.at("relation_telephone").as_string(), "+249911223344");
    EXPECT_EQ(inquirer.at("owned_by").as_string(), "tracer");
    EXPECT_EQ(pair("tracer").object().at("contacts").at("child").at("name").as_string(),
              "Mohamed Salah Idris");
    EXPECT_FALSE(pair("super").object().contains("contacts")) << "reads both anyway";
    decide("tracer", id, {{"state", "unlinked"}, {"note", "Another village"}});
    EXPECT_THAT(pair("worker_a").body, Not(HasSubstr("249911223344")));
}

TEST_F(MatchList, AReunitedChildAndTwoClaimsAreSaid) {
    constexpr const char* aunts = "00000000-0000-4000-8000-000000000002";
    const auto id = new_case();
    const auto request = new_request();
    new_request("tracer", aunts);
    decide("tracer", id, {{"state", "confirmed"}});
    decide("super", id, {{"state", "confirmed"}});
    const auto path = "/api/v2/potential_matches/" + std::string(trace) + "/" + id;
    EXPECT_FALSE(world.as("super").get(path).object().contains("conflict"));
    for (const auto* user : {"tracer", "super"}) {
        const auto linked = world.as(user).patch("/api/v2/traces/" + std::string(aunts),
                                                 wire({{"matched_case_id", id}}));
        ASSERT_EQ(linked.status, 200) << linked.body;
    }
    EXPECT_TRUE(world.as("super").get(path).object().at("conflict").as_bool());
    const auto traces = world.as("super").get("/api/v2/cases/" + id + "/traces");
    ASSERT_THAT(traces.rows(), SizeIs(2));
    EXPECT_TRUE(traces.rows().front().at("conflict").as_bool());

    const auto saved = world.as("tracer").patch(
        "/api/v2/tracing_requests/" + request,
        wire({{"tracing_request_subform_section",
               json::Array{
                   json::Object{{"unique_id", trace}, {"tracing_request_status", "reunified"}}}}}));
    ASSERT_EQ(saved.status, 200) << saved.body;
    const auto reunited = world.as("super").get(path);
    EXPECT_EQ(reunited.text("state"), "reunited");
    EXPECT_THAT(cases_of("super", "?state=reunited"), ElementsAre(id));
    const auto of_worker = world.as("worker_a").get(path);
    ASSERT_EQ(of_worker.status, 200) << "the end of a search takes nothing from whom it was for";
    EXPECT_EQ(of_worker.object().at("contacts").at("inquirer").at("owned_by").as_string(),
              "tracer");
    const auto withdrawn =
        world.as("worker_a").patch("/api/v2/cases/" + id, wire({{"consent_for_tracing", false}}));
    ASSERT_EQ(withdrawn.status, 200) << withdrawn.body;
    EXPECT_EQ(world.as("tracer").get(path).status, 404)
        << "nobody is shown a child against its will";
}

TEST_F(MatchList, ALinkGoesAlsoWhenTheChildMayNotBeTracedAnyMore) {
    const auto id = new_case();
    new_request();
    decide("tracer", id, {{"state", "confirmed"}});
    decide("super", id, {{"state", "confirmed"}});
    const auto withdrawn =
        world.as("worker_a").patch("/api/v2/cases/" + id, wire({{"consent_for_tracing", false}}));
    ASSERT_EQ(withdrawn.status, 200) << withdrawn.body;
    const auto unlinked = world.as("tracer").post(
        "/api/v2/traces/" + std::string(trace) + "/potential_matches/" + id + "/decision",
        wire({{"state", "unlinked"}, {"note", "The family said no"}}));
    ASSERT_EQ(unlinked.status, 200) << unlinked.body;
    EXPECT_EQ(unlinked.text("state"), "unlinked");
    EXPECT_TRUE(unlinked.object().at("case").at("name").is_null());
    EXPECT_THAT(unlinked.body, Not(HasSubstr("M. S.")));
    const auto sought = world.as("tracer").get("/api/v2/traces/" + std::string(trace));
    EXPECT_TRUE(sought.object().at("matched_case_id").is_null());
}

TEST_F(MatchList, TheOldCallNeedsASecondPersonToo) {
    const auto id = new_case();
    new_request();
    const auto path = "/api/v2/traces/" + std::string(trace);
    const auto link = [&](const std::string& user) {
        return world.as(user).patch(path, wire({{"matched_case_id", id}}));
    };
    const auto first = link("tracer");
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.text("match_state"), "under_verification");
    EXPECT_TRUE(first.object().at("matched_case_id").is_null());
    EXPECT_EQ(link("tracer").status, 422) << "the same person";
    const auto second = link("super");
    EXPECT_EQ(second.text("matched_case_id"), id) << second.body;
    EXPECT_EQ(link("super").status, 200) << "it is so already";
    const auto other = new_case();
    EXPECT_EQ(world.as("super").patch(path, wire({{"matched_case_id", other}})).status, 409);
    ASSERT_EQ(world.as("tracer").patch(path, R"({"data":{"matched_case_id":null}})").status, 200);
    const auto pair =
        world.as("super").get("/api/v2/potential_matches/" + std::string(trace) + "/" + id);
    EXPECT_EQ(pair.text("state"), "unlinked");
    EXPECT_EQ(pair.text("reason_id"), "unspecified");
}

TEST_F(MatchList, ATeamsManagerIsTheSecondPerson) {
    const auto made = world.as("super").post(
        "/api/v2/users", wire({{"user_name", "tracing_manager"},
                               {"full_name", "Ibrahim Traore"},
                               {"email", "manager@example.org"},
                               {"role_unique_id", "role-cp-ftr-manager"},
                               {"agency_unique_id", "AGENCY-1"},
                               {"user_group_unique_ids", json::Array{"usergroup-primero-ftr"}},
                               {"locale", "en"},
                               {"password", "given by the administrator"},
                               {"password_confirmation", "given by the administrator"}}));
    ASSERT_EQ(made.status, 200) << made.body;
    auto manager = world.anonymous();
    ASSERT_EQ(manager.sign_in("tracing_manager", "given by the administrator").status, 200);
    const auto path = "/api/v2/users/" + std::to_string(world.id_of("tracing_manager"));
    const auto own =
        wire({{"password", World::password()}, {"password_confirmation", World::password()}});
    ASSERT_EQ(manager.patch(path, own).status, 200);
    const auto id = new_case();
    new_request();
    world.follow_matches();
    decide("tracer", id, {{"state", "confirmed"}});
    EXPECT_THAT(cases_of("tracing_manager", "?state=under_verification"), ElementsAre(id));
    decide("tracing_manager", id, {{"state", "confirmed"}});
    EXPECT_THAT(cases_of("tracer", "?state=confirmed"), ElementsAre(id));
}

TEST_F(MatchList, AccessToAHintIsAskedForOfItsOwner) {
    const auto id = new_case();
    const auto request = new_request();
    const auto ask = [&](const std::string& user, const std::string& what, json::Object data) {
        return world.as(user)
            .post("/api/v2/" + what + "/access_requests", wire(std::move(data)))
            .status;
    };
    EXPECT_EQ(
        ask("tracer", "cases/" + id, {{"record_type", "tracing_request"}, {"record_id", request}}),
        204);
    EXPECT_EQ(
        ask("tracer", "cases/" + id, {{"record_type", "tracing_request"}, {"record_id", request}}),
        204)
        << "told once a day";
    world.run_jobs();
    EXPECT_THAT(news("worker_a"), ElementsAre("match_access_request case " + id));
    const auto told = world.as("worker_a").get("/api/v2/notifications").rows();
    EXPECT_EQ(told.front().at("actor").as_string(), "tracer");
    EXPECT_EQ(told.front().at("details").at("for_record_id").as_string(), request);
    EXPECT_EQ(ask("worker_a", "traces/" + std::string(trace),
                  {{"record_type", "case"}, {"record_id", id}}),
              204);
    world.run_jobs();
    EXPECT_THAT(news("tracer"), ElementsAre("match_access_request tracing_request " + request));

    EXPECT_EQ(ask("worker_a", "cases/" + id, {}), 409) << "reads it already";
    EXPECT_EQ(ask("tracer", "cases/" + std::string(nowhere), {}), 404);
    EXPECT_EQ(ask("provider", "cases/" + id, {}), 404) << "gets no hints";
    EXPECT_EQ(ask("provider", "traces/" + std::string(trace), {}), 403);
    EXPECT_EQ(ask("worker_b", "cases/" + id, {{"record_type", "case"}, {"record_id", id}}), 422)
        << "about a record that one does not read";
    EXPECT_EQ(ask("worker_b", "cases/" + id, {}), 204) << "hinted at while registering";

    auto& super = world.as("super");
    ASSERT_EQ(super.del("/api/v2/cases/" + id).status, 200);
    EXPECT_EQ(ask("worker_b", "cases/" + id, {}), 404) << "nobody is hinted at it any more";
    EXPECT_EQ(ask("tracer", "cases/" + id, {}), 404);
    const auto path = "/api/v2/tracing_requests/" + request;
    ASSERT_EQ(super.patch(path, wire({{"status", "closed"}})).status, 200);
    EXPECT_EQ(ask("worker_a", "traces/" + std::string(trace), {}), 404) << "nobody asks any more";
}

class Duplicates : public MatchList {
  protected:
    Reply say(const std::string& user, const std::string& id, const std::string& other,
              json::Object data) {
        return world.as(user).post("/api/v2/cases/" + id + "/duplicates/" + other + "/decision",
                                   wire(std::move(data)));
    }
    json::Object read(const std::string& id) {
        return world.as("super").get("/api/v2/cases/" + id).object();
    }
    std::size_t listed(const std::string& user, const std::string& query = "") {
        const auto reply = world.as(user).get("/api/v2/potential_duplicates" + query);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.rows().size();
    }
};

TEST_F(Duplicates, AreFoundOnSavingAndBothOwnersAreTold) {
    const auto first = new_case("worker_a");
    const auto second = new_case("worker_b");
    world.follow_matches();
    EXPECT_THAT(news("worker_a"), Contains("possible_duplicate case " + first));
    EXPECT_THAT(news("worker_b"), Contains("possible_duplicate case " + second));
    EXPECT_THAT(news("worker_c"), IsEmpty());
    EXPECT_THAT(alerts("cases/" + first), Contains("possible_duplicate"));
    EXPECT_THAT(alerts("cases/" + second), Contains("possible_duplicate"));
    EXPECT_EQ(listed("super"), 1U) << "one pair, from whichever side it was found";
    EXPECT_EQ(listed("worker_a"), 1U);
    EXPECT_EQ(listed("worker_c"), 0U);
    EXPECT_EQ(world.as("provider").get("/api/v2/potential_duplicates").status, 403);
    const auto of_worker = world.as("worker_b").get("/api/v2/potential_duplicates");
    EXPECT_EQ(of_worker.rows().front().at("of_case").at("id").as_string(), second);
    EXPECT_EQ(of_worker.rows().front().at("case").at("id").as_string(), first);
    EXPECT_EQ(of_worker.rows().front().at("case").at("name").as_string(), "M. S. I.");
}

TEST_F(Duplicates, OneChildIsMarkedAndTheMarkCanBeTakenBack) {
    const auto first = new_case("worker_a");
    const auto second = new_case("worker_a");
    world.follow_matches();
    const auto refused = say("worker_a", first, second, {{"state", "same_child"}});
    EXPECT_EQ(refused.status, 403) << "a case worker may not close";
    EXPECT_THAT(refused.body, Not(HasSubstr("duplicate_case_id")));
    const auto marked = say("super", first, second, {{"state", "same_child"}});
    ASSERT_EQ(marked.status, 200) << marked.body;
    EXPECT_EQ(marked.text("state"), "same_child");
    EXPECT_EQ(json::string_or(read(second), "status"), "duplicate") << "the newer one";
    EXPECT_EQ(json::string_or(read(second), "duplicate_case_id"), first);
    EXPECT_EQ(json::string_or(read(first), "status"), "open");
    world.follow_matches();
    EXPECT_EQ(listed("super"), 0U);
    EXPECT_THAT(alerts("cases/" + first), Not(Contains("possible_duplicate")));
    EXPECT_EQ(say("super", first, second, {{"state", "different"}, {"note", "No"}}).status, 409)
        << "taken back first";
    const auto back = say("super", second, first, {{"state", "potential"}});
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(json::string_or(read(second), "status"), "open");
    EXPECT_EQ(json::string_or(read(second), "duplicate_case_id"), "");
    const auto history = world.as("super").get("/api/v2/cases/" + first + "/record_history");
    EXPECT_THAT(history.body, HasSubstr("duplicate_decisions"));
}

TEST_F(Duplicates, DifferentChildrenAreNotProposedAgain) {
    const auto first = new_case("worker_a");
    const auto second = new_case("worker_a");
    world.follow_matches();
    EXPECT_EQ(say("worker_a", first, second, {{"state", "different"}}).status, 422) << "no reason";
    ASSERT_EQ(say("worker_a", first, second, {{"state", "different"}, {"note", "Cousins"}}).status,
              200);
    const auto of_case = [&](const std::string& id, const std::string& query = "") {
        return world.as("worker_a").get("/api/v2/cases/" + id + "/duplicates" + query).rows();
    };
    EXPECT_THAT(of_case(first), IsEmpty());
    EXPECT_THAT(of_case(second), IsEmpty());
    ASSERT_THAT(of_case(first, "?include_rejected=true"), SizeIs(1));
    EXPECT_EQ(of_case(first, "?include_rejected=true").front().at("note").as_string(), "Cousins");
    EXPECT_EQ(listed("worker_a"), 0U);
    EXPECT_EQ(listed("worker_a", "?state=different"), 1U);
    world.follow_matches();
    EXPECT_THAT(alerts("cases/" + first), Not(Contains("possible_duplicate")));
    ASSERT_EQ(say("worker_a", second, first, {{"state", "same_family"}}).status, 200);
    const auto shown = world.as("worker_a").get("/api/v2/cases/" + first + "/duplicates/" + second);
    EXPECT_EQ(shown.text("state"), "same_family");
    EXPECT_EQ(shown.text("decided_by"), "worker_a");
}

TEST_F(Duplicates, DifferentOnesMakeRoomForTheRest) {
    const auto first = new_case("worker_a");
    for (int at = 0; at < 21; ++at) new_case("worker_a");
    const auto path = "/api/v2/cases/" + first + "/duplicates";
    const auto listed_first = world.as("worker_a").get(path).rows();
    ASSERT_THAT(listed_first, SizeIs(20));
    for (const auto& row : listed_first) {
        const std::string other(row.at("case").at("id").as_string());
        ASSERT_EQ(say("worker_a", first, other, {{"state", "different"}, {"note", "No"}}).status,
                  200);
    }
    EXPECT_THAT(world.as("worker_a").get(path).rows(), SizeIs(1)) << "the one nobody looked at";
    EXPECT_THAT(world.as("worker_a").get(path + "?include_rejected=true").rows(), SizeIs(20));
}

TEST_F(Duplicates, NothingOfAnotherProgrammeIsListed) {
    new_case();
    const auto second = RecordId::parse(new_case("worker_b")).value();
    world.follow_matches();
    ASSERT_EQ(listed("worker_a"), 1U);
    const auto move = [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = second}));
        draft->data()["module_id"] = "primeromodule-gbv";
        return {};
    };
    ASSERT_TRUE(world.deployment().records().edit(access::Actor::system(), move).has_value());
    EXPECT_EQ(listed("worker_a"), 0U) << "at once, not with the next search";
    EXPECT_EQ(listed("super"), 1U);
}

TEST_F(Duplicates, StrangersAndNonsenseAreTurnedAway) {
    const auto first = new_case("worker_a");
    const auto second = new_case("worker_b");
    EXPECT_EQ(say("worker_a", first, second, {{"state", "different"}, {"note", "No"}}).status, 403)
        << "does not read the other case";
    EXPECT_EQ(say("worker_c", first, second, {{"state", "different"}, {"note", "No"}}).status, 403);
    EXPECT_EQ(say("provider", first, second, {{"state", "different"}, {"note", "No"}}).status, 403);
    EXPECT_EQ(say("super", first, second, {{"state", "twins"}}).status, 422);
    EXPECT_EQ(say("super", first, second, {{"note", "No"}}).status, 422);
    EXPECT_EQ(say("super", first, first, {{"state", "same_family"}}).status, 404);
    EXPECT_EQ(say("super", first, nowhere, {{"state", "same_family"}}).status, 404);
    const auto unlike = new_case("worker_b", {{"name_first", "Chuol"},
                                              {"name_last", "Deng"},
                                              {"sex", "female"},
                                              {"date_of_birth", "2020-01-09"},
                                              {"family_details_section", json::Array()}});
    const auto pair = [&](const std::string& user, const std::string& other) {
        return world.as(user).get("/api/v2/cases/" + first + "/duplicates/" + other).status;
    };
    EXPECT_EQ(pair("worker_a", second), 200) << "hinted at";
    EXPECT_EQ(pair("worker_a", unlike), 404) << "no search finds it";
    EXPECT_EQ(pair("super", unlike), 200);
    EXPECT_EQ(pair("worker_b", second), 403);
}

TEST_F(MatchList, TheNightlyRunIsAPeriodicJob) {
    new_case();
    new_request();
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([](store::Transaction& transaction) {
        return store::hasten_schedule(transaction, "matching.nightly");
    }));
    world.run_jobs();
    const auto schedule = database.read([](store::Snapshot& snapshot) {
        return store::find_schedule(snapshot, "matching.nightly");
    });
    ASSERT_TRUE(schedule.has_value());
    EXPECT_NE(schedule->success_at, Instant{});
    EXPECT_EQ(schedule->error, "");
    EXPECT_THAT(cases_of("tracer"), SizeIs(1));
}

TEST_F(MatchList, TheDashboardCountsWhatItsListShows) {
    const auto id = new_case("tracer");
    const auto request = new_request();
    world.follow_matches();
    const auto reply = world.as("tracer").get("/api/v2/dashboards?names[0]=dash_matching_results");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto indicators = reply.rows().front().at("indicators").as_object();
    const auto counted = [&](std::string_view name) {
        const auto* indicator = indicators.if_contains(name);
        return indicator == nullptr ? -1 : indicator->at("count").to_number<int>();
    };
    EXPECT_EQ(counted("cases_with_likely_matches"), 1) << reply.body;
    EXPECT_EQ(counted("tracing_requests_with_likely_matches"), 1) << reply.body;
    const auto cases = world.as("tracer").get(
        "/api/v2/cases?owned_by=tracer&current_alert_types[0]=potential_match");
    ASSERT_THAT(cases.rows(), SizeIs(1));
    EXPECT_EQ(cases.rows().front().at("id").as_string(), id);
    const auto requests = world.as("tracer").get(
        "/api/v2/tracing_requests?owned_by=tracer&current_alert_types[0]=potential_match");
    ASSERT_THAT(requests.rows(), SizeIs(1));
    EXPECT_EQ(requests.rows().front().at("id").as_string(), request);
}

}  // namespace
}  // namespace amparo::testing

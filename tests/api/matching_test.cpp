// Possible matches and duplicates over the wire (matching.md §§1.2, 6.3, 9, 11).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/actor.hpp"
#include "cli/deployment.hpp"
#include "matching/live/service.hpp"
#include "records/edit.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* trace = "00000000-0000-4000-8000-000000000001";
constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";

class MatchingApi : public ::testing::Test {
  protected:
    MatchingApi() { world.matching(); }

    std::string new_case(const std::string& user, json::Object more = {}) {
        json::Object fields{{"name_first", "Mohamed"},
                            {"name_last", "Salah Idris"},
                            {"age", 9},
                            {"sex", "male"},
                            {"consent_for_tracing", true},
                            {"telephone_last", "+249911223344"}};
        fields["family_details_section"] =
            json::Array{json::Object{{"relation", "mother"}, {"relation_name", "Zubaida Karrar"}}};
        for (auto& [key, value] : more) fields[key] = value;
        return world.create_case(user, std::move(fields));
    }
    std::string new_request(const std::string& user = "tracer") {
        json::Object row{{"unique_id", trace},
                         {"name", "محمد صلاح إدريس"},
                         {"relation", "mother"},
                         {"age", 9},
                         {"sex", "male"}};
        json::Object data{{"module_id", "primeromodule-cp"},
                          {"relation_name", "Zubaydah Karrar"},
                          {"inquiry_date", "2024-03-01"},
                          {"tracing_request_subform_section", json::Array{std::move(row)}}};
        const auto made = world.as(user).post("/api/v2/tracing_requests", wire(std::move(data)));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("id");
    }
    Reply of_trace(const std::string& query = "", const std::string& user = "tracer") {
        return world.as(user).get("/api/v2/traces/" + std::string(trace) + "/potential_matches" +
                                  query);
    }
    Reply of_case(const std::string& id, const std::string& user = "super") {
        return world.as(user).get("/api/v2/cases/" + id + "/potential_matches");
    }
    static json::Array matches(const Reply& reply) {
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.object().at("potential_matches").as_array();
    }
    /// What is said of one field of the child.
    static json::Object compared(const json::Object& match, std::string_view field) {
        for (const auto& entry : match.at("comparison").at("case_to_trace").as_array()) {
            if (entry.at("field_name").as_string() == field) return entry.as_object();
        }
        ADD_FAILURE() << field << " is not compared";
        return {};
    }
    void patch_case(const std::string& user, const std::string& id, json::Object data) {
        const auto saved = world.as(user).patch("/api/v2/cases/" + id, wire(std::move(data)));
        EXPECT_EQ(saved.status, 200) << saved.body;
    }

    World world;
};

TEST_F(MatchingApi, SomebodyWhoReadsBothSidesSeesProbabilityComparisonAndEvidence) {
    const auto id = new_case("worker_a");
    const auto request = new_request();
    const auto reply = of_trace("", "super");
    const auto found = matches(reply);
    ASSERT_THAT(found, SizeIs(1));
    const auto& match = found.front().as_object();
    EXPECT_EQ(match.at("case").at("id").as_string(), id);
    EXPECT_EQ(match.at("case").at("name").as_string(), "Mohamed Salah Idris");
    EXPECT_EQ(match.at("trace").at("tracing_request_id").as_string(), request);
    EXPECT_EQ(match.at("likelihood").as_string(), "likely");
    EXPECT_GT(match.at("probability").to_number<double>(), 0.8);
    EXPECT_FALSE(match.contains("masked"));
    EXPECT_EQ(reply.object().at("record").at("type").as_string(), "trace");

    auto total = match.at("prior_bits").to_number<double>();
    for (const auto& bar : match.at("evidence").as_array()) {
        total += bar.at("weight_bits").to_number<double>();
        EXPECT_THAT(std::string(bar.at("text").as_string()),
                    Not(AnyOf(IsEmpty(), HasSubstr("matching."))));
    }
    EXPECT_NEAR(total, match.at("total_bits").to_number<double>(), 0.0005);
    const auto name = compared(match, "name");
    EXPECT_EQ(name.at("match").as_string(), "match");
    EXPECT_EQ(name.at("level").as_string(), "V");
    EXPECT_EQ(name.at("case_value").as_string(), "Mohamed Salah Idris");
    EXPECT_EQ(compared(match, "telephone_last").at("match").as_string(), "blank");
    EXPECT_EQ(compared(match, "telephone_last").at("side").as_string(), "trace");
    EXPECT_THAT(match.at("comparison").at("family_to_inquirer").as_array(), SizeIs(1));

    const auto back = matches(of_case(id));
    ASSERT_THAT(back, SizeIs(1));
    EXPECT_EQ(back.front().at("trace").at("id").as_string(), trace);
    EXPECT_EQ(back.front().at("score"), match.at("score"));
}

TEST_F(MatchingApi, DatesAndTelephonesAreComparedWholeAndTextsWordByWord) {
    new_case("worker_a", {{"date_of_birth", "2014-01-10"},
                          {"date_of_separation", "2023-11-04"},
                          {"telephone_last", "+249 911 223 344 / 0111"},
                          {"separation_cause_other", "Crossing the river at night"}});
    json::Object row{{"unique_id", trace},
                     {"name", "Mohamed Salah Idris"},
                     {"relation", "mother"},
                     {"date_of_birth", "2014-01-01"},
                     {"date_of_separation", "2023-11-04"},
                     {"telephone_last", "0911223344"},
                     {"sex", "male"}};
    const auto made = world.as("tracer").post(
        "/api/v2/tracing_requests",
        wire({{"module_id", "primeromodule-cp"},
              {"relation_name", "Zubaydah Karrar"},
              {"separation_cause_other", "crossing river"},
              {"tracing_request_subform_section", json::Array{std::move(row)}}}));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto found = matches(of_trace("", "super"));
    ASSERT_THAT(found, SizeIs(1));
    const auto& match = found.front().as_object();
    const auto word_of = [&](std::string_view field) {
        return std::string(compared(match, field).at("match").as_string());
    };
    EXPECT_EQ(word_of("date_of_birth"), "mismatch") << "01 and 2014 are in both";
    EXPECT_TRUE(compared(match, "date_of_birth").contains("near")) << "the first of January";
    EXPECT_EQ(word_of("date_of_separation"), "match");
    EXPECT_EQ(word_of("telephone_last"), "match");
    EXPECT_EQ(word_of("separation_cause_other"), "match");
}

TEST_F(MatchingApi, ASisterWhoWasFoundIsShownThoughSheIsNotTheSoughtBrother) {
    const std::string brother = "00000000-0000-4000-8000-000000000002";
    const auto row = [](const std::string& id, const char* name, const char* sex, int age) {
        return json::Object{
            {"unique_id", id}, {"name", name}, {"relation", "aunt"}, {"age", age}, {"sex", sex}};
    };
    const auto sister = new_case(
        "worker_a",
        {{"name_first", "Hanna"},
         {"name_last", "Girma"},
         {"sex", "female"},
         {"age", 11},
         {"date_of_separation", "2023-11-04"},
         {"family_details_section",
          json::Array{json::Object{{"relation", "father"}, {"relation_name", "Girma Wolde"}},
                      json::Object{{"relation", "brother"}, {"relation_name", "Tesfaye Girma"}},
                      json::Object{{"relation", "aunt"}, {"relation_name", "Aster Bekele"}}}}});
    const auto made =
        world.as("tracer").post("/api/v2/tracing_requests",
                                wire({{"module_id", "primeromodule-cp"},
                                      {"relation_name", "Aster Bekele"},
                                      {"date_of_separation", "2023-11-04"},
                                      {"tracing_request_subform_section",
                                       json::Array{row(trace, "Hana Girma", "female", 11),
                                                   row(brother, "Tesfaye Girma", "male", 13)}}}));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto path = "/api/v2/traces/" + brother + "/potential_matches";
    for (const auto* user : {"super", "tracer"}) {
        const auto found = matches(world.as(user).get(path));
        ASSERT_THAT(found, SizeIs(1)) << user;
        EXPECT_EQ(found.front().at("case").at("id").as_string(), sister);
        EXPECT_EQ(found.front().at("relationship").as_string(), "same_family");
        EXPECT_EQ(found.front().at("likelihood").as_string(), "possible");
        EXPECT_LT(found.front().at("score").to_number<double>(), 0.02);
        EXPECT_GT(found.front().at("family_score").to_number<double>(), 0.8);
        const auto pair = world.as(user).get("/api/v2/potential_matches/" + brother + "/" + sister);
        EXPECT_EQ(pair.status, 200) << user << pair.body;
    }
    EXPECT_THAT(matches(world.as("super").get(path + "?min_score=0.1")), IsEmpty());

    const auto of_sister = matches(of_case(sister));
    ASSERT_THAT(of_sister, SizeIs(2)) << "who seeks her, and who seeks her brother";
    EXPECT_EQ(of_sister.front().at("trace").at("id").as_string(), trace);
    EXPECT_EQ(of_sister.back().at("trace").at("id").as_string(), brother);
    EXPECT_EQ(of_sister.back().at("relationship").as_string(), "same_family");
    EXPECT_THAT(
        matches(world.as("super").get("/api/v2/cases/" + sister + "/potential_matches?limit=1")),
        SizeIs(1));
}

TEST_F(MatchingApi, WhatDiffersAndStillFitsOneChildIsToldApart) {
    const auto id = new_case("worker_a", {{"age", 10}, {"date_of_separation", "2023-11-20"}});
    new_request();
    const auto patched = world.as("tracer").get("/api/v2/traces/" + std::string(trace));
    const auto request = std::string(patched.object().at("tracing_request_id").as_string());
    const auto put_day = [&](const std::string& day) {
        const auto saved = world.as("tracer").patch("/api/v2/tracing_requests/" + request,
                                                    wire({{"date_of_separation", day}}));
        EXPECT_EQ(saved.status, 200) << saved.body;
    };
    const auto seen_of = [&](std::string_view field, const std::string& user = "super") {
        const auto reply =
            world.as(user).get("/api/v2/potential_matches/" + std::string(trace) + "/" + id);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return compared(reply.object(), field);
    };
    put_day("2023-11-04");
    patch_case("worker_a", id, {{"registration_date", "2024-03-01"}});
    EXPECT_EQ(seen_of("age").at("match").as_string(), "mismatch");
    EXPECT_TRUE(seen_of("age").contains("near"));
    EXPECT_TRUE(seen_of("age", "tracer").contains("near")) << "as much as the evidence tells";
    EXPECT_TRUE(seen_of("age", "tracer").at("case_value").is_null());
    EXPECT_TRUE(seen_of("date_of_separation").contains("near"));
    EXPECT_FALSE(seen_of("sex").contains("near"));

    put_day("2024-02-04");
    patch_case("worker_a", id, {{"age", 14}});
    EXPECT_FALSE(seen_of("age").contains("near"));
    EXPECT_FALSE(seen_of("date_of_separation").contains("near"));
}

TEST_F(MatchingApi, WordsThatOneSideJoinsAreOneNameSideBySide) {
    new_case("worker_a", {{"name_first", "يوسف"}, {"name_last", "عبد الرحمن الخطيب"}});
    json::Object row{{"unique_id", trace},
                     {"name", "Youssef Abdulrahman Khatib"},
                     {"relation", "mother"},
                     {"age", 9},
                     {"sex", "male"}};
    const auto made = world.as("tracer").post(
        "/api/v2/tracing_requests",
        wire({{"module_id", "primeromodule-cp"},
              {"relation_name", "Zubaydah Karrar"},
              {"tracing_request_subform_section", json::Array{std::move(row)}}}));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto found = matches(of_trace("", "super"));
    ASSERT_THAT(found, SizeIs(1));
    const auto& match = found.front().as_object();
    EXPECT_EQ(compared(match, "name").at("match").as_string(), "match");
    EXPECT_EQ(compared(match, "name").at("level").as_string(), "V");
    for (const auto& bar : match.at("evidence").as_array()) {
        if (bar.at("comparator").as_string() != "sex") continue;
        EXPECT_EQ(bar.at("text_key").as_string(), "matching.evidence.sex.for")
            << "the same, whatever it weighs";
    }
}

TEST_F(MatchingApi, AYearAgreesWithTheDaysOfItAndIsShownAsAYear) {
    new_case("worker_a", {{"date_of_separation", "2023-01-01"},
                          {"date_of_separation_precision", "year"},
                          {"date_of_birth", "2014-02-01"},
                          {"date_of_birth_precision", "month"}});
    const auto made = world.as("tracer").post(
        "/api/v2/tracing_requests",
        wire({{"module_id", "primeromodule-cp"},
              {"relation_name", "Zubaydah Karrar"},
              {"tracing_request_subform_section",
               json::Array{json::Object{{"unique_id", trace},
                                        {"name", "Mohamed Salah Idris"},
                                        {"relation", "mother"},
                                        {"date_of_birth", "2014-01-31"},
                                        {"date_of_separation", "2023-11-04"},
                                        {"sex", "male"}}}}}));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto found = matches(of_trace("", "super"));
    ASSERT_THAT(found, SizeIs(1));
    const auto& match = found.front().as_object();
    const auto& separation = compared(match, "date_of_separation");
    EXPECT_EQ(separation.at("match").as_string(), "match");
    EXPECT_EQ(separation.at("case_precision").as_string(), "year");
    EXPECT_FALSE(separation.contains("trace_precision"));
    const auto& birth = compared(match, "date_of_birth");
    EXPECT_EQ(birth.at("match").as_string(), "mismatch") << "the day before that month";
    EXPECT_EQ(birth.at("case_precision").as_string(), "month");
}

TEST_F(MatchingApi, OutOfScopeACaseIsHintedAtAndNothingOfItLeaks) {
    const auto id = new_case("worker_a");
    new_request();
    const auto reply = of_trace();
    const auto found = matches(reply);
    ASSERT_THAT(found, SizeIs(1));
    const auto& match = found.front().as_object();
    EXPECT_TRUE(match.at("masked").as_bool());
    EXPECT_EQ(match.at("case").at("id").as_string(), id);
    EXPECT_EQ(match.at("case").at("name").as_string(), "M. S. I.");
    EXPECT_EQ(match.at("case").at("age").as_string(), "9–11");
    EXPECT_EQ(match.at("case").at("owned_by").as_string(), "worker_a");
    EXPECT_TRUE(compared(match, "name").at("case_value").is_null());
    EXPECT_EQ(compared(match, "name").at("level").as_string(), "V");
    EXPECT_EQ(match.at("trace").at("relation_name").as_string(), "Zubaydah Karrar");
    for (const auto* hidden : {"Mohamed", "Salah", "Idris", "Zubaida", "249911223344"})
        EXPECT_THAT(reply.body, Not(HasSubstr(hidden)));
    EXPECT_THAT(match.at("evidence").as_array(), Not(IsEmpty())) << "what agrees is still told";
}

TEST_F(MatchingApi, OutOfScopeATraceIsHintedAtAndNothingOfItLeaks) {
    const auto id = world.create_case("tracer", {{"name_first", "Mohamed Salah Idris"},
                                                 {"age", 9},
                                                 {"sex", "male"},
                                                 {"consent_for_tracing", true}});
    new_request("super");
    const auto reply = of_case(id, "tracer");
    const auto found = matches(reply);
    ASSERT_THAT(found, SizeIs(1));
    const auto& match = found.front().as_object();
    EXPECT_TRUE(match.at("masked").as_bool());
    EXPECT_TRUE(match.at("trace").at("relation_name").is_null());
    EXPECT_EQ(match.at("case").at("name").as_string(), "Mohamed Salah Idris");
    for (const auto* hidden : {"Zubaydah", "Karrar", "محمد", "إدريس", "2024-03-01"})
        EXPECT_THAT(reply.body, Not(HasSubstr(hidden)));
}

TEST_F(MatchingApi, AHiddenNameIsHiddenFromEverybody) {
    new_case("worker_a", {{"hidden_name", true}});
    new_request();
    for (const auto* user : {"tracer", "super"}) {
        const auto reply = of_trace("", user);
        ASSERT_THAT(matches(reply), SizeIs(1)) << user;
        EXPECT_EQ(matches(reply).front().at("case").at("name").as_string(), "*******");
        for (const auto* hidden : {"Mohamed", "Salah", "Idris", "M. S."})
            EXPECT_THAT(reply.body, Not(HasSubstr(hidden))) << user;
    }
}

TEST_F(MatchingApi, StrangersAreTurnedAway) {
    const auto id = new_case("worker_a");
    const auto request = new_request();
    EXPECT_EQ(of_trace("", "worker_a").status, 403) << "reads no tracing requests";
    EXPECT_EQ(of_case(id, "worker_b").status, 403) << "reads not the case";
    EXPECT_EQ(of_case(id, "provider").status, 403) << "no right to see matches";
    EXPECT_EQ(of_case(id, "tracer").status, 403) << "the case of somebody else";
    EXPECT_EQ(of_case(nowhere).status, 404);
    EXPECT_EQ(world.as("super")
                  .get("/api/v2/traces/" + std::string(nowhere) + "/potential_matches")
                  .status,
              404);
    EXPECT_EQ(world.anonymous().get("/api/v2/cases/" + id + "/potential_matches").status, 401);
}

TEST_F(MatchingApi, ConsentAndStateDecideAtOnce) {
    const auto id = new_case("worker_a");
    new_request();
    ASSERT_THAT(matches(of_trace()), SizeIs(1));
    patch_case("worker_a", id, {{"consent_for_tracing", false}});
    EXPECT_THAT(matches(of_trace()), IsEmpty());
    EXPECT_EQ(of_case(id).text("notice"), "no_tracing_consent");
    patch_case("worker_a", id,
               {{"consent_for_tracing", true},
                {"name_last", "Nothing Alike"},
                {"name_first", "Chuol"},
                {"sex", "female"},
                {"age", 2}});
    EXPECT_THAT(matches(of_trace("?min_score=0.5")), IsEmpty()) << "the name of now counts";
    patch_case(
        "worker_a", id,
        {{"name_first", "Mohamed"}, {"name_last", "Salah Idris"}, {"sex", "male"}, {"age", 9}});
    EXPECT_THAT(matches(of_trace("?min_score=0.5")), SizeIs(1));
    EXPECT_EQ(world.as("super").del("/api/v2/cases/" + id).status, 200);
    EXPECT_THAT(matches(of_trace()), IsEmpty());
    EXPECT_EQ(of_case(id).text("notice"), "record_disabled");
}

TEST_F(MatchingApi, TheLimitIsKept) {
    for (int at = 0; at < 3; ++at) new_case("worker_a");
    new_request();
    EXPECT_THAT(matches(of_trace()), SizeIs(3));
    EXPECT_THAT(matches(of_trace("?limit=2")), SizeIs(2));
    EXPECT_THAT(matches(of_trace("?limit=5000&min_score=")), SizeIs(3));
    EXPECT_THAT(matches(of_trace("?limit=99999999999999999999&min_score=0.01")), SizeIs(3));
    EXPECT_THAT(matches(of_trace("?min_score=1")), SizeIs(0));
    EXPECT_THAT(matches(of_trace("?page=x&per=y&order=z")), SizeIs(3)) << "no such parameters";
}

TEST_F(MatchingApi, BoundsThatCannotBeReadAreRefusedByName) {
    const auto child = new_case("worker_a");
    new_request();
    for (const auto& path : {"/api/v2/traces/" + std::string(trace), "/api/v2/cases/" + child}) {
        for (const std::string bad :
             {"limit=nonsense", "limit=0", "limit=-1", "limit=1.5", "limit=2x", "min_score=nan",
              "min_score=abc", "min_score=-0.1", "min_score=1.1", "min_score=1e999",
              "min_score=0,5"}) {
            const auto reply = world.as("super").get(path + "/potential_matches?" + bad);
            EXPECT_EQ(reply.status, 422) << path << bad;
            EXPECT_THAT(reply.body, HasSubstr("\"" + bad.substr(0, bad.find('=')) + "\"")) << bad;
        }
    }
}

TEST_F(MatchingApi, PagesOfTheListsOfPairsThatCannotBeReadAreRefusedByName) {
    for (const std::string list : {"/api/v2/potential_matches", "/api/v2/potential_duplicates"}) {
        for (const std::string bad :
             {"page=x", "page=0", "page=-1", "page=1.5", "per=abc", "per=-1", "min_score=nan"}) {
            const auto reply = world.as("super").get(list + "?" + bad);
            EXPECT_EQ(reply.status, 422) << list << bad;
            EXPECT_THAT(reply.body, HasSubstr("\"" + bad.substr(0, bad.find('=')) + "\"")) << bad;
        }
        const auto lowered = world.as("super").get(list + "?per=5000&page=99999999999999999999");
        EXPECT_EQ(lowered.status, 200) << lowered.body;
        EXPECT_THAT(lowered.body, HasSubstr("\"per\":1000"));
        EXPECT_EQ(world.as("super").get(list + "?per=0").rows().size(), 0U);
    }
}

TEST_F(MatchingApi, BothRecordsRememberWhoLooked) {
    const auto id = new_case("worker_a");
    const auto request = new_request();
    matches(of_trace());
    const auto seen = world.audit("user_name=tracer");
    std::vector<std::string> lines;
    for (const auto& entry : seen) {
        lines.push_back(json::string_or(entry.as_object(), "action") + " " +
                        json::string_or(entry.as_object(), "record_id"));
    }
    EXPECT_THAT(lines, Contains("show_match " + id));
    EXPECT_THAT(lines, Contains("list " + request));
}

TEST_F(MatchingApi, AMatchedTraceTellsHowItComparesWithItsCase) {
    const auto id = new_case("worker_a");
    new_request();
    const auto path = "/api/v2/traces/" + std::string(trace);
    EXPECT_FALSE(world.as("tracer").get(path).object().contains("matched_case_comparison"));
    for (const auto* user : {"tracer", "super"}) {
        const auto linked = world.as(user).patch(path, wire({{"matched_case_id", id}}));
        ASSERT_EQ(linked.status, 200) << linked.body;
    }
    const auto whole = world.as("super").get(path).object();
    const json::Object match{{"comparison", whole.at("matched_case_comparison")}};
    EXPECT_EQ(compared(match, "name").at("case_value").as_string(), "Mohamed Salah Idris");
    const auto hinted = world.as("tracer").get(path);
    const json::Object masked{{"comparison", hinted.object().at("matched_case_comparison")}};
    EXPECT_EQ(compared(masked, "name").at("match").as_string(), "match");
    EXPECT_THAT(hinted.body, Not(HasSubstr("Mohamed")));
}

TEST_F(MatchingApi, WhileRegisteringSimilarChildrenAreHintedAt) {
    const auto id = new_case("worker_a");
    auto& other = world.as("worker_b");
    const auto body = wire(
        {{"name_first", "Mohammed"}, {"name_last", "Salah Idriss"}, {"sex", "male"}, {"age", 9}});
    const auto reply = other.post("/api/v2/cases/duplicates/check", body);
    ASSERT_EQ(reply.status, 200) << reply.body;
    ASSERT_THAT(reply.rows(), SizeIs(1));
    const auto hint = reply.rows().front().as_object();
    EXPECT_TRUE(hint.at("masked").as_bool());
    EXPECT_EQ(hint.at("case").at("owned_by").as_string(), "worker_a");
    EXPECT_EQ(hint.at("case").at("id").as_string(), id);
    for (const auto* hidden : {"Mohamed", "Salah Idris", "Zubaida", "249911223344"})
        EXPECT_THAT(reply.body, Not(HasSubstr(hidden)));

    const auto own = world.as("worker_a").post("/api/v2/cases/duplicates/check", body);
    EXPECT_EQ(own.rows().front().at("case").at("name").as_string(), "Mohamed Salah Idris");
    const auto little = other.post("/api/v2/cases/duplicates/check", wire({{"sex", "male"}}));
    EXPECT_THAT(little.rows(), IsEmpty());
    EXPECT_EQ(little.json().at("notice").as_string(), "not_enough_information");
    EXPECT_EQ(other.post("/api/v2/cases/duplicates/check", "{}").status, 422);
    const auto refused = world.as("provider").post("/api/v2/cases/duplicates/check", body);
    EXPECT_EQ(refused.status, 403) << "registers nobody";
}

TEST_F(MatchingApi, NoMoreThanFiveSimilarChildren) {
    for (int at = 0; at < 7; ++at) new_case("worker_a");
    const auto reply =
        world.as("worker_a")
            .post("/api/v2/cases/duplicates/check",
                  wire({{"name", "Mohamed Salah Idris"}, {"sex", "male"}, {"age", 9}}));
    EXPECT_THAT(reply.rows(), SizeIs(5));
}

TEST_F(MatchingApi, TheDuplicatesOfACase) {
    const auto first = new_case("worker_a");
    const auto second = new_case("worker_b", {{"consent_for_tracing", false}});
    const auto path = "/api/v2/cases/" + first + "/duplicates";
    const auto reply = world.as("worker_a").get(path);
    ASSERT_EQ(reply.status, 200) << reply.body;
    ASSERT_THAT(reply.rows(), SizeIs(1));
    EXPECT_EQ(reply.rows().front().at("case").at("id").as_string(), second);
    EXPECT_TRUE(reply.rows().front().at("masked").as_bool());
    EXPECT_EQ(world.as("worker_b").get(path).status, 403);
    EXPECT_EQ(
        world.as("worker_a").get("/api/v2/cases/" + std::string(nowhere) + "/duplicates").status,
        404);
}

TEST_F(MatchingApi, NobodyIsHintedAtAChildOfAnotherProgramme) {
    const auto first = new_case("worker_a");
    const auto second = RecordId::parse(new_case("worker_b")).value();
    const auto path = "/api/v2/cases/" + first + "/duplicates";
    ASSERT_THAT(world.as("worker_a").get(path).rows(), SizeIs(1));
    const auto moved = world.deployment().records().edit(
        access::Actor::system(), [&](records::Edit& edit) -> Result<> {
            AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = second}));
            draft->data()["module_id"] = "primeromodule-gbv";
            return {};
        });
    ASSERT_TRUE(moved.has_value());
    EXPECT_THAT(world.as("worker_a").get(path).rows(), IsEmpty());
    const auto typed =
        world.as("worker_a")
            .post("/api/v2/cases/duplicates/check",
                  wire({{"name", "Mohamed Salah Idris"}, {"sex", "male"}, {"age", 9}}));
    EXPECT_THAT(typed.body, Not(HasSubstr(second.text())));
    EXPECT_THAT(typed.body, HasSubstr(first));
}

}  // namespace
}  // namespace amparo::testing

// The matching configuration over the wire (matching.md §13): shown, changed, tried out, fitted and
// taken back by who may, and by nobody else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "matching/live/service.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const std::string base = "/api/v2/matching_configuration";
constexpr const char* trace = "00000000-0000-4000-8000-000000000001";

class MatchingConfigurationApi : public ::testing::Test {
  protected:
    MatchingConfigurationApi() { world.matching(); }

    Reply patch(const std::string& data, const Extra& extra = {}) {
        return world.as("super").patch(base, R"({"data": )" + data + "}", extra);
    }
    Reply preview(json::Object data, const std::string& user = "super") {
        return world.as(user).post(base + "/preview", wire(std::move(data)));
    }
    static json::Object metadata(const Reply& reply) {
        return reply.json().at("metadata").as_object();
    }
    std::string new_case() {
        return world.create_case("worker_a", {{"name_first", "Mohamed"},
                                              {"name_last", "Salah Idris"},
                                              {"age", 9},
                                              {"sex", "male"},
                                              {"consent_for_tracing", true}});
    }
    std::string new_request() {
        json::Object row{{"unique_id", trace},
                         {"name", "محمد صلاح إدريس"},
                         {"relation", "mother"},
                         {"age", 9},
                         {"sex", "male"}};
        json::Object data{{"module_id", "primeromodule-cp"},
                          {"relation_name", "Zubaydah Karrar"},
                          {"tracing_request_subform_section", json::Array{std::move(row)}}};
        const auto made =
            world.as("tracer").post("/api/v2/tracing_requests", wire(std::move(data)));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("id");
    }
    double first_score() {
        const auto found =
            world.as("super").get("/api/v2/traces/" + std::string(trace) + "/potential_matches");
        EXPECT_EQ(found.status, 200) << found.body;
        const auto matches = found.object().at("potential_matches").as_array();
        return matches.empty() ? 0 : matches.front().at("score").to_number<double>();
    }
    void settle() {
        for (int at = 0; at < 500 && world.matching().is_catching_up(); ++at)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }

    World world;
};

TEST_F(MatchingConfigurationApi, AdministratorsSeeAndChangeItAndGoBack) {
    const auto shown = world.as("super").get(base);
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(metadata(shown).at("number"), 0);
    EXPECT_EQ(metadata(shown).at("origin").as_string(), "shipped");
    EXPECT_EQ(shown.header("ETag"), "\"1:0\"");

    const auto changed = world.as("super").patch(
        base, R"({"data": {"tracing": {"thresholds": {"likely": 0.9}}}, "note": "Too many."})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.object().at("tracing").at("thresholds").at("likely"), 0.9);
    const auto number = metadata(changed).at("number").as_int64();
    EXPECT_EQ(metadata(changed).at("changed_by").as_string(), "super");
    EXPECT_EQ(metadata(changed).at("note").as_string(), "Too many.");

    const auto versions = world.as("super").get(base + "/versions");
    ASSERT_THAT(versions.rows(), SizeIs(2));
    EXPECT_EQ(versions.rows().front().at("number"), number);
    EXPECT_EQ(world.as("super").get(base + "/versions/0").status, 200);
    EXPECT_EQ(world.as("super").get(base + "/versions/99").status, 404);
    EXPECT_EQ(world.as("super").get(base + "/versions/-1").status, 404);

    const auto restored = world.as("super").post(base + "/versions/0/restore", "{}");
    ASSERT_EQ(restored.status, 200) << restored.body;
    EXPECT_EQ(restored.object().at("tracing").at("thresholds").at("likely"), 0.8);
    EXPECT_EQ(metadata(restored).at("restored_number"), 0);
    const auto entries = json::write(json::Value(world.audit("user_name=super&per=100")));
    EXPECT_THAT(entries, AllOf(HasSubstr("matching_configuration"), HasSubstr("restore")));
}

TEST_F(MatchingConfigurationApi, NobodyElseMayDoAnythingWithIt) {
    for (const auto* user : {"worker_a", "supervisor", "tracer", "provider", "administrator"}) {
        auto& client = world.as(user);
        const std::vector<Reply> replies = {
            client.get(base),
            client.patch(base, R"({"data": {}})"),
            client.patch(base, R"({"data": {"colour": 1}})"),
            client.get(base + "/versions"),
            client.get(base + "/versions/0"),
            client.get(base + "/versions/99"),
            client.post(base + "/versions/0/restore", "{}"),
            client.post(base + "/preview", R"({"data": {}})"),
            client.post(base + "/preview", R"({"data": {"a": {}, "b": {}}})"),
            client.post(base + "/fit", "{}"),
            client.get(base + "/fits"),
            client.get(base + "/fits/1"),
            client.post(base + "/fits/1/apply", "{}"),
            client.del(base + "/fits/1"),
        };
        for (std::size_t at = 0; at < replies.size(); ++at)
            EXPECT_EQ(replies[at].status, 403) << user << " " << at << replies[at].body;
    }
    auto nobody = world.anonymous();
    EXPECT_EQ(nobody.get(base).status, 401);
    EXPECT_EQ(metadata(world.as("super").get(base)).at("number"), 0);
}

TEST_F(MatchingConfigurationApi, EveryProblemIsToldWithItsPlaceInTheUsersLanguage) {
    const auto refused = patch(R"({"colour": 1, "tracing": {"thresholds": {"likely": 7}}})");
    ASSERT_EQ(refused.status, 422) << refused.body;
    EXPECT_THAT(refused.body, HasSubstr("/data/colour"));
    EXPECT_THAT(refused.body, HasSubstr("/data/tracing/thresholds/likely"));
    EXPECT_THAT(refused.body, HasSubstr("This setting is not known."));
    const auto in_french =
        patch(R"({"tracing": {"thresholds": {"list": 0.95}}})", {{{"Accept-Language", "fr"}}});
    EXPECT_EQ(in_french.status, 422);
    EXPECT_THAT(in_french.body, HasSubstr("/data/tracing/thresholds/likely"));
    for (const auto* body :
         {R"({"data": 1})", R"({})", R"({"data": {"tracing": []}})",
          R"({"data": {"tracing": null}})", R"({"data": {"tracing": {"comparators": [1, 2]}}})",
          R"({"data": {}, "note": 7})"}) {
        EXPECT_EQ(world.as("super").patch(base, body).status, 422) << body;
    }
    EXPECT_EQ(world.as("super").patch(base, "{").status, 400);
    EXPECT_EQ(metadata(world.as("super").get(base)).at("number"), 0);
}

TEST_F(MatchingConfigurationApi, OfTwoWhoChangeItAtOnceTheSecondLooksAgain) {
    const auto tag = world.as("super").get(base).header("ETag");
    const Extra same{{{"If-Match", tag}}};
    EXPECT_EQ(patch(R"({"two_person_confirmation": false})", same).status, 200);
    EXPECT_EQ(patch(R"({"score_mode": "relative"})", same).status, 412);
    EXPECT_EQ(world.as("super").post(base + "/versions/0/restore", "{}", same).status, 412);
    const auto shown = world.as("super").get(base);
    EXPECT_EQ(shown.object().at("score_mode").as_string(), "probability");
    EXPECT_EQ(patch(R"({"score_mode": "relative"})", {{{"If-Match", shown.header("ETag")}}}).status,
              200);
}

TEST_F(MatchingConfigurationApi, ManyAtOnceMakeOneVersionEach) {
    constexpr int writers = 4;
    constexpr int rounds = 5;
    std::vector<Client> clients;
    for (int at = 0; at < writers; ++at) {
        clients.push_back(world.anonymous());
        EXPECT_EQ(clients.back().sign_in("super", World::password()).status, 200);
    }
    std::atomic<int> stored = 0;
    std::vector<std::jthread> threads;
    for (auto& client : clients) {
        threads.emplace_back([&stored, &client] {
            for (int round = 0; round < rounds; ++round) {
                const auto reply = client.patch(base, R"({"data": {"score_mode": "relative"}})");
                EXPECT_THAT(reply.status, ::testing::AnyOf(200, 409)) << reply.body;
                stored += reply.status == 200 ? 1 : 0;
            }
        });
    }
    threads.clear();
    const auto rows = world.as("super").get(base + "/versions").rows();
    EXPECT_EQ(rows.size(), static_cast<std::size_t>(stored) + 1);
}

TEST_F(MatchingConfigurationApi, SearchesFollowAndAnswerMeanwhile) {
    new_case();
    new_request();
    const auto before = first_score();
    ASSERT_GT(before, 0.1);
    EXPECT_EQ(patch(R"({"tracing": {"calibration": {"a": 1, "b": 0}}})").status, 200);
    EXPECT_GT(first_score(), 0);
    settle();
    EXPECT_LT(first_score(), before);
    EXPECT_EQ(patch(R"({"tracing": {"eligible": {"case_status": ["closed"]}}})").status, 200);
    // Whom nobody may find any more is gone at once.
    EXPECT_EQ(first_score(), 0);
    settle();
    EXPECT_EQ(first_score(), 0);
}

TEST_F(MatchingConfigurationApi, APreviewTellsWhatWouldChangeAndChangesNothing) {
    const auto id = new_case();
    new_request();
    const json::Object stricter{
        {"tracing", json::Object{{"calibration", json::Object{{"b", -20}}}}}};
    const auto whole = preview({{"configuration", stricter}});
    ASSERT_EQ(whole.status, 200) << whole.body;
    EXPECT_EQ(whole.object().at("traces_looked_at"), 1);
    EXPECT_EQ(whole.object().at("suggested").at("listed_after"), 0);
    ASSERT_THAT(whole.object().at("moved").as_array(), SizeIs(1));
    EXPECT_THAT(whole.body, HasSubstr(id));
    EXPECT_THAT(whole.body, Not(HasSubstr("Mohamed")));

    const auto pair = preview({{"configuration", stricter}, {"case_id", id}, {"trace_id", trace}});
    ASSERT_EQ(pair.status, 200) << pair.body;
    EXPECT_GT(pair.object().at("before").at("score").to_number<double>(),
              pair.object().at("after").at("score").to_number<double>());
    EXPECT_THAT(pair.object().at("after").at("evidence").as_array(), Not(IsEmpty()));

    const auto sent = preview({{"a", json::Object{{"name", "Amina Sarr"}, {"sex", "female"}}},
                               {"b", json::Object{{"name", "أمينة سار"}, {"sex", "female"}}}});
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_EQ(sent.object().at("before"), sent.object().at("after"));
    EXPECT_EQ(preview({{"number", 0}}).status, 200);
    EXPECT_EQ(metadata(world.as("super").get(base)).at("number"), 0);
}

TEST_F(MatchingConfigurationApi, APreviewAndAFitMayBeOfDuplicates) {
    const auto id = new_case();
    const auto twin = new_case();
    const json::Object stricter{
        {"duplicates", json::Object{{"calibration", json::Object{{"b", -20}}}}}};
    const auto whole = preview({{"model", "duplicates"}, {"configuration", stricter}});
    ASSERT_EQ(whole.status, 200) << whole.body;
    EXPECT_EQ(whole.object().at("model").as_string(), "duplicates");
    EXPECT_EQ(whole.object().at("traces_looked_at"), 2);
    EXPECT_GE(whole.object().at("suggested").at("listed_before").to_number<int>(), 1);
    EXPECT_EQ(whole.object().at("suggested").at("listed_after"), 0);
    EXPECT_THAT(whole.body, AllOf(HasSubstr(id), HasSubstr(twin), Not(HasSubstr("Mohamed"))));
    const auto pair = preview({{"model", "duplicates"},
                               {"configuration", stricter},
                               {"case_id", id},
                               {"other_case_id", twin}});
    ASSERT_EQ(pair.status, 200) << pair.body;
    EXPECT_GT(pair.object().at("before").at("score").to_number<double>(),
              pair.object().at("after").at("score").to_number<double>());
    const json::Object child{{"name", "Amina Sarr"}, {"sex", "female"}};
    EXPECT_EQ(preview({{"model", "duplicates"}, {"a", child}, {"b", child}}).status, 200);
    EXPECT_EQ(preview({{"model", "both"}}).status, 422);
    EXPECT_EQ(preview({{"case_id", id}, {"other_case_id", twin}}).status, 422);
    EXPECT_EQ(preview({{"model", "duplicates"}, {"case_id", id}, {"other_case_id", id}}).status,
              404);

    auto& client = world.as("super");
    EXPECT_EQ(client.post(base + "/fit", R"({"data": {"model": "both"}})").status, 422);
    const auto ordered = client.post(base + "/fit", R"({"data": {"model": "duplicates"}})");
    ASSERT_EQ(ordered.status, 202) << ordered.body;
    EXPECT_EQ(ordered.text("model"), "duplicates");
    world.run_jobs();
    const auto ready = client.get(base + "/fits/" + ordered.text("id"));
    EXPECT_EQ(ready.text("state"), "ready") << ready.body;
    EXPECT_EQ(ready.object().at("report").at("confirmed"), 0);
}

TEST_F(MatchingConfigurationApi, APreviewRefusesWhatCannotBeTried) {
    const auto id = new_case();
    new_request();
    EXPECT_EQ(preview({{"configuration", json::Object{{"colour", 1}}}}).status, 422);
    EXPECT_EQ(preview({{"configuration", 7}}).status, 422);
    EXPECT_EQ(preview({{"a", json::Object()}}).status, 422);
    EXPECT_EQ(preview({{"case_id", id}}).status, 422);
    EXPECT_EQ(preview({{"case_id", id}, {"trace_id", id}}).status, 404);
    EXPECT_EQ(preview({{"case_id", trace}, {"trace_id", trace}}).status, 404);
    EXPECT_EQ(preview({{"number", 99}}).status, 404);
    EXPECT_EQ(preview({{"fit_id", "99"}}).status, 404);
}

TEST_F(MatchingConfigurationApi, AFitThatHasTooFewDecisionsSaysHowManyItNeeds) {
    const auto ordered = world.as("super").post(base + "/fit", "{}");
    ASSERT_EQ(ordered.status, 202) << ordered.body;
    EXPECT_EQ(ordered.text("state"), "waiting");
    EXPECT_EQ(world.as("super").post(base + "/fit", "{}").status, 409);
    const auto fit = base + "/fits/" + ordered.text("id");
    world.run_jobs();
    const auto ready = world.as("super").get(fit);
    EXPECT_EQ(ready.text("state"), "ready") << ready.body;
    EXPECT_EQ(ready.object().at("report").at("method").as_string(), "none");
    EXPECT_EQ(ready.object().at("report").at("needed"), 100);
    EXPECT_EQ(world.as("super").post(fit + "/apply", "{}").status, 409);
    EXPECT_EQ(preview({{"fit_id", ordered.text("id")}}).status, 409);
    EXPECT_EQ(world.as("super").del(fit).text("state"), "dropped");
    EXPECT_EQ(world.as("super").del(fit).status, 409);
    EXPECT_THAT(world.as("super").get(base + "/fits").rows(), SizeIs(1));
    EXPECT_EQ(world.as("super").get(base + "/fits/abc").status, 404);
}

}  // namespace
}  // namespace amparo::testing

// Cases through the wire: create, read, list, update, disable (records.md §§7–14).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* cases = "/api/v2/cases";
constexpr const char* chosen_id = "7f0d7a6e-1111-4222-8333-944455566677";

std::string path_of(const std::string& id) {
    return std::string(cases) + "/" + id;
}

std::string with_data(const std::string& members) {
    return R"({"data":{"module_id":"primeromodule-cp",)" + members + "}}";
}

TEST(CasesApi, CreatesAndShowsACase) {
    World world;
    auto& worker = world.as("worker_a");
    const auto made = worker.post(
        cases, with_data(R"("name_first":"Laila","name_last":"Invented","age":9,"sex":"female")"));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto id = made.text("id");
    EXPECT_EQ(made.header("ETag"), "\"" + id + ":1\"");
    EXPECT_EQ(made.header("Cache-Control"), "no-store");
    const auto shown = worker.get(path_of(id));
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.text("name"), "Laila Invented");
    EXPECT_EQ(shown.text("owned_by"), "worker_a");
    EXPECT_EQ(shown.text("status"), "open");
    EXPECT_EQ(shown.header("ETag"), made.header("ETag"));
}

TEST(CasesApi, TakesTheClientsIdAndAnswersARepeatAlike) {
    World world;
    auto& worker = world.as("worker_a");
    const auto body = with_data(R"("id":")" + std::string(chosen_id) + R"(","name_first":"Omar")");
    const auto first = worker.post(cases, body);
    EXPECT_EQ(first.status, 204) << first.body;
    EXPECT_TRUE(first.body.empty());
    EXPECT_EQ(worker.post(cases, body).status, 204);
    EXPECT_EQ(worker.get(std::string(cases) + "?per=100").total(), 1);
    const auto other = with_data(R"("id":")" + std::string(chosen_id) + R"(","name_first":"X")");
    EXPECT_EQ(worker.post(cases, other).status, 409);
    EXPECT_EQ(world.as("worker_b").post(cases, body).status, 409);
}

TEST(CasesApi, RefusesBadCases) {
    World world;
    auto& worker = world.as("worker_a");
    for (const auto* body : {"{}", R"({"data":{}})", ""}) {
        EXPECT_EQ(worker.post(cases, body).status, 422) << body;
    }
    const auto wrong = worker.post(
        cases, with_data(R"("age":"nine","sex":"nonsense","date_of_birth":"2020-02-31")"));
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.message(), "Invalid Record JSON");
    for (const auto* pointer : {"/age", "/sex", "/date_of_birth"}) {
        EXPECT_THAT(wrong.detail(), HasSubstr(pointer));
    }
    EXPECT_EQ(worker.post(cases, with_data(R"("id":"NOT-A-UUID")")).detail(), "/id");
    const auto module = worker.post(cases, R"({"data":{"module_id":"nonsense","age":3}})");
    EXPECT_EQ(module.detail(), "/module_id");
    EXPECT_EQ(worker.post(cases, R"({"data":[]})").status, 422);
    EXPECT_EQ(worker.get(cases).total(), 0);
}

TEST(CasesApi, ShowsACaseOnlyToThoseInWhoseScopeItIs) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Secretname"}});
    EXPECT_EQ(world.as("supervisor").get(path_of(id)).status, 200);
    for (const auto* who : {"worker_b", "worker_c"}) {
        const auto refused = world.as(who).get(path_of(id));
        EXPECT_THAT(refused.status, ::testing::AnyOf(403, 404)) << who;
        EXPECT_THAT(refused.body, Not(HasSubstr("Secretname")));
        EXPECT_EQ(world.as(who).get(cases).total(), 0) << who;
        EXPECT_THAT(world.as(who).get(std::string(cases) + "?query=Secretname&phonetic=true").body,
                    Not(HasSubstr("address")));
    }
}

TEST(CasesApi, FindsNothingForUnknownAndMalformedIds) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get(path_of(chosen_id)).status, 404);
    EXPECT_EQ(worker.get(path_of("nonsense")).status, 404);
    EXPECT_EQ(worker.patch(path_of(chosen_id), R"({"data":{"age":1}})").status, 404);
    EXPECT_EQ(worker.del(path_of("7F0D7A6E-1111-4222-8333-944455566677")).status, 404);
}

TEST(CasesApi, ListsInPagesAndSorts) {
    World world;
    for (int age = 1; age <= 5; ++age) world.create_case("worker_a", {{"age", age}});
    auto& worker = world.as("worker_a");
    const auto page = worker.get(std::string(cases) + "?per=2&page=2&order_by=age&order=asc");
    EXPECT_EQ(page.total(), 5);
    ASSERT_EQ(page.rows().size(), 2U);
    EXPECT_EQ(page.rows().at(0).as_object().at("age").as_int64(), 3);
    EXPECT_THAT(worker.get(std::string(cases) + "?per=5000").body, HasSubstr("\"per\":1000"));
    EXPECT_THAT(worker.get(std::string(cases) + "?page=0&per=-1").body, HasSubstr("\"per\":20"));
    EXPECT_EQ(worker.get(std::string(cases) + "?per=abc").rows().size(), 0U);
}

TEST(CasesApi, FiltersInEveryWireForm) {
    World world;
    world.create_case("worker_a", {{"age", 3}, {"sex", "female"}});
    world.create_case("worker_a", {{"age", 8}, {"sex", "male"}});
    world.create_case("worker_a", {{"age", 15}, {"sex", "male"}});
    auto& worker = world.as("worker_a");
    const auto total = [&](const std::string& query) {
        const auto reply = worker.get(std::string(cases) + "?" + query);
        EXPECT_EQ(reply.status, 200) << query << " " << reply.body;
        return reply.total();
    };
    EXPECT_EQ(total("sex=male"), 2);
    EXPECT_EQ(total("sex[0]=male&sex[1]=female"), 3);
    EXPECT_EQ(total("sex[]=female"), 1);
    EXPECT_EQ(total("sex=male,female"), 3);
    EXPECT_EQ(total("age=0..5"), 1);
    EXPECT_EQ(total("age[from]=8&age[to]=15"), 2);
    EXPECT_EQ(total("not[sex]=male"), 1);
    EXPECT_EQ(total("sex=male&age=8"), 1);
}

TEST(CasesApi, IsStrictAboutFiltersWhenAsked) {
    World world;
    auto& worker = world.as("worker_a");
    const Extra strict{.headers = {{"Prefer", "handling=strict"}}};
    EXPECT_EQ(worker.get(std::string(cases) + "?nonsense=1").status, 200);
    EXPECT_EQ(worker.get(std::string(cases) + "?nonsense=1", strict).status, 422);
    EXPECT_EQ(worker.get(std::string(cases) + "?created_at[from]=notadate", strict).status, 422);
}

TEST(CasesApi, SendsOnlyTheFieldsThatAreAskedFor) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Laila"}, {"age", 9}});
    auto& worker = world.as("worker_a");
    const auto reply = worker.get(path_of(id) + "?fields=age");
    EXPECT_THAT(reply.body, HasSubstr("\"age\":9"));
    EXPECT_THAT(reply.body, Not(HasSubstr("Laila")));
    const auto row = worker.get(std::string(cases) + "?fields=short").rows().at(0).as_object();
    EXPECT_TRUE(row.contains("age"));
}

TEST(CasesApi, MergesAnUpdateAndAnswersWhatChanged) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Laila"}, {"age", 9}});
    auto& worker = world.as("worker_a");
    const auto changed = worker.patch(path_of(id), R"({"data":{"age":10}})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.header("ETag"), "\"" + id + ":2\"");
    EXPECT_THAT(changed.body, HasSubstr("\"age\":10"));
    EXPECT_THAT(changed.body, Not(HasSubstr("name_first")));
    const auto shown = worker.get(path_of(id));
    EXPECT_EQ(shown.text("name_first"), "Laila");
    EXPECT_EQ(worker.put(path_of(id), R"({"data":{"age":11}})").status, 200);
}

TEST(CasesApi, RefusesAnUpdateOfAnOldVersion) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const Extra seen{.headers = {{"If-Match", "\"" + id + ":1\""}}};
    EXPECT_EQ(worker.patch(path_of(id), R"({"data":{"age":10}})", seen).status, 200);
    const auto stale = worker.patch(path_of(id), R"({"data":{"age":11}})", seen);
    EXPECT_EQ(stale.status, 412);
    const Extra nonsense{.headers = {{"If-Match", "nonsense"}}};
    EXPECT_EQ(worker.patch(path_of(id), R"({"data":{"age":12}})", nonsense).status, 412);
    EXPECT_EQ(worker.get(path_of(id)).text("age"), "10");
}

TEST(CasesApi, MergesThreeWaysAndReportsClashes) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}, {"name_first", "Laila"}});
    auto& worker = world.as("worker_a");
    worker.patch(path_of(id), R"({"data":{"age":10}})");
    const auto apart = worker.patch(path_of(id), R"({"data":{"name_first":"Leila"},
                         "base":{"revision":1,"values":{"name_first":"Laila"}}})");
    EXPECT_EQ(apart.status, 200) << apart.body;
    const auto clash = worker.patch(
        path_of(id), R"({"data":{"age":12},"base":{"revision":1,"values":{"age":9}}})");
    EXPECT_EQ(clash.status, 409);
    EXPECT_EQ(clash.detail(), "/age");
    EXPECT_EQ(clash.text("age"), "10");
    EXPECT_THAT(clash.body, HasSubstr("\"revision\":"));
    EXPECT_EQ(worker.patch(path_of(id), R"({"data":{"age":12},"base":7})").status, 422);
}

TEST(CasesApi, RepeatsAnAnswerForTheSameIdempotencyKey) {
    World world;
    auto& worker = world.as("worker_a");
    const Extra key{.headers = {{"Idempotency-Key", "2f9c"}}};
    const auto body = with_data(R"("age":4)");
    const auto first = worker.post(cases, body, key);
    const auto again = worker.post(cases, body, key);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(again.text("id"), first.text("id"));
    EXPECT_EQ(worker.get(cases).total(), 1);
    EXPECT_EQ(worker.post(cases, with_data(R"("age":5)"), key).status, 422);
    const Extra long_key{.headers = {{"Idempotency-Key", std::string(129, 'k')}}};
    EXPECT_EQ(worker.post(cases, body, long_key).status, 422);
    const auto other = world.as("worker_b").post(cases, body, key);
    EXPECT_NE(other.text("id"), first.text("id"));
}

TEST(CasesApi, DisablesAndTakesNoChangeButEnabling) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto gone = worker.del(path_of(id));
    EXPECT_EQ(gone.status, 200);
    EXPECT_EQ(gone.text("id"), id);
    EXPECT_EQ(worker.patch(path_of(id), R"({"data":{"age":10}})").status, 422);
    EXPECT_EQ(worker
                  .patch(path_of(id), R"({"data":{"record_state":true},
                                            "record_action":"enable_disable_record"})")
                  .status,
              200);
    EXPECT_EQ(worker.patch(path_of(id), R"({"data":{"age":10}})").status, 200);
}

TEST(CasesApi, NeedsTheRightForARecordAction) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    EXPECT_EQ(
        worker.patch(path_of(id), R"({"data":{"status":"closed"},"record_action":"close"})").status,
        403);
    EXPECT_EQ(worker.patch(path_of(id), R"({"data":{"age":1},"record_action":"read"})").status,
              422);
    const auto closed =
        world.as("supervisor").patch(path_of(id), R"({"data":{"status":"closed","age":1},
                                                    "record_action":"close"})");
    EXPECT_EQ(closed.status, 200) << closed.body;
    const auto shown = worker.get(path_of(id));
    EXPECT_EQ(shown.text("status"), "closed");
    EXPECT_EQ(shown.text("age"), "9");
}

TEST(CasesApi, NeverTakesKeysOnlyTheServerSets) {
    World world;
    const auto id = world.create_case("worker_a", {{"case_id", "forged"}, {"created_by", "x"}});
    auto& worker = world.as("worker_a");
    worker.patch(path_of(id), R"({"data":{"last_updated_by":"x","flagged":true}})");
    const auto shown = worker.get(path_of(id));
    EXPECT_EQ(shown.text("created_by"), "worker_a");
    EXPECT_NE(shown.text("case_id"), "forged");
    EXPECT_NE(shown.text("flagged"), "true");
}

TEST(CasesApi, TakesAWriteInTheQueryAsOldClientsSendIt) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Laila"}});
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.patch(path_of(id) + "?data[name_first]=Leila", "").status, 200);
    EXPECT_EQ(worker.get(path_of(id)).text("name_first"), "Leila");
}

TEST(CasesApi, KeepsTextsInEveryScriptAsTheyAre) {
    World world;
    const std::string name = "محمد Ёлкин 🙂 \\\"\n";
    const auto id = world.create_case("worker_a", {{"name_first", name}});
    EXPECT_EQ(world.as("worker_a").get(path_of(id)).text("name_first"), name);
}

TEST(CaseHistory, TellsWhoChangedWhat) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    world.as("worker_a").patch(path_of(id), R"({"data":{"age":10}})");
    const auto history = world.as("worker_a").get(path_of(id) + "/record_history");
    ASSERT_EQ(history.status, 200) << history.body;
    EXPECT_EQ(history.total(), 2);
    const auto newest = history.rows().at(0).as_object();
    EXPECT_EQ(json::string_or(newest, "action"), "update");
    EXPECT_EQ(json::string_or(newest, "user_name"), "worker_a");
    EXPECT_EQ(json::string_or(newest, "record_type"), "cases");
    EXPECT_THAT(json::write(newest.at("record_changes")),
                HasSubstr(R"({"age":{"from":9,"to":10}})"));
    const auto by_field = [&](const std::string& field) {
        return world.as("worker_a")
            .get(path_of(id) + "/record_history?filters[field_names][0]=" + field)
            .total();
    };
    EXPECT_EQ(by_field("age"), 2);
    EXPECT_EQ(by_field("religion"), 0);
    EXPECT_EQ(world.as("worker_b").get(path_of(id) + "/record_history").status, 403);
}

TEST(CaseHistory, AnEntryThatWasRemovedComesBackUnderItsOwnId) {
    World world;
    auto& worker = world.as("worker_a");
    const std::string row = R"({"unique_id":"3c1f2a10-0000-4000-8000-000000000001",)"
                            R"("relation":"aunt","relation_name":"Zoe Invented"})";
    const auto id = world.create_case(
        "worker_a", {{"family_details_section", json::Array{json::parse(row).value()}}});
    const auto send = [&](const std::string& entry) {
        return worker.patch(path_of(id), R"({"data":{"family_details_section":[)" + entry + "]}}");
    };
    ASSERT_EQ(
        send(R"({"unique_id":"3c1f2a10-0000-4000-8000-000000000001","_destroy":true})").status,
        200);
    EXPECT_TRUE(worker.get(path_of(id)).object().at("family_details_section").as_array().empty());
    ASSERT_EQ(send(row).status, 200);
    const auto back = worker.get(path_of(id));
    const auto rows = back.object().at("family_details_section").as_array();
    ASSERT_EQ(rows.size(), 1U) << back.body;
    EXPECT_EQ(json::string_or(rows.at(0).as_object(), "relation_name"), "Zoe Invented");
    const auto history =
        worker.get(path_of(id) + "/record_history?filters[field_names][0]=family_details_section");
    EXPECT_EQ(history.total(), 3) << history.body;
}

TEST(CaseAccessLog, TellsWhoLooked) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    world.as("worker_a").get(path_of(id));
    const auto log = world.as("supervisor").get(path_of(id) + "/access_log");
    ASSERT_EQ(log.status, 200) << log.body;
    EXPECT_THAT(log.body, HasSubstr("\"show\""));
    EXPECT_THAT(log.body, HasSubstr("worker_a"));
    // The role is named in each language of whoever reads it.
    EXPECT_THAT(log.body, HasSubstr(R"("role_name_i18n":{)"));
    const auto none =
        world.as("supervisor").get(path_of(id) + "/access_log?filters[access_users][0]=999999");
    EXPECT_EQ(none.total(), 0);
    EXPECT_EQ(world.as("worker_a").get(path_of(id) + "/access_log").status, 403);
}

TEST(CasesApi, ServesTheSameOnPostgres) {
    World world({.engine = "postgresql"});
    const auto id = world.create_case("worker_a", {{"name_first", "Laila"}, {"age", 9}});
    EXPECT_EQ(world.as("worker_a").patch(path_of(id), R"({"data":{"age":10}})").status, 200);
    EXPECT_EQ(world.as("worker_a").get(std::string(cases) + "?age=10").total(), 1);
    EXPECT_EQ(world.as("worker_b").get(path_of(id)).status, 403);
}

}  // namespace
}  // namespace amparo::testing

// The search box: one call that looks in every way, and says why each record was found
// (matching.md §12).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string search(const std::string& query) {
    return "/api/v2/cases?search=auto&query=" + query;
}

std::vector<std::string> kinds_of(const Reply& reply) {
    std::vector<std::string> kinds;
    for (const auto& row : reply.rows()) {
        const auto& object = row.as_object();
        kinds.push_back(json::string_or(object, "search_kind") + " " +
                        json::string_or(object, "search_match"));
    }
    return kinds;
}

TEST(SearchApi, TellsOfEachRecordHowItWasFound) {
    World world;
    world.create_case("worker_a", {{"name_first", "Sofía"},
                                   {"name_last", "Invented"},
                                   {"national_id_no", "NR-12/345"},
                                   {"telephone_current", "+257 79 100 200"}});
    world.create_case("worker_a", {{"name_first", "Sofya"}, {"name_last", "Example"}});
    auto& worker = world.as("worker_a");
    const auto named = worker.get(search("sofia"));
    EXPECT_THAT(kinds_of(named), ElementsAre("name equal", "name alike"));
    EXPECT_THAT(named.body,
                HasSubstr(R"("highlight":{"field":"name","tokens":[["sofia","Sofía"]]})"));
    EXPECT_THAT(named.body, Not(HasSubstr("total_capped")));
    const auto numbered = worker.get(search("nr12345"));
    EXPECT_THAT(kinds_of(numbered), ElementsAre("identifier equal"));
    EXPECT_THAT(numbered.body, HasSubstr(R"(["nr12345","NR-12/345"])"));
    EXPECT_THAT(kinds_of(worker.get(search("79100200"))), ElementsAre("telephone suffix"));
    EXPECT_THAT(kinds_of(worker.get(search("%2B257-79-100-200"))), ElementsAre("telephone equal"));
    EXPECT_EQ(worker.get(search("79100201")).total(), 0);
}

TEST(SearchApi, TellsWhichWordsAreOneWordOnTheOtherSide) {
    World world;
    world.create_case("worker_a", {{"name_first", "يوسف"}, {"name_last", "عبد الرحمن"}});
    world.create_case("worker_a", {{"name_first", "Lina"}, {"name_last", "Woldemariam"}});
    auto& worker = world.as("worker_a");
    const auto apart = worker.get(search("Youssef%20Abdulrahman"));
    EXPECT_EQ(apart.total(), 1);
    EXPECT_THAT(apart.body, HasSubstr(R"(["Youssef","يوسف"],["Abdulrahman","عبد الرحمن"])"));
    EXPECT_EQ(worker.get(search("%D8%B9%D8%A8%D8%AF%D8%A7%D9%84%D8%B1%D8%AD%D9%85%D9%86")).total(),
              1)
        << "in one word of its own script";
    EXPECT_EQ(worker.get(search("Abdulkarim")).total(), 0) << "another name of God";
    const auto together = worker.get(search("Lina%20Wolde%20Mariam"));
    EXPECT_EQ(together.total(), 1);
    EXPECT_THAT(together.body, HasSubstr(R"(["Lina","Lina"],["Wolde Mariam","Woldemariam"])"));
}

TEST(SearchApi, ShowsStrangersThePreviewAndNobodyAProtectedName) {
    World world;
    world.create_case("worker_a", {{"name_first", "Sofia"},
                                   {"name_last", "Openly"},
                                   {"telephone_current", "+257 79 100 200"}});
    world.create_case("worker_a", {{"name_first", "Sofia"},
                                   {"name_last", "Secretname"},
                                   {"telephone_current", "+257 79 100 300"},
                                   {"hidden_name", true}});
    const auto found = world.as("worker_b").get(search("Sofia"));
    EXPECT_EQ(found.total(), 1);
    EXPECT_THAT(found.body, HasSubstr(R"("record_in_scope":false)"));
    EXPECT_THAT(found.body, HasSubstr(R"(["Sofia","Sofia"])"));
    EXPECT_THAT(found.body, Not(HasSubstr("+257")));
    EXPECT_THAT(found.body, Not(HasSubstr("Secretname")));
    EXPECT_EQ(world.as("worker_b").get(search("Secretname")).total(), 0);
    // Whose case it is finds it; the list still masks the name, and marks nothing in it.
    const auto own = world.as("worker_a").get(search("Secretname"));
    EXPECT_EQ(own.total(), 1);
    EXPECT_THAT(own.body, Not(HasSubstr("highlight")));
    EXPECT_THAT(own.body, Not(HasSubstr("\"Secretname\"")));
}

TEST(SearchApi, CountsNamesUpToAThousand) {
    World world;
    for (int number = 0; number < 1003; ++number)
        world.create_case("worker_a", {{"name_first", "Amina"}, {"age", number % 17}});
    auto& worker = world.as("worker_a");
    const auto named = worker.get("/api/v2/cases?phonetic=true&per=2&query=amina");
    EXPECT_EQ(named.total(), 1000);
    EXPECT_THAT(named.body, HasSubstr(R"("total_capped":true)"));
    // What lies behind can still be read, and other lists are counted to the end.
    EXPECT_EQ(worker.get("/api/v2/cases?phonetic=true&per=100&page=11&query=amina").rows().size(),
              3U);
    EXPECT_EQ(worker.get("/api/v2/cases?per=1").total(), 1003);
}

TEST(SearchApi, SaysInWhichFieldsOfTheDeploymentItLooks) {
    World world(
        {.form_fields = {{"basic_identity",
                          json::Array{json::Object{
                              {"name", "camp_id"},
                              {"type", "text_field"},
                              {"display_name", json::Object{{"en", "Tent of the camp"}}}}}}}});
    const std::string path = "/api/v2/searched_fields?record_type=";
    const auto reply = world.as("worker_a").get(path + "case&locale=en");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto data = reply.object();
    const auto written = [&](const char* way) { return json::write(data.at(way)); };
    EXPECT_THAT(written("id_search"), HasSubstr(R"({"name":"short_id","label":"Short ID"})"));
    EXPECT_THAT(written("id_search"), HasSubstr(R"("label":"Tent of the camp")"));
    EXPECT_THAT(written("id_search"), Not(HasSubstr("survivor_code_no")))
        << "no form of a case asks for it";
    EXPECT_THAT(written("phonetic"), HasSubstr(R"("name":"name_nickname")"));
    EXPECT_THAT(written("phone_number"), HasSubstr(R"("name":"telephone_current")"));
    EXPECT_EQ(world.as("worker_a").get(path + "child").status, 422);
    EXPECT_EQ(world.as("worker_a").get(path + "registry_record").status, 403);
    EXPECT_EQ(world.anonymous().get(path + "case").status, 401);
}

TEST(SearchApi, RefusesNothingButLongQueries) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get(search("%20")).status, 200);
    EXPECT_EQ(worker.get(search("--")).total(), 0);
    EXPECT_EQ(worker.get("/api/v2/cases?search=nonsense&query=x").status, 200);
    EXPECT_EQ(worker.get(search(std::string(5000, 'x'))).status, 422);
}

}  // namespace
}  // namespace amparo::testing

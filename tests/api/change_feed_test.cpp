// What changed since a cursor (records.md §14).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* cases = "/api/v2/cases";

std::string cursor_of(const Reply& reply) {
    return json::string_or(reply.json().at("metadata").as_object(), "cursor");
}

std::string since(const std::string& cursor, const std::string& more = "") {
    return std::string(cases) + "?changed_since=" + cursor + more;
}

std::vector<std::string> ids_of(const Reply& reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    std::vector<std::string> ids;
    for (const auto& row : reply.rows()) ids.push_back(json::string_or(row.as_object(), "id"));
    return ids;
}

std::vector<std::string> removed_of(const Reply& reply) {
    return json::string_list(reply.json().at("metadata").as_object(), "removed");
}

bool has_more(const Reply& reply) {
    return json::bool_or(reply.json().at("metadata").as_object(), "has_more", false);
}

TEST(ChangeFeed, GivesWhatChangedInTheOrderOfTheCommits) {
    World world;
    auto& worker = world.as("worker_a");
    const auto first = world.create_case("worker_a", {{"age", 7}});
    const auto second = world.create_case("worker_a", {});
    const auto cursor = cursor_of(worker.get(cases));
    EXPECT_THAT(ids_of(worker.get(since(cursor))), IsEmpty());
    const auto third = world.create_case("worker_a", {});
    worker.patch(std::string(cases) + "/" + first, R"({"data":{"age":8}})");
    worker.patch(std::string(cases) + "/" + third, R"({"data":{"age":9}})");
    const auto changed = worker.get(since(cursor));
    EXPECT_THAT(ids_of(changed), ElementsAre(first, third)) << "each once, by its last commit";
    EXPECT_EQ(changed.rows().at(0).as_object().at("age"), 8) << "as they are now";
    EXPECT_FALSE(has_more(changed));
    EXPECT_THAT(ids_of(worker.get(since(cursor_of(changed)))), IsEmpty());
    EXPECT_THAT(ids_of(worker.get(since(cursor, "&age=9..20"))), ElementsAre(third));
    (void)second;
}

TEST(ChangeFeed, GoesOnWhereAPageEnds) {
    World world;
    auto& worker = world.as("worker_a");
    auto cursor = cursor_of(worker.get(cases));
    std::vector<std::string> made;
    for (int number = 0; number < 5; ++number) made.push_back(world.create_case("worker_a", {}));
    std::vector<std::string> seen;
    for (int page = 0; page < 3; ++page) {
        const auto reply = worker.get(since(cursor, "&per=2"));
        for (auto& id : ids_of(reply)) seen.push_back(std::move(id));
        cursor = cursor_of(reply);
        EXPECT_EQ(has_more(reply), page < 2);
    }
    EXPECT_EQ(seen, made);
}

TEST(ChangeFeed, ShowsOnlyTheCallersScopeAndNamesWhatLeftIt) {
    World world;
    auto& worker = world.as("worker_a");
    const auto mine = world.create_case("worker_a", {});
    const auto cursor = cursor_of(worker.get(cases));
    const auto of_b = cursor_of(world.as("worker_b").get(cases));
    const auto theirs = world.create_case("worker_b", {});
    EXPECT_THAT(ids_of(worker.get(since(cursor))), IsEmpty());
    EXPECT_THAT(removed_of(worker.get(since(cursor))), IsEmpty()) << "it never was theirs";
    const auto moved = world.as("super").patch(std::string(cases) + "/" + mine,
                                               R"({"data":{"owned_by":"worker_b"}})");
    ASSERT_EQ(moved.status, 200) << moved.body;
    const auto after = worker.get(since(cursor));
    EXPECT_THAT(ids_of(after), IsEmpty());
    EXPECT_THAT(removed_of(after), ElementsAre(mine));
    EXPECT_THAT(ids_of(world.as("worker_b").get(since(of_b))), ElementsAre(theirs, mine));
}

TEST(ChangeFeed, RefusesCursorsThatAreNoneOrOfAnotherScope) {
    World world;
    const auto cursor = cursor_of(world.as("worker_a").get(cases));
    for (const auto& wrong :
         {std::string(), std::string("x"), cursor + "A", cursor_of(world.as("super").get(cases))}) {
        const auto reply = world.as("worker_a").get(since(wrong));
        EXPECT_EQ(reply.status, 422) << wrong;
        EXPECT_EQ(reply.detail(), "changed_since");
    }
    EXPECT_EQ(world.as("worker_a").get(since(cursor, "&id[]=1")).status, 422);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/registry_records?changed_since=x").status, 403);
    EXPECT_EQ(world.anonymous().get(since(cursor)).status, 401);
}

}  // namespace
}  // namespace amparo::testing

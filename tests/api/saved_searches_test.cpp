// The searches that users keep (records.md §23).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* path = "/api/v2/saved_searches";
constexpr const char* search =
    R"({"data":{"name":"Mine, open","record_type":"cases","module_ids":["primeromodule-cp"],
        "filters":[{"name":"status","value":["open"]},
                   {"name":"age","value":{"from":"6","to":"11"}}]}})";

TEST(SavedSearchesApi, KeepsListsAndForgetsOnesOwn) {
    World world;
    auto& worker = world.as("worker_a");
    const auto created = worker.post(path, search);
    ASSERT_EQ(created.status, 200) << created.body;
    EXPECT_EQ(created.text("name"), "Mine, open");
    EXPECT_EQ(created.text("record_type"), "cases");
    EXPECT_EQ(created.object().at("user_id"), world.id_of("worker_a"));
    EXPECT_EQ(worker.post(path, search).status, 200) << "names need not differ";
    const auto list = worker.get(std::string(path) + "?per=1&page=2");
    EXPECT_EQ(list.total(), 2);
    ASSERT_EQ(list.rows().size(), 1u);
    EXPECT_EQ(list.rows().at(0), created.data());
    const auto one = std::string(path) + "/" + std::to_string(created.object().at("id").as_int64());
    EXPECT_EQ(world.as("worker_b").get(path).total(), 0);
    EXPECT_EQ(world.as("worker_b").del(one).status, 403);
    EXPECT_EQ(worker.del(one).status, 200);
    EXPECT_EQ(worker.del(one).status, 404);
    EXPECT_EQ(worker.get(path).total(), 1);
    EXPECT_EQ(world.anonymous().get(path).status, 401);
}

TEST(SavedSearchesApi, AnswersWithoutBodyWhenTheClientSendsAnId) {
    World world;
    const auto reply =
        world.as("worker_a").post(path, R"({"data":{"id":7,"name":"x","record_type":"case",
                  "filters":[{"name":"sex","value":["female"]}]}})");
    EXPECT_EQ(reply.status, 204);
    EXPECT_EQ(world.as("worker_a").get(path).total(), 1);
}

TEST(SavedSearchesApi, RefusesSearchesThatSayNothing) {
    World world;
    auto& worker = world.as("worker_a");
    const auto empty = worker.post(path, R"({"data":{"name":" "}})");
    EXPECT_EQ(empty.status, 422);
    EXPECT_EQ(empty.errors().size(), 3u) << empty.body;
    for (const auto* filters : {"[]", R"([{"name":"","value":["a"]}])", R"([{"name":"sex"}])",
                                R"([{"name":"sex","value":[]}])", R"(["sex"])"}) {
        const auto reply =
            worker.post(path, R"({"data":{"name":"x","record_type":"case","filters":)" +
                                  std::string(filters) + "}}");
        EXPECT_EQ(reply.status, 422) << filters;
        EXPECT_THAT(reply.body, HasSubstr("filters"));
    }
    EXPECT_EQ(worker.get(path).total(), 0);
}

}  // namespace
}  // namespace amparo::testing

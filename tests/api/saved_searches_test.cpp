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

std::string address_of(const Reply& reply) {
    return std::string(path) + "/" + std::to_string(reply.object().at("id").as_int64());
}

constexpr const char* group = "usergroup-primero-cp";

std::string shared_with(const std::string& groups) {
    return R"({"data":{"user_group_ids":[)" + groups + "]}}";
}

TEST(SavedSearchesApi, RenamesAndPinsOnesOwn) {
    World world;
    auto& worker = world.as("worker_a");
    const auto one = address_of(worker.post(path, search));
    const auto changed =
        worker.patch(one, R"({"data":{"name":" Open cases ","pinned":true,"user_id":1}})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.text("name"), "Open cases");
    EXPECT_EQ(changed.object().at("pinned"), true);
    EXPECT_EQ(changed.object().at("user_id"), world.id_of("worker_a"));
    EXPECT_EQ(changed.object().at("filters").as_array().size(), 2u) << "what is not sent stays";
    EXPECT_EQ(worker.get(path).rows().at(0), changed.data());
    EXPECT_EQ(worker.patch(one, R"({"data":{"pinned":false}})").object().at("pinned"), false);
    const auto refused = worker.patch(one, R"({"data":{"name":" ","filters":[]}})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.errors().size(), 2u) << refused.body;
    EXPECT_EQ(worker.get(path).rows().at(0).as_object().at("name"), "Open cases");
    EXPECT_EQ(worker.patch(std::string(path) + "/987654", R"({"data":{"name":"x"}})").status, 404);
    EXPECT_EQ(world.as("worker_c").patch(one, R"({"data":{"pinned":true}})").status, 403);
    EXPECT_EQ(world.anonymous().patch(one, R"({"data":{"name":"x"}})").status, 401);
    const auto log = world.audit("user_name=worker_a&audit_log_actions[0]=update");
    ASSERT_FALSE(log.empty());
    EXPECT_EQ(json::string_or(log.at(0).as_object(), "record_type"), "SavedSearch");
}

TEST(SavedSearchesApi, SharesWithTheGroupAndNobodyElse) {
    World world;
    auto& owner = world.as("worker_a");
    auto& colleague = world.as("worker_c");
    const auto one = address_of(owner.post(path, search));
    const auto shared = owner.patch(one, shared_with(std::string("\"") + group + "\""));
    ASSERT_EQ(shared.status, 200) << shared.body;
    EXPECT_EQ(world.as("worker_b").get(path).total(), 0) << "another group";
    EXPECT_EQ(world.as("tracer").get(path).total(), 0) << "another group again";
    const auto seen = colleague.get(path);
    ASSERT_EQ(seen.total(), 1);
    const json::Object row = seen.rows().at(0).as_object();
    EXPECT_EQ(row.at("user_name"), "worker_a");
    EXPECT_EQ(row.at("user_group_ids"), json::to_array({std::string(group)}));
    EXPECT_EQ(row.at("can_change"), false);
    EXPECT_EQ(row.at("can_withdraw"), false);
    EXPECT_EQ(colleague.patch(one, R"({"data":{"pinned":true}})").object().at("pinned"), true);
    EXPECT_EQ(owner.get(path).rows().at(0).as_object().at("pinned"), false)
        << "each for themselves";
    for (const auto* change : {R"({"data":{"name":"Mine"}})", R"({"data":{"user_group_ids":[]}})",
                               R"({"data":{"filters":[{"name":"sex","value":["male"]}]}})"})
        EXPECT_EQ(colleague.patch(one, change).status, 403) << change;
    EXPECT_EQ(colleague.del(one).status, 403);
    EXPECT_EQ(world.as("worker_b").patch(one, R"({"data":{"pinned":true}})").status, 403);
    EXPECT_EQ(owner.patch(one, shared_with("")).status, 200);
    EXPECT_EQ(colleague.get(path).total(), 0);
    EXPECT_EQ(colleague.patch(one, R"({"data":{"pinned":true}})").status, 403);
}

TEST(SavedSearchesApi, LetsAManagerEndTheSharing) {
    World world;
    auto& owner = world.as("worker_a");
    auto& manager = world.as("supervisor");
    const auto one = address_of(owner.post(path, search));
    const auto with_group = shared_with(std::string("\"") + group + "\"");
    ASSERT_EQ(owner.patch(one, with_group).status, 200);
    ASSERT_EQ(manager.get(path).total(), 1);
    EXPECT_EQ(manager.get(path).rows().at(0).as_object().at("can_withdraw"), true);
    EXPECT_EQ(manager.patch(one, R"({"data":{"name":"Mine"}})").status, 403);
    EXPECT_EQ(manager.patch(one, shared_with(R"("usergroup-primero-ftr")")).status, 403);
    EXPECT_EQ(manager.patch(one, R"({"data":{"pinned":true}})").status, 200);
    EXPECT_EQ(manager.patch(one, shared_with("")).status, 200);
    EXPECT_EQ(manager.get(path).total(), 0);
    EXPECT_EQ(world.as("worker_c").get(path).total(), 0);
    EXPECT_EQ(owner.get(path).total(), 1) << "the owner keeps it";
    EXPECT_EQ(manager.patch(one, with_group).status, 403) << "only the owner shares";
}

TEST(SavedSearchesApi, SharesNothingThatTellsOfAChildOrThatTheReaderMayNotAsk) {
    World world;
    auto& owner = world.as("supervisor");
    const auto with_group = std::string(R"("user_group_ids":[")") + group + R"("]}})";
    const auto share = [&](const std::string& filter) {
        return owner.post(path, R"({"data":{"name":"x","record_type":"cases","filters":[)" +
                                    filter + "]," + with_group);
    };
    for (const auto* filter :
         {R"({"name":"query","value":["Lina"]})", R"({"name":"name","value":["Lina"]})",
          R"({"name":"or[0][case_id_display]","value":["7"]})",
          R"({"name":"or","value":[{"not":{"short_id":["7"]}}]})"}) {
        const auto refused = share(filter);
        EXPECT_EQ(refused.status, 422) << filter;
        EXPECT_THAT(refused.body, HasSubstr("user_group_ids"));
    }
    const auto stranger = owner.post(
        path, R"({"data":{"name":"x","record_type":"cases","user_group_ids":["usergroup-no"],
                          "filters":[{"name":"sex","value":["male"]}]}})");
    EXPECT_EQ(stranger.status, 422) << "no group of theirs";
    EXPECT_EQ(owner.get(path).total(), 0);
    ASSERT_EQ(share(R"({"name":"sex","value":["male"]})").status, 200);
    ASSERT_EQ(share(R"({"name":"or[no_such_field]","value":["secret"]})").status, 200);
    const auto seen = world.as("worker_a").get(path);
    EXPECT_EQ(seen.total(), 1) << "none with a field that the reader may not filter by";
    EXPECT_THAT(seen.body, ::testing::Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace amparo::testing

// How people like their screens: kept for each of them, known keys only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* path = "/api/v2/interface_settings";

std::string with(const std::string& data) {
    return R"({"data":)" + data + "}";
}

TEST(InterfaceSettingsApi, KeepEachKeyForOnePersonOnEveryDevice) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get(path).object(), json::Object());
    const auto set =
        worker.patch(path, with(R"({"list.cases":{"columns":["name","age"],"widths":{"name":240}},
                       "home":{"order":["flags"],"hidden":["overview.case_overview"]}})"));
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(set.object().at("list.cases").as_object().at("widths").as_object().at("name"), 240);
    EXPECT_EQ(worker.get(path).object(), set.object());
    const auto other = worker.patch(path, with(R"({"list.families":{"columns":[]}})"));
    EXPECT_EQ(other.object().size(), 3U) << "the others stay";
    const auto again = worker.patch(path, with(R"({"list.cases":{"columns":["name"]}})"));
    EXPECT_FALSE(again.object().at("list.cases").as_object().contains("widths"))
        << "a key is set as a whole";
    const auto forgotten = worker.patch(path, with(R"({"list.cases":null,"home":null})"));
    EXPECT_EQ(forgotten.object().size(), 1U);
    EXPECT_EQ(worker.patch(path, with(R"({"home":null})")).status, 200) << "there was none";
    EXPECT_EQ(world.as("worker_b").get(path).object(), json::Object());
    EXPECT_EQ(world.anonymous().get(path).status, 401);
    EXPECT_EQ(world.anonymous().patch(path, with("{}")).status, 401);
    EXPECT_EQ(worker.patch(path, with("{}"), {.without_csrf = true}).status, 403);
}

TEST(InterfaceSettingsApi, RefuseWhatIsNoSetting) {
    World world;
    auto& worker = world.as("worker_a");
    const std::string long_name(65, 'a');
    std::string many = "\"a\"";
    for (int n = 0; n < 100; ++n) many += ",\"a\"";
    for (const std::string& data :
         {std::string(R"({"notes":{"columns":[]}})"), std::string(R"({"list.cases":"name"})"),
          std::string(R"({"list.cases":{"columns":"name"}})"),
          std::string(R"({"list.cases":{"columns":["Lina Haddad"]}})"),
          std::string(R"({"list.cases":{"columns":[""]}})"),
          std::string(R"({"list.cases":{"rows":["name"]}})"),
          std::string(R"({"list.cases":{"widths":{"name":39}}})"),
          std::string(R"({"list.cases":{"widths":{"name":1201}}})"),
          std::string(R"({"list.cases":{"widths":{"name":"wide"}}})"),
          std::string(R"({"home":{"columns":["name"]}})"),
          R"({"list.cases":{"columns":[")" + long_name + R"("]}})",
          R"({"home":{"order":[)" + many + "]}}"}) {
        const auto reply = worker.patch(path, with(data));
        EXPECT_EQ(reply.status, 422) << data;
        EXPECT_THAT(reply.body, HasSubstr("/")) << "where it is";
    }
    const auto mixed = worker.patch(path, with(R"({"home":{"order":["a"]},"nothing":{}})"));
    EXPECT_EQ(mixed.status, 422);
    EXPECT_EQ(worker.get(path).object(), json::Object()) << "nothing of a refused call is kept";
    EXPECT_EQ(
        worker.patch(path, with(R"({"list.cases":{"widths":{"name":40,"age":1200}}})")).status,
        200);
}

}  // namespace
}  // namespace amparo::testing

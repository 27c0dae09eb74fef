// Pages of a list that begin where others ended, and the order of what is shown (records.md §7).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* cases = "/api/v2/cases";

std::vector<std::string> names_in(const Reply& reply, const char* field = "name") {
    std::vector<std::string> names;
    for (const auto& row : json::Array(reply.rows()))
        names.push_back(json::string_or(row.as_object(), field));
    return names;
}

std::string next_of(const Reply& reply) {
    const auto body = json::parse_object(reply.body);
    return json::string_or(body->at("metadata").as_object(), "next");
}

std::string by_name(const std::string& more) {
    return std::string(cases) + "?fields=short&order_by=name&order=asc&per=2" + more;
}

TEST(ListPagesApi, GoOnBehindTheLastRecordThoughItHasMoved) {
    World world;
    std::map<std::string, std::string> ids;
    for (const std::string name : {"Amal", "Badi", "Celia", "Dina", "Émile"})
        ids[name] = world.create_case("worker_a", {{"name_first", name}});
    auto& worker = world.as("worker_a");
    const auto first = worker.get(by_name(""));
    EXPECT_THAT(names_in(first), ElementsAre("Amal", "Badi"));
    ASSERT_NE(next_of(first), "");
    const auto moved = std::string(cases) + "/" + ids["Badi"];
    EXPECT_EQ(worker.patch(moved, R"({"data":{"name_first":"Zahra"}})").status, 200);
    world.create_case("worker_a", {{"name_first", "Aaron"}});
    const auto second = worker.get(by_name("&after=" + next_of(first)));
    EXPECT_THAT(names_in(second), ElementsAre("Celia", "Dina"));
    EXPECT_EQ(second.total(), 6);
    const auto third = worker.get(by_name("&after=" + next_of(second)));
    EXPECT_THAT(names_in(third), ElementsAre("Émile", "Zahra"));
    EXPECT_EQ(next_of(third), "");
}

TEST(ListPagesApi, SayNothingOfTheRecordAndBelongToOneListOfOnePerson) {
    World world;
    for (const std::string name : {"Amal", "Badi", "Celia"}) {
        world.create_case("worker_a", {{"name_first", name}});
        world.create_case("worker_b", {{"name_first", name}});
    }
    auto& worker = world.as("worker_a");
    const auto place = next_of(worker.get(by_name("")));
    ASSERT_NE(place, "");
    EXPECT_NE(place, next_of(worker.get(by_name("")))) << "sealed anew each time";
    const auto refused = [&](Client& client, const std::string& path) {
        const auto reply = client.get(path);
        EXPECT_THAT(reply.body, Not(HasSubstr("Celia"))) << path;
        return reply.status;
    };
    EXPECT_EQ(refused(world.as("worker_b"), by_name("&after=" + place)), 422);
    EXPECT_EQ(refused(worker, std::string(cases) + "?order_by=name&order=desc&after=" + place),
              422);
    EXPECT_EQ(refused(worker, std::string(cases) + "?order_by=age&order=asc&after=" + place), 422);
    EXPECT_EQ(refused(worker, by_name("&query=Celia&phonetic=true&after=" + place)), 422);
    for (const std::string& broken :
         {std::string("x"), place.substr(1), place + "A", std::string(5000, 'A')})
        EXPECT_EQ(refused(worker, by_name("&after=" + broken)), 422) << broken.size();
    EXPECT_EQ(next_of(worker.get(std::string(cases) + "?query=Celia&phonetic=true&per=1")), "");
    EXPECT_THAT(names_in(worker.get(by_name("&after="))), ElementsAre("Amal", "Badi"));
}

TEST(ListPagesApi, HoldInEveryListAndForRecordsWithoutAValue) {
    World world;
    for (int n = 0; n < 5; ++n)
        world.create_case("worker_a", n < 2 ? json::Object{{"age", n}} : json::Object{});
    auto& worker = world.as("worker_a");
    for (const std::string order :
         {"order_by=age&order=asc", "order_by=age&order=desc", "order_by=sex", "order_by=status",
          "order_by=short_id", "order_by=location_current", "order=asc"}) {
        const auto path = std::string(cases) + "?fields=id&per=2&" + order;
        const auto all = names_in(worker.get(std::string(cases) + "?fields=id&" + order), "id");
        ASSERT_EQ(all.size(), 5U);
        std::vector<std::string> seen;
        for (std::string place;;) {
            const auto page = worker.get(path + "&after=" + place);
            for (const auto& id : names_in(page, "id")) seen.push_back(id);
            place = next_of(page);
            if (place.empty() || seen.size() > all.size()) break;
        }
        EXPECT_EQ(seen, all) << order;
    }
    for (const std::string type : {"incidents", "tracing_requests", "families", "registry_records"})
        EXPECT_THAT(worker.get("/api/v2/" + type + "?after=nonsense").status,
                    ::testing::AnyOf(422, 403))
            << type;
}

TEST(ListPagesApi, EveryColumnOfAListCanSortIt) {
    World world;
    for (const std::string name : {"super", "worker_a"}) {
        auto& reader = world.as(name);
        const auto id = std::to_string(world.id_of(name));
        const auto headers = reader.get("/api/v2/users/" + id + "?extended=true").object();
        std::size_t tried = 0;
        for (const std::string type :
             {"cases", "incidents", "tracing_requests", "families", "registry_records"}) {
            const auto* columns =
                json::find_array(*json::find_object(headers, "list_headers"), type);
            const bool may_read = reader.get("/api/v2/" + type).status == 200;
            if (columns == nullptr || !may_read) continue;
            for (const auto& column : *columns) {
                auto field = json::string_or(column.as_object(), "field_name");
                // What the device alone knows, and numbers that stand in one column of marks.
                if (field == "complete" || field.ends_with("_count")) continue;
                // No form of the default deployment asks for these.
                if (field == "client_code" || field == "gender" || field == "date_of_first_report")
                    continue;
                if (field == "photo") field = "has_photo";
                const auto reply = reader.get("/api/v2/" + type + "?order=asc&order_by=" + field,
                                              {.headers = {{"Prefer", "handling=strict"}}});
                EXPECT_EQ(reply.status, 200) << name << " " << type << " " << field;
                ++tried;
            }
        }
        EXPECT_GT(tried, 8U) << name;
    }
}

TEST(ListPagesApi, OptionsAreSortedByTheTextOfTheReader) {
    World world;
    for (const auto* sex : {"male", "female"}) world.create_case("worker_a", {{"sex", sex}});
    for (const auto* risk : {"low", "high", "medium"})
        world.create_case("worker_a", {{"risk_level", risk}});
    auto& worker = world.as("worker_a");
    const auto order = [&](const std::string& field, const std::string& locale) {
        auto values = names_in(
            worker.get(std::string(cases) + "?order=asc&order_by=" + field + "&locale=" + locale),
            field.c_str());
        std::erase(values, "");
        return values;
    };
    EXPECT_THAT(order("sex", "en"), ElementsAre("female", "male"));
    EXPECT_THAT(order("sex", "ar"), ElementsAre("female", "male"));
    EXPECT_THAT(order("sex", "es"), ElementsAre("female", "male"));
    EXPECT_THAT(order("risk_level", "en"), ElementsAre("high", "medium", "low"))
        << "a level is no word of an alphabet";
    const auto closed = world.create_case("worker_a", {{"name_first", "Ada"}});
    ASSERT_EQ(world.as("super")
                  .patch(std::string(cases) + "/" + closed,
                         R"({"data":{"status":"closed"},"record_action":"close"})")
                  .status,
              200);
    const auto planned = world.create_case("worker_a", {{"date_case_plan", "2024-01-15"}});
    const auto steps = [&](const std::string& direction) {
        auto values = names_in(
            worker.get(std::string(cases) + "?order_by=workflow&order=" + direction), "workflow");
        values.erase(std::unique(values.begin(), values.end()), values.end());
        return values;
    };
    EXPECT_THAT(steps("asc"), ElementsAre("new", "case_plan", "closed"))
        << "as the steps of the way follow each other";
    EXPECT_THAT(steps("desc"), ElementsAre("closed", "case_plan", "new"));
}

TEST(ListPagesApi, IncompleteCasesAreFilteredWhereTheDeploymentSavesThem) {
    World world;
    auto& worker = world.as("worker_a");
    const auto filters = [&] {
        return worker
            .get("/api/v2/users/" + std::to_string(world.id_of("worker_a")) + "?extended=true")
            .body;
    };
    const std::string lacking = std::string(cases) + "?lacks_answers[0]=true";
    const auto bare = world.create_case("worker_a", {{"age", 9}});
    world.create_case(
        "worker_a", {{"name_first", "Ada"}, {"name_last", "Salah"}, {"sex", "female"}, {"age", 9}});
    EXPECT_THAT(filters(), Not(HasSubstr("lacks_answers")));
    EXPECT_EQ(worker.get(lacking).total(), 0) << "no such case is saved";
    const auto allow = [&](const char* choice) {
        return world.as("super")
            .patch(
                "/api/v2/system_settings",
                R"({"data":{"system_options":{"incomplete_records":)" + std::string(choice) + "}}}")
            .status;
    };
    EXPECT_EQ(allow("7"), 422);
    ASSERT_EQ(allow("true"), 200);
    EXPECT_THAT(filters(), HasSubstr("lacks_answers"));
    // The cases are read again in the background.
    for (int at = 0; at < 500 && worker.get(lacking).total() == 0; ++at)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_THAT(names_in(worker.get(lacking), "id"), ElementsAre(bare));
    ASSERT_EQ(worker
                  .patch(std::string(cases) + "/" + bare,
                         R"({"data":{"name_first":"Ben","name_last":"Sy","sex":"male"}})")
                  .status,
              200);
    EXPECT_EQ(worker.get(lacking).total(), 0);
}

}  // namespace
}  // namespace amparo::testing

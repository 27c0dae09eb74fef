// Protected names and fields (case-management.md §3.14).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/narrow_views.hpp"
#include "records/records_test_support.hpp"
#include "records/reveal.hpp"
#include "store/documents.hpp"

namespace amparo::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr const char* child = R"({"short_id": "hidden1", "name_first": "Ada", "name_last": "Bell",
    "address_current": "Lane 9", "location_current": "EX0201", "sex": "female",
    "telephone_current": "0911222333", "nationality": ["albania"], "hidden_name": true})";

class Protection : public ::testing::Test {
  protected:
    Protection() {
        protect({"address_current", "location_current", "telephone_current", "nationality"});
        id = world.create_case("worker_a", object_of(child)).id;
    }

    void protect(const std::vector<std::string>& names) {
        const auto written = world.database().write([&](store::Transaction& transaction) {
            auto document = store::find_document(transaction, "module", "primeromodule-cp");
            auto data = (*document)->data;
            json::Array list;
            for (const auto& name : names) list.emplace_back(name);
            data["module_options"].as_object()["protected_fields"] = std::move(list);
            return store::put_document(transaction, {.kind = "module",
                                                     .key = "primeromodule-cp",
                                                     .data = std::move(data),
                                                     .actor = "system",
                                                     .at = world.clock.now()});
        });
        ASSERT_TRUE(written.has_value());
    }
    json::Object shown(const std::string& user) {
        const auto answer = world.records().read(world.as(user), "case", id, "");
        EXPECT_TRUE(answer.has_value());
        return answer ? answer->data : json::Object();
    }
    json::Object save(std::string_view data) {
        const auto answer = world.update("worker_a", id, object_of(data));
        EXPECT_TRUE(answer.has_value());
        return answer ? answer->data : json::Object();
    }
    std::string kept(std::string_view key) { return json::string_or(world.stored(id).data, key); }
    std::vector<std::string> listed(const std::string& query) {
        return world.listed("worker_a", query);
    }

    RecordsWorld world;
    RecordId id;
};

TEST_F(Protection, MasksNamesAndTheFieldsOfTheModuleForEveryoneWhileTheRecordIsProtected) {
    for (const auto* user : {"worker_a", "manager_a", "admin"}) {
        const auto seen = shown(user);
        for (const auto* key : {"name", "name_first", "name_last", "address_current",
                                "location_current", "telephone_current"})
            EXPECT_EQ(json::string_or(seen, key), "*******") << user << " " << key;
        EXPECT_EQ(json::write(seen.at("nationality")), R"(["*******"])") << user;
        EXPECT_EQ(json::string_or(seen, "sex"), "female") << user;
    }
    EXPECT_EQ(json::string_or(save(R"({"hidden_name": false})"), "address_current"), "Lane 9")
        << "the answer to revealing shows what it revealed";
    EXPECT_EQ(json::string_or(shown("manager_a"), "name_last"), "Bell");
}

TEST_F(Protection, OfAnotherModuleOrFieldIsNone) {
    protect({"nationality"});
    const auto seen = shown("worker_a");
    EXPECT_EQ(json::string_or(seen, "address_current"), "Lane 9");
    EXPECT_EQ(json::string_or(seen, "name"), "*******");
    EXPECT_EQ(modules_protecting(*world.definitions(), "nationality"),
              std::vector<std::string>{"primeromodule-cp"});
    EXPECT_THAT(modules_protecting(*world.definitions(), "sex"), IsEmpty());
}

TEST_F(Protection, AMaskThatIsSentBackChangesNothing) {
    save(R"({"name_first": "*******", "address_current": "*******", "location_current": "*******",
             "nationality": ["*******"], "sex": "male"})");
    EXPECT_EQ(kept("name"), "Ada Bell");
    EXPECT_EQ(kept("name_first"), "Ada");
    EXPECT_EQ(kept("address_current"), "Lane 9");
    EXPECT_EQ(kept("location_current"), "EX0201");
    EXPECT_EQ(json::write(world.stored(id).data.at("nationality")), R"(["albania"])");
    EXPECT_EQ(kept("sex"), "male");
    // Nor when it is sent after somebody has revealed the record.
    save(R"({"hidden_name": false})");
    save(R"({"address_current": "*******"})");
    EXPECT_EQ(kept("address_current"), "Lane 9");
    // Whoever knows better may write without seeing what was there.
    save(R"({"hidden_name": true, "address_current": "Lane 10"})");
    EXPECT_EQ(kept("address_current"), "Lane 10");
    EXPECT_EQ(
        world.update("worker_a", id, object_of(R"({"location_current": "nowhere"})")).error().code,
        Errc::invalid);
}

TEST_F(Protection, ANewRecordTakesNoMask) {
    const auto made =
        world.create_case("worker_a", object_of(R"({"name_first": "*******", "name_last": "Cole",
            "address_current": "*******"})"));
    const auto data = world.stored(made.id).data;
    EXPECT_EQ(json::string_or(data, "name"), "Cole");
    EXPECT_EQ(json::string_or(data, "address_current"), "");
}

TEST_F(Protection, AMaskIsNoConflictWithWhatItStandsFor) {
    WriteRequest request{.record_type = "case",
                         .data = object_of(R"({"name_first": "Eda"})"),
                         .record_action = {},
                         .base = Base{.revision = 1, .values = {{"name_first", "*******"}}},
                         .if_match = {},
                         .repetition = {}};
    ASSERT_TRUE(world.records().update(world.as("worker_a"), id, std::move(request)).has_value());
    EXPECT_EQ(kept("name"), "Eda Bell");
}

TEST_F(Protection, NoFilterOrderOrGroupTellsAMaskedValue) {
    world.create_case("worker_a", object_of(R"({"short_id": "openone", "name_first": "Zoe",
        "location_current": "EX0201", "nationality": ["albania"]})"));
    EXPECT_THAT(listed("location_current=EX0201"), ElementsAre("openone"));
    EXPECT_THAT(listed("loc:location_current=EX02"), ElementsAre("openone"));
    EXPECT_THAT(listed("nationality[0]=albania"), ElementsAre("openone"));
    EXPECT_THAT(listed("order_by=location_current&order=asc"), ElementsAre("openone", "hidden1"));
    EXPECT_THAT(listed("order_by=location_current&order=desc"), ElementsAre("openone", "hidden1"));
    EXPECT_THAT(listed("sex=female"), ElementsAre("hidden1"));
    // Numbers of dashboards ask the same way.
    const auto viewer = world.as("worker_a");
    NarrowViews narrow(world.records().dependencies(), viewer, world.definitions(), "case");
    ASSERT_TRUE(narrow.load().has_value());
    EXPECT_TRUE(narrow.lacking("location_current").has_value());
    EXPECT_NE(narrow.mark("location_current"), narrow.mark("sex"));
    EXPECT_FALSE(narrow.lacking("sex").has_value());
    save(R"({"hidden_name": false})");
    EXPECT_THAT(listed("location_current=EX0201"), UnorderedElementsAre("openone", "hidden1"));
}

TEST_F(Protection, ASearchBeyondTheScopeDoesNotFindByWhatIsMasked) {
    EXPECT_THAT(world.listed("worker_b", "query=0911222333&phone_number=true"), IsEmpty());
    EXPECT_THAT(world.listed("worker_b", "query=Bell&phonetic=true"), IsEmpty());
    EXPECT_THAT(world.listed("worker_b", "query=hidden1&id_search=true"), ElementsAre("hidden1"));
    EXPECT_THAT(listed("query=0911222333&phone_number=true"), ElementsAre("hidden1"));
    EXPECT_THAT(listed("query=Bell&phonetic=true"), ElementsAre("hidden1"));
    save(R"({"hidden_name": false})");
    EXPECT_THAT(world.listed("worker_b", "query=0911222333&phone_number=true"),
                ElementsAre("hidden1"));
}

TEST_F(Protection, TheHistoryMasksThemToo) {
    save(R"({"address_current": "Lane 10"})");
    const auto history =
        world.records().history(world.as("admin"), {.record_type = "case", .id = id});
    ASSERT_TRUE(history.has_value());
    const auto text = json::write(history->data);
    for (const auto* hidden : {"Ada", "Bell", "Lane 9", "Lane 10", "EX0201\"", "0911222333"})
        EXPECT_THAT(text, Not(HasSubstr(hidden)));
    EXPECT_THAT(text, HasSubstr(R"({"address_current":{"from":"*******","to":"*******"}})"));
}

TEST_F(Protection, RevealingShowsTheMaskedValuesOnceToWhoMayChangeTheRecord) {
    const auto revealed = reveal(world.records(), world.as("worker_a"), "case", id);
    ASSERT_TRUE(revealed.has_value());
    EXPECT_EQ(json::string_or(*revealed, "name_first"), "Ada");
    EXPECT_EQ(json::string_or(*revealed, "address_current"), "Lane 9");
    EXPECT_FALSE(revealed->contains("sex")) << "only what is masked";
    EXPECT_EQ(json::string_or(shown("worker_a"), "name_first"), "*******");
    EXPECT_EQ(reveal(world.records(), world.as("manager_a"), "case", id).error().code,
              Errc::forbidden)
        << "reads the case, and does not write";
    EXPECT_EQ(reveal(world.records(), world.as("worker_b"), "case", id).error().code,
              Errc::forbidden)
        << "a stranger";
    EXPECT_EQ(reveal(world.records(), world.as("worker_a"), "case", RecordId::random(world.random))
                  .error()
                  .code,
              Errc::not_found);
    const auto manager = world.as("manager_a");
    auto role = std::make_shared<access::Role>(manager.role());
    role->permissions["case"].insert("export_hidden_names");
    const access::Actor trusted(manager.user_pointer(), role, manager.policy());
    EXPECT_TRUE(reveal(world.records(), trusted, "case", id).has_value());
}

}  // namespace
}  // namespace amparo::records

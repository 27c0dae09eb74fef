// What histories tell of records behind links that are protected by now (case-management.md §3.14).
#include <gmock/gmock.h>

#include "casework/families/families.hpp"
#include "casework/families/members.hpp"
#include "casework/links_test_support.hpp"
#include "records/veil.hpp"

namespace amparo::casework {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto* brother = "22222222-2222-4222-8222-222222222222";

class Veils : public Links {
  protected:
    std::string history(std::string_view type, const RecordId& id, std::size_t per = 100,
                        const std::vector<std::string>& fields = {}) {
        records::LogRequest request{.record_type = std::string(type), .id = id, .per = per};
        request.field_names = fields;
        const auto answer = world.records().history(world.as("admin"), request);
        EXPECT_TRUE(answer.has_value());
        return answer ? json::write(answer->data) : "";
    }
    void protect(std::string_view type, const RecordId& id, bool is_protected = true) {
        ASSERT_TRUE(save(type, id, {{"hidden_name", is_protected}}).has_value());
    }
};

TEST_F(Veils, TheNameOfARegistryRecordIsCoveredOnceThatIsProtected) {
    const auto home = make("registry_record", R"({"name": "Rosa", "registry_no": "R1"})");
    const auto id = make("case", "{\"age\": 3}");
    ASSERT_TRUE(save("case", id, {{"registry_record_id", home.text()}}).has_value());
    EXPECT_THAT(history("case", id), HasSubstr("Rosa"));
    protect("registry_record", home);
    const auto told = history("case", id);
    EXPECT_THAT(told, AllOf(Not(HasSubstr("Rosa")), HasSubstr("R1")));
    EXPECT_THAT(told, HasSubstr(R"({"registry_name":{"from":"*******","to":null}})"));
    EXPECT_THAT(told, HasSubstr(R"({"registry_name":{"from":null,"to":"*******"}})"));
    EXPECT_THAT(history("case", id, 1), Not(HasSubstr("Rosa"))) << "a page alone";
    EXPECT_THAT(history("case", id, 100, {"registry_name"}), Not(HasSubstr("Rosa")));
    EXPECT_THAT(history("registry_record", home), Not(HasSubstr("Rosa")));
    protect("registry_record", home, false);
    EXPECT_THAT(history("case", id), HasSubstr("Rosa"));
}

TEST_F(Veils, OnlyWhatTheProtectedOneOfSeveralToldIsCovered) {
    const auto home = make("registry_record", R"({"name": "Rosa"})");
    const auto farm = make("registry_record", R"({"name": "Farm"})");
    const auto id = make("case", {"{\"age\": 3}"});
    ASSERT_TRUE(save("case", id, {{"registry_record_id", home.text()}}).has_value());
    ASSERT_TRUE(save("case", id, {{"registry_record_id", farm.text()}}).has_value());
    ASSERT_TRUE(save("registry_record", farm, R"({"name": "New farm"})").has_value());
    protect("registry_record", home);
    const auto told = history("case", id);
    EXPECT_THAT(told, Not(HasSubstr("Rosa")));
    EXPECT_THAT(told, HasSubstr(R"({"registry_name":{"from":"*******","to":"Farm"}})"));
    EXPECT_THAT(told, HasSubstr(R"({"registry_name":{"from":"Farm","to":"New farm"}})"));
    protect("registry_record", farm);
    ASSERT_TRUE(save("case", id, {{"registry_record_id", nullptr}}).has_value());
    EXPECT_THAT(history("case", id), Not(HasSubstr("Farm"))) << "nor after the link is gone";
}

TEST_F(Veils, TheNameOfARelativeWithACaseIsCoveredInTheCaseAndInTheFamily) {
    const auto id = make("case", R"({"name_first": "Ali", "family_details_section": [
        {"unique_id": "22222222-2222-4222-8222-222222222222", "relation": "brother",
         "relation_name": "Rui Paz", "relation_age": 5},
        {"unique_id": "33333333-3333-4333-8333-333333333333", "relation": "uncle",
         "relation_name": "Tio"}]})");
    const auto made = create_case_from_detail(world.as("admin"), world.records(), {id, brother});
    ASSERT_TRUE(made.has_value());
    const auto other = *RecordId::parse(json::string_or(*json::find_object(*made, "record"), "id"));
    const auto family = *RecordId::parse(text(id, "family_id"));
    EXPECT_THAT(history("case", id), HasSubstr("Rui Paz"));
    EXPECT_THAT(history("family", family), HasSubstr("Rui Paz"));
    protect("case", other);
    EXPECT_THAT(history("case", id), AllOf(Not(HasSubstr("Rui")), HasSubstr("Tio")));
    EXPECT_THAT(history("case", id), HasSubstr(R"("relation_age":5)"));
    EXPECT_THAT(history("family", family), AllOf(Not(HasSubstr("Rui")), HasSubstr("Tio")));
    EXPECT_THAT(history("case", other), Not(HasSubstr("Rui")));
    // Whoever leaves the family takes no protected name along.
    ASSERT_TRUE(save("case", id, {{"family_id", nullptr}}).has_value());
    EXPECT_THAT(json::write(json::Value(data(id))), AllOf(Not(HasSubstr("Rui")), HasSubstr("Tio")));
    EXPECT_THAT(history("case", id), AllOf(Not(HasSubstr("Rui")), HasSubstr("Tio")));
}

TEST_F(Veils, TheNameOfAProtectedFamilyIsMaskedOnItsCases) {
    const auto family = make("family", R"({"family_number": "F1", "family_name": "Paz"})");
    const auto id = make("case", "{\"age\": 3}");
    ASSERT_TRUE(save("case", id, {{"family_id", family.text()}}).has_value());
    EXPECT_EQ(json::string_or(seen("case", id), "family_name"), "Paz");
    protect("family", family);
    EXPECT_EQ(json::string_or(seen("case", id), "family_name"), "*******");
    EXPECT_EQ(json::string_or(seen("case", id), "family_number"), "F1");
}

TEST(LinkTrail, KnowsWhatWasBehindTheLinkAtEachChange) {
    const auto change = [](store::Sequence sequence, std::string_view changes) {
        store::Change made;
        made.sequence = sequence;
        made.details = {{"record_changes", records::object_of(changes)}};
        return made;
    };
    const records::LinkTrail trail({change(9, R"({"age": {"from": 1, "to": 2}})"),
                                    change(7, R"({"link": {"from": "a", "to": "b"}})"),
                                    change(5, R"({"age": {"from": null, "to": 1}})"),
                                    change(3, R"({"link": {"from": null, "to": "a"}})")},
                                   "link", "b");
    EXPECT_EQ(trail.at(9)->from, "b");
    EXPECT_EQ(trail.at(7)->from, "a");
    EXPECT_EQ(trail.at(7)->to, "b");
    EXPECT_EQ(trail.at(5)->to, "a");
    EXPECT_EQ(trail.at(3)->from, "");
    EXPECT_EQ(trail.at(1), nullptr);
    EXPECT_THAT(trail.ever(), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace amparo::casework

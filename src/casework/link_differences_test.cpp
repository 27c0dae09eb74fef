// What links between records do differently from Primero v2 (case-management.md §11, D23, D24,
// D26): where places come from, families that two people change, kinds of relations.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "casework/families/families.hpp"
#include "casework/links_test_support.hpp"
#include "casework/relationships.hpp"

namespace amparo::casework {
namespace {

using records::object_of;
using records::derived::rows;

class LinkDifferences : public Links {};

TEST_F(LinkDifferences, TwoWhoChangeOneFamilyAtOnceLoseNothing) {
    const auto family = make("family", "{\"family_number\": \"F1\"}");
    constexpr int turns = 15;
    const auto join = [&](const std::string& name) {
        for (int turn = 0; turn < turns; ++turn) {
            auto data = object_of(R"({"age": 3})");
            data["name_first"] = name + std::to_string(turn);
            data["family_id"] = family.text();
            EXPECT_TRUE(try_to_make("case", std::move(data)).has_value()) << name << turn;
        }
    };
    std::jthread other([&] { join("Ada"); });
    join("Eda");
    other.join();
    EXPECT_EQ(rows(data(family), "family_members").size(), 2U * turns);
}

TEST_F(LinkDifferences, AFamilyThatSomebodyElseChangedIsNotWrittenOver) {
    const auto family = make("family", "{\"family_number\": \"F1\"}");
    const auto seen = world.stored(family).revision;
    ASSERT_TRUE(save("family", family, R"({"family_number": "F2"})").has_value());
    records::WriteRequest request;
    request.record_type = "family";
    request.data = object_of(R"({"family_size": 3})");
    request.if_match = seen;
    const auto late = world.records().update(world.as("admin"), family, std::move(request));
    ASSERT_FALSE(late.has_value());
    EXPECT_EQ(late.error().code, Errc::precondition_failed);
    EXPECT_EQ(text(family, "family_number"), "F2");
}

/// Records count where the field `location_current` says.
class PlacedRecords : public ::testing::Test {
  protected:
    records::RecordsWorld world{
        hooks(),
        {{"reporting_location_config",
          json::Object{{"field_key", "location_current"}, {"admin_level", 2}}}}};

    std::string path(const RecordId& id) {
        return json::string_or(world.stored(id).data, "reporting_location_hierarchy");
    }
};

TEST_F(PlacedRecords, CountNowhereOnceTheirPlaceIsTakenOut) {
    const auto id =
        world.create_case("worker_a", object_of(R"({"age": 3, "location_current": "EX0102"})")).id;
    EXPECT_EQ(path(id), "EX.EX01.EX0102");
    ASSERT_TRUE(
        world.update("worker_a", id, object_of(R"({"location_current": null})")).has_value());
    EXPECT_EQ(path(id), "");
}

/// A deployment with a kind of relation of its own.
class OwnRelations : public ::testing::Test {
  protected:
    records::RecordsWorld world{
        hooks(),
        {{"relationship_types", json::parse(R"([{"id": "mentor_of", "inverse_id": "mentored_by"},
                                                  {"id": "friend_of", "inverse_id": "friend_of"}])")
                                    .value()}}};

    Result<json::Object> relate(const RecordId& from, const RecordId& to, const std::string& type) {
        return relate_cases(world.as("admin"), world.records(), from,
                            {.other_case = to, .type = type});
    }
};

TEST_F(OwnRelations, ReplaceTheUsualOnes) {
    const auto one = world.create_case("admin", object_of(R"({"age": 3})")).id;
    const auto other = world.create_case("admin", object_of(R"({"age": 4})")).id;
    ASSERT_TRUE(relate(one, other, "mentored_by").has_value());
    const auto stored = world.stored(other).data;
    const auto seen = rows(stored, "case_relationships");
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(json::string_or(*seen.front(), "relationship_type"), "mentor_of");
    const auto refused = relate(one, other, "farm_for");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::invalid);
}

/// A deployment in whose language the family comes first.
class FamilyFirst : public ::testing::Test {
  protected:
    records::RecordsWorld world{
        hooks(),
        {{"auto_populate_list", json::parse(R"([{"field_key": "name", "auto_populated": true,
            "separator": " ", "format": ["name_first", "name_middle", "name_last"],
            "formats": {"en": ["name_last", "name_first", "name_middle"]}}])")
                                    .value()}}};
};

TEST_F(FamilyFirst, ACaseOfARelativeKeepsTheNameTheFamilyHas) {
    const auto child = object_of(R"({"name_first": "Peter", "name_last": "Nagy",
        "family_details_section": [{"unique_id": "c5f2c1a0-2b5d-4c6e-9f10-0a1b2c3d4e5f",
                                    "relation": "sister", "relation_name": "Nagy Anna Maria"}]})");
    const auto one = world.create_case("admin", child).id;
    EXPECT_EQ(json::string_or(world.stored(one).data, "name"), "Nagy Peter");
    const auto made = create_case_from_detail(
        world.as("admin"), world.records(),
        {.record = one, .unique_id = "c5f2c1a0-2b5d-4c6e-9f10-0a1b2c3d4e5f"});
    ASSERT_TRUE(made.has_value());
    const auto* record = json::find_object(*made, "record");
    ASSERT_NE(record, nullptr);
    const auto sister = RecordId::parse(json::string_or(*record, "id")).value();
    const auto stored = world.stored(sister).data;
    EXPECT_EQ(json::string_or(stored, "name_last"), "Nagy");
    EXPECT_EQ(json::string_or(stored, "name_first"), "Anna");
    EXPECT_EQ(json::string_or(stored, "name_middle"), "Maria");
    EXPECT_EQ(json::string_or(stored, "name"), "Nagy Anna Maria");
}

}  // namespace
}  // namespace amparo::casework

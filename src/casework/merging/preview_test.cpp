// What is told of a merge before and after it (case-management.md §3.22).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "casework/merging/merge_test_support.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using records::derived::rows;
using ::testing::SizeIs;

TEST_F(Merging, ThePreviewTellsWhatDiffersInTheOrderOfTheFormsAndWhatMoves) {
    const auto survivor = make_case(R"({"name_first": "Laila", "sex": "female", "age": 9})");
    const auto other = make_case(R"({"name_first": "Leyla", "sex": "female", "age": 9,
        "telephone_current": "0700", "incident_details": [{"incident_date": "2024-05-01"}]})");
    const auto seen = preview_merge(world.as("admin"), world.records(), {survivor, other});
    ASSERT_TRUE(seen.has_value()) << seen.error().message.key;
    std::map<std::string, std::string> states;
    std::map<std::string, std::string> labels;
    for (const auto* form : rows(*seen, "forms")) {
        for (const auto* field : rows(*form, "fields")) {
            states[json::string_or(*field, "name")] = json::string_or(*field, "state");
            labels[json::string_or(*field, "name")] =
                json::string_or(*json::find_object(*field, "display_name"), "en");
        }
    }
    EXPECT_EQ(states["name_first"], "different");
    EXPECT_EQ(states["sex"], "same");
    EXPECT_EQ(states["telephone_current"], "only_other");
    EXPECT_FALSE(states.contains("incident_details"));
    EXPECT_FALSE(states.contains("status"));
    EXPECT_FALSE(states.contains("case_id_display"));
    EXPECT_EQ(labels["sex"], "Sex");
    EXPECT_EQ(json::integer_or(*json::find_object(*seen, "this"), "revision", 0), 1);
    const auto* moved = json::find_object(*seen, "moved");
    EXPECT_EQ(moved->at("incidents").to_number<int>(), 1);
    EXPECT_TRUE(json::find_array(*seen, "obstacles")->empty());
}

TEST_F(Merging, BothCasesTellOfEachOther) {
    const auto survivor = make_case(R"({"age": 9})");
    const auto other = make_case(R"({"age": 9})");
    ASSERT_TRUE(merge(survivor, other).has_value());
    const auto mine = list_merges(world.as("admin"), world.records(), survivor);
    ASSERT_TRUE(mine.has_value());
    EXPECT_TRUE(mine->at("duplicate_of").is_null());
    ASSERT_THAT(rows(*mine, "duplicates"), SizeIs(1));
    EXPECT_EQ(json::string_or(*rows(*mine, "duplicates")[0], "case_id_display"),
              text(other, "case_id_display"));
    EXPECT_TRUE(json::bool_or(*rows(*mine, "merges")[0], "can_undo", false));
    const auto theirs = list_merges(world.as("admin"), world.records(), other);
    EXPECT_EQ(json::string_or(*json::find_object(*theirs, "duplicate_of"), "id"), survivor.text());
    const auto history =
        world.records().history(world.as("admin"), {.record_type = "case", .id = other});
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ(json::string_or(history->data.front().get_object(), "action"), "merge");
}

}  // namespace
}  // namespace amparo::casework

// Taking a merge back, over whole saves (case-management.md §3.22).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "casework/merging/merge_test_support.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using records::derived::rows;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST_F(Merging, AMergedCaseIsLeftAloneUntilTheMergeIsTakenBack) {
    const auto survivor = make_case(R"({"age": 9})");
    const auto other = make_case(R"({"age": 9})");
    ASSERT_TRUE(merge(survivor, other).has_value());
    const auto written = save(other, R"({"sex": "male"})");
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().message.key, "errors.merge.read_only");
    for (const auto* change : {R"({"status": "open"})", R"({"duplicate_case_id": null})"}) {
        const auto refused = save(other, change);
        ASSERT_FALSE(refused.has_value()) << change;
        EXPECT_EQ(refused.error().message.key, "errors.merge.undo_first");
    }
    EXPECT_TRUE(save(survivor, R"({"sex": "male"})").has_value());
    ASSERT_TRUE(undo(survivor, other).has_value());
    EXPECT_TRUE(save(other, R"({"sex": "male"})").has_value());
    EXPECT_EQ(text(other, "status"), "open");
}

TEST_F(Merging, UndoingLeavesLaterEditsAndNeverWritesOverThem) {
    const auto survivor = make_case(R"({"name_first": "Laila", "age": 9, "services_section": [
        {"unique_id": "11111111-1111-4111-8111-111111111111"}]})");
    const auto other = make_case(R"({"name_first": "Leyla", "age": 9, "services_section": [
        {"unique_id": "22222222-2222-4222-8222-222222222222"}]})");
    ASSERT_TRUE(merge(survivor, other, R"({"name_first": "other"})").has_value());
    ASSERT_TRUE(save(survivor, R"({"sex": "female", "services_section": [
        {"unique_id": "33333333-3333-4333-8333-333333333333"}]})")
                    .has_value());
    ASSERT_TRUE(undo(survivor, other).has_value());
    const auto now = data(survivor);
    EXPECT_EQ(json::string_or(now, "sex"), "female");
    EXPECT_EQ(json::string_or(now, "name_first"), "Laila");
    EXPECT_THAT(rows(now, "services_section"), SizeIs(2));
    ASSERT_TRUE(merge(survivor, other, R"({"name_first": "other"})").has_value());
    ASSERT_TRUE(save(survivor, R"({"name_first": "Lila"})").has_value());
    const auto refused = undo(survivor, other);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(pointers(refused), ElementsAre("/this/name_first"));
    EXPECT_EQ(text(survivor, "name_first"), "Lila");
}

/// Cases with answers picked by chance, merged by choices picked by chance, and parted again.
TEST_F(Merging, UndoingGivesBothDocumentsBack) {
    std::mt19937 chance(20261126);
    const auto pick = [&](int count) {
        return std::uniform_int_distribution<int>(0, count - 1)(chance);
    };
    const auto random_case = [&] {
        json::Object child{{"age", 5 + pick(2)}, {"sex", pick(2) == 0 ? "male" : "female"}};
        constexpr std::array<const char*, 4> names{"Laila", "Leyla", "Omar", ""};
        constexpr std::array<const char*, 4> countries{"kenya", "somalia", "sudan", "uganda"};
        child["name_first"] = names.at(static_cast<std::size_t>(pick(4)));
        child["name_last"] = names.at(static_cast<std::size_t>(pick(4)));
        if (pick(2) == 0) child["address_current"] = "Well " + std::to_string(pick(2));
        if (pick(2) == 0) child["consent_for_services"] = pick(2) == 0;
        if (pick(3) == 0) child["risk_level"] = pick(2) == 0 ? "high" : "medium";
        json::Array nationalities;
        for (int index = 0; index < pick(3); ++index)
            nationalities.emplace_back(countries.at(static_cast<std::size_t>(pick(4))));
        child["nationality"] = std::move(nationalities);
        for (const auto* key : {"services_section", "notes_section", "family_details_section",
                                "cp_case_plan_subform_case_plan_interventions"}) {
            json::Array list;
            for (int index = 0; index < pick(3); ++index)
                list.emplace_back(json::Object{{"unique_id", Uuid::random(world.random).text()},
                                               {"relation_name", "R" + std::to_string(pick(9))},
                                               {"note_subject", "N" + std::to_string(pick(9))},
                                               {"service_provider", "P"}});
            if (!list.empty()) child[key] = std::move(list);
        }
        if (pick(3) == 0)
            child["incident_details"] = json::Array{
                json::Object{{"incident_date", "2024-05-0" + std::to_string(1 + pick(9))}}};
        return make("case", std::move(child));
    };
    for (int round = 0; round < 25; ++round) {
        const auto survivor = random_case();
        const auto other = random_case();
        const auto survivor_before = data(survivor);
        const auto other_before = data(other);
        json::Object choices;
        for (const auto* key : {"age", "sex", "name_first", "name_last", "address_current",
                                "consent_for_services", "risk_level", "nationality"}) {
            const bool is_somewhere = records::derived::is_present(data(survivor), key) ||
                                      records::derived::is_present(data(other), key);
            if (is_somewhere) choices[key] = pick(2) == 0 ? "this" : "other";
        }
        const auto merged = merge(survivor, other, json::write(choices));
        ASSERT_TRUE(merged.has_value())
            << why(merged) << first_why(merged) << ::testing::PrintToString(pointers(merged));
        const auto undone = undo(survivor, other);
        ASSERT_TRUE(undone.has_value())
            << why(undone) << first_why(undone) << ::testing::PrintToString(pointers(undone));
        EXPECT_EQ(changed_since(survivor_before, survivor), "{}") << "round " << round;
        EXPECT_EQ(changed_since(other_before, other), "{}") << "round " << round;
    }
}

}  // namespace
}  // namespace amparo::casework

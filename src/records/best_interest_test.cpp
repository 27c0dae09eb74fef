// What an assessment of best interests is made of (case-management.md §3.12).
#include "records/best_interest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/records_test_support.hpp"

namespace amparo::records {
namespace {

using ::testing::IsEmpty;

constexpr std::string_view family = R"({"family_details_section": [
    {"unique_id": "m1", "relation": "mother", "relation_death_details": "flood"},
    {"unique_id": "m2", "relation": "mother", "relation_death_details": "not asked"},
    {"unique_id": "f1", "relation": "father", "relation_is_caregiver": true},
    {"unique_id": "a1", "relation": "aunt", "relation_is_caregiver": true},
    {"unique_id": "u1", "relation": "uncle"}]})";

/// The same as somebody types it: rows get their ids from the server.
json::Object typed_family() {
    auto data = object_of(family);
    for (auto& row : data["family_details_section"].get_array())
        row.get_object().erase("unique_id");
    return data;
}

std::vector<std::string> ids(const json::Object& values, std::string_view key) {
    std::vector<std::string> found;
    for (const auto& row : values.at(key).get_array())
        found.push_back(json::string_or(row.get_object(), "unique_id"));
    return found;
}

TEST(BestInterest, TellsParentsFromOtherCaregivers) {
    const auto values = best_interest(object_of(family), nullptr);
    EXPECT_THAT(ids(values, "bia_mother"), ::testing::ElementsAre("m1", "m2"));
    EXPECT_THAT(ids(values, "bia_father"), ::testing::ElementsAre("f1"));
    EXPECT_THAT(ids(values, "bia_caregiver"), ::testing::ElementsAre("a1"))
        << "a caring father is the father, an uncle who does not care is none";
    EXPECT_EQ(json::string_or(values, "mother_death_details"), "flood") << "of the first mother";
    EXPECT_TRUE(values.at("father_death_details").is_null());
    EXPECT_EQ(json::string_or(values, "not_family_explanation"), "flood");
}

TEST(BestInterest, JoinsWhatIsKnownOfBothDeathsByALine) {
    const auto values = best_interest(object_of(R"({"family_details_section": [
        {"relation": "father", "relation_death_details": "war"},
        {"relation": "mother", "relation_death_details": "flood"}]})"),
                                      nullptr);
    EXPECT_EQ(json::string_or(values, "not_family_explanation"), "flood\nwar");
}

TEST(BestInterest, HasNothingOfWhatIsNotShown) {
    const auto values = best_interest({}, nullptr);
    for (const auto key : best_interest_keys()) {
        if (key == "bia_transfers")
            EXPECT_TRUE(values.at(key).is_null());
        else
            EXPECT_FALSE(values.contains(key)) << key;
    }
}

TEST(BestInterest, TakesTheFirstCareArrangementAndTheNewestTransferWithoutItsInside) {
    const auto shown = object_of(R"({
        "care_arrangements_subform_care_arrangement": [{"unique_id": "new"}, {"unique_id": "old"}],
        "consent_for_services": true, "followup_subform_section": [{"unique_id": "v"}]})");
    const auto transitions = json::parse(R"([
        {"type": "Transfer", "id": "1", "created_at": "2024-01-02T00:00:00.000Z"},
        {"type": "Transfer", "id": "2", "created_at": "2024-03-02T00:00:00.000Z",
         "previous_owner": "somebody"},
        {"type": "Referral", "id": "3", "created_at": "2024-05-02T00:00:00.000Z"}])");
    const auto values = best_interest(shown, &transitions->get_array());
    EXPECT_EQ(json::string_or(values.at("current_care_arrangements").get_object(), "unique_id"),
              "new");
    EXPECT_EQ(values.at("bia_interviews"), values.at("current_care_arrangements"));
    EXPECT_EQ(values.at("bia_consent_for_services"), json::Value(true));
    EXPECT_THAT(ids(values, "bia_followups"), ::testing::ElementsAre("v"));
    const auto& transfer = values.at("bia_transfers").get_object();
    EXPECT_EQ(json::string_or(transfer, "id"), "2");
    EXPECT_FALSE(transfer.contains("previous_owner"));
}

/// Through the answers of the records.
class BestInterestAnswers : public ::testing::Test {
  protected:
    json::Object read(const std::string& user, const RecordId& id, std::string_view fields) {
        const auto answer = world.records().read(world.as(user), "case", id, fields);
        return answer ? answer->data : json::Object{{"refused", true}};
    }
    RecordsWorld world;
};

TEST_F(BestInterestAnswers, ComeOnlyWhenAskedForAndWithoutTheirSources) {
    const auto id = world.create_case("worker_a", typed_family()).id;
    const auto asked = read("worker_a", id, "bia_mother,not_family_explanation");
    EXPECT_THAT(ids(asked, "bia_mother"), ::testing::SizeIs(2));
    EXPECT_EQ(json::string_or(asked, "not_family_explanation"), "flood");
    EXPECT_FALSE(asked.contains("family_details_section"));
    EXPECT_FALSE(asked.contains("bia_father"));
    const auto whole = read("worker_a", id, "");
    for (const auto key : best_interest_keys()) EXPECT_FALSE(whole.contains(key)) << key;
    EXPECT_FALSE(world.stored(id).data.contains("bia_mother")) << "never stored";
}

TEST_F(BestInterestAnswers, ShowNobodyMoreThanTheirForms) {
    const auto id = world.create_case("recipient", object_of(R"({"name_first": "Ada"})")).id;
    ASSERT_TRUE(world.update("admin", id, typed_family()).has_value());
    const auto asked = read("recipient", id, "bia_mother,mother_death_details,bia_transfers");
    EXPECT_FALSE(asked.contains("refused"));
    EXPECT_FALSE(asked.contains("bia_mother")) << "the role has no family form";
    EXPECT_FALSE(asked.contains("mother_death_details"));
    EXPECT_TRUE(asked.contains("bia_transfers"));
    EXPECT_TRUE(read("admin", id, "bia_mother").contains("bia_mother"));
    EXPECT_TRUE(read("worker_b", id, "bia_mother").contains("refused"));
}

}  // namespace
}  // namespace amparo::records

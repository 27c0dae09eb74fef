// What the cases of relatives hear of each other (web-app.md §16).
#include "casework/relatives.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/alerts.hpp"
#include "casework/links_test_support.hpp"
#include "casework/relationships.hpp"

namespace amparo::casework {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Relatives : public Links {
  protected:
    void relate(const RecordId& one, const RecordId& other, const std::string& type) {
        const auto made = relate_cases(world.as("admin"), world.records(), one,
                                       {.other_case = other, .type = type});
        ASSERT_TRUE(made.has_value());
    }
    void close(const RecordId& id) {
        ASSERT_TRUE(save("case", id, R"({"status": "closed"})").has_value());
    }
    void reopen(const RecordId& id) {
        ASSERT_TRUE(save("case", id, R"({"status": "open"})").has_value());
    }
    /// The news of relatives on a case.
    std::vector<std::string> news(const RecordId& id) {
        std::vector<std::string> types;
        for (const auto* alert : records::derived::rows(data(id), alerts_key)) {
            if (json::string_or(*alert, "alert_for") == relative_alert)
                types.push_back(json::string_or(*alert, "type"));
        }
        return types;
    }
};

TEST_F(Relatives, HearThatTheCaseOfABrotherWasClosedAndOpenedAgain) {
    const auto sister = make("case", R"({"name_first": "Ada"})");
    const auto brother = make("case", R"({"name_first": "Idris"})");
    const auto stranger = make("case", R"({"name_first": "Noor"})");
    relate(sister, brother, "sibling_of");
    close(brother);
    EXPECT_THAT(news(sister), ElementsAre("closed"));
    EXPECT_THAT(news(brother), IsEmpty());
    EXPECT_THAT(news(stranger), IsEmpty());
    reopen(brother);
    EXPECT_THAT(news(sister), ElementsAre("reopened"));
    close(brother);
    EXPECT_THAT(news(sister), ElementsAre("closed"));
}

TEST_F(Relatives, HearItOnceAndNotWhoseItWas) {
    const auto sister = make("case", R"({"name_first": "Ada"})");
    const auto one = make("case", R"({"name_first": "Idris"})");
    const auto two = make("case", R"({"name_first": "Salim"})");
    relate(sister, one, "sibling_of");
    relate(sister, two, "same_household_as");
    const auto updated = text(sister, "last_updated_at");
    close(one);
    close(two);
    EXPECT_THAT(news(sister), ElementsAre("closed"));
    const auto alerts = json::write(data(sister).at(alerts_key));
    EXPECT_THAT(alerts, Not(HasSubstr("Idris")));
    EXPECT_THAT(alerts, Not(HasSubstr(one.text())));
    EXPECT_EQ(text(sister, "last_updated_at"), updated) << "nobody worked on it";
}

TEST_F(Relatives, AreTheCasesOfOneFamily) {
    const auto family = make("family", R"({"family_name": "Rahman"})");
    const auto in_family = R"({"family_id": ")" + family.text() + R"("})";
    const auto sister = make("case", in_family);
    const auto brother = make("case", in_family);
    close(brother);
    EXPECT_THAT(news(sister), ElementsAre("closed"));
}

TEST_F(Relatives, AreNotThoseWhoAreRelatedOtherwiseOrNoLonger) {
    const auto farm = make("case", R"({"case_type": "farm"})");
    const auto farmer = make("case", R"({"name_first": "Ada"})");
    const auto former = make("case", R"({"name_first": "Salim"})");
    relate(farmer, farm, "farmer_on");
    relate(farmer, former, "sibling_of");
    for (const auto* row : records::derived::rows(data(farmer), relationships_key)) {
        if (json::string_or(*row, "relationship_type") != "sibling_of") continue;
        const auto changed = change_relationship(
            world.as("admin"), world.records(),
            {.case_id = farmer, .id = json::string_or(*row, "id")}, {.disabled = true});
        ASSERT_TRUE(changed.has_value());
    }
    close(farmer);
    EXPECT_THAT(news(farm), IsEmpty());
    EXPECT_THAT(news(former), IsEmpty());
}

TEST_F(Relatives, AreLeftInPeaceWhenTheirOwnCaseIsClosedOrNothingHappened) {
    const auto sister = make("case", R"({"name_first": "Ada"})");
    const auto brother = make("case", R"({"name_first": "Idris"})");
    relate(sister, brother, "sibling_of");
    ASSERT_TRUE(save("case", brother, R"({"name_first": "Idriss"})").has_value());
    EXPECT_THAT(news(sister), IsEmpty());
    close(sister);
    EXPECT_THAT(news(brother), ElementsAre("closed"));
    close(brother);
    EXPECT_THAT(news(sister), IsEmpty());
}

}  // namespace
}  // namespace amparo::casework

// Children of one family whose names are a letter apart (matching.md 4.5, 14).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/engine/evidence.hpp"
#include "matching/engine/matcher.hpp"
#include "matching/evaluate/files.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/generate/families.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

constexpr Day today = 20'600;

/// Two cases of one family among invented ones.
class Brothers : public ::testing::Test {
  protected:
    Brothers()
        : data_(
              invent_data(source_file("config/matching/traditions.json"), {.cases = 240, .seed = 5})
                  .value()),
          places_(Places::parse(data_.locations).value()),
          model_(shipped_configuration().duplicates, Sides::case_and_case),
          matcher_(model_, shipped_lexicon(), places_, today) {
        const auto cases = parse_lines(data_.cases).value();
        for (const auto& record : cases) matcher_.add({.record = &record});
    }

    static json::Object child(const std::string& given, const std::string& fathers, int age) {
        json::Object father{{"relation", "father"}, {"relation_name", fathers}};
        return {{"name", given + " " + fathers},
                {"sex", "male"},
                {"age", age},
                {"registration_date", "2024-03-20"},
                {"family_details_section", json::Array{std::move(father)}}};
    }
    Comparison compare(const json::Object& one, const json::Object& other) {
        Matcher::Session session(matcher_);
        return session.compare_pair({.record = &one}, {.record = &other});
    }
    /// What the names that no relative bears say of two children of one father.
    std::string given(const std::string& one, const std::string& other,
                      const std::string& fathers) {
        const auto comparison = compare(child(one, fathers, 9), child(other, fathers, 9));
        for (const auto& bar : evidence_of(model_, comparison, matcher_.prior()).bars) {
            if (bar.comparator->id == "given") return bar.level;
        }
        return "";
    }

    InventedData data_;
    Places places_;
    BoundModel model_;
    Matcher matcher_;
};

TEST_F(Brothers, CommonNamesALetterApartAreTwoNamesAlsoWhereTheyAreWrittenInOneWithTheNext) {
    EXPECT_EQ(given("محمد", "أحمد", "حسن علي إبراهيم"), "N");
    EXPECT_EQ(given("أحمد", "محمد", "حسن علي إبراهيم"), "N");
    EXPECT_EQ(given("Mohamed", "Ahmed", "Hassan Ali Ibrahim"), "N");
}

TEST_F(Brothers, SpellingsSlipsAndInitialsOfOneNameStayWhatTheyAre) {
    EXPECT_EQ(given("محمد", "Mohamed", "حسن علي إبراهيم"), "V");
    EXPECT_EQ(given("Mohammed", "Mohamed", "Hassan Ali Ibrahim"), "V");
    EXPECT_EQ(given("Ibrahimma", "Ibrahim", "Hassan Ali"), "V");
    EXPECT_EQ(given("K", "Karim", "Hassan Ali Ibrahim"), "I");
    EXPECT_EQ(given("م", "محمد", "حسن علي إبراهيم"), "I");
    EXPECT_EQ(given("Xhofanat", "Xhofanal", "Hassan Ali Ibrahim"), "T");
}

TEST_F(Brothers, WhoAreTwoYearsApartAreNotCalledOneChildForWhatTheirFamilyShares) {
    const auto with_family = [](json::Object record) {
        json::Object mother{{"relation", "mother"}, {"relation_name", "زبيدة كرار"}};
        record["family_details_section"].as_array().push_back(std::move(mother));
        record["date_of_separation"] = "2023-11-04";
        record["nationality"] = json::Array{"sudan"};
        return record;
    };
    const auto score = [&](const char* one, const char* other, int age) {
        const std::string fathers = "حسن علي إبراهيم";
        const auto comparison =
            compare(with_family(child(one, fathers, 9)), with_family(child(other, fathers, age)));
        return judge(model_.model(), comparison, matcher_.prior()).score;
    };
    EXPECT_GT(score("محمد", "محمد", 9), 0.9);
    const auto likely = model_.model().likely_threshold;
    EXPECT_LT(score("محمد", "أحمد", 11), likely - 0.1);
    EXPECT_LT(score("محمد", "إدريس", 11), likely - 0.1);
}

}  // namespace
}  // namespace amparo::matching

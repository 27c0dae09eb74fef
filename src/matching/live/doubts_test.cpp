// What a comparison tells people that it left out or did not believe.
#include "matching/live/doubts.hpp"

#include <gmock/gmock.h>

namespace amparo::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Day today = 20'600;  // 2026-05-27

json::Object with_kin(std::size_t rows) {
    json::Array kin;
    for (std::size_t at = 0; at < rows; ++at) {
        kin.emplace_back(json::Object{{"relation", "brother"}, {"relation_name", "Omar"}});
    }
    return {{"name", "Amina"}, {"family_details_section", std::move(kin)}};
}

std::string words(std::size_t count) {
    std::string name;
    for (std::size_t at = 0; at < count; ++at) name += "Ali ";
    return name;
}

TEST(Doubts, TellOfWhatIsLongerThanIsCompared) {
    EXPECT_FALSE(is_cut({}));
    EXPECT_FALSE(is_cut(with_kin(40)));
    EXPECT_TRUE(is_cut(with_kin(41)));
    EXPECT_FALSE(is_cut({{"name", words(12)}}));
    EXPECT_TRUE(is_cut({{"name", words(13)}}));
    EXPECT_FALSE(is_cut({{"name_other", std::string(256, 'a')}}));
    EXPECT_TRUE(is_cut({{"name_other", std::string(257, 'a')}}));
    auto named = with_kin(2);
    named["family_details_section"].get_array()[1].get_object()["relation_nickname"] = words(13);
    EXPECT_TRUE(is_cut(named));
    EXPECT_FALSE(is_cut({{"name", 12}, {"family_details_section", "none"}}));
}

TEST(Doubts, NameDatesThatCannotBe) {
    const json::Value registered("2024-03-01");
    const auto of = [&](const char* born, const char* separated) {
        return impossible_dates({{"date_of_birth", born}, {"date_of_separation", separated}},
                                &registered, today);
    };
    EXPECT_THAT(of("2024-03-01", "2024-03-01"), IsEmpty());
    EXPECT_THAT(of("2024-03-02", "2023-01-01"), ElementsAre("date_of_birth"));
    EXPECT_THAT(of("2030-01-01", "2030-01-01"), ElementsAre("date_of_birth", "date_of_separation"));
    EXPECT_THAT(of("soon", ""), IsEmpty());
}

TEST(Doubts, LookAtTodayWhereNoDayOfRegistrationIsKnown) {
    const json::Object record{{"date_of_birth", "2026-05-28"}};
    EXPECT_THAT(impossible_dates(record, nullptr, today), ElementsAre("date_of_birth"));
    EXPECT_THAT(impossible_dates(record, nullptr, today + 1), IsEmpty());
    // Nobody is registered in the future either.
    const json::Value later("2031-01-01");
    EXPECT_THAT(impossible_dates(record, &later, today), ElementsAre("date_of_birth"));
}

}  // namespace
}  // namespace amparo::matching

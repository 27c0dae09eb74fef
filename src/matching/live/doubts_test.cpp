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

json::Object sought(const char* id, const char* name, const char* sex = "", int age = -1) {
    json::Object row{{"unique_id", id}, {"name", name}};
    if (*sex != 0) row["sex"] = sex;
    if (age >= 0) row["age"] = age;
    return row;
}

TEST(Doubts, SayThatAChildMayStandTwiceInARequest) {
    const auto twice = [](json::Object one, json::Object other) {
        const json::Object request{
            {"tracing_request_subform_section", json::Array{one, std::move(other)}}};
        return is_sought_twice(request, one);
    };
    EXPECT_TRUE(twice(sought("1", "Mohamed Salah"), sought("2", "محمد صلاح")));
    EXPECT_TRUE(twice(sought("1", "Amina", "female", 8), sought("2", "Aminah Osman", "female", 9)));
    // Brothers and sisters.
    EXPECT_FALSE(twice(sought("1", "Omar Salah Idris"), sought("2", "Mohamed Salah Idris")));
    EXPECT_FALSE(twice(sought("1", "Salah"), sought("2", "Mohamed Salah")));
    EXPECT_FALSE(twice(sought("1", "Nour", "female"), sought("2", "Nour", "male")));
    EXPECT_FALSE(twice(sought("1", "Amina", "", 4), sought("2", "Amina", "", 9)));
    EXPECT_FALSE(twice(sought("1", ""), sought("2", "")));
    EXPECT_FALSE(twice(sought("1", "Amina"), sought("1", "Amina"))) << "it is the row itself";
}

}  // namespace
}  // namespace amparo::matching

#include "matching/links/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "matching/links/people_test_support.hpp"

namespace amparo::matching::links {
namespace {

using testing::people_of;

/// The outcomes of the first two rows of a file.
class Compared {
  public:
    Compared(const std::string& csv, const ColumnMap& map) : people_(people_of(csv, map)) {
        std::vector<std::uint32_t> person(people_.size());
        std::iota(person.begin(), person.end(), 0U);
        population_ = count_values(people_, person);
        const Associations none(people_.aspects.size());
        const Comparison comparison(people_, population_, none);
        comparison.compare(0, 1, outcomes_);
        Outcomes mirrored;
        comparison.compare(1, 0, mirrored);
        for (std::size_t i = 0; i < people_.aspects.size(); ++i) {
            EXPECT_EQ(outcomes_[i].level, mirrored[i].level) << i;
            EXPECT_EQ(outcomes_[i].rarity, mirrored[i].rarity) << i;
        }
    }
    int operator[](std::size_t aspect) const { return outcomes_[aspect].level; }
    float rarity(std::size_t aspect) const { return outcomes_[aspect].rarity; }

  private:
    People people_;
    Population population_;
    Outcomes outcomes_;
};

const ColumnMap names{.id = "id",
                      .columns = {{"given", Kind::given_name}, {"family", Kind::surname}}};
const ColumnMap full{.id = "id", .columns = {{"name", Kind::full_name}}};

Compared two_names(const std::string& a, const std::string& b) {
    return {"id,given,family\n1," + a + "\n2," + b + "\n3,other,person\n", names};
}

Compared two_full_names(const std::string& a, const std::string& b) {
    return {"id,name\n1," + a + "\n2," + b + "\n3,other person\n", full};
}

Compared two_values(Kind kind, const std::string& a, const std::string& b) {
    return {"id,x\n1," + a + "\n2," + b + "\n", {.id = "id", .columns = {{"x", kind}}}};
}

TEST(CompareNames, WordsOfANameThatAgreesSayNothingMore) {
    const auto whole = two_names("Min-jun,Kim", "Min-jun,Park");
    EXPECT_EQ(whole[0], level::exact);
    EXPECT_EQ(whole[2], level::missing);
    const auto swapped = two_names("Min-jun,Kim", "Kim,Min-jun");
    EXPECT_EQ(swapped[0], level::crossed);
    EXPECT_EQ(swapped[2], level::missing);
    // Of two different names one word agrees.
    const auto part = two_names("Minh Giang,Tran", "Huu Giang,Phan");
    EXPECT_EQ(part[0], level::different);
    EXPECT_EQ(part[2], level::exact);
    // A middle name is no word of either.
    const auto beside = two_full_names("Ana Luz Quispe", "Ana Luz Flores");
    EXPECT_EQ(beside[0], level::exact);
    EXPECT_EQ(beside[2], level::exact);
}

TEST(CountValues, ValuesOfOneAreRarerWhereHardlyAnyIsOfTwo) {
    const auto rarity_of_first = [](const std::string& csv) {
        const auto people = people_of(csv, {.id = "id", .columns = {{"x", Kind::identifier}}});
        std::vector<std::uint32_t> person(people.size());
        std::iota(person.begin(), person.end(), 0U);
        return count_values(people, person).aspects[0].values[0];
    };
    std::string single = "id,x\n";
    std::string paired = "id,x\n0,a\n";
    for (int at = 0; at < 32; ++at) {
        single += std::to_string(at) + ",v" + std::to_string(at) + "\n";
        paired += std::to_string(at + 1) + ",v" + std::to_string(at / 2) + "\n";
    }
    EXPECT_FLOAT_EQ(rarity_of_first(single), 8.0F);  // log2(32) and three more: never rarer
    EXPECT_LT(rarity_of_first(paired), 5.1F);        // log2(33): as its count says
}

TEST(CompareNames, InTheirPlaces) {
    const auto same = two_names("Amina,Diallo", "amina,Díallo");
    EXPECT_EQ(same[0], level::exact);
    EXPECT_EQ(same[1], level::exact);
    EXPECT_EQ(same[2], level::missing);
    const auto typo = two_names("Amina,Diallo", "Amna,Keita");
    EXPECT_EQ(typo[0], level::close);
    EXPECT_EQ(typo[1], level::different);
    EXPECT_EQ(two_names("Amina,Diallo", ",Diallo")[0], level::missing);
    EXPECT_EQ(two_names("A,Diallo", "Amina,Diallo")[0], level::opens);
}

TEST(CompareNames, ExchangedNamesCountOnceEach) {
    const auto exchanged = two_names("Amina,Diallo", "Diallo,Amina");
    EXPECT_EQ(exchanged[0], level::crossed);
    EXPECT_EQ(exchanged[1], level::crossed);
    EXPECT_GT(exchanged.rarity(0), 0);
    const auto half = two_names("Amina,Diallo", "Diallo,");
    EXPECT_EQ(half[0] == level::crossed, true);
    EXPECT_EQ(half[1], level::missing);
    const auto typo = two_names("Amina,Diallo", "Dialo,Amina");
    EXPECT_EQ(typo[1], level::crossed_close);
}

TEST(CompareNames, AmongTheFurtherNames) {
    const auto middle = two_full_names("Jean Pierre Kabila", "Pierre Kabila");
    EXPECT_EQ(middle[0], level::crossed) << "known by the second given name";
    EXPECT_EQ(middle[1], level::exact);
    const auto both = two_full_names("Jean Pierre Kabila", "Jean Piere Kabila");
    EXPECT_EQ(both[2], level::close);
    EXPECT_EQ(two_full_names("Jean Pierre Kabila", "Jean Luc Kabila")[2], level::different);
}

TEST(CompareNames, TheBestOfSeveralWordsIsMetByChanceMoreOften) {
    std::string others;
    for (int at = 3; at < 64; ++at) others += std::to_string(at) + ",other person\n";
    const auto rarity = [&](const std::string& a, const std::string& b) {
        const Compared compared("id,given\n1," + a + "\n2," + b + "\n" + others,
                                {.id = "id", .columns = {{"given", Kind::given_name}}});
        EXPECT_EQ(compared[0], level::different);
        EXPECT_EQ(compared[2], level::exact);
        return compared.rarity(2);
    };
    // Each of two, or of four, words of a name might have been the one that agrees.
    const auto of_two = rarity("Aung Thida", "Kyaw Thida");
    const auto of_four = rarity("Aung Min Thida Zaw", "Kyaw Htun Thida Moe");
    EXPECT_NEAR(of_two - of_four, 1, 1e-5);
    EXPECT_NEAR(rarity("Aung Thida", "Kyaw Htun Thida Moe"), of_two, 1e-5) << "two were tried";
    EXPECT_NEAR(of_two, std::log2(63.0 / 2) - 1, 1e-5);
}

TEST(CompareNames, WithoutWordsSayNothing) {
    const auto none = two_names("123!,--", "Amina,...");
    EXPECT_EQ(none[1], level::missing);
    const auto blank = two_full_names("?", "!");
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(blank[i], level::missing);
}

TEST(CompareFields, OfEachKind) {
    EXPECT_EQ(two_values(Kind::place, "Bristol", "Bristol City of")[0], level::contained);
    EXPECT_EQ(two_values(Kind::place, "Bristol", "Bristl")[0], level::close);
    EXPECT_EQ(two_values(Kind::place, "Bristol", "Leeds")[0], level::different);
    EXPECT_EQ(two_values(Kind::postcode, "BS2 0EL", "bs20el")[0], level::exact);
    EXPECT_EQ(two_values(Kind::postcode, "BS2 0EL", "BS2 9XX")[0], level::opens);
    EXPECT_EQ(two_values(Kind::email, "a.b@x.org", "a.b@y.net")[0], level::contained);
    EXPECT_EQ(two_values(Kind::email, "amina@west.org", "john@west.org")[0], level::opens);
    EXPECT_EQ(two_values(Kind::phone, "+44 20 7946 0018", "020 7946 0018")[0], level::exact);
    EXPECT_EQ(two_values(Kind::phone, "020 7946 0018", "020 7946 0081")[0], level::close);
    EXPECT_EQ(two_values(Kind::identifier, "AB-12/7", "ab127")[0], level::exact);
    EXPECT_EQ(two_values(Kind::category, "f", "m")[0], level::different);
    EXPECT_EQ(two_values(Kind::category, "f", "")[0], level::missing);
    EXPECT_EQ(two_values(Kind::number, "17", "17")[0], level::exact);
    EXPECT_EQ(two_values(Kind::date, "2012-04-17", "20120417")[0], 1);
    EXPECT_EQ(two_values(Kind::date, "2012-04-17", "yesterday")[0], level::missing);
}

TEST(CompareFields, RareValuesSayMore) {
    std::string csv = "id,town\n1,smalltown\n2,smalltown\n";
    for (int i = 3; i < 100; ++i) csv += std::to_string(i) + ",capital\n";
    const ColumnMap map{.id = "id", .columns = {{"town", Kind::place}}};
    const auto people = people_of(csv, map);
    std::vector<std::uint32_t> person(people.size());
    std::iota(person.begin(), person.end(), 0U);
    const auto population = count_values(people, person);
    const Associations none(1);
    const Comparison comparison(people, population, none);
    Outcomes rare;
    Outcomes common;
    comparison.compare(0, 1, rare);
    comparison.compare(2, 3, common);
    EXPECT_EQ(rare[0].level, level::exact);
    EXPECT_EQ(common[0].level, level::exact);
    EXPECT_GT(rare[0].rarity, common[0].rarity + 4);
}

TEST(Population, CountsAPersonOnce) {
    const ColumnMap map{.id = "id", .columns = {{"town", Kind::place}}};
    const auto people = people_of("id,town\n1,a\n2,a\n3,a\n4,b\n5,c\n6,d\n", map);
    const std::vector<std::uint32_t> apart{0, 1, 2, 3, 4, 5};
    const std::vector<std::uint32_t> together{0, 0, 0, 3, 4, 5};
    EXPECT_FLOAT_EQ(count_values(people, apart).aspects[0].values[0], 1);
    EXPECT_FLOAT_EQ(count_values(people, apart).aspects[0].values[1], 4.3923173F);
    // All are of one person now, and rarer than one in four.
    EXPECT_FLOAT_EQ(count_values(people, together).aspects[0].values[0], 4.1699252F);
}

TEST(Associations, MakeOtherValuesStandForEachOther) {
    const auto people = people_of("id,given,family\n1,Harry,X\n2,Henry,X\n3,Edgar,Y\n", names);
    const std::vector<std::uint32_t> person{0, 1, 2};
    const auto population = count_values(people, person);
    Associations known(people.aspects.size());
    known.add(0, people.given[0], people.given[2]);
    const Comparison comparison(people, population, known);
    Outcomes outcomes;
    comparison.compare(0, 2, outcomes);
    EXPECT_EQ(outcomes[0].level, level::associated);
    comparison.compare(1, 2, outcomes);
    EXPECT_EQ(outcomes[0].level, level::different);
}

}  // namespace
}  // namespace amparo::matching::links

#include "matching/links/spelling.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Likeness between(const char* a, const char* b) {
    const auto one = likeness(spell(a), spell(b));
    EXPECT_EQ(one, likeness(spell(b), spell(a))) << a << " " << b;
    return one;
}

/// The textbook recursion, for short texts.
int plain_distance(const std::string& a, const std::string& b) {
    std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = static_cast<int>(i + j);
                continue;
            }
            const int cost = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

TEST(PlainWords, AreLowerCaseLatinWithoutMarks) {
    EXPECT_THAT(plain_words("  Élodie-Marie O'Brien "), ElementsAre("elodie", "marie", "obrien"));
    EXPECT_THAT(plain_words("Ёлкин"), ElementsAre("elkin"));
    EXPECT_THAT(plain_words(" .,- "), IsEmpty());
    EXPECT_THAT(plain_words(""), IsEmpty());
    EXPECT_FALSE(plain_words("محمد").empty());
}

TEST(PlainWords, AreCutAtTheirLimits) {
    std::string many;
    for (int i = 0; i < 40; ++i) many += "w ";
    EXPECT_EQ(plain_words(many).size(), words_max);
    std::size_t bytes = 0;
    for (const auto& word : plain_words(std::string(10'000, 'x'))) bytes += word.size();
    EXPECT_EQ(bytes, value_bytes_max);
    EXPECT_EQ(plain_code(std::string(10'000, '7')).size(), value_bytes_max);
}

TEST(PlainCode, KeepsLettersDigitsAndWhatIsNamed) {
    EXPECT_EQ(plain_code(" Ab-12 / 3 "), "ab123");
    EXPECT_EQ(plain_code("A.B@c.org", "@."), "a.b@c.org");
}

TEST(EditDistance, CountsInsertionsDeletionsSubstitutionsAndSwaps) {
    EXPECT_EQ(edit_distance("amina", "amina", 3), 0);
    EXPECT_EQ(edit_distance("amina", "amna", 3), 1);
    EXPECT_EQ(edit_distance("amina", "anima", 3), 2);
    EXPECT_EQ(edit_distance("amina", "maina", 3), 1) << "neighbours exchanged";
    EXPECT_EQ(edit_distance("", "abc", 3), 3);
    EXPECT_EQ(edit_distance("abcdef", "ghijkl", 2), 3) << "more than the limit is one more";
}

TEST(EditDistance, EqualsTheTextbookOnRandomTexts) {
    std::mt19937 random(7);
    const auto text = [&] {
        std::string made(random() % 9, 'a');
        for (auto& c : made) c = static_cast<char>('a' + random() % 3);
        return made;
    };
    for (int i = 0; i < 3000; ++i) {
        const auto a = text();
        const auto b = text();
        ASSERT_EQ(edit_distance(a, b, 3), std::min(plain_distance(a, b), 4)) << a << " " << b;
    }
}

TEST(Likeness, TellsTypingErrorsFromOtherWords) {
    EXPECT_EQ(between("robert", "robert"), Likeness::equal);
    EXPECT_EQ(between("robert", "rober"), Likeness::close);
    EXPECT_EQ(between("robert", "ropret"), Likeness::near);
    EXPECT_EQ(between("smith", "smythe"), Likeness::near) << "sounds the same";
    EXPECT_EQ(between("swansea", "snawsea"), Likeness::near) << "letters in another order";
    EXPECT_EQ(between("rob", "robert"), Likeness::opens);
    EXPECT_EQ(between("r", "robert"), Likeness::opens);
    EXPECT_EQ(between("robert", "john"), Likeness::unlike);
    EXPECT_EQ(between("an", "on"), Likeness::unlike) << "too short for a typing error";
}

}  // namespace
}  // namespace amparo::matching::links

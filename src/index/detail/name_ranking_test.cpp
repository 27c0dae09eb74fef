#include "index/detail/name_ranking.hpp"

#include <gmock/gmock.h>

namespace amparo::index {
namespace {

using testing::ElementsAre;
using testing::FloatNear;

TEST(NameRanking, JaroWinklerGivesThePublishedValues) {
    struct Case {
        const char* left;
        const char* right;
        float similarity;
    };
    // Winkler, "Overview of Record Linkage and Current Research Directions", table 6.
    for (const auto& [left, right, similarity] :
         {Case{"martha", "marhta", 0.961F}, Case{"dwayne", "duane", 0.84F},
          Case{"dixon", "dicksonx", 0.813F}, Case{"same", "same", 1}, Case{"abc", "xyz", 0}}) {
        EXPECT_THAT(jaro_winkler(left, right), FloatNear(similarity, 0.001F)) << left;
        EXPECT_THAT(jaro_winkler(right, left), FloatNear(similarity, 0.001F)) << right;
    }
    EXPECT_EQ(jaro_winkler("", ""), 0);
    EXPECT_GT(jaro_winkler(std::string(500, 'a'), std::string(500, 'a')), 0.9F);
}

TEST(NameRanking, ACloserRelationOfTokensIsWorthMore) {
    const auto same = token_similarity({.is_same = true}, "amina", "amina");
    const auto spelt_alike = token_similarity({}, "mhmd", "mhmd");
    const auto sounding = token_similarity({.sounds_alike = true}, "mohamed", "muhammad");
    const auto near = token_similarity({}, "amina", "amena");
    const auto far = token_similarity({}, "amina", "grace");
    EXPECT_GT(same, spelt_alike);
    EXPECT_GT(spelt_alike, sounding);
    EXPECT_GT(sounding, near);
    EXPECT_GT(near, far);
    EXPECT_EQ(far, 0);
}

TokenScores scores_of(const std::vector<std::vector<float>>& rows) {
    TokenScores scores;
    scores.reset(rows.size(), rows.empty() ? 0 : rows.front().size());
    for (std::size_t word = 0; word < rows.size(); ++word) {
        for (std::size_t name = 0; name < rows[word].size(); ++name) {
            scores.at(word, name) = {rows[word][name], rows[word][name] * 10};
        }
    }
    return scores;
}

TEST(NameRanking, WholeNamesComeBeforePartsAndOrderMattersLittle) {
    const auto whole = name_similarity(scores_of({{1, 0}, {0, 1}}));
    const auto turned = name_similarity(scores_of({{0, 1}, {1, 0}}));
    const auto longer = name_similarity(scores_of({{1, 0, 0}, {0, 1, 0}}));
    const auto half = name_similarity(scores_of({{1, 0}, {0, 0}}));
    EXPECT_THAT(whole.value, FloatNear(1, 0.001F));
    EXPECT_THAT(whole.bits, FloatNear(20, 0.001F));
    EXPECT_THAT(turned.value, FloatNear(0.98F, 0.001F));
    EXPECT_GT(turned.value, longer.value);
    EXPECT_GT(longer.value, half.value);
    EXPECT_LT(half.value, name_similarity_min);
    EXPECT_EQ(name_similarity(scores_of({})).value, 0);
}

TEST(NameRanking, LikenessDecidesThenRarityThenTheEarlierField) {
    EXPECT_GT(rank_of({0.9F, 2}, 4), rank_of({0.8F, 100}, 0));
    EXPECT_GT(rank_of({0.9F, 12}, 4), rank_of({0.9F, 3}, 0));
    EXPECT_GT(rank_of({0.9F, 12}, 0), rank_of({0.9F, 12}, 1));
}

TEST(NameRanking, SplitsRecordsByTheNumberOfSetsTheyAreIn) {
    const auto of = [](std::vector<Ordinal> ordinals) { return Bitmap::of(ordinals); };
    std::vector<Bitmap> sets;
    sets.push_back(of({1, 2, 3}));
    sets.push_back(of({2, 3, 4}));
    sets.push_back(of({3, 9}));
    const auto exact = exactly_matching(sets);
    const auto members = [&](std::size_t level) {
        std::vector<Ordinal> all;
        exact[level].for_each([&](Ordinal ordinal) { all.push_back(ordinal); });
        return all;
    };
    EXPECT_THAT(members(0), ElementsAre(1, 4, 9));
    EXPECT_THAT(members(1), ElementsAre(2));
    EXPECT_THAT(members(2), ElementsAre(3));
    EXPECT_TRUE(exactly_matching({}).empty());
}

TEST(NameRanking, KnowsWhichLengthsOfNamesCannotBeAlike) {
    EXPECT_TRUE(may_be_alike(2, 2, 5));
    EXPECT_TRUE(may_be_alike(1, 2, 1));
    EXPECT_FALSE(may_be_alike(1, 2, 2));
    EXPECT_TRUE(may_be_alike(2, 3, 3));
    EXPECT_FALSE(may_be_alike(2, 3, 4));
    EXPECT_FALSE(may_be_alike(1, 4, 3));
}

TEST(NameRanking, TakesTheBestWithAllThatAreAsGood) {
    const auto best = [](std::size_t count) {
        std::vector<RankedRecord> records = {{7, 0}, {8, 1}, {7, 2}, {9, 3}, {7, 4}, {1, 5}};
        records.resize(sort_best(records, count));
        std::vector<Ordinal> ordinals;
        for (const auto& record : records) ordinals.push_back(record.ordinal);
        return ordinals;
    };
    EXPECT_THAT(best(2), ElementsAre(3, 1));
    EXPECT_THAT(best(3), ElementsAre(3, 1, 0, 2, 4));
    EXPECT_THAT(best(SIZE_MAX), ElementsAre(3, 1, 0, 2, 4, 5));
    EXPECT_THAT(best(0), ElementsAre());
}

TEST(NameSpellings, OfOneNameMayDifferByVowelsOrALetter) {
    for (const auto& [left, right] :
         std::vector<std::pair<const char*, const char*>>{{"ali", "ly"},
                                                          {"omar", "mr"},
                                                          {"eissa", "ysy"},
                                                          {"muhammad", "mhmd"},
                                                          {"hussein", "hsyn"},
                                                          {"ibrahim", "abrahym"},
                                                          {"sara", "sarah"},
                                                          {"aleksei", "alexey"}})
        EXPECT_TRUE(may_be_one_name(left, right)) << left << " " << right;
    for (const auto& [left, right] : std::vector<std::pair<const char*, const char*>>{
             {"hallam", "amaya"}, {"zzzzqq", "tsegaye"}, {"ana", "mora"}})
        EXPECT_FALSE(may_be_one_name(left, right)) << left << " " << right;
}

}  // namespace
}  // namespace amparo::index

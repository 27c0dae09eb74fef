#include <gmock/gmock.h>

#include <numeric>
#include <random>
#include <set>

#include "base/names/fold.hpp"
#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "matching/engine/evidence.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/generate/families.hpp"
#include "matching/names/name_evidence.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

constexpr Day today = 20'600;

/// Names of many traditions and scripts.
std::vector<std::string> sample_names() {
    std::vector<std::string> names;
    const auto file = source_file("bench/linkage/name_pairs_dev.tsv");
    for (const auto& line : text::split(file, '\n')) {
        const auto fields = text::split(line, '\t');
        if (fields.size() > 2) names.emplace_back(fields[1]);
    }
    return names;
}

float similarity_of(const std::string& left, const std::string& right) {
    Dictionary dictionary(shipped_lexicon());
    std::vector<TokenId> ids;
    const auto one = store_name(left, dictionary, ids);
    const auto other = store_name(right, dictionary, ids);
    LevelCache levels(dictionary);
    return name_similarity(one.in(ids), other.in(ids), levels);
}

TEST(NameProperties, FoldingTwiceIsFoldingOnce) {
    for (const auto& name : sample_names()) {
        const auto once = names::fold_name(name);
        EXPECT_EQ(names::fold_name(names::to_utf8(once)), once) << name;
    }
}

TEST(NameProperties, TokensDoNotDependOnCaseBlanksAndMarks) {
    for (const auto& name : sample_names()) {
        const auto tokens = names::name_tokens(name);
        EXPECT_EQ(names::name_tokens(text::to_upper(name)), tokens) << name;
        EXPECT_EQ(names::name_tokens("  " + name + " \u200F"), tokens) << name;
    }
}

TEST(NameProperties, SimilarityIsSymmetricAndOneForEqualNames) {
    const auto names = sample_names();
    for (std::size_t at = 0; at + 1 < names.size(); at += 3) {
        EXPECT_NEAR(similarity_of(names[at], names[at]), 1, 1e-5) << names[at];
        EXPECT_NEAR(similarity_of(names[at], names[at + 1]),
                    similarity_of(names[at + 1], names[at]), 1e-5);
    }
}

TEST(NameProperties, OrderMattersLittle) {
    for (const auto* name : {"Amina Juma Hassan", "Jean Claude Mukendi Ilunga", "محمد حسن علي"}) {
        auto words = text::words(name);
        std::ranges::sort(words);
        do {
            EXPECT_GE(similarity_of(name, text::join(words, " ")), 0.94 - 1e-5) << name;
        } while (std::ranges::next_permutation(words).found);
    }
}

TEST(NameProperties, EqualTokensShareAKey) {
    for (const auto& name : sample_names()) {
        for (const auto& token : names::name_tokens(name)) {
            const auto one = Token::of(token, shipped_lexicon());
            EXPECT_TRUE(one.keys.empty() || share_a_key(one, one)) << token;
        }
    }
}

TEST(NameProperties, TokensThatMeetHaveFacesThatMayMeet) {
    std::vector<Token> tokens;
    for (const auto& name : sample_names()) {
        for (const auto& token : names::name_tokens(name)) {
            tokens.push_back(Token::of(token, shipped_lexicon()));
        }
    }
    std::size_t refused = 0;
    for (std::size_t at = 0; at < tokens.size(); at += 6) {
        for (const auto& other : tokens) {
            const bool may_meet = share_a_key(tokens[at], other) ||
                                  are_variants(tokens[at], other) ||
                                  TokenFace::may_be_near(tokens[at].face(), other.face());
            refused += may_meet ? 0U : 1U;
            const auto level = may_meet ? Level::none : compare(tokens[at], other);
            EXPECT_EQ(level, Level::none) << other.text;
        }
    }
    EXPECT_GT(refused, tokens.size() * tokens.size() / 6 * 9 / 10);
}

TEST(NameProperties, LevelsOfAnAskedNameAreThoseOfTheTokens) {
    Dictionary dictionary(shipped_lexicon());
    std::vector<TokenId> ids;
    for (const auto& name : sample_names()) store_name(name, dictionary, ids);
    std::erase(ids, no_token);
    std::vector<Token> tokens;
    for (const auto id : ids) tokens.push_back(dictionary[id]);
    LevelCache levels(dictionary);
    std::size_t meetings = 0;
    for (std::size_t from = 0; from + 20 < ids.size(); from += 200) {
        levels.begin();
        std::vector<TokenId> asked;
        for (std::size_t at = from; at < from + 20; ++at) {
            asked.push_back(levels.ask(ids[at], at - from));
        }
        for (std::size_t other = 0; other < ids.size(); ++other) {
            const auto held = ids[other];
            NameBits met = 0;
            for (std::size_t at = 0; at < asked.size(); ++at) {
                const auto level = compare(tokens[other], tokens[from + at]);
                EXPECT_EQ(levels(held, asked[at]), level);
                EXPECT_EQ(levels(asked[at], held), level);
                if (level == Level::none) continue;
                met |= NameBits{1} << at;
            }
            meetings += met != 0 ? 1U : 0U;
            EXPECT_EQ(levels.names_met(held), met);
        }
    }
    EXPECT_GT(meetings, 50U);
}

TEST(NameProperties, LevelsFromADictionaryAreThoseOfWholeTokens) {
    Dictionary dictionary(shipped_lexicon());
    std::vector<TokenId> ids;
    for (const auto& name : sample_names()) store_name(name, dictionary, ids);
    for (const auto* name : {"J", "ሀ", "李明 Яна", "Ñ Ng", "Wolfeschlegelsteinhausen"}) {
        store_name(name, dictionary, ids);
    }
    std::erase(ids, no_token);
    for (int time = 0; time < 5; ++time) dictionary.count_holder(ids[3], Count::in);
    std::vector<Token> tokens;
    for (TokenId id = 0; id < dictionary.size(); ++id) tokens.push_back(dictionary[id]);
    EXPECT_TRUE(tokens[ids[3]].is_known);
    TokenLevels levels(dictionary, TokenLevels::Cache::small);
    std::array<std::size_t, 6> found = {};
    for (TokenId one = 0; one < tokens.size(); one += 4) {
        for (TokenId other = 0; other < tokens.size(); ++other) {
            const auto level = compare(tokens[one], tokens[other]);
            ++found[static_cast<std::size_t>(level)];
            ASSERT_EQ(levels.level(one, other), level)
                << tokens[one].text << " " << tokens[other].text;
            ASSERT_EQ(levels.are_variants(one, other), are_variants(tokens[one], tokens[other]));
        }
    }
    for (const auto count : found) EXPECT_GT(count, 0U);
}

/// Invented records, indexed.
class RecordProperties : public ::testing::Test {
  protected:
    RecordProperties()
        : data_(
              invent_data(source_file("config/matching/traditions.json"), {.cases = 500, .seed = 9})
                  .value()),
          cases_(parse_lines(data_.cases).value()),
          requests_(parse_lines(data_.requests).value()),
          places_(Places::parse(data_.locations).value()),
          model_(shipped_configuration().tracing, Sides::case_and_trace),
          matcher_(model_, shipped_lexicon(), places_, today) {
        for (const auto& record : cases_) matcher_.add({.record = &record});
        traces_ = open_traces(requests_, shipped_configuration().eligibility);
    }

    InventedData data_;
    std::vector<json::Object> cases_;
    std::vector<json::Object> requests_;
    Places places_;
    BoundModel model_;
    Matcher matcher_;
    std::vector<Traced> traces_;
};

TEST_F(RecordProperties, EvidenceAddsUpToTheTotal) {
    Matcher::Session session(matcher_);
    for (std::size_t at = 0; at < 40; ++at) {
        const RecordSource source{traces_[at].trace, traces_[at].request};
        for (const auto& match : session.search(source, {.limit = 5}).matches) {
            const auto comparison = session.compare(source, match.ordinal).value();
            const auto evidence = evidence_of(model_, comparison, matcher_.prior());
            auto sum = evidence.prior_bits;
            for (const auto& bar : evidence.bars) sum += bar.weight_bits;
            EXPECT_NEAR(sum, evidence.total_bits, 1e-3);
            EXPECT_NEAR(match.bits, evidence.total_bits, 1e-3);
            EXPECT_EQ(evidence.bars.size() + evidence.would_help.size(),
                      model_.comparators().size());
        }
    }
}

/// A search and what it must find.
struct Searched {
    const BoundModel& model;
    Matcher& matcher;
    RecordSource source;
    Search search;
};

/// Every candidate compared to the end, and only then the best ones taken.
std::vector<Match> compared_to_the_end(const Searched& asked) {
    Matcher::Session session(asked.matcher);
    auto all = asked.search;
    all.limit = 1000;
    all.least_score = 0;
    const auto found = session.search(asked.source, all);
    std::vector<Match> matches;
    for (const auto& candidate : found.matches) {
        const auto comparison =
            session.compare(asked.source, candidate.ordinal, asked.search.among).value();
        auto match = judge(asked.model.model(), comparison, found.prior);
        match.ordinal = candidate.ordinal;
        if (match.score >= asked.search.least_score) matches.push_back(match);
    }
    std::ranges::sort(matches, [](const Match& one, const Match& other) {
        return one.bits != other.bits ? one.bits > other.bits : one.ordinal < other.ordinal;
    });
    if (matches.size() > asked.search.limit) matches.resize(asked.search.limit);
    return matches;
}

void expect_the_same(const Searched& asked) {
    const auto wanted = compared_to_the_end(asked);
    const auto found = Matcher::Session(asked.matcher).search(asked.source, asked.search).matches;
    ASSERT_EQ(found.size(), wanted.size());
    for (std::size_t at = 0; at < found.size(); ++at) {
        ASSERT_EQ(found[at].ordinal, wanted[at].ordinal);
        ASSERT_EQ(found[at].bits, wanted[at].bits);
        ASSERT_EQ(found[at].score, wanted[at].score);
        ASSERT_EQ(found[at].family_score, wanted[at].family_score);
        ASSERT_EQ(found[at].relationship, wanted[at].relationship);
    }
}

/// The comparators of a model in another order and with other weights, relatives or none.
Model disordered(Model model, std::mt19937& random) {
    std::ranges::shuffle(model.comparators, random);
    std::uniform_real_distribution<float> weights(-9, 9);
    for (auto& comparator : model.comparators) {
        for (auto& level : comparator.levels) level.weight = weights(random);
        comparator.is_family = random() % 2 == 0;
        if (random() % 4 == 0) comparator.cap_low = 1;
    }
    model.relatives = static_cast<double>(random() % 3);
    model.slope = 0.3 + static_cast<double>(random() % 10) / 10;
    model.intercept = static_cast<double>(random() % 9) - 4;
    return model;
}

TEST_F(RecordProperties, LeavingPairsOutChangesNothingOfWhatIsFound) {
    std::mt19937 random(11);
    const auto& shipped = shipped_configuration();
    constexpr double least[] = {0, 0.02, 0.3, 0.8, 1};
    constexpr std::size_t limits[] = {1, 5, 20, 1000};
    for (int round = 0; round < 8; ++round) {
        const bool is_shipped = round == 0;
        const BoundModel tracing(is_shipped ? shipped.tracing : disordered(shipped.tracing, random),
                                 Sides::case_and_trace);
        const BoundModel twins(
            is_shipped ? shipped.duplicates : disordered(shipped.duplicates, random),
            Sides::case_and_case);
        Matcher matcher(tracing, shipped_lexicon(), places_, today);
        Matcher duplicates(twins, shipped_lexicon(), places_, today);
        for (const auto& record : cases_) matcher.add({.record = &record});
        for (const auto& record : cases_) duplicates.add({.record = &record});
        for (Ordinal at = 0; at < traces_.size(); ++at) {
            matcher.put(Side::right, at, {traces_[at].trace, traces_[at].request});
        }
        for (std::size_t at = 0; at < 24; ++at) {
            const Search search{.limit = limits[at % 4], .least_score = least[at % 5]};
            expect_the_same({tracing, matcher, {traces_[at].trace, traces_[at].request}, search});
            auto reverse = search;
            reverse.among = Side::right;
            expect_the_same({tracing, matcher, {.record = &cases_[at]}, reverse});
            auto twin = search;
            twin.exclude = static_cast<Ordinal>(at);
            expect_the_same({twins, duplicates, {.record = &cases_[at]}, twin});
        }
    }
}

TEST_F(RecordProperties, WhatIsLeftOutIsBelowWhatIsWanted) {
    const auto& model = model_.model();
    std::vector<Ordinal> ordinals(matcher_.size());
    std::iota(ordinals.begin(), ordinals.end(), 0U);
    std::size_t kept = 0;
    std::size_t above = 0;
    for (std::size_t at = 0; at < 20; ++at) {
        Dictionary words(matcher_.dictionary());
        Comparer comparer(model_, words, places_);
        const RecordSource source{traces_[at].trace, traces_[at].request};
        comparer.ask(prepare(source, model_.right(), {words, places_, today}), Side::right);
        comparer.outlook().want(bits_for(model, model.list_threshold), matcher_.prior());
        std::vector<bool> visited(ordinals.size());
        std::vector<Verdict> verdicts(ordinals.size());
        matcher_.judge_each(comparer, ordinals, Side::left,
                            [&](Ordinal ordinal, const Verdict& verdict) {
                                visited[ordinal] = true;
                                verdicts[ordinal] = verdict;
                            });
        for (const auto ordinal : ordinals) {
            const auto comparison = comparer.compare(matcher_.record(ordinal));
            const auto match = judge(model, comparison, matcher_.prior());
            const bool is_wanted = match.score >= model.list_threshold;
            above += is_wanted ? 1U : 0U;
            kept += visited[ordinal] ? 1U : 0U;
            if (!visited[ordinal]) {
                ASSERT_FALSE(is_wanted);
                continue;
            }
            ASSERT_EQ(verdicts[ordinal].total, comparison.total);
            ASSERT_EQ(verdicts[ordinal].family, comparison.family);
            ASSERT_EQ(verdicts[ordinal].rather_sibling, comparison.rather_sibling);
        }
    }
    EXPECT_GE(kept, above);
    EXPECT_GT(above, 10U);
    // Most records are not like the one sought, and are not looked at to the end.
    EXPECT_LT(kept, 20 * ordinals.size() / 4);
}

TEST_F(RecordProperties, RetrievalHoldsWhatComparingEverythingFinds) {
    auto few = shipped_configuration().tracing;
    few.candidates = 100;  // of 500 cases
    const BoundModel model(few, Sides::case_and_trace);
    Matcher matcher(model, shipped_lexicon(), places_, today);
    for (const auto& record : cases_) matcher.add({.record = &record});
    Matcher::Session session(matcher);
    Matcher::Session brute(matcher_);
    std::size_t wanted = 0;
    std::size_t held = 0;
    for (std::size_t at = 0; at < 60; ++at) {
        const RecordSource source{traces_[at].trace, traces_[at].request};
        std::set<Ordinal> found;
        for (const auto& match : session.search(source, {.limit = 100}).matches) {
            found.insert(match.ordinal);
        }
        std::vector<std::pair<float, Ordinal>> all;
        for (Ordinal ordinal = 0; ordinal < matcher_.size(); ++ordinal) {
            all.emplace_back(-brute.compare(source, ordinal)->total, ordinal);
        }
        std::ranges::sort(all);
        for (std::size_t best = 0; best < 20; ++best) {
            // What is not even plausible need not be found.
            if (matcher_.prior() - all[best].first < -12) continue;
            ++wanted;
            held += found.contains(all[best].second) ? 1U : 0U;
        }
    }
    EXPECT_GT(wanted, 50U);
    EXPECT_GE(static_cast<double>(held), 0.995 * static_cast<double>(wanted));
}

TEST_F(RecordProperties, AMissingValueChangesNoOtherComparator) {
    Matcher::Session session(matcher_);
    for (std::size_t at = 0; at < 30; ++at) {
        const auto& [trace, request] = traces_[at];
        const auto before = session.compare({trace, request}, static_cast<Ordinal>(at)).value();
        auto without = *trace;
        without.erase("date_of_birth");
        without.erase("age");
        const auto after = session.compare({&without, request}, static_cast<Ordinal>(at)).value();
        for (std::size_t index = 0; index < model_.comparators().size(); ++index) {
            const auto& comparator = *model_.comparators()[index].comparator;
            if (comparator.type == ComparatorType::birth) {
                EXPECT_EQ(after.outcomes[index].level, level_missing);
            } else {
                EXPECT_EQ(before.outcomes[index].weight, after.outcomes[index].weight)
                    << comparator.id;
            }
        }
    }
}

TEST(CandidateIndexTest, EditsLeadToWhatABuildFromScratchGives) {
    std::mt19937 random(7);
    const auto features = [&] {
        std::vector<Feature> found;
        for (int at = 0; at < 6; ++at)
            found.push_back(feature(FeatureKind::own_key, random() % 20));
        std::ranges::sort(found);
        found.erase(std::ranges::unique(found).begin(), found.end());
        return found;
    };
    CandidateIndex edited;
    std::vector<std::vector<Feature>> now(50);
    for (int edit = 0; edit < 500; ++edit) {
        const auto ordinal = static_cast<Ordinal>(random() % now.size());
        edited.remove(ordinal, now[ordinal]);
        now[ordinal] = random() % 3 == 0 ? std::vector<Feature>{} : features();
        edited.add(ordinal, now[ordinal], {});
    }
    CandidateIndex rebuilt;
    for (Ordinal ordinal = 0; ordinal < now.size(); ++ordinal) {
        if (!now[ordinal].empty()) rebuilt.add(ordinal, now[ordinal], {});
    }
    EXPECT_EQ(edited.size(), rebuilt.size());
    CandidateScratch one;
    CandidateScratch other;
    for (std::uint64_t key = 0; key < 20; ++key) {
        const std::vector<WantedFeature> wanted = {{feature(FeatureKind::own_key, key), 1.0F}};
        std::vector<Ordinal> found_one;
        std::vector<Ordinal> found_other;
        for (const auto& hit :
             edited.find({.features = wanted, .more_features = {}, .traits = {}}, one)) {
            found_one.push_back(hit.ordinal);
            EXPECT_FALSE(now[hit.ordinal].empty());
        }
        for (const auto& hit :
             rebuilt.find({.features = wanted, .more_features = {}, .traits = {}}, other)) {
            found_other.push_back(hit.ordinal);
        }
        EXPECT_EQ(found_one, found_other);
    }
}

TEST(CandidateIndexTest, IneligibleRecordsAreNeverFound) {
    CandidateIndex index;
    for (Ordinal ordinal = 0; ordinal < 100; ++ordinal) {
        index.add(ordinal, std::vector{feature(FeatureKind::own_key, 1)}, {});
    }
    const Eligible eligible = [](Ordinal ordinal) { return ordinal == 42; };
    CandidateScratch scratch;
    const std::vector<WantedFeature> wanted = {{feature(FeatureKind::own_key, 1), 1.0F}};
    const auto found = index.find({.features = wanted,
                                   .more_features = {},
                                   .traits = {},
                                   .count = 300,
                                   .eligible = &eligible},
                                  scratch);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().ordinal, 42U);
}

}  // namespace
}  // namespace amparo::matching

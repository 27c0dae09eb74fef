// The matcher as a server uses it: kept current while it is asked, in both directions.
#include "matching/engine/matcher.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "matching/evaluate/traces.hpp"
#include "matching/generate/families.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

constexpr Day today = 20'600;

/// Invented families, and matchers for them.
class LiveMatcher : public ::testing::Test {
  protected:
    LiveMatcher()
        : data_(
              invent_data(source_file("config/matching/traditions.json"), {.cases = 240, .seed = 5})
                  .value()),
          cases_(parse_lines(data_.cases).value()),
          requests_(parse_lines(data_.requests).value()),
          places_(Places::parse(data_.locations).value()),
          tracing_(shipped_configuration().tracing, Sides::case_and_trace),
          duplicates_(shipped_configuration().duplicates, Sides::case_and_case),
          traces_(open_traces(requests_, shipped_configuration().eligibility)) {}

    std::unique_ptr<Matcher> empty(const BoundModel& model) const {
        return std::make_unique<Matcher>(model, shipped_lexicon(), places_, today);
    }
    std::unique_ptr<Matcher> filled() const {
        auto matcher = empty(tracing_);
        for (const auto& record : cases_) matcher->add({.record = &record});
        for (Ordinal at = 0; at < traces_.size(); ++at) {
            matcher->put(Side::right, at, source(at));
        }
        return matcher;
    }
    RecordSource source(std::size_t trace) const {
        return {traces_[trace].trace, traces_[trace].request};
    }

    InventedData data_;
    std::vector<json::Object> cases_;
    std::vector<json::Object> requests_;
    Places places_;
    BoundModel tracing_;
    BoundModel duplicates_;
    std::vector<Traced> traces_;
};

void expect_same(const Found& one, const Found& other) {
    EXPECT_EQ(one.prior, other.prior);
    ASSERT_EQ(one.matches.size(), other.matches.size());
    for (std::size_t at = 0; at < one.matches.size(); ++at) {
        EXPECT_EQ(one.matches[at].ordinal, other.matches[at].ordinal);
        EXPECT_EQ(one.matches[at].bits, other.matches[at].bits);
        EXPECT_EQ(one.matches[at].family_score, other.matches[at].family_score);
    }
}

TEST(Prior, FallsWithRecordsAndWithRelativesThatLookAlike) {
    Model model;
    EXPECT_FLOAT_EQ(prior_bits(model, 1024), -11);
    EXPECT_FLOAT_EQ(prior_bits(model, 0), -1);
    model.close_records = 256;
    EXPECT_FLOAT_EQ(prior_bits(model, 256), -10);
    EXPECT_FLOAT_EQ(prior_bits(model, 768), -11);
    // The very first records cannot have so many relatives.
    EXPECT_FLOAT_EQ(prior_bits(model, 1), -3);
    EXPECT_FLOAT_EQ(prior_bits(model, 16), -7);
    EXPECT_FLOAT_EQ(prior_bits(model, 0), prior_bits(model, 1));
}

TEST(Prior, OfAPairFallsAsFarAsItsFamilyIsCertain) {
    Model model;
    EXPECT_FLOAT_EQ(prior_of_pair(model, -11, 40), -11);  // nobody has relatives
    model.relatives = 1;
    EXPECT_NEAR(prior_of_pair(model, -11, -20), -11, 0.001);
    // Half of the strangers are left when the family is as likely as they are, with one relative.
    EXPECT_FLOAT_EQ(prior_of_pair(model, -11, 10), -12);
    // Among relatives alone it no longer matters how many strangers there are.
    EXPECT_NEAR(prior_of_pair(model, -11, 40), prior_of_pair(model, -15, 40), 0.001);
    EXPECT_NEAR(prior_of_pair(model, -11, 40), -41, 0.001);
    // A file that claims the same number of everybody does not break it.
    EXPECT_TRUE(std::isfinite(prior_of_pair(model, -1, 2000)));
}

TEST_F(LiveMatcher, AnswersAfterAnyEditsAsOneBuiltAnew) {
    const auto edited = empty(tracing_);
    Matcher::Session session(*edited);
    std::vector<const json::Object*> now(150, nullptr);
    std::vector<std::optional<std::size_t>> sought(60);
    std::mt19937 random(11);
    for (int edit = 0; edit < 900; ++edit) {
        const auto ordinal = static_cast<Ordinal>(random() % now.size());
        const auto* record = &cases_[random() % cases_.size()];
        now[ordinal] = random() % 4 == 0 ? nullptr : record;
        if (now[ordinal] == nullptr) {
            edited->remove(Side::left, ordinal);
        } else {
            edited->put(Side::left, ordinal, {.record = record});
        }
        const auto seeking = static_cast<Ordinal>(random() % sought.size());
        const auto trace = random() % traces_.size();
        sought[seeking] = trace;
        edited->put(Side::right, seeking, source(trace));
        // Asking between edits must leave nothing behind.
        if (edit % 50 == 0) session.search(source(0));
    }
    const auto rebuilt = empty(tracing_);
    for (Ordinal at = 0; at < now.size(); ++at) {
        if (now[at] != nullptr) rebuilt->put(Side::left, at, {.record = now[at]});
    }
    for (Ordinal at = 0; at < sought.size(); ++at) {
        if (sought[at]) rebuilt->put(Side::right, at, source(*sought[at]));
    }
    ASSERT_EQ(edited->size(), rebuilt->size());
    Matcher::Session fresh(*rebuilt);
    std::size_t found = 0;
    for (std::size_t at = 0; at < 40; ++at) {
        const auto one = session.search(source(at));
        found += one.matches.size();
        expect_same(one, fresh.search(source(at)));
        const RecordSource child{.record = &cases_[at]};
        expect_same(session.search(child, {.among = Side::right}),
                    fresh.search(child, {.among = Side::right}));
    }
    EXPECT_GT(found, 200U);
}

TEST_F(LiveMatcher, FindsTracesForACaseWithTheSameScore) {
    const auto matcher = filled();
    Matcher::Session session(*matcher);
    std::size_t pairs = 0;
    for (Ordinal trace = 0; trace < traces_.size(); ++trace) {
        const auto cases = session.search(source(trace), {.limit = 1});
        if (cases.matches.empty() || cases.matches[0].score < 0.5) continue;
        const auto& best = cases.matches[0];
        const auto back = session.search({.record = &cases_[best.ordinal]}, {.among = Side::right});
        const auto found = std::ranges::find(back.matches, trace, &Match::ordinal);
        ASSERT_NE(found, back.matches.end());
        EXPECT_EQ(found->bits, best.bits);
        EXPECT_EQ(found->score, best.score);
        EXPECT_EQ(found->relationship, best.relationship);
        ++pairs;
    }
    EXPECT_GT(pairs, 30U);
}

TEST_F(LiveMatcher, TracesOfTheSameRequestChangeNoWeights) {
    const auto matcher = empty(tracing_);
    for (const auto& record : cases_) matcher->add({.record = &record});
    Matcher::Session session(*matcher);
    const auto before = session.search(source(0));
    for (Ordinal at = 0; at < traces_.size(); ++at) matcher->put(Side::right, at, source(at));
    expect_same(before, session.search(source(0)));
}

TEST_F(LiveMatcher, NeverFindsWhatIsNotEligible) {
    const auto matcher = filled();
    Matcher::Session session(*matcher);
    for (std::size_t at = 0; at < 30; ++at) {
        const auto open = session.search(source(at), {.limit = 300});
        const auto half = session.search(
            source(at), {.limit = 300, .eligible = [](Ordinal found) { return found % 2 == 0; }});
        std::vector<Ordinal> expected;
        for (const auto& match : open.matches) {
            if (match.ordinal % 2 == 0) expected.push_back(match.ordinal);
        }
        for (const auto& match : half.matches) EXPECT_EQ(match.ordinal % 2, 0U);
        ASSERT_GE(half.matches.size(), expected.size());
        // What is left out makes room, and changes no score.
        std::set<Ordinal> found;
        for (const auto& match : half.matches) found.insert(match.ordinal);
        for (const auto ordinal : expected) EXPECT_TRUE(found.contains(ordinal));
        const auto none = session.search(source(at), {.eligible = [](Ordinal) { return false; }});
        EXPECT_TRUE(none.matches.empty());
    }
}

TEST_F(LiveMatcher, ForgetsAtOnce) {
    const auto matcher = filled();
    Matcher::Session session(*matcher);
    const auto best = session.search(source(0)).matches.at(0).ordinal;
    const auto size = matcher->size();
    matcher->remove(Side::left, best);
    EXPECT_FALSE(matcher->holds(Side::left, best));
    EXPECT_EQ(matcher->size(), size - 1);
    for (const auto& match : session.search(source(0), {.limit = 300}).matches) {
        EXPECT_NE(match.ordinal, best);
    }
    EXPECT_FALSE(session.compare(source(0), best));
    matcher->remove(Side::left, best);
    matcher->remove(Side::left, no_ordinal - 1);
    EXPECT_EQ(matcher->size(), size - 1);
}

TEST_F(LiveMatcher, FindsDuplicatesOfACaseThatIsStillTyped) {
    const auto matcher = empty(duplicates_);
    for (const auto& record : cases_) matcher->add({.record = &record});
    Matcher::Session session(*matcher);
    std::size_t first = 0;
    for (Ordinal at = 0; at < 50; ++at) {
        json::Object partial;
        for (const auto* field : {"name", "sex", "age", "date_of_birth"}) {
            if (const auto* value = json::find(cases_[at], field)) partial[field] = *value;
        }
        const auto found = session.search({.record = &partial}, {.limit = 5}).matches;
        ASSERT_LE(found.size(), 5U);
        const auto is_it = [&](const Match& match) { return match.ordinal == at; };
        first += std::ranges::any_of(found, is_it) ? 1U : 0U;
        const auto without = session.search({.record = &partial}, {.limit = 5, .exclude = at});
        EXPECT_FALSE(std::ranges::any_of(without.matches, is_it));
    }
    EXPECT_GE(first, 48U);
}

TEST_F(LiveMatcher, SaysWhenThereIsTooLittleToSearchWith) {
    const auto matcher = filled();
    Matcher::Session session(*matcher);
    const json::Object nothing = {{"sex", "female"}, {"age", 7}};
    const auto found = session.search({.record = &nothing, .request = &nothing});
    EXPECT_TRUE(found.is_too_little);
    EXPECT_TRUE(found.matches.empty());
    EXPECT_FALSE(session.search(source(0)).is_too_little);
}

json::Object without_names(const json::Object& record) {
    json::Object left;
    for (const auto& [key, value] : record) {
        if (!key.contains("name") && !value.is_array()) left[key] = value;
    }
    return left;
}

TEST_F(LiveMatcher, SearchesFirstForAChildWhoseNameNobodyKnows) {
    const auto matcher = filled();
    std::size_t found = 0;
    for (std::size_t at = 0; at < 50; ++at) {
        const auto trace = without_names(*traces_[at].trace);
        const auto request = without_names(*traces_[at].request);
        // Of its own, so that no name was looked up in it before.
        Matcher::Session session(*matcher);
        found += session.search({.record = &trace, .request = &request}).matches.size();
    }
    EXPECT_GT(found, 0U);
}

TEST_F(LiveMatcher, ComparesAPairOfWhichNoneIsHeld) {
    const auto matcher = filled();
    Matcher::Session session(*matcher);
    const auto held = session.compare(source(0), 3).value();
    const auto pair = session.compare_pair({.record = &cases_[3]}, source(0));
    EXPECT_EQ(held.total, pair.total);
    EXPECT_EQ(held.family, pair.family);
}

TEST_F(LiveMatcher, IsReadByManyWhileOneWrites) {
    const auto matcher = filled();
    std::atomic<bool> is_over = false;
    std::atomic<std::size_t> searches = 0;
    const auto read = [&](std::size_t from) {
        Matcher::Session session(*matcher);
        for (auto at = from; !is_over; ++at) {
            // Odd cases are taken out and put back all the time; even ones stay.
            const auto found =
                session.search(source(at % traces_.size()),
                               {.eligible = [](Ordinal ordinal) { return ordinal % 2 == 0; }});
            for (const auto& match : found.matches) EXPECT_EQ(match.ordinal % 2, 0U);
            ++searches;
        }
    };
    std::thread one(read, 0);
    std::thread other(read, 7);
    std::mt19937 random(3);
    for (int edit = 0; edit < 400 || searches < 20; ++edit) {
        const auto ordinal = static_cast<Ordinal>(random() % cases_.size()) | 1U;
        matcher->remove(Side::left, ordinal);
        matcher->put(Side::left, ordinal, {.record = &cases_[ordinal % cases_.size()]});
    }
    is_over = true;
    one.join();
    other.join();
    EXPECT_GE(searches, 20U);
}

}  // namespace
}  // namespace amparo::matching

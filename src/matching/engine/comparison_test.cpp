// What is found in few steps, against the plain way: every name of one record with every name of
// the other, in all readings, and nothing known beforehand.
#include "matching/engine/comparison.hpp"

#include <gmock/gmock.h>

#include <numeric>
#include <random>

#include "matching/engine/matcher.hpp"
#include "matching/engine/prior.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/generate/families.hpp"
#include "matching/names/alignment.hpp"
#include "matching/names/name_evidence.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

constexpr Day today = 20'600;

/// Two readings, one of them plain, and what they say (matching.md 4.7).
struct PlainEvidence {
    float net = 0;
    std::size_t aligned = 0;
};

/// Greedy by value, without pairs of two names that many bear, a letter or a beginning apart.
std::vector<Alignment::Pair> plain_alignment(const Reading& left, const Reading& right,
                                             LevelCache& levels) {
    std::vector<Alignment::Pair> candidates;
    for (unsigned i = 0; i < left.size; ++i) {
        for (unsigned j = 0; j < right.size; ++j) {
            const auto level = levels(left.tokens[i], right.tokens[j]);
            const bool are_two =
                level == Level::initial && levels.are_two_names(left.tokens[i], right.tokens[j]);
            if (level != Level::none && !are_two) candidates.push_back(pair_at(i, j, level));
        }
    }
    sort_pairs(candidates);
    std::vector<Alignment::Pair> chosen;
    for (const auto& pair : candidates) {
        const bool is_taken = std::ranges::any_of(chosen, [&](const auto& other) {
            return other.left == pair.left || other.right == pair.right;
        });
        if (!is_taken) chosen.push_back(pair);
    }
    return chosen;
}

PlainEvidence plain_evidence(const Reading& left, const Reading& right,
                             const Dictionary& dictionary, LevelCache& levels) {
    const auto alignment = plain_alignment(left, right, levels);
    float shared = 0;
    bool is_first_aligned = false;
    bool is_first_weak = false;
    for (const auto& pair : alignment) {
        shared += quality(pair.level) * std::min(dictionary.bits_of(left.tokens[pair.left]),
                                                 dictionary.bits_of(right.tokens[pair.right]));
        if (pair.left != 0 && pair.right != 0) continue;
        is_first_aligned = true;
        is_first_weak = is_first_weak || pair.level < Level::variant;
    }
    const auto shorter = std::min(left.size, right.size);
    const auto longer = std::max(left.size, right.size);
    auto net = shared - 3.0F * static_cast<float>(shorter - alignment.size()) -
               0.5F * static_cast<float>(longer - shorter);
    if (!is_first_aligned) net -= 2.0F;
    if (is_first_weak) net -= 1.0F;
    return {.net = net, .aligned = alignment.size()};
}

/// The same of two names. Words are joined where some stayed alone, unless the names are strangers.
float plain_net(const Name& left, const Name& right, const Dictionary& dictionary,
                LevelCache& levels) {
    std::array<Reading, 2> plain;
    left.reading(0, plain[0]);
    right.reading(0, plain[1]);
    const auto first = plain_evidence(plain[0], plain[1], dictionary, levels);
    if (first.aligned == left.size && first.aligned == right.size) return first.net;
    auto best = first.net;
    bool are_strangers = first.aligned == 0;
    const auto consider = [&](const Reading& one, const Reading& other) {
        const auto found = plain_evidence(one, other, dictionary, levels);
        best = std::max(best, found.net);
        are_strangers = are_strangers && found.aligned == 0;
    };
    Reading joined;
    for (std::size_t at = 1; at < left.reading_count(); ++at) {
        if (left.reading(at, joined)) consider(joined, plain[1]);
    }
    for (std::size_t at = 1; at < right.reading_count(); ++at) {
        if (right.reading(at, joined)) consider(plain[0], joined);
    }
    return are_strangers ? first.net : best;
}

/// Invented records, indexed.
class PlainComparison : public ::testing::Test {
  protected:
    explicit PlainComparison(double teknonym_share = 0)
        : data_(invent_data(source_file("config/matching/traditions.json"),
                            {.cases = 300, .seed = 21, .teknonym_share = teknonym_share})
                    .value()),
          cases_(parse_lines(data_.cases).value()),
          requests_(parse_lines(data_.requests).value()),
          places_(Places::parse(data_.locations).value()),
          model_(shipped_configuration().tracing, Sides::case_and_trace),
          matcher_(model_, shipped_lexicon(), places_, today),
          traces_(open_traces(requests_, shipped_configuration().eligibility)) {
        for (const auto& record : cases_) matcher_.add({.record = &record});
    }

    /// Where a comparator stands in the model.
    std::size_t place_of(std::string_view id) const {
        const auto& all = model_.model().comparators;
        return static_cast<std::size_t>(std::ranges::find(all, id, &Comparator::id) - all.begin());
    }
    struct Sought {
        const Record& record;
        const Dictionary& words;
    };
    /// The best between the names of a comparator's slots, those on the left of some roles only.
    std::optional<float> best_between(const Record& held, const Sought& sought, std::size_t at,
                                      std::uint32_t roles) const {
        LevelCache levels(sought.words);  // nothing is asked: every pair of words is worked out
        const auto& pair = model_.comparators()[at].pairs.front();
        std::optional<float> best;
        held.for_names(pair.left, [&](const RoleName& one) {
            if ((roles >> one.role & 1U) == 0) return;
            sought.record.for_names(pair.right, [&](const RoleName& other) {
                const auto net = plain_net(one.name, other.name, sought.words, levels);
                best = std::max(best.value_or(net), net);
            });
        });
        return best;
    }
    std::uint32_t roles_of_searching(const Record& sought, std::size_t at) const {
        const auto role = sought.values(model_.comparators()[at].right_role);
        return roles_like(role.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(role.front()));
    }

    InventedData data_;
    std::vector<json::Object> cases_;
    std::vector<json::Object> requests_;
    Places places_;
    BoundModel model_;
    Matcher matcher_;
    std::vector<Traced> traces_;
};

TEST_F(PlainComparison, FindsTheSameEvidenceOfNames) {
    const auto own = place_of("name");
    const auto kin = place_of("kin_same_role");
    const auto any = place_of("other_family");
    constexpr auto all_roles = ~std::uint32_t{0};
    std::size_t related = 0;
    for (std::size_t at = 0; at < 40; ++at) {
        Dictionary words(matcher_.dictionary());
        const auto prepared = prepare({traces_[at].trace, traces_[at].request}, model_.right(),
                                      {words, places_, today});
        const Record sought(prepared, model_.right());
        Comparer comparer(model_, words, places_);
        comparer.ask(prepared, Side::right);
        for (Ordinal ordinal = 0; ordinal < matcher_.size(); ++ordinal) {
            const auto held = matcher_.record(ordinal);
            const auto found = comparer.compare(held);
            const auto expect = [&](std::size_t comparator, std::uint32_t roles) {
                const auto best = best_between(held, {sought, words}, comparator, roles);
                const auto& outcome = found.outcomes[comparator];
                ASSERT_EQ(outcome.level != level_missing, best.has_value());
                if (!best) return;
                ASSERT_EQ(outcome.measure, *best) << "trace " << at << ", case " << ordinal;
                related += *best > 0 ? 1U : 0U;
            };
            expect(own, all_roles);
            expect(kin, roles_of_searching(sought, kin));
            expect(any, all_roles);
        }
    }
    EXPECT_GT(related, 200U);
}

/// Whoever is compared before, and however many at once, makes no difference.
TEST_F(PlainComparison, FindsTheSameOfPairsThatAreAlone) {
    std::vector<Ordinal> ordinals(matcher_.size());
    std::iota(ordinals.begin(), ordinals.end(), 0U);
    std::ranges::shuffle(ordinals, std::mt19937(7));
    Dictionary words(matcher_.dictionary());
    Comparer together(model_, words, places_);
    for (std::size_t at = 0; at < 12; ++at) {
        const auto prepared = prepare({traces_[at].trace, traces_[at].request}, model_.right(),
                                      {words, places_, today});
        together.ask(prepared, Side::right);
        std::size_t compared = 0;
        matcher_.judge_each(together, ordinals, Side::left,
                            [&](Ordinal ordinal, const Verdict& verdict) {
                                if (++compared % 5 != 0) return;
                                Comparer alone(model_, words, places_);
                                alone.ask(prepared, Side::right);
                                const auto found = alone.compare(matcher_.record(ordinal));
                                ASSERT_EQ(verdict.total, found.total);
                                ASSERT_EQ(verdict.family, found.family);
                                ASSERT_EQ(verdict.rather_sibling, found.rather_sibling);
                            });
        EXPECT_EQ(compared, ordinals.size());
    }
}

/// The name of a child and the pet name each for itself: the first that says something is what a
/// brother's name must fit better than, in whatever order they are looked at.
Model with_two_names(Model model) {
    auto& all = model.comparators;
    const auto name = std::ranges::find(all, "name", &Comparator::id);
    auto pet_name = *name;
    pet_name.id = "pet_name";
    name->pairs = {{.left = {"name"}, .right = {"name"}}};
    pet_name.pairs = {{.left = {"name_nickname"}, .right = {"name_nickname"}}};
    for (auto& level : pet_name.levels) level.weight *= 3;
    all.insert(name + 1, pet_name);
    return model;
}

TEST_F(PlainComparison, FindsTheSameOfNamesThatAreComparedApart) {
    const BoundModel model(with_two_names(shipped_configuration().tracing), Sides::case_and_trace);
    Matcher matcher(model, shipped_lexicon(), places_, today);
    for (const auto& record : cases_) matcher.add({.record = &record});
    std::vector<Ordinal> ordinals(matcher.size());
    std::iota(ordinals.begin(), ordinals.end(), 0U);
    Dictionary words(matcher.dictionary());
    Comparer comparer(model, words, places_);
    std::size_t siblings = 0;
    for (const auto& sought : std::span(traces_).first(40)) {
        comparer.ask(
            prepare({sought.trace, sought.request}, model.right(), {words, places_, today}),
            Side::right);
        comparer.outlook().want(-60, matcher.prior());
        matcher.judge_each(comparer, ordinals, Side::left,
                           [&](Ordinal ordinal, const Verdict& verdict) {
                               const auto found = comparer.compare(matcher.record(ordinal));
                               ASSERT_EQ(verdict.total, found.total);
                               ASSERT_EQ(verdict.rather_sibling, found.rather_sibling);
                               siblings += found.rather_sibling ? 1U : 0U;
                           });
    }
    EXPECT_GT(siblings, 0U);
}

/// The same where many parents are called by the name of a child.
class CalledByChildren : public PlainComparison {
  protected:
    CalledByChildren() : PlainComparison(0.6) {}

    /// Every case with a sought child, of which those are wanted that come to so many bits.
    std::size_t expect_same(std::size_t sought, float wanted, bool wants_all) {
        Dictionary words(matcher_.dictionary());
        Comparer comparer(model_, words, places_);
        comparer.ask(prepare({traces_[sought].trace, traces_[sought].request}, model_.right(),
                             {words, places_, today}),
                     Side::right);
        if (!wants_all) comparer.outlook().want(wanted, matcher_.prior());
        std::vector<Ordinal> ordinals(matcher_.size());
        std::iota(ordinals.begin(), ordinals.end(), 0U);
        std::size_t silent = 0;
        const auto kin = place_of("kin_same_role");
        Comparer other(model_, words, places_);
        other.ask(prepare({traces_[sought].trace, traces_[sought].request}, model_.right(),
                          {words, places_, today}),
                  Side::right);
        matcher_.judge_each(
            comparer, ordinals, Side::left, [&](Ordinal ordinal, const Verdict& verdict) {
                const auto found = other.compare(matcher_.record(ordinal));
                if (found.outcomes[kin].level == level_missing) ++silent;
                if (verdict.is_left_out) {
                    const auto prior =
                        prior_of_pair(model_.model(), matcher_.prior(), found.family);
                    EXPECT_LT(found.total + prior, wanted);
                } else {
                    EXPECT_EQ(verdict.total, found.total);
                    EXPECT_EQ(verdict.rather_sibling, found.rather_sibling);
                }
            });
        return silent;
    }
};

TEST_F(CalledByChildren, NoPairIsLeftForWhatANameDoesNotSay) {
    std::size_t silent = 0;
    for (std::size_t at = 0; at < 30; ++at) {
        silent += expect_same(at, 0, true);
        for (const float wanted : {-60.0F, -12.0F, -4.0F, 2.0F}) expect_same(at, wanted, false);
    }
    EXPECT_GT(silent, 1'000U);
}

}  // namespace
}  // namespace amparo::matching

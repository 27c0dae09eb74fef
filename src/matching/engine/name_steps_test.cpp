// What one walk over the names of a record tells, against looking at each pair of names.
#include "matching/engine/name_steps.hpp"

#include <gmock/gmock.h>

#include "matching/engine/matcher.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/generate/families.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

constexpr Day today = 20'600;
constexpr float better_sibling_bits = 2;

/// Two opened records, one of them asked.
struct Opened {
    const OpenRecord& left;
    const OpenRecord& right;
    std::uint8_t role;  // of the one who searches
};

std::optional<float> plain_kin(const BoundComparator& bound, const Opened& pair,
                               LevelCache& levels) {
    const auto measure = bound.comparator->measure;
    KinSlots slots{bound.pairs.front().left, bound.pairs.front().right, bound.roles, 0};
    if (!bound.searches) {
        const auto found = bound.has_several_roles
                               ? sum_of_names(pair.left, pair.right, slots, levels)
                               : best_same_role(pair.left, pair.right, slots, levels);
        return found.counted(bound);
    }
    if (measure == Measure::usual) slots.same_roles = roles_like(pair.role);
    bool is_barred = false;
    pair.left.for_names(slots.left, [&](const RoleName& name) {
        const bool is_like = (roles_like(pair.role) >> name.role & 1U) != 0;
        is_barred = is_barred || (measure == Measure::other_role && is_like);
    });
    if (is_barred) return std::nullopt;
    return best_kin(pair.left, pair.right, slots, levels).counted(bound);
}

std::optional<float> plain_lineage(const BoundComparator& bound, const Opened& pair,
                                   LevelCache& levels) {
    const auto& slots = bound.pairs.front();
    auto best =
        lineage_bits(pair.right, pair.left, {slots.right, bound.left_kin, bound.roles}, levels);
    if (bound.searches && (bound.roles >> pair.role & 1U) == 0) return best.counted(bound);
    const auto roles = bound.searches ? 0 : bound.roles;
    const auto found =
        lineage_bits(pair.left, pair.right, {slots.left, bound.right_kin, roles}, levels);
    best.alike = std::max(best.alike, found.alike);
    best.mixed = std::max(best.mixed, found.mixed);
    return best.counted(bound);
}

std::optional<float> told(float net) {
    return net == KinBits::nothing ? std::nullopt : std::optional(net);
}

/// The net bits of a comparator of names; nothing where one side says nothing.
std::optional<float> plain_net(const BoundModel& model, const BoundComparator& bound,
                               const Opened& pair, LevelCache& levels) {
    const auto& slots = bound.pairs.front();
    const auto measure = bound.comparator->measure;
    if (bound.comparator->type == ComparatorType::kin_name) return plain_kin(bound, pair, levels);
    if (bound.comparator->type == ComparatorType::lineage) {
        return plain_lineage(bound, pair, levels);
    }
    if (bound.comparator->type == ComparatorType::person_name) {
        return best_names(pair.left, pair.right, slots, levels);
    }
    if (measure == Measure::usual) {
        return sum_of_names(pair.left, pair.right, {slots.left, slots.right, bound.roles, 0},
                            levels)
            .counted(bound);
    }
    if (measure == Measure::self) {
        const KinSlots kin{slots.left, slots.right, bound.roles, 0};
        return told(best_kin(pair.left, pair.right, kin, levels).alike);
    }
    const bool is_kin = model.right().slots()[slots.right].kind == SlotKind::kin_names;
    const KinSlots kin{slots.right, slots.left, is_kin ? bound.roles : 0, 0};
    return told(best_kin(pair.right, pair.left, kin, levels).alike);
}

/// Compares everything that is asked with everything that is held, of records of all kinds.
class NameStepsTest : public ::testing::Test {
  protected:
    NameStepsTest()
        : data_(
              invent_data(source_file("config/matching/traditions.json"), {.cases = 150, .seed = 8})
                  .value()),
          cases_(parse_lines(data_.cases).value()),
          requests_(parse_lines(data_.requests).value()),
          places_(Places::parse(data_.locations).value()) {
        call_by_children();
        json::Array rows;
        for (int row = 0; row < 40; ++row) {
            const std::string letters{static_cast<char>('a' + row / 7),
                                      static_cast<char>('k' + row % 7)};
            json::Object kin{{"relation_name", "Fo" + letters + "u Sarr"},
                             {"relation_nickname", "Zi" + letters + "o"},
                             {"relation", row % 3 == 0 ? "sister" : "uncle"}};
            rows.emplace_back(std::move(kin));
        }
        // The last of more names than are told apart by their numbers, and who bears it.
        rows.back().as_object()["relation_name"] = "Zubeida Kowalczyk";
        cases_.push_back({{"name", "Zubeida Kowalczyk"}, {"sex", "female"}});
        // Who is an uncle in one record may be an aunt in another.
        json::Object aunt{{"relation_name", "Foalu Sarr"}, {"relation", "aunt"}};
        cases_.push_back({{"family_details_section", json::Array{std::move(aunt)}}});
        cases_.push_back({});                               // says nothing
        cases_.push_back({{"sex", "male"}});                // nobody is named
        cases_.push_back({{"name", "Qqzxv Wwkjq Vvbnm"}});  // words that nobody bears
        cases_.push_back({{"name", "\xe1\x8a\xa0\xe1\x89\xa0\xe1\x89\xa0"}});
        cases_.push_back({{"name", "Amina Sarr"}, {"family_details_section", std::move(rows)}});
    }

    /// Some relatives are called by the name of a child, some of them by another name as well.
    void call_by_children() {
        const std::array teknonyms = {"Umm Ahmad",  "Abu Khalid", "Mama Amina", "Umm Walid",
                                      "Abou Samir", "Baba Juma",  "أم أحمد",    "أبو خالد"};
        std::size_t number = 0;
        const auto call = [&](json::Object& person) {
            ++number;
            const auto* const name = teknonyms[number % teknonyms.size()];
            if (number % 3 == 0) person["relation_name"] = name;
            if (number % 5 == 0) person["relation_nickname"] = name;
        };
        for (auto& record : cases_) {
            for (auto& row : record["family_details_section"].as_array()) call(row.as_object());
        }
        for (auto& request : requests_) call(request);
    }

    /// Every pair of some asked records and the held ones that were chosen.
    void expect_same(const BoundModel& model, const Matcher& matcher,
                     const std::vector<RecordSource>& asked, Side asked_side) {
        Dictionary words(matcher.dictionary());
        Comparer comparer(model, words, places_);
        const auto side = asked_side == Side::left ? Side::right : Side::left;
        // A record is asked when all words that it will be compared with are known.
        std::vector<std::vector<std::uint32_t>> others;
        for (const auto& held : held_) {
            others.push_back(prepare(held, model.of(side), {words, places_, today}));
        }
        for (const auto& source : asked) {
            const auto prepared = prepare(source, model.of(asked_side), {words, places_, today});
            comparer.ask(prepared, asked_side);
            LevelCache levels(words);
            levels.begin();
            auto own = prepared;
            OpenRecord open;
            open.ask(own, model.of(asked_side), levels);
            for (const auto& other : others) {
                expect_pair(model, comparer, {other, model.of(side)}, {open, asked_side, levels});
            }
        }
    }

    void expect_same_of_traces(const BoundModel& model) {
        Matcher matcher(model, shipped_lexicon(), places_, today);
        // Half of the words are new to the dictionary when they are asked and held.
        for (std::size_t at = 0; at < cases_.size() / 2; ++at) matcher.add({.record = &cases_[at]});
        const auto open = open_traces(requests_, shipped_configuration().eligibility);
        const json::Object nothing;
        std::vector<RecordSource> traces{{.record = &nothing}};
        for (std::size_t at = 0; at < 30; ++at)
            traces.push_back({open[at].trace, open[at].request});
        std::vector<RecordSource> cases;
        for (const auto& record : cases_) cases.push_back({.record = &record});
        held_ = cases;
        expect_same(model, matcher, traces, Side::right);
        held_ = traces;
        expect_same(model, matcher, {cases.end() - 25, cases.end()}, Side::left);
    }

    struct Asked {
        const OpenRecord& record;
        Side side;
        LevelCache& levels;
    };
    void expect_pair(const BoundModel& model, Comparer& comparer, const Record& held,
                     const Asked& asked) {
        const auto found = comparer.compare(held);
        OpenRecord other;
        other.open(held);
        other.read_names({}, asked.levels);
        asked.levels.make_expected();
        const bool is_left = asked.side == Side::left;
        Opened pair{is_left ? asked.record : other, is_left ? other : asked.record, 0};
        std::optional<float> own;
        for (std::size_t at = 0; at < model.comparators().size(); ++at) {
            const auto& bound = model.comparators()[at];
            const auto& comparator = *bound.comparator;
            if (!is_of_names(comparator)) continue;
            if (bound.searches) {
                const auto role = pair.right.values(bound.right_role);
                pair.role = role.empty() ? 0 : static_cast<std::uint8_t>(role.front());
            }
            const auto net = plain_net(model, bound, pair, asked.levels);
            const auto& outcome = found.outcomes[at];
            ASSERT_EQ(outcome.level != level_missing, net.has_value()) << comparator.id;
            if (!net) continue;
            compared_ += 1;
            if (level_names(comparator.type, comparator.measure).empty()) {
                ASSERT_EQ(outcome.measure, *net) << comparator.id;
            } else {
                const bool is_better = own && *net > *own + better_sibling_bits;
                ASSERT_EQ(outcome.level, is_better ? 0 : 1) << comparator.id;
            }
            if (comparator.type == ComparatorType::person_name) own = net;
            met_ += *net > 0 ? 1U : 0U;
        }
    }
    static bool is_of_names(const Comparator& comparator) {
        switch (comparator.type) {
            case ComparatorType::person_name:
                return comparator.measure == Measure::usual;
            case ComparatorType::siblings:
            case ComparatorType::kin_name:
            case ComparatorType::lineage:
                return true;
            default:
                return false;
        }
    }

    InventedData data_;
    std::vector<json::Object> cases_;
    std::vector<json::Object> requests_;
    Places places_;
    std::vector<RecordSource> held_;
    std::size_t compared_ = 0;
    std::size_t met_ = 0;
};

TEST_F(NameStepsTest, TellTheSameOfCasesAndTraces) {
    auto tracing = shipped_configuration().tracing;
    // Of relatives who are not asked for nothing is told.
    std::ranges::find(tracing.comparators, "kin_same_role", &Comparator::id)->roles = {"father"};
    const BoundModel restricted(tracing, Sides::case_and_trace);
    const BoundModel shipped(shipped_configuration().tracing, Sides::case_and_trace);
    for (const auto* model : {&shipped, &restricted}) expect_same_of_traces(*model);
    EXPECT_GT(compared_, 20'000U);
    EXPECT_GT(met_, 400U);
}
TEST_F(NameStepsTest, TellTheSameOfTwoCases) {
    auto duplicates = shipped_configuration().duplicates;
    // An uncle may be written as an aunt or as another relative.
    std::ranges::find(duplicates.comparators, "elders", &Comparator::id)->roles = {"uncle"};
    const BoundModel restricted(duplicates, Sides::case_and_case);
    const BoundModel shipped(shipped_configuration().duplicates, Sides::case_and_case);
    for (const auto& record : cases_) held_.push_back({.record = &record});
    const std::vector<RecordSource> asked(held_.end() - 30, held_.end());
    for (const auto* model : {&shipped, &restricted}) {
        Matcher matcher(*model, shipped_lexicon(), places_, today);
        for (std::size_t at = 0; at < cases_.size() / 2; ++at) matcher.add(held_[at]);
        expect_same(*model, matcher, asked, Side::right);
    }
    EXPECT_GT(compared_, 20'000U);
    EXPECT_GT(met_, 400U);
}

/// A search finds the same as a new one does, whatever the dictionary was when it began.
TEST_F(NameStepsTest, FollowTheDictionary) {
    const BoundModel model(shipped_configuration().tracing, Sides::case_and_trace);
    Matcher matcher(model, shipped_lexicon(), places_, today);
    Matcher::Session kept(matcher);
    const auto open = open_traces(requests_, shipped_configuration().eligibility);
    const json::Object nothing;
    for (std::size_t at = 0; at < cases_.size(); ++at) {
        matcher.add({.record = &cases_[at]});
        const auto& sought = open[at % 20];
        const RecordSource source = at % 7 == 0 ? RecordSource{.record = &nothing}
                                                : RecordSource{sought.trace, sought.request};
        const auto last = static_cast<Ordinal>(at);
        const auto found = kept.compare(source, last);
        const auto anew = Matcher::Session(matcher).compare(source, last);
        ASSERT_TRUE(found && anew);
        ASSERT_EQ(found->total, anew->total);
        ASSERT_EQ(found->family, anew->family);
    }
}

TEST_F(NameStepsTest, TellWhichStepsReadAName) {
    const BoundModel model(shipped_configuration().tracing, Sides::case_and_trace);
    std::uint64_t all_sources = 0;
    for (std::uint8_t slot = 0; slot < model.left().slots().size(); ++slot) {
        all_sources |= model.left().sources_of(slot);
    }
    StepNames names;
    names.begin(model.left());
    names.add(0, {.held = {.sources = all_sources}, .asked = 1});
    names.add(63, {.held = {.sources = 0b1, .roles = 0b10}, .asked = 1});
    names.add(5, {.held = {.sources = all_sources}, .asked = 0});  // the asked record has none
    RoleName name{};
    name.role = 1;
    EXPECT_TRUE(names.reads(0, name) && names.reads(63, name));
    name.role = 2;
    EXPECT_TRUE(names.reads(0, name));
    EXPECT_FALSE(names.reads(63, name));
    EXPECT_FALSE(names.reads(5, name));
    names.begin(model.left());
    EXPECT_FALSE(names.reads(0, name));
}

}  // namespace
}  // namespace amparo::matching

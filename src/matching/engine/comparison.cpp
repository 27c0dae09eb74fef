#include "matching/engine/comparison.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/error.hpp"

namespace amparo::matching {
namespace {

constexpr float better_sibling_bits = 2.0F;
constexpr float same_text_similarity = 0.9F;
constexpr NameChoice all_names;

// Outcomes are filled where they lie: returned in registers, their small parts would be written
// one by one and read back as a whole, for which the processor has to wait.

void set_found(Outcome& outcome, const BoundComparator& bound, std::optional<float> measure) {
    if (measure) set_measure(outcome, bound, *measure);
}

bool has_role(const OpenRecord& record, std::uint8_t slot, std::uint32_t roles) {
    std::uint32_t found = 0;
    record.for_names(slot, [&](const RoleName& name) { found |= 1U << name.role; });
    return (found & roles) != 0;
}

/// The other children that are sought have no role; rows of relatives do.
std::uint32_t sought_roles(const BoundModel& model, const BoundComparator& bound) {
    const auto slot = bound.pairs.front().right;
    return model.right().slots()[slot].kind == SlotKind::kin_names ? bound.roles : 0;
}

/// The two records of a pair, and the role of the one who searches.
struct Searched {
    const OpenRecord& left;
    const OpenRecord& right;
    std::uint8_t role;
};

std::optional<float> compare_kin(const BoundComparator& bound, const Searched& pair,
                                 LevelCache& levels) {
    const auto& [left, right, role] = pair;
    const auto& comparator = *bound.comparator;
    KinSlots slots{.left = bound.pairs.front().left,
                   .right = bound.pairs.front().right,
                   .roles = bound.roles,
                   .same_roles = 0};
    if (!bound.searches) {
        if (bound.has_several_roles) {
            return sum_of_names(left, right, slots, levels).counted(bound);
        }
        return best_same_role(left, right, slots, levels).counted(bound);
    }
    const auto own_roles = roles_like(role);
    if (comparator.measure == Measure::usual) slots.same_roles = own_roles;
    if (comparator.measure == Measure::other_role && has_role(left, slots.left, own_roles)) {
        return std::nullopt;
    }
    return best_kin(left, right, slots, levels).counted(bound);
}

std::optional<float> compare_lineage(const BoundComparator& bound, const Searched& searched,
                                     LevelCache& levels) {
    const auto& [left, right, role] = searched;
    const auto& pair = bound.pairs.front();
    auto best = lineage_bits(right, left, {pair.right, bound.left_kin, bound.roles}, levels);
    const bool searches = bound.searches;
    if (!searches || (bound.roles >> role & 1U) != 0) {
        const auto found = lineage_bits(
            left, right, {pair.left, bound.right_kin, searches ? 0 : bound.roles}, levels);
        best.alike = std::max(best.alike, found.alike);
        best.mixed = std::max(best.mixed, found.mixed);
    }
    return best.counted(bound);
}

std::int8_t compare_text(const BoundComparator& bound, const OpenRecord& left,
                         const OpenRecord& right, LevelCache& levels) {
    auto level = level_missing;
    const auto& pair = bound.pairs.front();
    left.for_names(pair.left, [&](const RoleName& one) {
        right.for_names(pair.right, [&](const RoleName& other) {
            const bool is_same =
                name_similarity(one.name, other.name, levels) >= same_text_similarity;
            if (level != 0) level = is_same ? 0 : 1;
        });
    });
    return level;
}

}  // namespace

void Comparer::compare_child(const Step& step, const Compared& compared, Outcome& out) {
    const auto& [left, right, held] = compared;
    const auto& bound = *step.bound;
    const auto& comparator = *bound.comparator;
    const auto& pair = bound.pairs.front();
    if (comparator.measure != Measure::usual) {
        const auto slot = asked_side_ == Side::left ? pair.right : pair.left;
        const auto level = step.personal
                               ? best_personal(*step.personal, {held.record, slot}, levels_)
                               : best_given(left, right, pair, levels_);
        if (level) set_level(out, bound, static_cast<std::int8_t>(*level));
        return;
    }
    set_found(out, bound, best_names(left, right, pair, levels_));
}

void Comparer::compare_siblings(const Step& step, const Compared& compared, Outcome& out) {
    const auto& [left, right, held] = compared;
    const auto& bound = *step.bound;
    const auto& comparator = *bound.comparator;
    const auto& pair = bound.pairs.front();
    const KinSlots slots{pair.left, pair.right, bound.roles, 0};
    if (comparator.measure == Measure::usual) {
        return set_found(out, bound, sum_of_names(left, right, slots, levels_).counted(bound));
    }
    const auto as_sibling =
        comparator.measure == Measure::self
            ? best_kin(left, right, slots, levels_)
            : best_kin(right, left, {pair.right, pair.left, sought_roles(model_, bound), 0},
                       levels_);
    // Brothers and sisters are called by names of their own.
    if (as_sibling.alike != KinBits::nothing) set_sibling(step, as_sibling.alike, held.own, out);
}

/// Of the net bits of the child as a brother or sister.
void Comparer::set_sibling(const Step& step, float net, const Own& own, Outcome& out) {
    // Only comparators that stand before it in the model have said something of the child.
    const bool is_better = step.comparator > own.comparator && net > own.net + better_sibling_bits;
    set_level(out, *step.bound, static_cast<std::int8_t>(is_better ? 0 : 1));
}

/// The best net bits of names that meet and names that do not.
KinBits Comparer::best_net(std::size_t at, const Opened& opened) {
    const auto& names = steps_.all[at].names;
    const auto form = opened.told.first_form(at);
    KinBits best;
    // Those that meet come to no less than as strangers.
    if (names.tells(form)) best.alike = names.apart[form].measure;
    for (const auto& held : opened.record.names()) {
        const auto met = held.name.met & names.asked;
        if (met == 0 || !steps_.reading.reads(at, held)) continue;
        for (auto left = met; left != 0; left &= left - 1) {
            const auto& asked = asked_.names()[static_cast<std::size_t>(std::countr_zero(left))];
            best.add(held.name, asked.name, levels_);
        }
    }
    return best;
}

/// What the first comparator says of the names of the child counts.
inline void Comparer::note_own(const Step& step, const Outcome& out, Own& own) {
    if (!step.is_own || out.level == level_missing || own.comparator != comparators_max) return;
    own = {.net = out.measure, .comparator = step.comparator};
}

/// Of a step of which both records say something, as far as one look tells.
[[gnu::always_inline]] inline void Comparer::fill(std::size_t at, const Compared& compared,
                                                  Outcome& out) {
    const auto& step = steps_.all[at];
    auto& held = compared.held;
    const auto& told = held.told;
    const bool is_apart = (told.met >> at & 1U) == 0;
    switch (step.way) {
        case Way::values:
            return steps_.values[step.value].fill(held.record, out);
        case Way::best:
            if (is_apart) {
                out = step.names.apart[told.first_form(at)];
            } else {
                set_found(out, *step.bound, best_net(at, held).counted(*step.bound));
            }
            return note_own(step, out, held.own);
        case Way::sibling: {
            const auto net =
                is_apart ? step.names.apart[told.first_form(at)].measure : best_net(at, held).alike;
            return set_sibling(step, net, held.own, out);
        }
        case Way::apart:
            if (!is_apart) return fill_names(step, compared, out);
            out = step.names.apart[step.names.is_by_form() ? told.first_form(at) : 0];
            return;
        case Way::names:
            fill_names(step, compared, out);
            return note_own(step, out, held.own);
    }
}

void Comparer::fill_names(const Step& step, const Compared& compared, Outcome& out) {
    const auto& [left, right, held] = compared;
    const auto& bound = *step.bound;
    const auto searched = [&]() -> Searched {
        const bool is_asked = asked_side_ == Side::right;
        return {compared.left, compared.right,
                is_asked ? step.role : searching_role(bound, compared.right)};
    };
    switch (bound.comparator->type) {
        case ComparatorType::person_name:
            return compare_child(step, compared, out);
        case ComparatorType::siblings:
            return compare_siblings(step, compared, out);
        case ComparatorType::kin_name:
            return set_found(out, bound, compare_kin(bound, searched(), levels_));
        case ComparatorType::lineage:
            return set_found(out, bound, compare_lineage(bound, searched(), levels_));
        case ComparatorType::text:
            return set_level(out, bound, compare_text(bound, left, right, levels_));
        default:
            return;  // it reads values, of which the asked record has none
    }
}

void Comparer::ask(std::vector<std::uint32_t> words, Side side) {
    levels_.begin();
    outlook_.begin();
    asked_words_ = std::move(words);
    asked_side_ = side;
    asked_.ask(asked_words_, model_.of(side), levels_);
    AskedStepsMaker(model_, places_, asked_, side).make(steps_, outlook_);
}

template <class Note>
Verdict Comparer::run_all(Opened& opened, Note&& note) {
    Verdict verdict;
    steps_.reading.read_heads(opened.record, opened.told);
    steps_.reading.read_met(opened.record, ~steps_.always, opened.told);
    const auto pair = compared(opened);
    for (auto left = opened.told.told | steps_.always; left != 0; left &= left - 1) {
        const auto at = static_cast<std::size_t>(std::countr_zero(left));
        const auto& step = steps_.all[at];
        Outcome outcome;
        fill(at, pair, outcome);
        note(step.comparator, outcome);
        verdict.total += outcome.weight;
        if (step.is_family) verdict.family += outcome.weight;
        if (step.tells_siblings && outcome.level == 0) verdict.rather_sibling = true;
    }
    return verdict;
}

/// Added up in the order of the model, as if all comparators had run one after the other; of all
/// at once, because each sum has to wait for itself.
void Comparer::add_up(std::span<const Opened> opened, std::span<Verdict> verdicts) const {
    Weights total = {};
    Weights family = {};
    for (std::size_t step = 0; step < steps_.all.size(); ++step) {
        const auto& weights = weights_[step];
        for (std::size_t at = 0; at < together_max; ++at) total[at] += weights[at];
        if ((steps_.family >> step & 1U) == 0) continue;
        for (std::size_t at = 0; at < together_max; ++at) family[at] += weights[at];
    }
    for (std::size_t at = 0; at < opened.size(); ++at) {
        verdicts[at] = {.total = total[at],
                        .family = family[at],
                        .rather_sibling = opened[at].rather_sibling,
                        .is_left_out = opened[at].is_left_out};
    }
}

void Comparer::weigh_values(std::span<Opened> opened) {
    std::array<const OpenRecord*, together_max> records;
    for (std::size_t at = 0; at < opened.size(); ++at) records[at] = &opened[at].record;
    for (std::size_t step = 0; step < steps_.values.size(); ++step) {
        steps_.values[step].weigh(std::span(records).first(opened.size()),
                                  weights_[steps_.value_places[step]]);
    }
}

/// Of steps whose names share no word: all that is told by one look. Those that are left.
[[gnu::always_inline]] inline std::uint64_t Comparer::weigh_apart(std::uint64_t steps,
                                                                  Opened& opened) {
    const auto apart = steps & ~opened.told.met;
    for (auto left = apart & steps_.by_nothing; left != 0; left &= left - 1) {
        const auto at = static_cast<std::size_t>(std::countr_zero(left));
        weights_[at][opened.place] = steps_.all[at].names.apart.front().weight;
    }
    auto open = apart & steps_.by_form;
    for (std::size_t form = 0; open != 0 && form < ToldSteps::forms; ++form) {
        for (auto left = open & opened.told.of_form[form]; left != 0; left &= left - 1) {
            const auto at = static_cast<std::size_t>(std::countr_zero(left));
            weights_[at][opened.place] = steps_.all[at].names.apart[form].weight;
        }
        open &= ~opened.told.of_form[form];
    }
    return steps & ~(apart & (steps_.by_nothing | steps_.by_form));
}

/// Some steps of names, whose names were looked up. All others of the record were read.
[[gnu::always_inline]] inline void Comparer::weigh_names(std::uint64_t steps, Opened& opened) {
    const auto by_names = steps & ~steps_.always;
    if (by_names != 0) steps_.reading.read_met(opened.record, by_names, opened.told);
    const auto telling = steps & (steps_.always | opened.told.told);
    const auto pair = compared(opened);
    for (auto left = weigh_apart(telling, opened); left != 0; left &= left - 1) {
        const auto at = static_cast<std::size_t>(std::countr_zero(left));
        Outcome outcome;
        fill(at, pair, outcome);
        weights_[at][opened.place] = outcome.weight;
        if (steps_.all[at].tells_siblings && outcome.level == 0) opened.rather_sibling = true;
    }
}

/// Some steps were weighed: whether the others can still bring the pair to what is wanted.
void Comparer::settle(std::uint64_t steps, Opened& opened) const {
    for (auto left = steps; left != 0; left &= left - 1) {
        const auto at = static_cast<std::size_t>(std::countr_zero(left));
        outlook_.settle(opened.most, steps_.telling[at], weights_[at][opened.place]);
    }
    opened.is_left_out = !outlook_.may_be_wanted(opened.most);
}

/// The same of all steps of values.
void Comparer::settle_values(Opened& opened) const {
    auto& most = opened.most;
    most.family -= steps_.values_most.family;
    most.rest -= steps_.values_most.rest;
    for (const auto at : steps_.value_places) {
        ((steps_.family >> at & 1U) != 0 ? most.family : most.rest) += weights_[at][opened.place];
    }
    opened.is_left_out = !outlook_.may_be_wanted(most);
}

/// Of which steps the record has no names.
void Comparer::judge_heads(Opened& opened) {
    opened.record.read_names(no_names, levels_);
    steps_.reading.read_heads(opened.record, opened.told);
    const auto untold = steps_.names & ~steps_.always & ~opened.told.told;
    settle(untold, opened);
}

void Comparer::judge_names(std::uint64_t steps, Opened& opened) {
    const auto left = steps & (steps_.always | opened.told.told);
    weigh_names(left, opened);
    settle(left, opened);
}

void Comparer::open(Opened& opened, const Record& held) {
    opened.record.open(held);
    opened.own = {};
    opened.rather_sibling = false;
    opened.is_left_out = false;
}

void Comparer::judge(std::span<const Record> held, std::span<Verdict> verdicts) {
    AMPARO_REQUIRE(held.size() <= together_max && verdicts.size() == held.size());
    const auto opened = std::span(held_).first(held.size());
    for (std::size_t at = 0; at < held.size(); ++at) {
        open(opened[at], held[at]);
        opened[at].place = at;
    }
    // Steps that say nothing of a pair are never weighed.
    std::fill_n(weights_.begin(), steps_.all.size(), Weights{});
    if (!outlook_.wants_all()) return judge_wanted(opened, verdicts);
    look_up(opened, [&](OpenRecord& record) { record.read_names(all_names, levels_); });
    weigh_values(opened);
    for (std::size_t at = 0; at < held.size(); ++at) {
        steps_.reading.read_heads(opened[at].record, opened[at].told);
        weigh_names(steps_.names, opened[at]);
    }
    add_up(opened, verdicts);
}

template <class Read>
void Comparer::look_up(std::span<Opened> opened, Read&& read) {
    for (auto& one : opened) {
        if (!one.is_left_out) read(one.record);
    }
    levels_.make_expected();
}

void Comparer::judge_wanted(std::span<Opened> opened, std::span<Verdict> verdicts) {
    const auto most = outlook_.of(steps_.telling);
    weigh_values(opened);
    for (auto& one : opened) {
        one.most = most;
        settle_values(one);
        if (!one.is_left_out) judge_heads(one);
    }
    const auto run = [&](const NameChoice& names, std::uint64_t steps) {
        look_up(opened, [&](OpenRecord& record) { record.look_up(names, levels_); });
        for (auto& one : opened) {
            if (!one.is_left_out) judge_names(steps, one);
        }
    };
    for (const auto& stage : steps_.stages) run(stage.names, stage.steps);
    run(all_names, steps_.other);
    add_up(opened, verdicts);
}

Comparison Comparer::compare(const Record& held) {
    const auto opened = std::span(held_).first(1);
    open(opened[0], held);
    look_up(opened, [&](OpenRecord& record) { record.read_names(all_names, levels_); });
    Comparison comparison;
    auto& outcomes = comparison.outcomes;
    static_cast<Verdict&>(comparison) =
        run_all(opened[0], [&](std::size_t at, const Outcome& outcome) { outcomes[at] = outcome; });
    return comparison;
}

}  // namespace amparo::matching

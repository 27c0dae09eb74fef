#include "matching/engine/comparison.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/error.hpp"
#include "matching/engine/name_comparators.hpp"
#include "matching/engine/value_comparators.hpp"

namespace amparo::matching {
namespace {

constexpr float better_sibling_bits = 2.0F;
constexpr float same_text_similarity = 0.9F;

/// The two records of a pair.
struct Compared {
    const OpenRecord& left;
    const OpenRecord& right;
};

// Outcomes are filled where they lie: returned in registers, their small parts would be written
// one by one and read back as a whole, for which the processor has to wait.

void set_level(Outcome& outcome, const BoundComparator& bound, std::optional<std::int8_t> level) {
    if (!level) return;
    outcome.level = *level;
    outcome.weight = bound.weights[static_cast<std::size_t>(*level)];
}

void set_measure(Outcome& outcome, const BoundComparator& bound, std::optional<float> measure) {
    if (!measure) return;
    std::size_t level = 0;
    while (*measure >= bound.ends[level]) ++level;
    outcome.level = static_cast<std::int8_t>(level);
    outcome.weight = bound.weights[level];
    outcome.measure = *measure;
}

std::uint8_t role_in(const BoundComparator& bound, const OpenRecord& right) {
    const auto words = right.values(bound.right_role);
    return words.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(words.front());
}

bool has_role(const OpenRecord& record, std::uint8_t slot, std::uint32_t roles) {
    bool found = false;
    record.for_names(
        slot, [&](const RoleName& name) { found = found || (roles >> name.role & 1U) != 0; });
    return found;
}

/// The other children that are sought have no role; rows of relatives do.
std::uint32_t sought_roles(const BoundModel& model, const BoundComparator& bound) {
    const auto slot = bound.pairs.front().right;
    return model.right().slots()[slot].kind == SlotKind::kin_names ? bound.roles : 0;
}

std::optional<float> compare_kin(const BoundComparator& bound, const OpenRecord& left,
                                 const OpenRecord& right, LevelCache& levels) {
    const auto& comparator = *bound.comparator;
    KinSlots slots{.left = bound.pairs.front().left,
                   .right = bound.pairs.front().right,
                   .roles = bound.roles,
                   .same_roles = 0};
    if (!bound.searches) {
        if (bound.has_several_roles) {
            return sum_of_names(left, right, slots, levels);
        }
        return best_same_role(left, right, slots, levels);
    }
    const auto own_roles = roles_like(role_in(bound, right));
    const bool is_there = has_role(left, slots.left, own_roles);
    if (comparator.measure == Measure::usual) slots.same_roles = own_roles;
    if (comparator.measure == Measure::other_role && is_there) return std::nullopt;
    return best_kin(left, right, slots, levels);
}

std::optional<float> compare_lineage(const BoundComparator& bound, const OpenRecord& left,
                                     const OpenRecord& right, LevelCache& levels) {
    const auto& pair = bound.pairs.front();
    auto best = lineage_bits(right, left, {pair.right, bound.left_kin, bound.roles}, levels);
    const bool searches = bound.searches;
    if (!searches || (bound.roles >> role_in(bound, right) & 1U) != 0) {
        const auto found = lineage_bits(
            left, right, {pair.left, bound.right_kin, searches ? 0 : bound.roles}, levels);
        if (found) best = std::max(best.value_or(0), *found);
    }
    return best;
}

std::optional<std::int8_t> compare_text(const BoundComparator& bound, const OpenRecord& left,
                                        const OpenRecord& right, LevelCache& levels) {
    std::optional<std::int8_t> level;
    const auto& pair = bound.pairs.front();
    left.for_names(pair.left, [&](const RoleName& one) {
        right.for_names(pair.right, [&](const RoleName& other) {
            const bool is_same =
                name_similarity(one.name, other.name, levels) >= same_text_similarity;
            const auto found = static_cast<std::int8_t>(is_same ? 0 : 1);
            level = std::min(level.value_or(found), found);
        });
    });
    return level;
}

void sum_over_pairs(Outcome& sum, const BoundComparator& bound, const Compared& compared,
                    const Places& places) {
    const auto& [left, right] = compared;
    for (const auto& pair : bound.pairs) {
        const SlotPair values{left.values(pair.left), right.values(pair.right)};
        const auto level = bound.comparator->type == ComparatorType::location
                               ? compare_places(values, places)
                               : compare_values(values);
        if (!level) continue;
        (sum.level == level_missing ? sum.level : sum.second) = *level;
        sum.weight += bound.weights[static_cast<std::size_t>(*level)];
    }
    sum.weight = std::clamp(sum.weight, bound.comparator->cap_low, bound.comparator->cap_high);
}

}  // namespace

void Comparer::compare_child(const BoundComparator& bound, const OpenRecord& left,
                             const OpenRecord& right, Outcome& out) {
    const auto& comparator = *bound.comparator;
    const auto& pair = bound.pairs.front();
    if (comparator.measure != Measure::usual) {
        const auto level = comparator.measure == Measure::personal
                               ? best_personal(left, right, pair, levels_)
                               : best_given(left, right, pair, levels_);
        if (level) set_level(out, bound, static_cast<std::int8_t>(*level));
        return;
    }
    const auto net = best_names(left, right, pair, levels_);
    if (net && !has_own_) own_net_ = *net;
    has_own_ = has_own_ || net.has_value();
    set_measure(out, bound, net);
}

void Comparer::compare_siblings(const BoundComparator& bound, const OpenRecord& left,
                                const OpenRecord& right, Outcome& out) {
    const auto& comparator = *bound.comparator;
    const auto& pair = bound.pairs.front();
    const KinSlots slots{pair.left, pair.right, bound.roles, 0};
    if (comparator.measure == Measure::usual) {
        return set_measure(out, bound, sum_of_names(left, right, slots, levels_));
    }
    const auto as_sibling =
        comparator.measure == Measure::self
            ? best_kin(left, right, slots, levels_)
            : best_kin(right, left, {pair.right, pair.left, sought_roles(model_, bound), 0},
                       levels_);
    if (!as_sibling) return;
    const bool is_better = has_own_ && *as_sibling > own_net_ + better_sibling_bits;
    set_level(out, bound, static_cast<std::int8_t>(is_better ? 0 : 1));
}

void Comparer::fill(const BoundComparator& bound, const OpenRecord& left, const OpenRecord& right,
                    Outcome& out) {
    const auto& comparator = *bound.comparator;
    const auto values = [&]() -> SlotPair {
        const auto& pair = bound.pairs.front();
        return {left.values(pair.left), right.values(pair.right)};
    };
    switch (comparator.type) {
        case ComparatorType::person_name:
            return compare_child(bound, left, right, out);
        case ComparatorType::siblings:
            return compare_siblings(bound, left, right, out);
        case ComparatorType::kin_name:
            return set_measure(out, bound, compare_kin(bound, left, right, levels_));
        case ComparatorType::lineage:
            return set_measure(out, bound, compare_lineage(bound, left, right, levels_));
        case ComparatorType::birth:
            return set_level(out, bound, compare_birth(values()));
        case ComparatorType::date:
            return set_level(out, bound, compare_spans(values()));
        case ComparatorType::overlap_group:
            return set_level(out, bound, compare_group(bound.pairs, left, right));
        case ComparatorType::text:
            return set_level(out, bound, compare_text(bound, left, right, levels_));
        case ComparatorType::number:
            return set_level(out, bound, compare_values(values()));
        case ComparatorType::location:
        case ComparatorType::identifier:
        case ComparatorType::sex:
        case ComparatorType::overlap:
        case ComparatorType::select:
        case ComparatorType::phone:
            return sum_over_pairs(out, bound, {left, right}, places_);
    }
}

void Comparer::ask(std::vector<std::uint32_t> words, Side side) {
    levels_.begin();
    asked_words_ = std::move(words);
    asked_side_ = side;
    asked_.ask(asked_words_, model_.of(side), levels_);
    telling_.clear();
    const auto& comparators = model_.comparators();
    for (std::size_t at = 0; at < comparators.size(); ++at) {
        if (may_tell(comparators[at])) telling_.push_back(static_cast<std::uint8_t>(at));
    }
}

/// Whether the asked record has anything that a comparator looks at; else it is missing.
bool Comparer::may_tell(const BoundComparator& bound) const {
    const bool is_left = asked_side_ == Side::left;
    const Record record(asked_words_, model_.of(asked_side_));
    const auto has = [&](const BoundPair& pair) {
        return !record.is_empty(is_left ? pair.left : pair.right);
    };
    if (std::ranges::any_of(bound.pairs, has)) return true;
    return bound.comparator->type == ComparatorType::lineage &&
           !record.is_empty(is_left ? bound.left_kin : bound.right_kin);
}

template <class Note>
Verdict Comparer::run(const OpenRecord& held, Note&& note) {
    const auto& left = asked_side_ == Side::left ? asked_ : held;
    const auto& right = asked_side_ == Side::left ? held : asked_;
    Verdict verdict;
    has_own_ = false;
    own_net_ = 0;
    const auto& comparators = model_.comparators();
    for (const auto at : telling_) {
        const auto& comparator = *comparators[at].comparator;
        Outcome outcome;
        fill(comparators[at], left, right, outcome);
        note(at, outcome);
        verdict.total += outcome.weight;
        if (comparator.is_family) verdict.family += outcome.weight;
        const bool is_self =
            comparator.type == ComparatorType::siblings && comparator.measure == Measure::self;
        if (is_self && outcome.level == 0) verdict.rather_sibling = true;
    }
    return verdict;
}

void Comparer::judge(std::span<const Record> held, std::span<Verdict> verdicts) {
    AMPARO_REQUIRE(held.size() <= together_max && verdicts.size() == held.size());
    for (std::size_t at = 0; at < held.size(); ++at) held_[at].begin(held[at], levels_);
    levels_.make_expected();
    for (std::size_t at = 0; at < held.size(); ++at) held_[at].meet(levels_);
    for (std::size_t at = 0; at < held.size(); ++at) {
        verdicts[at] = run(held_[at], [](std::size_t, const Outcome&) {});
    }
}

Comparison Comparer::compare(const Record& held) {
    auto& opened = held_.front();
    opened.begin(held, levels_);
    levels_.make_expected();
    opened.meet(levels_);
    Comparison comparison;
    auto& outcomes = comparison.outcomes;
    static_cast<Verdict&>(comparison) =
        run(opened, [&](std::size_t at, const Outcome& outcome) { outcomes[at] = outcome; });
    return comparison;
}

}  // namespace amparo::matching

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

std::uint8_t role_in(const BoundComparator& bound, const OpenRecord& right) {
    const auto words = right.values(bound.right_role);
    return words.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(words.front());
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

bool compares_names(ComparatorType type) {
    return type == ComparatorType::person_name || type == ComparatorType::kin_name ||
           type == ComparatorType::lineage || type == ComparatorType::siblings ||
           type == ComparatorType::text;
}

/// Whether only its first pair of fields is compared.
bool counts_first(ComparatorType type) {
    return type == ComparatorType::birth || type == ComparatorType::date ||
           type == ComparatorType::number;
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
            return sum_of_names(left, right, slots, levels);
        }
        return best_same_role(left, right, slots, levels);
    }
    const auto own_roles = roles_like(role);
    if (comparator.measure == Measure::usual) slots.same_roles = own_roles;
    if (comparator.measure == Measure::other_role && has_role(left, slots.left, own_roles)) {
        return std::nullopt;
    }
    return best_kin(left, right, slots, levels);
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
        if (found) best = std::max(best.value_or(0), *found);
    }
    return best;
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
        return set_found(out, bound, sum_of_names(left, right, slots, levels_));
    }
    const auto as_sibling =
        comparator.measure == Measure::self
            ? best_kin(left, right, slots, levels_)
            : best_kin(right, left, {pair.right, pair.left, sought_roles(model_, bound), 0},
                       levels_);
    if (as_sibling) set_sibling(step, *as_sibling, held.own, out);
}

/// Of the net bits of the child as a brother or sister.
void Comparer::set_sibling(const Step& step, float net, const Own& own, Outcome& out) {
    // Only comparators that stand before it in the model have said something of the child.
    const bool is_better = step.comparator > own.comparator && net > own.net + better_sibling_bits;
    set_level(out, *step.bound, static_cast<std::int8_t>(is_better ? 0 : 1));
}

/// The best net bits of names that meet and names that do not.
float Comparer::best_net(std::size_t at, const Opened& opened) {
    const auto& names = steps_[at].names;
    // Those that meet come to no less than as strangers.
    auto best = names.apart[opened.told.shortest(at)].measure;
    for (const auto& held : opened.record.names()) {
        const auto met = held.name.met & names.asked;
        if (met == 0 || !step_names_.reads(at, held)) continue;
        for (auto left = met; left != 0; left &= left - 1) {
            const auto& asked = asked_.names()[static_cast<std::size_t>(std::countr_zero(left))];
            best = std::max(best, name_evidence(held.name, asked.name, levels_).net);
        }
    }
    return best;
}

Comparer::Way Comparer::way_of(const Step& step) {
    if (step.names.kind == NameStep::Kind::plain) return Way::names;
    if (step.names.kind != NameStep::Kind::best) return Way::apart;
    const bool is_sibling = step.bound->comparator->type == ComparatorType::siblings;
    return is_sibling ? Way::sibling : Way::best;
}

/// What the first comparator says of the names of the child counts.
inline void Comparer::note_own(const Step& step, const Outcome& out, Own& own) {
    if (!step.is_own || out.level == level_missing || own.comparator != comparators_max) return;
    own = {.net = out.measure, .comparator = step.comparator};
}

/// Of a step of which both records say something, as far as one look tells.
[[gnu::always_inline]] inline void Comparer::fill(std::size_t at, const Compared& compared,
                                                  Outcome& out) {
    const auto& step = steps_[at];
    auto& held = compared.held;
    const auto& told = held.told;
    const bool is_apart = (told.met >> at & 1U) == 0;
    switch (step.way) {
        case Way::values:
            return value_steps_[step.value].fill(held.record, out);
        case Way::best:
            if (is_apart) {
                out = step.names.apart[told.shortest(at)];
            } else {
                set_measure(out, *step.bound, best_net(at, held));
            }
            return note_own(step, out, held.own);
        case Way::sibling: {
            const auto net =
                is_apart ? step.names.apart[told.shortest(at)].measure : best_net(at, held);
            return set_sibling(step, net, held.own, out);
        }
        case Way::apart:
            if (!is_apart) return fill_names(step, compared, out);
            out = step.names.apart.front();
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
                is_asked ? step.role : role_in(bound, compared.right)};
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

/// The names of others that a step looks at, unless it has to know of the others too.
std::optional<NameChoice> Comparer::names_alone(const Step& step) const {
    if (step.bound->comparator->type == ComparatorType::person_name) {
        const bool is_left = asked_side_ == Side::left;
        const auto& pair = step.bound->pairs.front();
        const auto& others = model_.of(is_left ? Side::right : Side::left);
        return NameChoice{.sources = others.sources_of(is_left ? pair.right : pair.left)};
    }
    const auto kind = step.names.kind;
    const bool is_alone = kind == NameStep::Kind::sum || step.way == Way::best;
    return is_alone ? std::optional(step.names.held) : std::nullopt;
}

void Comparer::put_in_stage(std::size_t number) {
    const auto& step = steps_[number];
    const auto bit = std::uint64_t{1} << number;
    if (!compares_names(step.bound->comparator->type)) {
        (step.is_family ? values_most_.family : values_most_.rest) +=
            outlook_.limit_of(step.comparator);
        return;
    }
    names_ |= bit;
    const auto names = names_alone(step);
    if (!names) {
        other_steps_ |= bit;
        return;
    }
    auto& stage = stage_of(step, *names);
    stage.steps |= bit;
    stage.most += outlook_.limit_of(step.comparator);
}

/// The stage of a step, made when there is none.
Comparer::NameStage& Comparer::stage_of(const Step& step, const NameChoice& names) {
    const bool is_own = step.bound->comparator->type == ComparatorType::person_name;
    const auto found = std::ranges::find_if(stages_, [&](const NameStage& stage) {
        return stage.is_own == is_own && (is_own || stage.names == names);
    });
    if (found == stages_.end()) return stages_.emplace_back(names, 0U, 0.0F, is_own);
    found->names.sources |= names.sources;
    return *found;
}

void Comparer::ask(std::vector<std::uint32_t> words, Side side) {
    levels_.begin();
    outlook_.begin();
    asked_words_ = std::move(words);
    asked_side_ = side;
    asked_.ask(asked_words_, model_.of(side), levels_);
    telling_.clear();
    steps_.clear();
    value_steps_.clear();
    value_places_.clear();
    always_ = family_ = by_size_ = by_nothing_ = 0;
    names_ = other_steps_ = 0;
    values_most_ = {};
    stages_.clear();
    step_names_.begin(model_.of(side == Side::left ? Side::right : Side::left));
    const auto& comparators = model_.comparators();
    for (std::size_t at = 0; at < comparators.size(); ++at) {
        if (!may_tell(comparators[at])) continue;
        const auto bit = std::uint64_t{1} << steps_.size();
        telling_.push_back(static_cast<std::uint8_t>(at));
        note_step(steps_.emplace_back(step_of(at)), bit);
        limit_outlook(static_cast<std::uint8_t>(at));
        put_in_stage(steps_.size() - 1);
    }
    std::ranges::stable_sort(stages_, std::greater(), &NameStage::most);
}

/// Notes what a step needs to know of the names of others.
void Comparer::note_step(const Step& step, std::uint64_t bit) {
    if (step.is_family) family_ |= bit;
    if (step.names.kind == NameStep::Kind::plain) {
        always_ |= bit;
        return;
    }
    step_names_.add(steps_.size() - 1, step.names);
    // What the names of the child say is for others to know, and comes in its turn.
    if (step.way == Way::best && !step.is_own) by_size_ |= bit;
    if (step.way == Way::apart) by_nothing_ |= bit;
}

std::uint8_t Comparer::asked_role(const BoundComparator& bound) const {
    return bound.searches && asked_side_ == Side::right ? role_in(bound, asked_) : std::uint8_t{0};
}

Comparer::Step Comparer::step_of(std::size_t at) {
    const auto& bound = model_.comparators()[at];
    const auto& comparator = *bound.comparator;
    // Its first level says that the record is rather of a brother or sister.
    const bool is_self =
        comparator.type == ComparatorType::siblings && comparator.measure == Measure::self;
    Step step{.bound = &bound,
              .comparator = static_cast<std::uint8_t>(at),
              .is_family = comparator.is_family,
              .tells_siblings = is_self,
              .is_own = comparator.type == ComparatorType::person_name &&
                        comparator.measure == Measure::usual,
              .role = asked_role(bound)};
    if (auto values = value_step_of(bound); !values.empty()) {
        step.way = Way::values;
        step.value = value_steps_.size();
        value_steps_.push_back(std::move(values));
        value_places_.push_back(static_cast<std::uint8_t>(steps_.size()));
        return step;
    }
    const bool is_left = asked_side_ == Side::left;
    if (comparator.measure == Measure::personal) {
        const auto& pair = bound.pairs.front();
        step.personal = std::make_unique<PersonalTokens>(asked_, is_left ? pair.left : pair.right);
    }
    step.names = NameSteps(model_, asked_, asked_side_).of(bound, step.role);
    step.way = way_of(step);
    return step;
}

/// What the asked record says to a comparator of values; empty for one of names.
ValueStep Comparer::value_step_of(const BoundComparator& bound) const {
    const bool is_left = asked_side_ == Side::left;
    const auto& asked = model_.of(asked_side_);
    const auto& others = model_.of(is_left ? Side::right : Side::left);
    ValueStep step(bound, places_);
    for (const auto& pair : bound.pairs) {
        const auto own = is_left ? pair.left : pair.right;
        if (holds_names(asked.slots()[own].kind)) continue;
        if (counts_first(bound.comparator->type) && &pair != &bound.pairs.front()) break;
        const auto values = asked_.values(own);
        if (!values.empty()) step.add(values, others.value_place(is_left ? pair.right : pair.left));
    }
    return step;
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

/// What is shared is worth no more than the words of the asked record.
void Comparer::limit_outlook(std::uint8_t at) {
    const auto& bound = model_.comparators()[at];
    const auto& comparator = *bound.comparator;
    if (!level_names(comparator.type, comparator.measure).empty()) return;
    const auto& pair = bound.pairs.front();
    const auto& names = asked_.names_of(asked_side_ == Side::left ? pair.left : pair.right);
    const bool adds_up =
        comparator.type == ComparatorType::siblings || (!bound.searches && bound.has_several_roles);
    // Lineages are worth what the words of relatives on either side are.
    if (comparator.type == ComparatorType::lineage) return;
    // What adds up counts one name of each relative on the right.
    const auto sum = asked_side_ == Side::right ? names.sum_of_rows : names.sum;
    outlook_.limit(at, adds_up ? sum : names.most);
}

template <class Note>
Verdict Comparer::run_all(Opened& opened, Note&& note) {
    Verdict verdict;
    step_names_.read_heads(opened.record, opened.told);
    step_names_.read_met(opened.record, ~always_, opened.told);
    const auto pair = compared(opened);
    for (auto left = opened.told.told | always_; left != 0; left &= left - 1) {
        const auto at = static_cast<std::size_t>(std::countr_zero(left));
        const auto& step = steps_[at];
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
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        const auto& weights = weights_[step];
        for (std::size_t at = 0; at < together_max; ++at) total[at] += weights[at];
        if ((family_ >> step & 1U) == 0) continue;
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
    for (std::size_t step = 0; step < value_steps_.size(); ++step) {
        value_steps_[step].weigh(std::span(records).first(opened.size()),
                                 weights_[value_places_[step]]);
    }
}

/// Of steps whose names share no word: all that is told by one look. Those that are left.
[[gnu::always_inline]] inline std::uint64_t Comparer::weigh_apart(std::uint64_t steps,
                                                                  Opened& opened) {
    const auto apart = steps & ~opened.told.met;
    for (auto left = apart & by_nothing_; left != 0; left &= left - 1) {
        const auto at = static_cast<std::size_t>(std::countr_zero(left));
        weights_[at][opened.place] = steps_[at].names.apart.front().weight;
    }
    auto open = apart & by_size_;
    for (std::size_t size = 0; open != 0 && size < ToldSteps::sizes; ++size) {
        for (auto left = open & opened.told.of_size[size]; left != 0; left &= left - 1) {
            const auto at = static_cast<std::size_t>(std::countr_zero(left));
            weights_[at][opened.place] = steps_[at].names.apart[size].weight;
        }
        open &= ~opened.told.of_size[size];
    }
    return steps & ~(apart & (by_nothing_ | by_size_));
}

/// Some steps of names, whose names were looked up. All others of the record were read.
[[gnu::always_inline]] inline void Comparer::weigh_names(std::uint64_t steps, Opened& opened) {
    const auto by_names = steps & ~always_;
    if (by_names != 0) step_names_.read_met(opened.record, by_names, opened.told);
    const auto telling = steps & (always_ | opened.told.told);
    const auto pair = compared(opened);
    for (auto left = weigh_apart(telling, opened); left != 0; left &= left - 1) {
        const auto at = static_cast<std::size_t>(std::countr_zero(left));
        Outcome outcome;
        fill(at, pair, outcome);
        weights_[at][opened.place] = outcome.weight;
        if (steps_[at].tells_siblings && outcome.level == 0) opened.rather_sibling = true;
    }
}

/// Some steps were weighed: whether the others can still bring the pair to what is wanted.
void Comparer::settle(std::uint64_t steps, Opened& opened) const {
    for (auto left = steps; left != 0; left &= left - 1) {
        const auto at = static_cast<std::size_t>(std::countr_zero(left));
        outlook_.settle(opened.most, telling_[at], weights_[at][opened.place]);
    }
    opened.is_left_out = !outlook_.may_be_wanted(opened.most);
}

/// The same of all steps of values.
void Comparer::settle_values(Opened& opened) const {
    auto& most = opened.most;
    most.family -= values_most_.family;
    most.rest -= values_most_.rest;
    for (const auto at : value_places_) {
        ((family_ >> at & 1U) != 0 ? most.family : most.rest) += weights_[at][opened.place];
    }
    opened.is_left_out = !outlook_.may_be_wanted(most);
}

/// Of which steps the record has no names.
void Comparer::judge_heads(Opened& opened) {
    opened.record.read_names(no_names, levels_);
    step_names_.read_heads(opened.record, opened.told);
    const auto untold = names_ & ~always_ & ~opened.told.told;
    settle(untold, opened);
}

void Comparer::judge_names(std::uint64_t steps, Opened& opened) {
    const auto left = steps & (always_ | opened.told.told);
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
    std::fill_n(weights_.begin(), steps_.size(), Weights{});
    if (!outlook_.wants_all()) return judge_wanted(opened, verdicts);
    look_up(opened, [&](OpenRecord& record) { record.read_names(all_names, levels_); });
    weigh_values(opened);
    for (std::size_t at = 0; at < held.size(); ++at) {
        step_names_.read_heads(opened[at].record, opened[at].told);
        weigh_names(names_, opened[at]);
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
    const auto most = outlook_.of(telling_);
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
    for (const auto& stage : stages_) run(stage.names, stage.steps);
    run(all_names, other_steps_);
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

#include "matching/engine/asked_steps.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

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

Way way_of(const Step& step) {
    if (step.names.kind == NameStep::Kind::plain) return Way::names;
    if (step.names.kind != NameStep::Kind::best) return Way::apart;
    const bool is_sibling = step.bound->comparator->type == ComparatorType::siblings;
    return is_sibling ? Way::sibling : Way::best;
}

/// Notes what a step needs to know of the names of others.
void note_step(const Step& step, std::size_t number, AskedSteps& steps) {
    const auto bit = std::uint64_t{1} << number;
    if (step.is_family) steps.family |= bit;
    if (step.names.kind == NameStep::Kind::plain) {
        steps.always |= bit;
        return;
    }
    steps.reading.add(number, step.names);
    // What the names of the child say is for others to know, and comes in its turn.
    const bool is_by_form =
        step.way == Way::best ? !step.is_own : step.way == Way::apart && step.names.is_by_form();
    if (is_by_form) steps.by_form |= bit;
    if (step.way == Way::apart && !is_by_form) steps.by_nothing |= bit;
}

/// The stage of a step, made when there is none.
NameStage& stage_of(const Step& step, const NameChoice& names, std::vector<NameStage>& stages) {
    const bool is_own = step.bound->comparator->type == ComparatorType::person_name;
    const auto found = std::ranges::find_if(stages, [&](const NameStage& stage) {
        return stage.is_own == is_own && (is_own || stage.names == names);
    });
    if (found == stages.end()) return stages.emplace_back(names, 0U, 0.0F, is_own);
    found->names.sources |= names.sources;
    return *found;
}

}  // namespace

void AskedSteps::clear() {
    telling.clear();
    all.clear();
    values.clear();
    value_places.clear();
    always = family = by_form = by_nothing = 0;
    names = other = 0;
    values_most = {};
    stages.clear();
}

std::uint8_t searching_role(const BoundComparator& bound, const OpenRecord& right) {
    const auto words = right.values(bound.right_role);
    return words.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(words.front());
}

void AskedStepsMaker::make(AskedSteps& steps, Outlook& outlook) const {
    steps.clear();
    steps.reading.begin(others());
    const auto& comparators = model_.comparators();
    for (std::size_t at = 0; at < comparators.size(); ++at) {
        if (!may_tell(comparators[at])) continue;
        const auto number = steps.all.size();
        const auto& step = steps.all.emplace_back(step_of(at, steps));
        steps.telling.push_back(step.comparator);
        note_step(step, number, steps);
        limit_outlook(step, outlook);
        put_in_stage(number, outlook, steps);
    }
    std::ranges::stable_sort(steps.stages, std::greater(), &NameStage::most);
}

/// Whether the asked record has anything that a comparator looks at; else it is missing.
bool AskedStepsMaker::may_tell(const BoundComparator& bound) const {
    const auto& slots = model_.of(side_).slots();
    const auto has = [&](std::uint8_t slot) {
        return holds_names(slots[slot].kind) ? asked_.names_of(slot).bits != 0
                                             : !asked_.values(slot).empty();
    };
    if (std::ranges::any_of(bound.pairs, has,
                            [&](const BoundPair& pair) { return own_of(pair); })) {
        return true;
    }
    return bound.comparator->type == ComparatorType::lineage &&
           has(is_left() ? bound.left_kin : bound.right_kin);
}

std::uint8_t AskedStepsMaker::asked_role(const BoundComparator& bound) const {
    return bound.searches && !is_left() ? searching_role(bound, asked_) : std::uint8_t{0};
}

/// Of a comparator by its place in the model; one of values is added to those of the steps.
Step AskedStepsMaker::step_of(std::size_t at, AskedSteps& steps) const {
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
        step.value = steps.values.size();
        steps.values.push_back(std::move(values));
        steps.value_places.push_back(static_cast<std::uint8_t>(steps.all.size()));
        return step;
    }
    if (comparator.measure == Measure::personal) {
        step.personal = std::make_unique<PersonalTokens>(asked_, own_of(bound.pairs.front()));
    }
    step.names = NameSteps(model_, asked_, side_).of(bound, step.role);
    step.way = way_of(step);
    return step;
}

/// What the asked record says to a comparator of values; empty for one of names.
ValueStep AskedStepsMaker::value_step_of(const BoundComparator& bound) const {
    const auto& slots = model_.of(side_).slots();
    ValueStep step(bound, places_);
    for (const auto& pair : bound.pairs) {
        const auto own = own_of(pair);
        if (holds_names(slots[own].kind)) continue;
        if (counts_first(bound.comparator->type) && &pair != &bound.pairs.front()) break;
        const auto values = asked_.values(own);
        if (!values.empty()) step.add(values, others().value_place(other_of(pair)));
    }
    return step;
}

/// What is shared is worth no more than the words of the asked record.
void AskedStepsMaker::limit_outlook(const Step& step, Outlook& outlook) const {
    const auto& bound = *step.bound;
    const auto& comparator = *bound.comparator;
    if (!level_names(comparator.type, comparator.measure).empty()) return;
    // Lineages are worth what the words of relatives on either side are.
    if (comparator.type == ComparatorType::lineage) return;
    const auto& names = asked_.names_of(own_of(bound.pairs.front()));
    const bool adds_up =
        comparator.type == ComparatorType::siblings || (!bound.searches && bound.has_several_roles);
    // What adds up counts one name of each relative on the right.
    const auto sum = is_left() ? names.sum : names.sum_of_rows;
    outlook.limit(step.comparator, adds_up ? sum : names.most);
}

/// The names of others that a step looks at, unless it has to know of the others too.
std::optional<NameChoice> AskedStepsMaker::names_alone(const Step& step) const {
    if (step.bound->comparator->type == ComparatorType::person_name) {
        const auto slot = other_of(step.bound->pairs.front());
        return NameChoice{.sources = others().sources_of(slot)};
    }
    const auto kind = step.names.kind;
    const bool is_alone = kind == NameStep::Kind::sum || step.way == Way::best;
    return is_alone ? std::optional(step.names.held) : std::nullopt;
}

void AskedStepsMaker::put_in_stage(std::size_t number, const Outlook& outlook,
                                   AskedSteps& steps) const {
    const auto& step = steps.all[number];
    const auto bit = std::uint64_t{1} << number;
    if (!compares_names(step.bound->comparator->type)) {
        auto& most = steps.values_most;
        (step.is_family ? most.family : most.rest) += outlook.limit_of(step.comparator);
        return;
    }
    steps.names |= bit;
    const auto names = names_alone(step);
    if (!names) {
        steps.other |= bit;
        return;
    }
    auto& stage = stage_of(step, *names, steps.stages);
    stage.steps |= bit;
    stage.most += outlook.limit_of(step.comparator);
}

}  // namespace amparo::matching

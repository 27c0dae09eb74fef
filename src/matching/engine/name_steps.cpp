#include "matching/engine/name_steps.hpp"

#include <algorithm>
#include <bit>

#include "matching/engine/name_comparators.hpp"
#include "matching/names/name_evidence.hpp"

namespace amparo::matching {
namespace {

/// Names have numbers of their own up to here.
constexpr std::size_t names_told_apart = 64;
constexpr unsigned lineage_words_min = 2;
constexpr std::uint32_t role_of_nobody = 1U << 31U;
constexpr std::uint8_t no_words = 255;  // there is no such name

bool takes(std::uint8_t role, std::uint32_t roles) {
    return roles == 0 || (roles >> role & 1U) != 0;
}

/// The roles of which one may be meant by another of some.
std::uint32_t roles_like_any(std::uint32_t roles) {
    std::uint32_t found = 0;
    for (std::uint8_t role = 0; role < 32; ++role) {
        if ((roles_like(role) & roles) != 0) found |= 1U << role;
    }
    return found;
}

}  // namespace

void StepNames::begin(const Layout& layout) {
    std::uint64_t sources = 0;
    for (std::size_t slot = 0; slot < layout.slots().size(); ++slot) {
        sources |= layout.sources_of(static_cast<std::uint8_t>(slot));
    }
    asks_teknonyms_ = asks_teknonyms_of_kin_ = 0;
    readers_.assign(static_cast<std::size_t>(std::bit_width(sources)) * roles, {});
}

void StepNames::add(std::size_t number, const NameStep& step) {
    asked_[number] = step.asked;
    asked_kin_[number] = step.asked_kin;
    if (step.asked != 0) note(step.held, number, &Readers::held);
    if (step.asked_kin != 0) note(step.children, number, &Readers::children);
    note(step.barring, number, &Readers::barring);
    const auto bit = std::uint64_t{1} << number;
    if (step.asks_teknonyms) asks_teknonyms_ |= bit;
    if (step.asks_teknonyms_of_kin) asks_teknonyms_of_kin_ |= bit;
}

void StepNames::note(const NameChoice& choice, std::size_t number, std::uint64_t Readers::* which) {
    for (auto left = choice.sources; left != 0; left &= left - 1) {
        const auto source = static_cast<std::size_t>(std::countr_zero(left));
        for (std::size_t role = 0; role < roles; ++role) {
            if (!takes(static_cast<std::uint8_t>(role), choice.roles)) continue;
            readers_[source * roles + role].*which |= std::uint64_t{1} << number;
        }
    }
}

/// The steps of which a name meets an asked one.
std::uint64_t StepNames::met_by(const Readers& readers, std::uint64_t wanted, NameBits met) const {
    std::uint64_t found = 0;
    const auto add = [&](std::uint64_t steps, std::span<const NameBits> asked) {
        for (auto left = steps & wanted; left != 0; left &= left - 1) {
            const auto step = static_cast<std::size_t>(std::countr_zero(left));
            if ((asked[step] & met) != 0) found |= left & -left;
        }
    };
    add(readers.held, asked_);
    add(readers.children, asked_kin_);
    return found;
}

void StepNames::read_heads(const OpenRecord& record, ToldSteps& told) const {
    std::uint64_t readers = 0;
    std::uint64_t children = 0;
    std::uint64_t barred = 0;
    auto& of_form = told.of_form;
    of_form = {};
    for (const auto& name : record.names()) {
        const auto& found = of(name);
        const auto size = name.name.size;
        readers |= found.held;
        if (size >= lineage_words_min) children |= found.children;
        barred |= found.barring;
        const std::size_t form = name.name.is_teknonym ? ToldSteps::teknonym : size;
        of_form[form % ToldSteps::forms] |= found.held;
    }
    of_form[ToldSteps::teknonym_alone] |=
        (of_form[ToldSteps::teknonym] & ~asks_teknonyms_) | (children & asks_teknonyms_of_kin_);
    of_form[ToldSteps::teknonym] &= asks_teknonyms_;
    of_form[lineage_words_min] |= children & ~asks_teknonyms_of_kin_;
    told.barred = barred;
    told.told = (readers | children) & ~barred;
    told.met = 0;
}

void StepNames::read_met(const OpenRecord& record, std::uint64_t wanted, ToldSteps& told) const {
    std::uint64_t met = 0;
    for (const auto& name : record.names()) {
        if (name.name.met != 0) met |= met_by(of(name), wanted, name.name.met);
    }
    met &= ~told.barred;
    told.met |= met;
    told.told |= met;
}

NameStep NameSteps::of(const BoundComparator& bound, std::uint8_t role) const {
    // Those beyond share a number.
    if (asked_.names().size() > names_told_apart) return {};
    const auto measure = bound.comparator->measure;
    const bool tells_role = side_ == Side::right;
    switch (bound.comparator->type) {
        case ComparatorType::person_name:
            if (measure == Measure::usual) return best(bound, best_parts(bound, role));
            return measure == Measure::personal ? personal(bound) : NameStep{};
        case ComparatorType::siblings:
            return measure == Measure::usual ? sum(bound, sum_parts(bound))
                                             : best(bound, best_parts(bound, role));
        case ComparatorType::kin_name: {
            if (!bound.searches && bound.has_several_roles) return sum(bound, sum_parts(bound));
            // Roles of all kinds go with those like them only, and the held record may tell whose
            // role it is.
            if (bound.searches ? !tells_role : bound.roles == 0) return {};
            auto step = best(bound, best_parts(bound, role));
            if (bound.searches && measure == Measure::other_role) {
                step.barring = select({bound.pairs.front().left, roles_like(role)});
            }
            return step;
        }
        case ComparatorType::lineage:
            return bound.searches && !tells_role ? NameStep{} : lineage(bound, role);
        default:
            return {};
    }
}

/// The names of which the best pair counts.
NameSteps::Parts NameSteps::best_parts(const BoundComparator& bound, std::uint8_t role) const {
    const auto& pair = bound.pairs.front();
    Parts parts{.left = {pair.left}, .right = {pair.right}};
    const auto& comparator = *bound.comparator;
    if (comparator.type == ComparatorType::siblings) {
        // The other children that are sought have no role; rows of relatives do.
        const bool is_kin = model_.right().slots()[pair.right].kind == SlotKind::kin_names;
        if (comparator.measure == Measure::self) parts.left.roles = bound.roles;
        if (comparator.measure != Measure::self && is_kin) parts.right.roles = bound.roles;
    } else if (comparator.type == ComparatorType::kin_name) {
        parts.left.roles = bound.roles;
        if (!bound.searches) {
            parts.right.roles = roles_like_any(
                roles_like(static_cast<std::uint8_t>(std::countr_zero(bound.roles))));
        } else if (comparator.measure == Measure::usual) {
            const auto own = roles_like(role);
            parts.left.roles = bound.roles == 0 ? own : bound.roles & own;
            if (parts.left.roles == 0) parts.left.roles = role_of_nobody;
        }
    }
    return parts;
}

NameSteps::Parts NameSteps::sum_parts(const BoundComparator& bound) const {
    const auto& pair = bound.pairs.front();
    return {.left = {pair.left, bound.roles},
            .right = {pair.right, pair.left == pair.right ? bound.roles : 0}};
}

NameStep NameSteps::best(const BoundComparator& bound, const Parts& parts) const {
    const auto asked = asked_in(asked_of(parts));
    NameStep step{.held = select_held(parts), .asked = asked.bits};
    step.kind = NameStep::Kind::best;
    step.asks_teknonyms = asked.has_teknonyms;
    const auto& comparator = *bound.comparator;
    const bool has_measure = level_names(comparator.type, comparator.measure).empty();
    step.apart.resize(ToldSteps::forms);
    for (unsigned form = 0; form < ToldSteps::forms; ++form) {
        if (is_silent(asked, form)) {
            step.silent |= 1U << form;
            continue;
        }
        auto& apart = step.apart[form];
        // Strangers differ least where both names are short.
        apart.measure =
            form == ToldSteps::teknonym ? other_child_bits : net_of_strangers(form, asked.least);
        if (has_measure) set_measure(apart, bound, apart.measure);
    }
    return step;
}

/// Names that share no word add nothing.
NameStep NameSteps::sum(const BoundComparator& bound, const Parts& parts) const {
    const auto asked = asked_in(asked_of(parts));
    NameStep step{.held = select_held(parts), .asked = asked.bits};
    step.kind = NameStep::Kind::sum;
    // Brothers and sisters are called by names of their own.
    const bool is_by_form = bound.comparator->type == ComparatorType::kin_name;
    step.asks_teknonyms = asked.has_teknonyms;
    step.apart.resize(is_by_form ? ToldSteps::forms : 1);
    for (std::size_t form = 0; form < step.apart.size(); ++form) {
        if (!is_by_form || !is_silent(asked, form)) set_measure(step.apart[form], bound, 0);
    }
    return step;
}

/// Nothing is taken of names that meet none.
NameStep NameSteps::personal(const BoundComparator& bound) const {
    const auto& pair = bound.pairs.front();
    const Parts parts{.left = {pair.left}, .right = {pair.right}};
    const bool has_names = bits_of(asked_of(parts)) != 0;
    NameStep step{.held = select_held(parts), .asked = has_names ? ~NameBits{0} : 0};
    step.kind = NameStep::Kind::personal;
    constexpr auto level = static_cast<std::int8_t>(Level::none);
    step.apart.push_back({.level = level, .weight = bound.weights[level]});
    return step;
}

NameStep NameSteps::lineage(const BoundComparator& bound, std::uint8_t role) const {
    const auto& pair = bound.pairs.front();
    const bool is_left = side_ == Side::left;
    const bool counts_right_kin = !bound.searches || (bound.roles >> role & 1U) != 0;
    const Part left_kin{bound.left_kin, bound.roles};
    const Part right_kin{bound.right_kin, bound.searches ? 0 : bound.roles};
    NameStep step{.held = select(is_left ? right_kin : left_kin),
                  .children = select({is_left ? pair.right : pair.left}),
                  .asked = bits_of({is_left ? pair.left : pair.right}, lineage_words_min),
                  .asked_kin = bits_of(is_left ? left_kin : right_kin)};
    if (!counts_right_kin) (is_left ? step.asked : step.asked_kin) = 0;
    step.kind = NameStep::Kind::lineage;
    step.asks_teknonyms_of_kin = asked_in(is_left ? left_kin : right_kin).least == no_words;
    step.apart.resize(ToldSteps::forms);
    for (std::size_t form = 0; form < ToldSteps::forms; ++form) {
        if (form != ToldSteps::teknonym_alone) set_measure(step.apart[form], bound, 0);
    }
    return step;
}

NameChoice NameSteps::select(const Part& part) const {
    const auto& layout = model_.of(side_ == Side::left ? Side::right : Side::left);
    return {.sources = layout.sources_of(part.slot), .roles = part.roles};
}

/// The numbers of asked names.
NameBits NameSteps::bits_of(const Part& part, unsigned words_min) const {
    NameBits bits = 0;
    asked_.for_names(part.slot, [&](const RoleName& name) {
        if (!takes(name.role, part.roles) || name.name.size < words_min) return;
        bits |= NameBits{1} << name.name.number;
    });
    return bits;
}

NameSteps::Asked NameSteps::asked_in(const Part& part) const {
    Asked asked{.bits = bits_of(part)};
    asked_.for_names(part.slot, [&](const RoleName& name) {
        if (!takes(name.role, part.roles)) return;
        if (name.name.is_teknonym) {
            asked.has_teknonyms = true;
        } else {
            asked.least = std::min(asked.least, name.name.size);
        }
    });
    return asked;
}

/// Whether names of a form, none of which meets an asked one, say nothing: only one of the two is a
/// teknonym.
bool NameSteps::is_silent(const Asked& asked, std::size_t form) {
    if (form == ToldSteps::teknonym_alone) return true;
    return form == ToldSteps::teknonym ? !asked.has_teknonyms : asked.least == no_words;
}

}  // namespace amparo::matching

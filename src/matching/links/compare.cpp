#include "matching/links/compare.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace amparo::matching::links {
namespace {

constexpr double common_share = 1.0 / 400;
constexpr double rarest_share = 1.0 / 8;  // of one person, however many values are of one

bool agrees(const Outcome& outcome) {
    return outcome.level != level::missing && outcome.level < level::opens;
}

/// Of two outcomes, the one that says more; a missing one says nothing.
Outcome rarer(const Outcome& a, const Outcome& b) {
    return b.rarity > a.rarity ? b : a;
}

bool all_within(const std::vector<ValueId>& few, const std::vector<ValueId>& many) {
    return std::ranges::all_of(
        few, [&](ValueId word) { return std::ranges::find(many, word) != many.end(); });
}

bool one_contains_other(const std::vector<ValueId>& a, const std::vector<ValueId>& b) {
    if (a.size() == b.size() || a.empty() || b.empty()) return false;
    return a.size() < b.size() ? all_within(a, b) : all_within(b, a);
}

/// Counts each value once per person.
class Counter {
  public:
    explicit Counter(std::size_t values) : counts_(values, 0), last_(values, no_person) {}
    void add(ValueId value, std::uint32_t person) {
        if (value == no_value || last_[value] == person) return;
        last_[value] = person;
        ++counts_[value];
    }
    /// Values of one person are rarer than their count says when hardly any is of two: then most
    /// such values are not in these records at all (Good-Turing).
    std::vector<float> bits(double total) const {
        std::array<double, 3> values_of{};
        for (const auto count : counts_) {
            if (count < values_of.size()) values_of[count] += 1;
        }
        const auto single =
            std::clamp(2 * (values_of[2] + 0.5) / (values_of[1] + 0.5), rarest_share, 1.0);
        std::vector<float> all;
        all.reserve(counts_.size());
        for (const auto count : counts_) {
            all.push_back(static_cast<float>(std::log2(total / (count > 1 ? count : single))));
        }
        return all;
    }

  private:
    static constexpr std::uint32_t no_person = 0xFFFFFFFF;
    std::vector<std::uint32_t> counts_;
    std::vector<std::uint32_t> last_;
};

/// The records person by person, so that a value met again belongs to the person met last.
std::vector<RecordId> by_person(std::span<const std::uint32_t> person) {
    std::vector<RecordId> order(person.size());
    for (RecordId i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](RecordId record) { return person[record]; });
    return order;
}

Rarity count_aspect(const Aspect& aspect, std::span<const RecordId> order,
                    std::span<const std::uint32_t> person, double total) {
    Counter values(aspect.values.size());
    Counter pieces(aspect.pieces.size());
    for (const auto record : order) {
        const auto value = aspect.of_record[record];
        values.add(value, person[record]);
        if (value == no_value || aspect.pieces_of.empty()) continue;
        for (const auto piece : aspect.pieces_of[value]) pieces.add(piece, person[record]);
    }
    return {.values = values.bits(total), .pieces = pieces.bits(total)};
}

}  // namespace

Population count_values(const People& people, std::span<const std::uint32_t> person) {
    AMPARO_REQUIRE(person.size() == people.size());
    const auto order = by_person(person);
    double total = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || person[order[i]] != person[order[i - 1]]) total += 1;
    }
    total = std::max(total, 2.0);
    Population population;
    population.rare_bits = static_cast<float>(std::log2(total / 2.5));
    population.common_bits = static_cast<float>(-std::log2(common_share));
    Counter any(people.names.size());
    Counter given(people.names.size());
    Counter surname(people.names.size());
    for (const auto record : order) {
        for (const auto name : people.names_of(record)) any.add(name, person[record]);
        if (people.given.empty()) continue;
        given.add(people.given[record], person[record]);
        surname.add(people.surname[record], person[record]);
    }
    population.names = any.bits(total);
    for (const auto& aspect : people.aspects) {
        if (aspect.type == AspectType::given) {
            population.aspects.push_back({.values = given.bits(total), .pieces = {}});
        } else if (aspect.type == AspectType::surname) {
            population.aspects.push_back({.values = surname.bits(total), .pieces = {}});
        } else if (aspect.type == AspectType::further) {
            population.aspects.push_back({.values = population.names, .pieces = {}});
        } else {
            population.aspects.push_back(count_aspect(aspect, order, person, total));
        }
    }
    return population;
}

void Comparison::compare(RecordId a, RecordId b, Outcomes& outcomes) const {
    std::size_t index = 0;
    if (!people_.given.empty()) {
        compare_names(a, b, outcomes);
        index = 3;
    }
    for (; index < people_.aspects.size(); ++index) {
        const auto& of_record = people_.aspects[index].of_record;
        outcomes[index] = compare_aspect(index, of_record[a], of_record[b]);
    }
}

void Comparison::compare_names(RecordId a, RecordId b, Outcomes& outcomes) const {
    outcomes[0] = compare_name(0, people_.given[a], people_.given[b]);
    outcomes[1] = compare_name(1, people_.surname[a], people_.surname[b]);
    if (agrees(outcomes[0]) || agrees(outcomes[1])) {
        // One name agrees: the other may stand among the further names, not in its place.
        for (std::size_t role = 0; role < 2; ++role) {
            if (outcomes[role].level == level::different) look_further({a, b}, role, outcomes);
        }
    } else {
        cross(a, b, outcomes);
    }
    outcomes[2] = compare_further(a, b, outcomes);
}

Outcome Comparison::compare_name(std::size_t aspect, ValueId a, ValueId b) const {
    if (a == no_value || b == no_value) return {};
    const auto& bits = population_.aspects[aspect].values;
    if (a == b) return {.level = level::exact, .rarity = bits[a]};
    const auto most = std::max(bits[a], bits[b]);
    switch (likeness(people_.names[a], people_.names[b])) {
        case Likeness::close:
            return {.level = graded(level::close, most)};
        case Likeness::near:
            return {.level = graded(level::near, most)};
        case Likeness::opens:
            return {.level = level::opens};
        default:
            break;
    }
    if (associations_.has(aspect, a, b)) return {.level = level::associated};
    return {.level = level::different};
}

void Comparison::cross(RecordId a, RecordId b, Outcomes& outcomes) const {
    auto better = crossed_name(people_.given[a], people_.surname[b]);
    auto other = crossed_name(people_.surname[a], people_.given[b]);
    const bool is_other = other.level != level::missing &&
                          (better.level == level::missing || other.level < better.level ||
                           (other.level == better.level && other.rarity > better.rarity));
    if (is_other) std::swap(better, other);
    if (better.level != level::missing) {
        // Which of the two stands for which name depends on who is asked first: the better one
        // counts as the given name, so that the answer does not.
        outcomes[0] = better;
        if (other.level != level::missing) outcomes[1] = other;
        return;
    }
    for (std::size_t role = 0; role < 2; ++role) look_further({a, b}, role, outcomes);
}

void Comparison::look_further(std::pair<RecordId, RecordId> records, std::size_t role,
                              Outcomes& outcomes) const {
    const auto& names = role == 0 ? people_.given : people_.surname;
    const auto [a, b] = records;
    const auto found = rarer(found_among_further(names[a], people_.further[b]),
                             found_among_further(names[b], people_.further[a]));
    if (found.level != level::missing) outcomes[role] = found;
}

Outcome Comparison::crossed_name(ValueId a, ValueId b) const {
    if (a == no_value || b == no_value) return {};
    if (a == b) return {.level = level::crossed, .rarity = population_.names[a]};
    if (likeness(people_.names[a], people_.names[b]) == Likeness::close) {
        return {.level = level::crossed_close};
    }
    return {};
}

Outcome Comparison::found_among_further(ValueId name, const std::vector<ValueId>& names) const {
    if (name == no_value || std::ranges::find(names, name) == names.end()) return {};
    return {.level = level::crossed, .rarity = population_.names[name]};
}

/// Whether a further name says more than the given name and the surname that it is a word of.
class TellingNames {
  public:
    TellingNames(const Outcome& given, const Outcome& surname)
        : given_is_told_(tells(given)), surname_is_told_(tells(surname)) {}

    bool operator()(const FurtherParts& parts, std::size_t at) const {
        if (at < parts.beside) return true;
        return at < parts.given ? !given_is_told_ : !surname_is_told_;
    }
    /// How many of so many further names of a record say more.
    std::size_t count(const FurtherParts& parts, std::size_t names) const {
        std::size_t telling = 0;
        for (std::size_t at = 0; at < names; ++at) telling += (*this)(parts, at) ? 1 : 0;
        return telling;
    }

  private:
    static bool tells(const Outcome& outcome) {
        return agrees(outcome) || outcome.level == level::crossed ||
               outcome.level == level::crossed_close;
    }

    bool given_is_told_;
    bool surname_is_told_;
};

Outcome Comparison::compare_further(RecordId a, RecordId b, const Outcomes& outcomes) const {
    const auto& left = people_.further[a];
    const auto& right = people_.further[b];
    const TellingNames tells(outcomes[0], outcomes[1]);
    Outcome best;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!tells(people_.further_parts[a], i)) continue;
        for (std::size_t j = 0; j < right.size(); ++j) {
            if (!tells(people_.further_parts[b], j)) continue;
            const auto outcome = compare_name(2, left[i], right[j]);
            const bool better = best.level == level::missing || outcome.level < best.level ||
                                (outcome.level == best.level && outcome.rarity > best.rarity);
            if (better) best = outcome;
        }
    }
    const auto tries = std::min(tells.count(people_.further_parts[a], left.size()),
                                tells.count(people_.further_parts[b], right.size()));
    // The best of several tries is met by chance as many times more often.
    if (tries > 1) best.rarity = std::max(0.0F, best.rarity - std::log2(static_cast<float>(tries)));
    return best;
}

Outcome Comparison::compare_aspect(std::size_t index, ValueId a, ValueId b) const {
    if (a == no_value || b == no_value) return {};
    const auto& aspect = people_.aspects[index];
    if (aspect.type == AspectType::date) return compare_date(index, a, b);
    const auto& bits = population_.aspects[index].values;
    if (a == b) return {.level = level::exact, .rarity = bits[a]};
    if (aspect.type == AspectType::category) return {.level = level::different};
    if (aspect.type == AspectType::email) return compare_email(index, a, b);
    return compare_spelling(index, a, b);
}

Outcome Comparison::compare_date(std::size_t index, ValueId a, ValueId b) const {
    const auto& dates = people_.aspects[index].dates;
    const auto found = likeness(dates[a], dates[b]);
    Outcome outcome{.level = static_cast<std::uint8_t>(1 + static_cast<int>(found))};
    if (a == b) outcome.rarity = population_.aspects[index].values[a];
    return outcome;
}

Outcome Comparison::compare_spelling(std::size_t index, ValueId a, ValueId b) const {
    const auto& aspect = people_.aspects[index];
    const auto& rarity = population_.aspects[index];
    const auto most = std::max(rarity.values[a], rarity.values[b]);
    const auto alike = likeness(aspect.values[a], aspect.values[b]);
    if (alike == Likeness::close) return {.level = graded(level::close, most)};
    if (aspect.type == AspectType::postcode) {
        const auto area = aspect.pieces_of[a].front();
        if (area != no_value && area == aspect.pieces_of[b].front()) {
            return {.level = level::opens, .rarity = rarity.pieces[area]};
        }
    }
    if (alike == Likeness::near) return {.level = graded(level::near, most)};
    if (aspect.type == AspectType::words) {
        if (one_contains_other(aspect.pieces_of[a], aspect.pieces_of[b])) {
            return {.level = level::contained};
        }
        if (alike == Likeness::opens) return {.level = level::opens};
        if (associations_.has(index, a, b)) return {.level = level::associated};
    }
    return {.level = level::different};
}

Outcome Comparison::compare_email(std::size_t index, ValueId a, ValueId b) const {
    const auto& aspect = people_.aspects[index];
    const auto& rarity = population_.aspects[index];
    const auto alike = likeness(aspect.values[a], aspect.values[b]);
    if (alike == Likeness::close) return {.level = level::close};
    if (alike == Likeness::near) return {.level = level::near};
    const auto& left = aspect.pieces_of[a];
    const auto& right = aspect.pieces_of[b];
    if (left[0] != no_value && left[0] == right[0]) {
        return {.level = level::contained, .rarity = rarity.pieces[left[0]]};
    }
    if (left[1] != no_value && left[1] == right[1]) {
        return {.level = level::opens, .rarity = rarity.pieces[left[1]]};
    }
    return {.level = level::different};
}

std::uint8_t Comparison::graded(std::uint8_t first, float bits) const {
    if (bits >= population_.rare_bits) return first;
    const int grade = bits >= population_.common_bits ? 1 : 2;
    return static_cast<std::uint8_t>(first + grade);
}

}  // namespace amparo::matching::links

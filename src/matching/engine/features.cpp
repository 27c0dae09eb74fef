#include "matching/engine/features.hpp"

#include <algorithm>
#include <bit>

#include "matching/engine/value_comparators.hpp"

namespace amparo::matching {
namespace {

constexpr float group_share = 0.9F;
constexpr float kin_group_share = 0.875F;
constexpr float date_part_weight = 0.7F;
const Model indexing = {};  // weights do not matter when a record is stored

template <class Part>
void add_slot(std::vector<std::uint8_t>& slots, Part slot) {
    if (std::ranges::find(slots, slot) == slots.end()) slots.push_back(slot);
}

bool is_guess(const WantedFeature& wanted) {
    const auto kind = kind_of(wanted.feature);
    return kind != FeatureKind::phone && kind != FeatureKind::identifier;
}

FeaturePlan plan_of(const BoundModel& model, std::uint8_t BoundPair::* side) {
    FeaturePlan plan;
    for (const auto& bound : model.comparators()) {
        // Nobody chose to search by a field that counts by itself.
        if (bound.comparator->is_automatic) continue;
        const auto type = bound.comparator->type;
        const bool is_usual = bound.comparator->measure == Measure::usual;
        for (const auto& pair : bound.pairs) {
            const auto slot = pair.*side;
            if (type == ComparatorType::person_name && is_usual) add_slot(plan.own_names, slot);
            if (type == ComparatorType::kin_name) add_slot(plan.kin_names, slot);
            if (type == ComparatorType::birth) add_slot(plan.births, slot);
            if (type == ComparatorType::phone) add_slot(plan.phones, slot);
            if (type == ComparatorType::location) add_slot(plan.places, slot);
            if (type == ComparatorType::identifier) add_slot(plan.identifiers, slot);
            if (type == ComparatorType::sex) add_slot(plan.sexes, slot);
            if (type == ComparatorType::siblings && is_usual) add_slot(plan.cosought, slot);
        }
    }
    return plan;
}

}  // namespace

struct FeatureReader::Sink {
    std::vector<WantedFeature> found = {};
    FeatureKind key = FeatureKind::own_key;
    FeatureKind group = FeatureKind::own_group;
    float key_weight = 1;
    float group_weight = 1;

    void aim(FeatureKind key_kind, float weight) {
        const bool is_own = key_kind == FeatureKind::own_key;
        key = key_kind;
        group = is_own ? FeatureKind::own_group : FeatureKind::kin_group;
        key_weight = weight;
        group_weight = weight * (is_own ? group_share : kin_group_share);
    }
    void add(FeatureKind kind, std::uint64_t value, float weight) {
        found.push_back({feature(kind, value), weight});
    }
    /// Each feature once, with its greatest weight.
    std::vector<WantedFeature> take() {
        std::ranges::sort(found, [](const WantedFeature& one, const WantedFeature& other) {
            return one.feature != other.feature ? one.feature < other.feature
                                                : one.weight > other.weight;
        });
        const auto repeated = std::ranges::unique(found, {}, &WantedFeature::feature);
        found.erase(repeated.begin(), repeated.end());
        return std::move(found);
    }
};

FeaturePlan FeaturePlan::of_left(const BoundModel& model) {
    auto plan = plan_of(model, &BoundPair::left);
    // On the left, brothers and sisters are rows of the relatives.
    plan.cosought.clear();
    return plan;
}

FeaturePlan FeaturePlan::of_right(const BoundModel& model) {
    if (model.sides() == Sides::case_and_case) return of_left(model);
    return plan_of(model, &BoundPair::right);
}

void FeatureReader::add_token(TokenId token, Sink& sink) const {
    for (const auto key : dictionary_.keys_of(token)) sink.add(sink.key, key, sink.key_weight);
    for (const auto group : dictionary_.groups_of(token)) {
        sink.add(sink.group, group, sink.group_weight);
    }
    // A script that cannot be read is found by its letters alone.
    if (dictionary_.keys_of(token).empty()) {
        const bool is_own = sink.key == FeatureKind::own_key;
        sink.add(is_own ? FeatureKind::own_text : FeatureKind::kin_text,
                 hash_of(dictionary_.text_of(token)), sink.key_weight);
    }
}

void FeatureReader::add_name(const Name& name, Sink& sink) const {
    for (const auto token : name.tokens()) add_token(token, sink);
    for (std::size_t at = 0; at < name.pair_count(); ++at) {
        if (name.joined(at) != no_token) add_token(name.joined(at), sink);
    }
    if (name.has_whole()) add_token(name.whole(), sink);
    for (const auto token : name.glued_tokens()) add_token(token, sink);
}

void FeatureReader::add_bigrams(const Record& record, Sink& sink) const {
    for (const auto slot : plan_.own_names) {
        record.for_names(slot, [&](const RoleName& found) {
            for (const auto id : found.name.tokens()) {
                char32_t before = U' ';
                for (const auto letter : names::to_utf32(dictionary_.text_of(id))) {
                    sink.add(FeatureKind::own_bigram, std::uint64_t{before} << 24U | letter,
                             sink.key_weight);
                    before = letter;
                }
                sink.add(FeatureKind::own_bigram, std::uint64_t{before} << 24U | U' ',
                         sink.key_weight);
            }
        });
    }
}

void FeatureReader::add_values(const Record& record, Sink& sink, const Model& weights) const {
    for (const auto slot : plan_.births) {
        const auto words = record.values(slot);
        if (words.size() < 2 || words[0] != 1) continue;
        const auto date = calendar_of(std::bit_cast<Day>(words[1]));
        const auto year = static_cast<std::uint64_t>(date.year);
        sink.add(FeatureKind::date, words[1], 1);
        sink.add(FeatureKind::year_month, year << 8U | date.month, date_part_weight);
        sink.add(FeatureKind::month_day, date.month << 8U | date.day, date_part_weight);
        sink.add(FeatureKind::year_day, year << 8U | date.day, date_part_weight);
    }
    for (const auto slot : plan_.phones) {
        for (const auto phone : record.values(slot)) sink.add(FeatureKind::phone, phone, 1);
    }
    for (const auto slot : plan_.identifiers) {
        for (const auto value : record.values(slot)) {
            sink.add(FeatureKind::identifier, std::uint64_t{slot} << 40U | value, 1);
        }
    }
    for (const auto slot : plan_.places) {
        for (const auto place : record.values(slot)) {
            for (const auto above : places_.with_ancestors(place)) {
                sink.add(FeatureKind::place, above, weights.place);
            }
        }
    }
}

std::vector<Feature> FeatureReader::indexed(const Record& record) const {
    Sink sink;
    sink.aim(FeatureKind::own_key, 1);
    for (const auto slot : plan_.own_names) {
        record.for_names(slot, [&](const RoleName& found) { add_name(found.name, sink); });
    }
    add_bigrams(record, sink);
    sink.aim(FeatureKind::kin_key, 1);
    for (const auto slot : plan_.kin_names) {
        record.for_names(slot, [&](const RoleName& found) { add_name(found.name, sink); });
    }
    // Of the other children that are sought together, as they would be asked for.
    for (const auto slot : plan_.cosought) {
        record.for_names(slot, [&](const RoleName& found) { add_token(found.name[0], sink); });
    }
    add_values(record, sink, indexing);
    std::vector<Feature> features;
    for (const auto& wanted : sink.take()) features.push_back(wanted.feature);
    return features;
}

std::vector<WantedFeature> FeatureReader::wanted(const Record& record, const Model& weights) const {
    Sink sink;
    for (const auto slot : plan_.own_names) {
        record.for_names(slot, [&](const RoleName& found) {
            sink.aim(FeatureKind::own_key, weights.own_key);
            add_name(found.name, sink);
            sink.aim(FeatureKind::kin_key, weights.cross);
            add_name(found.name, sink);
        });
    }
    for (const auto slot : plan_.kin_names) {
        record.for_names(slot, [&](const RoleName& found) {
            sink.aim(FeatureKind::kin_key, weights.kin_key);
            add_name(found.name, sink);
            sink.aim(FeatureKind::own_key, weights.cross);
            add_name(found.name, sink);
        });
    }
    sink.aim(FeatureKind::kin_key, weights.cross);
    for (const auto slot : plan_.cosought) {
        record.for_names(slot, [&](const RoleName& found) { add_token(found.name[0], sink); });
    }
    add_values(record, sink, weights);
    auto found = sink.take();
    if (!has_names(record)) std::erase_if(found, is_guess);
    return found;
}

bool FeatureReader::has_names(const Record& record) const {
    const auto holds = [&](std::uint8_t slot) { return !record.is_empty(slot); };
    return std::ranges::any_of(plan_.own_names, holds) ||
           std::ranges::any_of(plan_.kin_names, holds);
}

std::vector<WantedFeature> FeatureReader::wanted_bigrams(const Record& record,
                                                         const Model& weights) const {
    Sink sink;
    sink.key_weight = weights.bigram;
    add_bigrams(record, sink);
    return sink.take();
}

Traits FeatureReader::traits(const Record& record) const {
    Traits traits;
    for (const auto slot : plan_.sexes) {
        const auto words = record.values(slot);
        if (!words.empty() && is_known_sex(words.front())) traits.sex = words.front();
    }
    for (const auto slot : plan_.births) {
        const auto words = record.values(slot);
        if (words.size() < 2) continue;
        traits.birth = std::bit_cast<Day>(words[1]);
    }
    return traits;
}

std::vector<std::vector<KeyId>> FeatureReader::keys_of_persons(const Record& record) const {
    std::vector<std::vector<KeyId>> persons;
    const auto add = [&](std::vector<KeyId>& keys, const Name& name) {
        const auto add_keys = [&](TokenId token) {
            for (const auto key : dictionary_.keys_of(token)) keys.push_back(key);
        };
        for (const auto token : name.tokens()) add_keys(token);
        for (std::size_t at = 0; at < name.pair_count(); ++at) {
            if (name.joined(at) != no_token) add_keys(name.joined(at));
        }
    };
    std::vector<KeyId> own;
    for (const auto slot : plan_.own_names) {
        record.for_names(slot, [&](const RoleName& found) { add(own, found.name); });
    }
    persons.push_back(std::move(own));
    for (const auto slot : plan_.kin_names) {
        int row = -1;
        record.for_names(slot, [&](const RoleName& found) {
            if (row != found.row) persons.emplace_back();
            row = found.row;
            add(persons.back(), found.name);
        });
    }
    for (auto& keys : persons) {
        std::ranges::sort(keys);
        const auto repeated = std::ranges::unique(keys);
        keys.erase(repeated.begin(), repeated.end());
    }
    return persons;
}

}  // namespace amparo::matching

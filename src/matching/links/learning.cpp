#include "matching/links/learning.hpp"

#include <algorithm>
#include <random>
#include <unordered_map>

namespace amparo::matching::links {
namespace {

constexpr std::size_t chance_pairs_max = 400'000;
constexpr std::size_t records_paired_max = 12;  // of one person; more are sampled
constexpr std::size_t sampled_per_person = 66;  // as many pairs as twelve records have
constexpr std::size_t values_paired_max = 20;   // different values of one person
constexpr std::uint32_t together_least = 3;     // persons that must have both values
constexpr double lift_least = 8;                // times more than chance explains
constexpr std::uint64_t seed = 20'240'917;

bool is_in_scope(const People& people, Scope scope, const Pair& pair) {
    return scope == Scope::all || people.file[pair.first] != people.file[pair.second];
}

std::vector<Pair> every_pair(const People& people, std::span<const std::uint32_t> person,
                             Scope scope) {
    std::vector<Pair> pairs;
    for (RecordId a = 0; a < people.size(); ++a) {
        for (RecordId b = a + 1; b < people.size(); ++b) {
            if (person[a] != person[b] && is_in_scope(people, scope, {a, b})) {
                pairs.emplace_back(a, b);
            }
        }
    }
    return pairs;
}

/// Pairs of one person's records.
void append_pairs(const std::vector<RecordId>& records, std::mt19937_64& random,
                  std::vector<Pair>& pairs) {
    const auto count = records.size();
    if (count <= records_paired_max) {
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = i + 1; j < count; ++j) {
                pairs.emplace_back(records[i], records[j]);
            }
        }
        return;
    }
    for (std::size_t drawn = 0; drawn < sampled_per_person; ++drawn) {
        const auto i = random() % count;
        const auto j = random() % count;
        if (i != j) pairs.emplace_back(records[i], records[j]);
    }
}

/// The value of each record in an aspect whose values can stand for each other, else nullptr.
const std::vector<ValueId>* values_of(const People& people, std::size_t index) {
    const auto& aspect = people.aspects[index];
    if (aspect.type == AspectType::given) return &people.given;
    if (aspect.type == AspectType::surname) return &people.surname;
    return aspect.type == AspectType::words ? &aspect.of_record : nullptr;
}

using Together = std::unordered_map<std::uint64_t, std::uint32_t>;

/// Counts, for each two values, the persons that have both.
Together count_together(const std::vector<ValueId>& values,
                        const std::vector<std::vector<RecordId>>& records) {
    Together together;
    std::vector<ValueId> own;
    for (const auto& of_person : records) {
        own.clear();
        for (const auto record : of_person) {
            if (values[record] != no_value) own.push_back(values[record]);
        }
        std::ranges::sort(own);
        own.erase(std::ranges::unique(own).begin(), own.end());
        own.resize(std::min(own.size(), values_paired_max));
        for (std::size_t i = 0; i < own.size(); ++i) {
            for (std::size_t j = i + 1; j < own.size(); ++j) {
                ++together[(std::uint64_t{own[i]} << 32U) | own[j]];
            }
        }
    }
    return together;
}

}  // namespace

std::vector<std::vector<RecordId>> records_by_person(std::span<const std::uint32_t> person) {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    std::vector<std::uint32_t> place(person.size(), none);
    std::vector<std::vector<RecordId>> records;
    for (RecordId record = 0; record < person.size(); ++record) {
        auto& at = place[person[record]];
        if (at == none) {
            at = static_cast<std::uint32_t>(records.size());
            records.emplace_back();
        }
        records[at].push_back(record);
    }
    return records;
}

std::vector<Pair> chance_pairs(const People& people, std::span<const std::uint32_t> person,
                               Scope scope) {
    const auto count = people.size();
    if (count * (count - 1) / 2 <= chance_pairs_max) return every_pair(people, person, scope);
    std::mt19937_64 random(seed);
    std::vector<Pair> pairs;
    for (std::size_t drawn = 0; drawn < chance_pairs_max; ++drawn) {
        const Pair pair{static_cast<RecordId>(random() % count),
                        static_cast<RecordId>(random() % count)};
        const bool differ = pair.first != pair.second && person[pair.first] != person[pair.second];
        if (differ && is_in_scope(people, scope, pair)) pairs.push_back(pair);
    }
    return pairs;
}

std::vector<Pair> same_pairs(const People& people,
                             const std::vector<std::vector<RecordId>>& records, Scope scope) {
    std::mt19937_64 random(seed);
    std::vector<Pair> pairs;
    for (const auto& of_person : records) append_pairs(of_person, random, pairs);
    std::erase_if(pairs, [&](const Pair& pair) { return !is_in_scope(people, scope, pair); });
    return pairs;
}

double count_pairs(const People& people, Scope scope) {
    const auto count = static_cast<double>(people.size());
    double pairs = count * (count - 1) / 2;
    if (scope == Scope::all) return pairs;
    std::unordered_map<std::uint8_t, double> in_file;
    for (const auto file : people.file) in_file[file] += 1;
    for (const auto& [file, rows] : in_file) pairs -= rows * (rows - 1) / 2;
    return pairs;
}

Observations observe(const Comparison& comparison, std::size_t aspects,
                     std::span<const Pair> pairs) {
    Observations observations(aspects);
    Outcomes outcomes;
    for (const auto& [a, b] : pairs) {
        comparison.compare(a, b, outcomes);
        observations.add(outcomes);
    }
    return observations;
}

Associations find_associations(const People& people, const Population& population,
                               const std::vector<std::vector<RecordId>>& records) {
    Associations found(people.aspects.size());
    const auto total = static_cast<double>(records.size());
    for (std::size_t index = 0; index < people.aspects.size(); ++index) {
        const auto* values = values_of(people, index);
        if (values == nullptr) continue;
        const auto& bits = population.aspects[index].values;
        for (const auto& [key, count] : count_together(*values, records)) {
            const auto a = static_cast<ValueId>(key >> 32U);
            const auto b = static_cast<ValueId>(key & 0xFFFFFFFFU);
            const double by_chance = total * std::exp2(-static_cast<double>(bits[a] + bits[b]));
            if (count >= together_least && count > lift_least * by_chance) found.add(index, a, b);
        }
    }
    return found;
}

}  // namespace amparo::matching::links

#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "matching/links/candidates.hpp"
#include "matching/links/compare.hpp"

namespace amparo::matching::links {

/// That one aspect often agrees by chance where another does: people of one town have one district,
/// those of one people have its names. So many bits are told twice when both agree.
struct Dependence {
    std::uint8_t on = 0;  // an aspect before it
    float bits = 0;

    /// What of the weights of the two is told twice.
    float told_twice(float own, float other) const {
        return std::max(0.0F, std::min({bits, own, other}));
    }
};

/// What a pair of relatives shows: they share a surname, a house and a telephone, but not what is
/// personal. Without them those of one household would be taken for one person.
struct Kinship {
    std::vector<bool> personal = {};  // of each aspect; none when relatives are not thought of
    std::vector<std::array<float, level_count>> shares = {};  // log2, as those of one person
    double prior = 0;  // log2 of the odds that a pair of records is of relatives

    bool is_known() const { return !personal.empty(); }
    /// The bits that are lost because relatives agree as far, too.
    double lost_bits(double bits) const {
        return is_known() ? std::log2(1 + std::exp2(std::min(bits + prior, 500.0))) : 0;
    }
};

/// The Fellegi-Sunter weights: for each aspect and level the probability (log2) that two records
/// of one person show it, and that two records of different people do.
struct Weights {
    std::vector<std::array<float, level_count>> same;
    std::vector<std::array<float, level_count>> chance;
    double prior = 0;  // log2 of the odds that a pair of records is one person
    std::vector<Dependence> dependences = {};  // of each aspect, or none at all
    Kinship kinship = {};

    /// The weight of evidence in bits. Where both have the same value, its rarity takes the place
    /// of the chance (term-frequency adjustment).
    float bits(std::size_t aspect, const Outcome& outcome) const {
        return bits_by(same, aspect, outcome);
    }
    /// The same that two are relatives.
    float kin_bits(std::size_t aspect, const Outcome& outcome) const {
        return bits_by(kinship.shares, aspect, outcome);
    }
    /// The weight of all outcomes together.
    double total_bits(std::span<const Outcome> outcomes) const;
    /// The same that two are relatives.
    double total_kin_bits(std::span<const Outcome> outcomes) const;
    /// What is left of the weight of all outcomes when strangers and relatives are thought of.
    double person_bits(std::span<const Outcome> outcomes) const {
        const auto total = total_bits(outcomes);
        return kinship.is_known() ? total - kinship.lost_bits(total_kin_bits(outcomes)) : total;
    }

  private:
    using Shares = std::vector<std::array<float, level_count>>;
    float bits_by(const Shares& shares, std::size_t aspect, const Outcome& outcome) const {
        if (outcome.level == level::missing) return 0;
        const float agreed = shares[aspect][outcome.level];
        return outcome.rarity > 0 ? agreed + outcome.rarity
                                  : agreed - chance[aspect][outcome.level];
    }
    double sum_by(const Shares& shares, std::span<const Outcome> outcomes) const;
};

/// The outcomes of many pairs, aspect by aspect.
class Observations {
  public:
    explicit Observations(std::size_t aspects) : aspects_(aspects) {}
    /// Keeps the outcomes of one more pair.
    void add(const Outcomes& outcomes) {
        all_.insert(all_.end(), outcomes.begin(),
                    outcomes.begin() + static_cast<std::ptrdiff_t>(aspects_));
    }
    std::size_t size() const { return aspects_ == 0 ? 0 : all_.size() / aspects_; }
    std::size_t aspects() const { return aspects_; }
    std::span<const Outcome> operator[](std::size_t pair) const {
        return std::span(all_).subspan(pair * aspects_, aspects_);
    }

  private:
    std::size_t aspects_;
    std::vector<Outcome> all_;
};

/// How often each level occurs, smoothed: unseen levels stay possible.
class LevelCounts {
  public:
    explicit LevelCounts(std::size_t aspects) : counts_(aspects) {}
    /// Counts a level once, or by a share of once.
    void add(std::size_t aspect, std::uint8_t level, double weight) {
        counts_[aspect][level] += weight;
    }
    /// log2 of the share of each level among those not missing, after adding counts that say how
    /// records of one person are expected to agree.
    std::vector<std::array<float, level_count>> same_shares() const;
    /// The same for records of different people: each level is met once more than counted.
    std::vector<std::array<float, level_count>> chance_shares() const;

  private:
    std::vector<std::array<double, level_count>> counts_;
};

/// The weights before anything is known: agreement is likely, chance is what was counted. With
/// `personal` aspects relatives are thought of.
Weights starting_weights(const Observations& chance_pairs, std::vector<bool> personal = {});
/// How likely so many bits, the prior in them, make it that two groups are one person. Evidence is
/// less independent than the model says.
double probability_of(double bits);
/// The bits for a probability.
float bits_for(double probability);
/// The weights counted anew from pairs of groups that may be one person and from pairs of different
/// ones; the prior stays. Of the former each counts as far as the weights before say that it is one
/// person: those alone that are beyond doubt would teach that records of one person never differ.
Weights counted_weights(const Weights& before, const Observations& same_pairs,
                        const Observations& chance_pairs);
/// The chance of each level when each pair counts as far as it is no person met twice.
std::vector<std::array<float, level_count>> chance_weighed(const Observations& chance_pairs,
                                                           const Weights& weights);

/// What one run of expectation-maximisation did.
struct Estimation {
    Weights weights;
    std::vector<double> likelihoods;  // log-likelihood ratio against "no pair is one person",
                                      // after each step; never falls
    double matches = 0;               // expected number among the pairs
};
/// Estimates `same` and the prior by expectation-maximisation on the pairs retrieved, all other of
/// the `total_pairs` counting as different people; `chance` stays.
Estimation estimate(const Observations& pairs, double total_pairs, Weights start);

}  // namespace amparo::matching::links

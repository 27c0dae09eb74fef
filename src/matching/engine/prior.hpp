#pragma once

#include <cstddef>

#include "matching/model/configuration.hpp"

/// From bits of evidence to probabilities (matching.md 6.1).
namespace amparo::matching {

/// Of a family that is beyond doubt; more would leave the numbers of single precision.
inline constexpr float most_family_bits = 100;

/// Bits to probability under a model.
double probability_of(const Model& model, float bits);
/// The bits that make a probability, or a little less where it is next to certain.
float bits_for(const Model& model, double probability);
/// The prior of a model when there are so many records on the other side. Strangers become fewer
/// with the records, relatives who look alike do not: some are added, up to three for each record.
float prior_bits(const Model& model, std::size_t records);
/// The prior of a pair of which so much speaks for one family: the more does, the more likely it is
/// that somebody else who looks alike is no stranger but a brother or sister, of whom there are as
/// many in a system of any size.
float prior_of_pair(const Model& model, float prior, float family_bits);
/// What the prior of a pair and the bits for its family never come to together, unless these are
/// more than most_family_bits above the prior; infinite when relatives do not count.
float family_ceiling(const Model& model);

}  // namespace amparo::matching

#pragma once

#include "matching/evaluate/fit.hpp"

namespace amparo::matching {

/// The bits of labelled pairs under a model, of which a copy of the weights is kept.
class PairBits {
  public:
    explicit PairBits(const Model& model);
    /// The total with the prior, caps apart.
    double operator()(const LabelledPair& pair) const;

  private:
    const Model& model_;
    std::vector<double> weights_;
    std::vector<bool> is_family_;
};

/// Which parameters belong to comparators that speak of the family.
std::vector<bool> family_parameters(const Model& model);

}  // namespace amparo::matching

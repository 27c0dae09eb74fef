#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "matching/engine/layout.hpp"

namespace amparo::matching {

/// Tells of a pair of which only some comparators ran whether the others can still bring it to the
/// bits that a search wants. It never says no of a pair that comes to them.
class Outlook {
  public:
    explicit Outlook(const BoundModel& model);

    /// Begins with another asked record: all pairs are wanted, and nothing is known of it.
    void begin();
    /// The asked record lets a measuring comparator come to so many bits at most.
    void limit(std::uint8_t comparator, float measure);
    bool wants_all() const { return least_ == -std::numeric_limits<float>::infinity(); }
    /// Pairs are wanted that come to so many bits with their prior, which is that of the search
    /// before anything is known of their family.
    void want(float least, float prior) {
        least_ = least;
        prior_ = prior;
    }
    /// Pairs are wanted that come to so many bits, and to those that were wanted before.
    void raise(float least) { least_ = std::max(least_, least); }

    /// The most bits that a pair may come to, without the prior.
    struct Most {
        float family = 0;
        float rest = 0;
    };
    /// Before any of some comparators ran; others say nothing.
    Most of(std::span<const std::uint8_t> comparators) const;
    /// A comparator ran.
    void settle(Most& most, std::uint8_t comparator, float weight) const {
        const auto& bound = bounds_[comparator];
        (bound.is_family ? most.family : most.rest) += weight - bound.now;
    }
    /// The most bits of a comparator with the asked record.
    float limit_of(std::uint8_t comparator) const { return bounds_[comparator].now; }
    bool may_be_wanted(const Most& most) const {
        auto family = most.family + prior_;
        if (family <= family_most_) family = std::min(family, ceiling_);
        return family + most.rest + rounding_bits >= least_;
    }

  private:
    /// More than what sums lose in single precision.
    static constexpr float rounding_bits = 0.05F;
    struct Bound {
        float most = 0;
        float now = 0;  // with the asked record
        bool is_family = false;
    };

    const BoundModel& model_;
    std::vector<Bound> bounds_;  // by comparator
    float ceiling_;              // of the bits for the family and the prior together
    float family_most_;          // up to which it holds
    float least_ = -std::numeric_limits<float>::infinity();
    float prior_ = 0;
};

}  // namespace amparo::matching

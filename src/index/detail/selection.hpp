#pragma once

#include <utility>

#include "index/detail/bitmap.hpp"

namespace amparo::index {

/// The records an expression selects: borrowed from a column (no copy) or made for the occasion.
/// A borrowed one lives as long as the table's read lock.
class Selection {
  public:
    Selection() = default;
    explicit Selection(const Bitmap* borrowed) : borrowed_(borrowed) {}
    explicit Selection(Bitmap made) : made_(std::move(made)) {}

    const Bitmap& bitmap() const { return borrowed_ != nullptr ? *borrowed_ : made_; }
    /// The set as one's own to change.
    Bitmap take() && { return borrowed_ != nullptr ? borrowed_->copy() : std::move(made_); }

  private:
    const Bitmap* borrowed_ = nullptr;
    Bitmap made_;
};

}  // namespace amparo::index

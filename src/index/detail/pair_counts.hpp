#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace amparo::index {

/// Counts pairs of small numbers: side by side where that is small enough for so many pairs, else
/// only those that come.
class PairCounts {
  public:
    /// All rows are below the one, all columns below the other.
    PairCounts(std::size_t rows, std::size_t columns, std::size_t pairs) : columns_(columns) {
        constexpr std::size_t always = 1U << 16U;
        if (rows * columns <= always + 4 * pairs) dense_.resize(rows * columns);
    }
    void add(std::uint32_t row, std::uint32_t column, std::size_t count) {
        const auto at = std::uint64_t{row} * columns_ + column;
        if (!dense_.empty())
            dense_[at] += static_cast<std::uint32_t>(count);
        else
            sparse_[at] += static_cast<std::uint32_t>(count);
    }
    /// Calls visit(row, column, count) for those that came.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t at = 0; at < dense_.size(); ++at) {
            if (dense_[at] > 0) visit_at(at, dense_[at], visit);
        }
        for (const auto& [at, count] : sparse_) visit_at(at, count, visit);
    }

  private:
    template <class Visit>
    void visit_at(std::uint64_t at, std::uint32_t count, Visit&& visit) const {
        visit(static_cast<std::uint32_t>(at / columns_), static_cast<std::uint32_t>(at % columns_),
              std::size_t{count});
    }

    std::size_t columns_;
    std::vector<std::uint32_t> dense_;
    std::unordered_map<std::uint64_t, std::uint32_t> sparse_;
};

}  // namespace amparo::index

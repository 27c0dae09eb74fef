#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Which numbers must be withheld from somebody who may not see the children behind them
/// (case-management.md §8.3). A number of few children is; and so is whatever else it could be
/// worked out from, since the rows and columns of a table add up to numbers shown beside it.
namespace amparo::insight {

/// What a number counts: its conditions, "risk_level=high", each once.
using Population = std::set<std::string>;

/// A breakdown of a population by one column or by two.
struct Breakdown {
    Population base;
    std::size_t total = 0;  // records of the base
    /// One of its columns, with all its parts, shown or not.
    struct Side {
        std::string column = {};
        /// The condition of each part, "risk_level=high", and how many records fulfil it.
        std::map<std::string, std::size_t> parts = {};
    };
    Side rows;
    Side columns = {};  // of a breakdown by two; else without a name
    /// A row and a column by their conditions.
    struct Cell {
        std::string row;
        std::string column;
        std::size_t count = 0;
    };
    std::vector<Cell> cells = {};  // of a breakdown by two: those above zero
};

/// Collects the numbers that somebody would see, and decides which they do. Sums that hold only by
/// chance are not looked at, and neither is what somebody knows from elsewhere.
class Disclosure {
  public:
    /// Fewer children than this cannot be told apart from one particular child.
    static constexpr std::size_t small_number = 5;

    /// A number that would be shown. The same population may come again.
    void add(const Population& population, std::size_t count);
    /// The same for one that is no part of a breakdown: such numbers may add up among each other.
    void add_single(const Population& population, std::size_t count);
    /// How numbers add up, whether they are shown or not. A breakdown whose parts overlap says
    /// nothing.
    void add(Breakdown breakdown);
    /// To be called once everything is there.
    void decide();
    /// Whether the number must not be shown. Zero is shown.
    bool is_withheld(const Population& population) const;

  private:
    friend class Sums;
    void add_list(Breakdown breakdown);
    void add_table(Breakdown breakdown);
    void find_siblings();
    struct Shown {
        std::size_t count = 0;
        bool is_withheld = false;
    };
    std::map<Population, Shown> shown_;
    std::set<Population> single_;
    std::map<Population, std::vector<Breakdown>> breakdowns_;
};

}  // namespace amparo::insight

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "index/filter.hpp"

namespace amparo::index {

class Table;

/// Many questions about one record type, answered as of one moment: changes wait while it lives,
/// so let it go within milliseconds, and ask the same type nothing else meanwhile. It remembers
/// what each beginning of a row of filters selected, so that questions that begin alike share the
/// work; and it reads each pivot once. Answers about many records outlive it: the next reading
/// only counts what changed since. Not thread-safe.
class Reading {
  public:
    /// One of the filters that all must hold. Equal keys stand for equal filters, from one
    /// reading to the next too.
    struct Part {
        std::string key;
        Filter filter;
    };
    using Parts = std::vector<std::shared_ptr<const Part>>;
    /// What to group by: the values of a keyword or location column, or with a level the places
    /// at that admin level in which locations lie.
    struct PivotOf {
        std::string column;
        std::optional<int> level = {};
    };
    /// A group and how many records are in it. The name lives as long as the reading.
    struct Group {
        std::string_view name;
        std::size_t count = 0;
        bool operator==(const Group&) const = default;
    };
    using Groups = std::vector<Group>;
    /// The same for pairs of groups.
    struct Cell {
        std::string_view row;
        std::string_view column;
        std::size_t count = 0;
        bool operator==(const Cell&) const = default;
    };
    using Cells = std::vector<Cell>;

    explicit Reading(const Table& table);
    Reading(Reading&&) noexcept;
    ~Reading();

    /// How many records fit all parts. `invalid` naming a column that cannot be asked so.
    Result<std::size_t> count(const Parts& parts);
    /// The same in groups; only those with any. Places come in lower case. Cells of one row stand
    /// together, in the order of the columns' names.
    Result<Groups> count_by(const Parts& parts, const PivotOf& pivot);
    Result<Cells> cross_count(const Parts& parts, const PivotOf& rows, const PivotOf& columns);

  private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace amparo::index

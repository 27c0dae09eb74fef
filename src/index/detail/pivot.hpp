#pragma once

#include <map>
#include <optional>

#include "index/detail/keyword_column.hpp"

namespace amparo::index {

/// The groups a column sorts records into, ready to be counted several times: one for each value,
/// or for each place at an admin level. What costs a pass over the table (the group of every
/// record, side by side) is done when it pays and then kept. Not thread-safe; the table's read
/// lock must be held as long as it lives.
class Pivot {
  public:
    using Group = std::uint32_t;

    /// A level only for location columns. All ordinals are below `end`.
    Pivot(const KeywordColumn& column, std::optional<int> level, Ordinal end);

    std::size_t size() const { return postings_.size(); }
    const std::string& name(Group group) const;
    /// The value's code, or the place's.
    KeywordColumn::Code code(Group group) const { return codes_[group]; }
    /// The groups in the order of their names, and the place of each in it.
    const std::vector<Group>& by_name();
    std::uint32_t rank(Group group) const { return rank_[group]; }
    /// How many of the selected records are in each group.
    std::vector<std::size_t> count(const Bitmap& all);

    /// How many are in a row's group and a column's group; only pairs with any.
    struct Cell {
        Group row;
        Group column;
        std::size_t count;
    };
    static std::vector<Cell> cross(Pivot& rows, Pivot& columns, const Bitmap& all);

  private:
    static constexpr Group none = UINT32_MAX;

    void add_group(KeywordColumn::Code code, const Posting& posting);
    template <class Visit>
    void visit_groups(Ordinal ordinal, Visit&& visit) const;
    std::size_t containers(std::size_t selected) const { return selected / 65536 + 1; }
    std::size_t side_by_side_cost(std::size_t selected) const;
    const std::vector<Group>& side_by_side();
    Bitmap with_values(const Bitmap& selection) const;
    static std::vector<Cell> cross_by_scan(const Pivot& rows, const Pivot& columns,
                                           const Bitmap& selection);
    static std::vector<Cell> cross_side_by_side(Pivot& rows, const Pivot& columns,
                                                const Bitmap& selection);

    const KeywordColumn& column_;
    std::optional<int> level_;
    Ordinal end_;
    std::vector<KeywordColumn::Code> codes_;  // by group: a value, or a place
    std::vector<const Posting*> postings_;    // by group
    std::vector<Group> group_of_;             // by value code, or by place
    std::vector<Group> side_by_side_;         // by ordinal; empty until it is needed
    std::vector<Group> by_name_;              // the same
    std::vector<std::uint32_t> rank_;         // by group; filled with by_name_
};

}  // namespace amparo::index

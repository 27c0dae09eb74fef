#pragma once

#include <map>
#include <optional>

#include "index/detail/keyword_column.hpp"

namespace amparo::index {

/// The groups a column sorts records into, ready to be counted several times: one for each value,
/// or for each place at an admin level. Records are counted by what they say in the column, however
/// many values that are, and these counts are given to the groups in the end. Not thread-safe; the
/// table's read lock must be held as long as it lives.
class Pivot {
  public:
    using Group = std::uint32_t;

    /// A level only for location columns.
    Pivot(const KeywordColumn& column, std::optional<int> level);

    std::size_t size() const { return postings_.size(); }
    /// The value's code, or the place's.
    KeywordColumn::Code code(Group group) const { return codes_[group]; }
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

    /// What sayings have in common that belong to the same groups: to none, to one (its number and
    /// one), or to a list of several.
    using Class = std::uint32_t;
    class Reader;

    void add_group(KeywordColumn::Code code, const Posting& posting);
    std::vector<Group> groups_of(KeywordColumn::Saying saying) const;
    const std::vector<Class>& classes();
    std::size_t class_end() const { return 1 + size() + lists_.size(); }
    std::span<const Group> groups_in(Class number, Group& single) const;
    std::size_t by_posting_cost(std::size_t selected) const;
    Bitmap with_values(const Bitmap& selection) const;
    static std::vector<Cell> cross_by_posting(const Pivot& rows, const Pivot& columns,
                                              const Bitmap& selection);
    static std::vector<Cell> cross_by_scan(Pivot& rows, Pivot& columns, const Bitmap& selection);

    const KeywordColumn& column_;
    std::optional<int> level_;
    std::vector<KeywordColumn::Code> codes_;  // by group: a value, or a place
    std::vector<const Posting*> postings_;    // by group
    std::vector<Group> group_of_;             // by value code, or by place
    std::vector<Class> classes_;              // by saying; empty until they are needed
    std::vector<std::vector<Group>> lists_;   // of classes that are several groups
};

}  // namespace amparo::index

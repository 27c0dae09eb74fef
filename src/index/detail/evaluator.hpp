#pragma once

#include "base/error.hpp"
#include "index/detail/selection.hpp"
#include "index/filter.hpp"

namespace amparo::index {

class Table;

/// Answers one filter over a table whose read lock the caller holds.
class Evaluator {
  public:
    explicit Evaluator(const Table& table) : table_(table) {}
    /// `invalid` naming the column that is unknown or of the wrong kind, anywhere in the filter.
    Result<Selection> evaluate(const Filter& filter) const;
    /// As above; records outside `within` may be left out or in.
    Result<Selection> evaluate(const Filter& filter, const Bitmap& within) const;

  private:
    /// Records outside `within` (if given) are of no interest and may be left out or in.
    Result<Selection> answer(const Filter& filter, const Bitmap* within) const;
    Result<Selection> answer_node(const AnyOf& node, const Bitmap* within) const;
    Result<Selection> answer_node(const UnderLocation& node, const Bitmap* within) const;
    Result<Selection> answer_node(const NumberRange& node, const Bitmap* within) const;
    Result<Selection> answer_node(const DateRange& node, const Bitmap* within) const;
    Result<Selection> answer_node(const Present& node, const Bitmap* within) const;
    Result<Selection> answer_node(const Contains& node, const Bitmap* within) const;
    Result<Selection> answer_node(const And& node, const Bitmap* within) const;
    Result<Selection> answer_node(const Or& node, const Bitmap* within) const;
    Result<Selection> answer_node(const Not& node, const Bitmap* within) const;
    Result<Selection> answer_node(const Ids& node, const Bitmap* within) const;
    Result<Selection> answer_node(const Found& node, const Bitmap* within) const;

    const Table& table_;
};

}  // namespace amparo::index

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/detail/keyword_column.hpp"
#include "index/index.hpp"

namespace amparo::index {

/// The values of a keyword column in an order: that of the column, or of other texts than are kept.
class ValueOrder {
  public:
    using Code = KeywordColumn::Code;

    /// Without keys the order of the column. Both must outlive it.
    ValueOrder(const KeywordColumn& column, const ValueKeys* keys);
    /// The codes in use, in order.
    std::span<const Code> codes() const { return codes_; }
    /// Whether a code stands before a value (negative), behind it, or is it (0). The value need not
    /// be in use any more.
    int compare(Code code, std::string_view value) const;
    /// The code of a record's value that comes first.
    Code first_of(std::span<const Code> codes) const;

  private:
    std::string_view key_of(Code code) const;
    std::string key_of(const std::string& value) const;

    const KeywordColumn& column_;
    const ValueKeys* keys_;
    std::vector<Code> sorted_;
    std::span<const Code> codes_;
};

}  // namespace amparo::index

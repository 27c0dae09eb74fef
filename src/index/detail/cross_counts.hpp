#pragma once

#include <utility>
#include <vector>

#include "index/detail/keyword_column.hpp"

namespace amparo::index {

using CodePair = std::pair<KeywordColumn::Code, KeywordColumn::Code>;

/// How many selected records have each pair of values; pairs that do not occur are left out.
std::vector<std::pair<CodePair, std::size_t>> cross_counts(const KeywordColumn& rows,
                                                           const KeywordColumn& columns,
                                                           const Bitmap& selection);

}  // namespace amparo::index

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "index/filter.hpp"
#include "index/schema.hpp"
#include "records/parameter_tree.hpp"

namespace amparo::records {

/// The filter of one column from its raw value (records.md §8.1, §8.2), read by the column's kind:
/// "a,b" and lists are alternatives, "from..to" and {from, to} ranges (either end may be open),
/// "not_null" presence, "false" also a missing value. nullopt: an empty value, which is ignored.
/// `invalid` naming the column for a value the kind cannot hold.
Result<std::optional<index::Filter>> column_filter(const index::Column& column,
                                                   const ParameterNode& value);
/// "loc:field=CODE": the place and all below it.
Result<std::optional<index::Filter>> location_filter(const index::Column& column,
                                                     const ParameterNode& value, int level_min);

/// The texts of a value: its own, split at commas unless escaped with a backslash, or a list's.
std::vector<std::string> value_texts(const ParameterNode& value);

}  // namespace amparo::records

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "forms/validation.hpp"

/// How a write joins the stored data of a record (records.md §12.1).
namespace amparo::forms {

/// The stored data with the changes in it: objects join key by key, rows by `unique_id` in their
/// old order, new rows behind; `_destroy` removes; everything else is replaced. Rows without a
/// `unique_id` get one.
json::Object merge(json::Object stored, const json::Object& changes, Random& random);

/// Drops removed rows and gives each row without a `unique_id` one, in subforms of rows too: what
/// merge() does to data that has nothing stored before it.
void complete_rows(json::Object& data, Random& random);

/// Which subforms protect their rows although their form does not say so.
using ProtectedSubforms = std::set<std::string, std::less<>>;

/// Changes to rows that may not be changed: a stored row of an append-only subform that is
/// changed or removed, a stored row removed where removal is prevented. Pointers name rows as
/// sent. `always_append_only` holds names of fields that are append-only for this writer.
std::vector<Problem> check_protected_rows(const ValidationInput& changes,
                                          const ProtectedSubforms& always_append_only);

/// Whether the value is a list of rows, or an empty list.
bool is_row_list(const json::Value& value);

}  // namespace amparo::forms

#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"

/// Taking back one change of one value, while later changes stay.
namespace amparo::casework::merging {

/// A change as the log has it, and the value as it is now. Null: absent.
struct ChangedValue {
    const json::Value& from;
    const json::Value& to;
    const json::Value& now;
};
/// What the value is without the change: all of `from` when nobody touched it since. Rows are
/// taken back one by one, and of lists of texts only what the change added or took away; what came
/// later stays. nullopt when the same value, or the same row, was changed since.
std::optional<json::Value> without_change(const ChangedValue& value);

}  // namespace amparo::casework::merging

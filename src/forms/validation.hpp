#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"

/// What a client may write into a record's data (records.md §11, forms.md §6.1).
namespace amparo::forms {

/// The fields that may be written, by name.
using FieldMap = std::map<std::string, const Field*, std::less<>>;

/// What happens to keys that are no writable field: dropped without a word, or named as problems
/// (request header `Prefer: handling=strict`).
enum class UnknownKeys { dropped, refused };
/// What happens to values of fields marked `disabled`; `ignored` unless the caller manages the
/// record type.
enum class DisabledFields { accepted, ignored };

/// The world a validation happens in.
struct ValidationContext {
    const Definitions& definitions;
    Day today;  // in the organisation's zone
    /// Whether an agency / a user exists; when not given any text passes.
    std::function<bool(std::string_view)> agency_exists = {};
    std::function<bool(std::string_view)> user_exists = {};
    UnknownKeys unknown_keys = UnknownKeys::dropped;
    DisabledFields disabled_fields = DisabledFields::accepted;
};

/// What is validated.
struct ValidationInput {
    const json::Object& input;
    const FieldMap& fields;
    /// The data before the write, or nullptr: options and places stored there may stay.
    const json::Object* stored = nullptr;
    /// Whether the caller treats a key itself: neither kept nor reported here. May be empty.
    std::function<bool(std::string_view)> is_other_key = {};
};

/// The values as they are to be merged, and every problem in the order of the fields; with a
/// problem nothing may be stored.
struct ValidatedData {
    json::Object data;
    std::vector<Problem> problems;
};

/// Checks and cleans a write. Null empties lists, unknown keys go, date-times become UTC with
/// milliseconds, attachments and computed fields are never taken.
ValidatedData validate(const ValidationInput& input, const ValidationContext& context);

/// A problem when a whole document exceeds the limit on stored data; to be asked after merging.
std::optional<Problem> check_document_size(const json::Object& data);

}  // namespace amparo::forms

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace amparo::matching::links {

/// What a column holds, which decides how two of its values are compared.
enum class Kind : std::uint8_t {
    given_name,
    surname,
    full_name,
    date,
    place,
    postcode,
    email,
    phone,
    identifier,
    category,
    text,
    number,
    address,
};

/// The kind of a name as map files write it ("given_name"); `invalid` for another name.
Result<Kind> parse_kind(std::string_view name);

/// A column of a person file that takes part in the comparison.
struct MappedColumn {
    std::string column;
    Kind kind;
    bool operator==(const MappedColumn&) const = default;
};

/// Which columns of a person file are compared, and which one names the row.
struct ColumnMap {
    std::string id;
    std::vector<MappedColumn> columns;
    bool operator==(const ColumnMap&) const = default;
};

/// The column map of a named profile (febrl-lite, febrl-full, fake-1000, historical); `not_found`
/// for another name.
Result<ColumnMap> profile(std::string_view name);
/// The names that profile() knows.
std::vector<std::string> profile_names();
/// A column map from JSON: {"id": column, "columns": [{"column": column, "kind": kind}, …]}.
/// `malformed` when it is not JSON, `invalid` (with the place as `field`) for an unknown kind or
/// key, a column named twice, no column, or too many.
Result<ColumnMap> parse_map(std::string_view json_text);

}  // namespace amparo::matching::links

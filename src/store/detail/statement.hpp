#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace amparo::store::detail {

/// A named SQL text, the same for both engines. Lives as long as the program: connections keep
/// their prepared form under its address. `columns` says what it returns, a letter a column:
/// i a whole number, t a text, b bytes.
struct Statement {
    const char* name;
    const char* sql;
    std::string_view columns = "";
};

/// Binary as opposed to text.
struct Bytes {
    std::string_view view;
};

/// A value for the placeholder `:name`. Views need to live only until the call returns.
struct Argument {
    std::string_view name;
    std::variant<std::int64_t, std::string_view, Bytes> value;
};

/// The values of a call, always in the same order for a statement.
using Arguments = std::span<const Argument>;

}  // namespace amparo::store::detail

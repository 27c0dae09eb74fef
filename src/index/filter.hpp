#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace amparo::index {

/// A search by name, identifier or telephone. Of the columns that are searched this way only
/// `columns` are, when they are named: those that the asker may read.
struct Search {
    enum class Mode { identifier, name, phone } mode = Mode::identifier;
    std::string query;
    std::optional<std::vector<std::string>> columns = {};
};

/// A question about one table, as a tree. Built by records/ from the wire's filter grammar.
struct Filter;
using Filters = std::vector<Filter>;

struct All {};   // every record
struct None {};  // no record
struct AnyOf {
    std::string column;
    std::vector<std::string> values;
};  // keyword, text, id
struct UnderLocation {
    std::string column;
    std::string code;
    int level_min = 0;
};
struct NumberRange {
    std::string column;
    std::optional<double> from;
    std::optional<double> to;
};
/// Milliseconds since 1970, both ends closed.
struct DateRange {
    std::string column;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
};
struct Present {
    std::string column;
};  // has any value
struct Contains {
    std::string column;
    std::string piece;
};  // identifiers, ignoring case and what separates their parts
struct And {
    Filters parts;
};
struct Or {
    Filters parts;
};
struct Not {
    std::unique_ptr<Filter> part;
};
/// Exactly these records (16-byte ids as text).
struct Ids {
    std::vector<std::string> ids;
};

/// What a search for an identifier or a telephone finds; a name only ranks.
struct Found {
    Search search;
};

/// One node of the question, with its parts below it.
struct Filter {
    std::variant<All, None, AnyOf, UnderLocation, NumberRange, DateRange, Present, Contains, And,
                 Or, Not, Ids, Found>
        node;
};

/// Filters are not copied by accident: on purpose.
Filter copy_of(const Filter& filter);

}  // namespace amparo::index

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "index/due.hpp"
#include "index/name_lore.hpp"

namespace amparo::index {

/// How a field is kept for questions.
enum class ColumnKind {
    keyword,     // select, radio, tick box, user, group, agency, module, status: one or many values
    identifier,  // exact and substring, never converted
    location,    // keyword whose value also counts for all places above it
    number,
    date,  // a day or an instant, in milliseconds since 1970
    text,  // exact equality only (free text fields that may be filtered)
    name   // tokens for name search, and a collation key for sorting
};

/// Works a column's value, or a list of them, out of a whole document, where a path is not enough.
/// Called from several threads.
using Compute = std::function<json::Value(const json::Object& document)>;

/// One column. `path` "a" is a field; "a[].b" collects field b of the rows of subform a.
struct Column {
    std::string name;
    ColumnKind kind = ColumnKind::keyword;
    bool sortable = false;
    std::string path = {};    // empty: the name itself
    bool is_instant = false;  // date columns: date-time values
    Compute compute = {};     // given: instead of the path
};

/// Codes of a place and all above it, lower case, nearest first; how location columns know
/// their ancestors. The second member is the admin level of each.
struct Ancestor {
    std::string code;
    int admin_level;
};
using Ancestry = std::function<std::vector<Ancestor>(std::string_view code)>;

/// The columns of one record type.
struct Schema {
    std::string record_type;
    std::vector<Column> columns;
    std::vector<std::string> identifier_columns;  // searched by id_search
    std::vector<std::string> name_columns;        // searched by phonetic, in field order
    std::vector<std::string> phone_columns;
    std::string phone_country = {};  // of numbers without a prefix, as ISO code; "" for none
    NameLore name_lore = {};         // for name search
    DueReader dues = {};             // what waits for whom; none: nothing does
    /// What readings choose out of at least so many records is kept and brought up to date.
    std::size_t standing_from = 1000;
};

}  // namespace amparo::index

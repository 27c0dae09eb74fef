#pragma once

#include <optional>
#include <string>
#include <vector>

namespace amparo::insight {

/// One filter of a list's query string: "status" and "open", "not[risk_level]" and "high,low".
struct Condition {
    std::string key;
    std::string value;
};
using Conditions = std::vector<Condition>;

/// What an indicator is grouped by.
struct Grouping {
    std::string column;
    std::optional<int> level = {};  // places: at this admin level
    /// Only these values count; nullopt: all.
    std::optional<std::vector<std::string>> only = {};
    /// The name of a further group for records without a value; empty: there is none.
    std::string none = {};
    /// Groups with fewer records or as many are left out.
    std::size_t more_than = 0;
};

/// One number of a dashboard, or one for each group, or for each pair of groups. It counts what
/// the list of its conditions shows.
struct Indicator {
    std::string name;
    Conditions conditions;
    std::vector<Grouping> groupings = {};
    std::string record_type = "case";
    bool sets_module = false;  // its conditions name the module
    bool is_empty = false;     // asks for something that the caller has none of: always nothing
};

/// A box of the home page.
struct Dashboard {
    std::string action;  // of the role
    std::string name;    // on the wire, after "dashboard."
    std::vector<Indicator> indicators;
};

}  // namespace amparo::insight

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "forms/expression/expression.hpp"

/// The module option `deadlines` (case-management.md §7.4): dates that the server sets, and by
/// which day the next row of a subform is due after the last.
namespace amparo::forms {

/// The module option.
inline constexpr std::string_view deadlines_key = "deadlines";
inline constexpr std::size_t deadlines_max = 100;       // of a module
inline constexpr std::size_t deadline_copies_max = 20;  // fields that a new row takes over

/// One rule: `target` is due so much later than `start`.
struct Deadline {
    std::string id = {};
    /// Empty: both are fields of the case. Else they are of its rows: when the last planned row is
    /// done (`start`), a next one is planned (`target`).
    std::string subform = {};
    std::string target = {};
    std::string start = {};
    std::string offset;                     // "3_days", "1_month"
    std::string done = {};                  // the field that meets it; empty: none is known
    std::optional<Expression> filter = {};  // for which cases; absent: all
    std::vector<std::string> copied = {};   // what a new row takes over from the last one

    /// From the configuration; nullopt when it is none.
    static std::optional<Deadline> read(const json::Object& source);

    /// Whether the rule is for this case.
    bool applies(const json::Object& data, const EvaluationContext& context) const;
    /// So much later than a date or moment as it is stored; nullopt when that is none. Days are
    /// those of the zone.
    std::optional<Day> due_after(std::string_view start_value, const std::string& time_zone) const;
};

/// The rules of a module in their order, of several for one field the first that applies decides;
/// those that cannot be read are left out. Empty for no module.
std::vector<Deadline> deadlines_of(const Module* module);

}  // namespace amparo::forms

#include "bench/dashboard_sql.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"

namespace amparo::bench {
namespace {

using insight::Condition;
using insight::Grouping;

/// Keys whose value is a list.
constexpr std::array lists{"associated_user_names",  "associated_user_groups",
                           "owned_by_groups",        "referred_users",
                           "referred_users_pending", "referred_users_accepted",
                           "transferred_to_users",   "transferred_to_user_groups",
                           "protection_concerns",    "assessment_due_dates",
                           "case_plan_due_dates",    "service_due_dates",
                           "followup_due_dates",     "followup_dates",
                           "current_alert_types",    "open_service_response_types",
                           "service_types",          "assign",
                           "consent_overridden_at"};

bool is_list(std::string_view key) {
    return std::ranges::find(lists, key) != lists.end();
}

bool is_truth(std::string_view value) {
    return value == "true" || value == "false";
}

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

std::string text_of(const std::string& key) {
    return "data->>" + quoted(key);
}

/// A value by containment, which the index on documents answers.
std::string holds(const std::string& key, const std::string& value) {
    auto json = is_truth(value) ? value : "\"" + value + "\"";
    if (is_list(key)) json = "[" + json + "]";
    return "data @> '{\"" + key + "\": " + json + "}'";
}

std::string range(const std::string& key, const std::string& value) {
    const auto at = value.find("..");
    const auto bounds =
        " BETWEEN " + quoted(value.substr(0, at)) + " AND " + quoted(value.substr(at + 2));
    if (!is_list(key)) return text_of(key) + bounds;
    return "EXISTS (SELECT 1 FROM jsonb_array_elements_text(data->" + quoted(key) +
           ") AS v WHERE v" + bounds + ")";
}

std::string positive(const std::string& key, const std::string& value) {
    if (value == "not_null") return text_of(key) + " IS NOT NULL";
    if (value.find("..") != std::string::npos) return range(key, value);
    if (value == "false") return "coalesce(" + text_of(key) + ", 'false') = 'false'";
    std::string any;
    for (const auto one : text::split(value, ',')) {
        if (!any.empty()) any += " OR ";
        any += holds(key, std::string(one));
    }
    return "(" + any + ")";
}

std::string where(const Condition& condition) {
    if (!condition.key.starts_with("not[")) return positive(condition.key, condition.value);
    const auto key = condition.key.substr(4, condition.key.size() - 5);
    return "NOT coalesce(" + positive(key, condition.value) + ", false)";
}

/// The places of the synthetic cases tell their level by their length.
std::string place(const Grouping& grouping) {
    constexpr std::array lengths{2, 4, 6, 7};
    const auto length = std::to_string(lengths[static_cast<std::size_t>(*grouping.level)]);
    const auto code = "lower(" + text_of(grouping.column) + ")";
    return "CASE WHEN length(" + code + ") >= " + length + " THEN left(" + code + ", " + length +
           ") END";
}

/// A grouping as a column of the inner query.
struct Group {
    std::string column;
    std::string from;
};

Group group_of(const Grouping& grouping, const std::string& name) {
    if (grouping.level) return {place(grouping), ""};
    if (!is_list(grouping.column)) return {text_of(grouping.column), ""};
    return {name, " CROSS JOIN LATERAL (SELECT DISTINCT e AS " + name +
                      " FROM jsonb_array_elements_text(data->" + quoted(grouping.column) +
                      ") AS e) AS of_" + name};
}

std::string only(const Grouping& grouping, const std::string& column) {
    if (!grouping.only) return column + " IS NOT NULL";
    std::string names;
    for (const auto& name : *grouping.only) names += (names.empty() ? "" : ", ") + quoted(name);
    return column + " IN (" + (names.empty() ? "NULL" : names) + ")";
}

}  // namespace

std::string sql_of(const insight::Indicator& indicator, const insight::Conditions& within) {
    std::string from = "cases";
    std::string filter;
    std::string groups;
    const auto add = [&](const std::string& condition) {
        filter += (filter.empty() ? "" : " AND ") + condition;
    };
    for (const auto& condition : within) add(where(condition));
    for (const auto& condition : indicator.conditions) add(where(condition));
    for (std::size_t n = 0; n < indicator.groupings.size(); ++n) {
        const auto group = group_of(indicator.groupings[n], "g" + std::to_string(n));
        from += group.from;
        add(only(indicator.groupings[n], group.column));
        groups += (groups.empty() ? " GROUP BY " : ", ") + group.column;
    }
    const auto counts = "SELECT count(*) AS n FROM " + from + " WHERE " + filter + groups;
    if (groups.empty()) return counts;
    return "SELECT coalesce(sum(n), 0)::bigint FROM (" + counts + ") AS counted";
}

}  // namespace amparo::bench

#include "insight/counter.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "insight/shorthand.hpp"
#include "records/list_query.hpp"

namespace amparo::insight {
namespace {

using index::Reading;

// Fewer children than this cannot be told apart from one particular child.
constexpr std::size_t small_number = 5;

/// The scope that the role's reach would give if it could list the type (§1.3).
access::Scope reach_of(const access::Actor& actor) {
    using Kind = access::Scope::Kind;
    const auto& user = actor.user();
    switch (actor.role().scope) {
        case access::ScopeKind::all:
            return {.kind = Kind::all, .field = {}, .values = {}};
        case access::ScopeKind::agency:
            return {Kind::any_of, "associated_user_agencies", {user.agency.text()}};
        case access::ScopeKind::group:
            if (!user.groups.empty()) return {Kind::any_of, "associated_user_groups", user.groups};
            break;
        case access::ScopeKind::identified:
            return {Kind::any_of, "identified_by", {user.user_name.text()}};
        default:
            break;
    }
    return {Kind::any_of, "associated_user_names", {user.user_name.text()}};
}

/// "not[risk_level]" → "risk_level", "loc:owned_by_location2" → "owned_by_location".
std::string_view field_of(std::string_view key) {
    if (key.starts_with("not[")) return key.substr(4, key.size() - 5);
    if (!key.starts_with("loc:")) return key;
    key.remove_prefix(4);
    key.remove_suffix(1);
    return key;
}

bool is_state(const Condition& condition) {
    return condition.key == "record_state" || condition.key == "status";
}

/// The values that a grouping lets through.
class Allowed {
  public:
    explicit Allowed(const Grouping& grouping) : limited_(grouping.only.has_value()) {
        if (limited_) values_.insert(grouping.only->begin(), grouping.only->end());
    }
    bool has(const std::string& value) const { return !limited_ || values_.contains(value); }

  private:
    bool limited_;
    std::unordered_set<std::string> values_;
};

Reading::PivotOf pivot_of(const Grouping& grouping) {
    return {.column = grouping.column, .level = grouping.level};
}

json::Array extended(const json::Array& query, const Condition& condition) {
    auto longer = query;
    longer.emplace_back(condition.key + "=" + condition.value);
    return longer;
}

}  // namespace

Extent extent_of(const Viewer& viewer, std::string_view record_type,
                 std::shared_ptr<const access::FieldMask> readable) {
    const bool is_open = viewer.actor.can(record_type, "index");
    return {.scope = is_open ? access::scope_of(viewer.actor, record_type, access::Reach::own)
                             : reach_of(viewer.actor),
            .readable = std::move(readable),
            .is_open = is_open};
}

Result<std::optional<json::Value>> Counter::statistics(const Indicator& indicator) {
    const auto question = question_of(indicator);
    if (!question) return std::optional<json::Value>();
    if (indicator.is_empty || extent_.scope.kind == access::Scope::Kind::none) {
        if (!indicator.groupings.empty()) return std::optional<json::Value>(json::Object());
        return std::optional<json::Value>(statistic(0, {}));
    }
    if (indicator.groupings.size() == 1) return one_grouping(*question, indicator.groupings[0]);
    if (indicator.groupings.size() == 2) return two_groupings(*question, indicator.groupings);
    AMPARO_TRY(const auto count, reading_.count(question->parts));
    return std::optional<json::Value>(statistic(count, question->query));
}

Result<std::optional<json::Value>> Counter::one_grouping(const Question& question,
                                                         const Grouping& grouping) {
    AMPARO_TRY(const auto counts, reading_.count_by(question.parts, pivot_of(grouping)));
    const Allowed allowed(grouping);
    json::Object groups;
    for (const auto& [name, count] : counts) {
        const auto value = exact_code(grouping, name);
        if (!allowed.has(value) || count <= grouping.more_than) continue;
        const auto query = extended(question.query, condition_of(grouping, value));
        groups[value] = statistic(count, query);
    }
    if (grouping.none.empty() || groups.contains(grouping.none))
        return std::optional<json::Value>(std::move(groups));
    if (const auto rest = without_value(question, grouping)) {
        AMPARO_TRY(const auto count, reading_.count(rest->parts));
        if (count > 0) groups[grouping.none] = statistic(count, rest->query);
    }
    return std::optional<json::Value>(std::move(groups));
}

Result<std::optional<json::Value>> Counter::two_groupings(const Question& question,
                                                          const std::vector<Grouping>& groupings) {
    const auto& rows = groupings[0];
    const auto& columns = groupings[1];
    AMPARO_TRY(auto cells, reading_.cross_count(question.parts, pivot_of(rows), pivot_of(columns)));
    const auto rest =
        columns.none.empty() ? std::optional<Question>() : without_value(question, columns);
    Reading::Counts without;
    if (rest) {
        AMPARO_TRY(without, reading_.count_by(rest->parts, pivot_of(rows)));
    }
    const Allowed allowed(rows);
    std::map<std::string, std::map<std::string, std::size_t>> table;
    std::set<std::string> names;
    const auto put = [&](const std::string& row, const std::string& column, std::size_t count) {
        const auto value = exact_code(rows, row);
        if (!allowed.has(value)) return;
        table[value].try_emplace(column, count);
        names.insert(column);
    };
    for (const auto& [pair, count] : cells)
        put(pair.first, exact_code(columns, pair.second), count);
    const bool has_rest = !names.contains(columns.none);
    for (const auto& [row, count] : without) {
        if (has_rest) put(row, columns.none, count);
    }
    json::Object groups;
    for (const auto& [row, counts] : table) {
        const auto of_row = condition_of(rows, row);
        const auto query = extended(question.query, of_row);
        json::Object line;
        for (const auto& column : names) {
            const auto found = counts.find(column);
            if (found == counts.end()) {
                line[column] = statistic(0, {});
                continue;
            }
            const bool is_rest = rest && has_rest && column == columns.none;
            line[column] =
                is_rest ? statistic(found->second, extended(rest->query, of_row))
                        : statistic(found->second, extended(query, condition_of(columns, column)));
        }
        groups[row] = std::move(line);
    }
    return std::optional<json::Value>(std::move(groups));
}

std::optional<Counter::Question> Counter::question_of(const Indicator& indicator) {
    Question question;
    for (const auto& condition : conditions_of(indicator)) {
        // Somebody without groups has nothing in them: there is no such filter.
        if (condition.value.empty() && indicator.is_empty) continue;
        if (!add(question, condition)) return std::nullopt;
    }
    for (const auto& grouping : indicator.groupings) {
        if (!may_ask(grouping.column)) return std::nullopt;
        const auto known = std::ranges::any_of(
            schema_.columns, [&](const auto& column) { return column.name == grouping.column; });
        if (!known) return std::nullopt;
    }
    return question;
}

// Questions that begin alike share the work, so what most have in common comes first, and what
// costs a scan last.
Conditions Counter::conditions_of(const Indicator& indicator) const {
    Conditions all;
    const auto& scope = extent_.scope;
    if (scope.kind == access::Scope::Kind::any_of)
        all.push_back({scope.field, values_text(scope.values)});
    const auto& own = indicator.conditions;
    const auto rest = std::ranges::find_if_not(own, is_state);
    all.insert(all.end(), own.begin(), rest);
    if (!indicator.sets_module) {
        const auto modules = modules_of(viewer_, indicator.record_type);
        all.push_back({"module_id", modules.empty() ? " " : values_text(modules)});
    }
    all.insert(all.end(), rest, own.end());
    return all;
}

bool Counter::add(Question& question, const Condition& condition) {
    if (!may_ask(field_of(condition.key))) return false;
    auto text = condition.key + "=" + condition.value;
    auto& part = known_[text];
    if (!part) {
        auto filter = records::condition_filter(schema_, condition.key, condition.value);
        if (!filter) return false;
        part = std::make_shared<const Reading::Part>(text, std::move(*filter));
    }
    question.parts.push_back(part);
    question.query.emplace_back(std::move(text));
    return true;
}

bool Counter::may_ask(std::string_view key) const {
    return !extent_.is_open || key == "assign" || key == extent_.scope.field ||
           extent_.readable->allows(key);
}

std::optional<Counter::Question> Counter::without_value(const Question& question,
                                                        const Grouping& grouping) {
    auto rest = question;
    if (!add(rest, {"not[" + grouping.column + "]", "not_null"})) return std::nullopt;
    return rest;
}

Condition Counter::condition_of(const Grouping& grouping, const std::string& value) const {
    auto key = grouping.column;
    if (grouping.level) key = "loc:" + key + std::to_string(*grouping.level);
    return {std::move(key), values_text({value})};
}

std::string Counter::exact_code(const Grouping& grouping, const std::string& value) const {
    if (!grouping.level) return value;
    const auto* place = viewer_.definitions.locations().find(value);
    return place == nullptr ? value : place->code;
}

json::Object Counter::statistic(std::size_t count, const json::Array& query) const {
    if (extent_.is_open) return {{"count", count}, {"query", query}};
    if (count == 0 || count >= small_number) return {{"count", count}, {"query", json::Array()}};
    return {{"count", nullptr}, {"query", json::Array()}, {"suppressed", true}};
}

}  // namespace amparo::insight

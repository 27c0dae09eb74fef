#include "insight/counter.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <span>
#include <unordered_set>

#include "base/text.hpp"
#include "insight/shorthand.hpp"
#include "records/list_query.hpp"

namespace amparo::insight {
namespace {

using index::Reading;

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

bool is_plain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '-' || letter == '.';
}

/// ,"owned_by=ada": one more text of a query, made for each group of a grouping.
class OneMore {
  public:
    explicit OneMore(const Grouping& grouping) {
        auto key = grouping.column;
        if (grouping.level) key = "loc:" + key + std::to_string(*grouping.level);
        json::write_string(text_, key + "=");
        text_.back() = ',';  // the closing quote moves to the front, behind a comma
        std::rotate(text_.begin(), text_.end() - 1, text_.end());
        start_ = text_.size();
    }
    /// Valid until the next call.
    const std::string& with(std::string_view value) {
        text_.resize(start_);
        if (std::ranges::all_of(value, is_plain)) {
            text_ += value;
            return text_ += '"';
        }
        std::string quoted;
        json::write_string(quoted, values_text({std::string(value)}));
        return text_ += std::string_view(quoted).substr(1);
    }

  private:
    std::string text_;
    std::size_t start_ = 0;
};

/// The columns that cells have, each once. The same column's name lies at the same place in every
/// cell, so most are known by that without a look at the name.
std::set<std::string_view> columns_of(std::span<const Reading::Cell> cells) {
    std::unordered_set<const char*> met;
    std::set<std::string_view> names;
    for (const auto& cell : cells) {
        if (cell.column.empty() || met.insert(cell.column.data()).second) names.insert(cell.column);
    }
    return names;
}

/// The beginning of a text of so many numbers, with room for them: a text that grows by doubling
/// is copied to fresh memory each time.
std::string start_of(std::size_t numbers, std::string_view query) {
    constexpr std::size_t of_a_number = 128;
    std::string out;
    out.reserve(numbers * (query.size() + of_a_number) + of_a_number);
    out += '{';
    return out;
}

/// "name": with a comma before all but the first member.
void write_name(std::string& out, std::string_view name) {
    if (out.back() != '{') out += ',';
    json::write_string(out, name);
    out += ':';
}

}  // namespace

Extent extent_of(const Viewer& viewer, std::string_view record_type,
                 std::shared_ptr<const access::FieldMask> readable,
                 const records::NarrowViews& narrow) {
    const bool is_open = viewer.actor.can(record_type, "index");
    return {.scope = is_open ? access::scope_of(viewer.actor, record_type, access::Reach::own)
                             : reach_of(viewer.actor),
            .readable = std::move(readable),
            .narrow = narrow,
            .is_open = is_open};
}

Result<std::optional<std::string>> Counter::statistics(const Indicator& indicator) {
    const auto question = question_of(indicator);
    if (!question) return std::optional<std::string>();
    std::string out;
    if (indicator.is_empty || extent_.scope.kind == access::Scope::Kind::none) {
        if (!indicator.groupings.empty()) return std::optional<std::string>("{}");
        write(out, 0, {});
    } else if (indicator.groupings.size() == 1) {
        AMPARO_TRY(out, one_grouping(*question, indicator.groupings[0]));
    } else if (indicator.groupings.size() == 2) {
        AMPARO_TRY(out, two_groupings(*question, indicator.groupings));
    } else {
        AMPARO_TRY(const auto count, reading_.count(question->parts));
        write(out, count, {question->query});
    }
    return std::optional<std::string>(std::move(out));
}

Result<std::string> Counter::one_grouping(const Question& question, const Grouping& grouping) {
    AMPARO_TRY(const auto groups, reading_.count_by(question.in_groups(), pivot_of(grouping)));
    const Allowed allowed(grouping);
    OneMore one_more(grouping);
    auto out = start_of(groups.size(), question.query);
    bool has_none = grouping.none.empty();
    for (const auto& [name, count] : groups) {
        const auto value = exact_code(grouping, name);
        if (!allowed.has(value) || count <= grouping.more_than) continue;
        has_none = has_none || value == grouping.none;
        write_name(out, value);
        write(out, count, {question.query, one_more.with(value)});
    }
    const auto rest = has_none ? std::nullopt : without_value(question, grouping);
    if (rest) {
        AMPARO_TRY(const auto count, reading_.count(rest->in_groups(grouping.column)));
        if (count > 0) {
            write_name(out, grouping.none);
            write(out, count, {rest->query});
        }
    }
    out += '}';
    return out;
}

/// What a table's columns are, and their place in a line.
struct Counter::Line {
    std::vector<std::string> names;    // in order
    std::vector<std::string> labels;   // of each: its name as a member's
    std::vector<std::string> empties;  // of each: the member when nothing is counted
    std::vector<std::string> queries;  // of each: what it adds to the query
    std::vector<std::size_t> counts;   // of the row under way
    std::size_t rest = SIZE_MAX;       // the column of records without a value

    /// Adds a column behind those there are.
    void add(std::string_view name, std::string query, std::string_view nothing) {
        auto& label = labels.emplace_back();
        json::write_string(label, name);
        label += ':';
        empties.push_back(label + std::string(nothing));
        names.emplace_back(name);
        queries.push_back(std::move(query));
    }
    /// The cells of one row, whose columns ascend, and how many have none of them.
    void read(std::span<const Reading::Cell> cells, std::size_t without) {
        counts.assign(names.size(), 0);
        if (rest < names.size()) counts[rest] = without;
        std::size_t at = 0;
        for (const auto& cell : cells) {
            while (names[at] != cell.column) ++at;
            counts[at] = cell.count;
        }
    }
};

Result<std::string> Counter::two_groupings(const Question& question,
                                           const std::vector<Grouping>& groupings) {
    const auto& rows = groupings[0];
    const auto& columns = groupings[1];
    AMPARO_TRY(const auto cells,
               reading_.cross_count(question.in_groups(), pivot_of(rows), pivot_of(columns)));
    const auto rest = columns.none.empty() ? std::nullopt : without_value(question, columns);
    auto names = columns_of(cells);
    const bool has_rest = rest && !names.contains(columns.none);
    std::map<std::string_view, std::size_t> without;
    if (has_rest) {
        AMPARO_TRY(const auto groups,
                   reading_.count_by(rest->in_groups(columns.column), pivot_of(rows)));
        for (const auto& [row, count] : groups) without.emplace(row, count);
        if (!without.empty()) names.insert(columns.none);
    }
    Line line;
    OneMore of_column(columns);
    std::string nothing;
    write(nothing, 0, {});
    for (const auto& name : names) line.add(name, of_column.with(name), nothing);
    const auto last = std::ranges::find(line.names, columns.none);
    if (has_rest) line.rest = static_cast<std::size_t>(last - line.names.begin());
    const Allowed allowed(rows);
    OneMore of_row(rows);
    auto out = start_of(cells.size(), question.query);
    const auto add_row = [&](std::string_view row) {
        const auto value = exact_code(rows, row);
        if (!allowed.has(value)) return;
        write_name(out, value);
        out += '{';
        const auto& query = of_row.with(value);
        for (std::size_t column = 0; column < line.names.size(); ++column) {
            if (column > 0) out += ',';
            const auto count = line.counts[column];
            if (count == 0) {
                out += line.empties[column];
                continue;
            }
            out += line.labels[column];
            if (column == line.rest)
                write(out, count, {rest->query, query});
            else
                write(out, count, {question.query, query, line.queries[column]});
        }
        out += '}';
    };
    for (std::size_t at = 0; at < cells.size();) {
        const auto begin = at;
        const auto row = cells[at].row;
        while (at < cells.size() && cells[at].row == row) ++at;
        const auto none = without.extract(row);
        line.read(std::span(cells).subspan(begin, at - begin), none ? none.mapped() : 0);
        add_row(row);
    }
    for (const auto& [row, count] : without) {
        line.read({}, count);
        add_row(row);
    }
    out += '}';
    return out;
}

Reading::Parts Counter::Question::in_groups(std::string_view apart_from) const {
    auto all = parts;
    for (const auto& [column, part] : seen) {
        if (column != apart_from) all.push_back(part);
    }
    return all;
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
        hide_groups(question, grouping.column);
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
        auto filter =
            records::condition_filter(schema_, extent_.narrow, {condition.key, condition.value});
        if (!filter) return false;
        // Answers are remembered by the key, so it names the records that the filter passes over.
        const auto passed_over = extent_.narrow.mark(field_of(condition.key));
        part = std::make_shared<const Reading::Part>(text + '\t' + passed_over, std::move(*filter));
    }
    question.parts.push_back(part);
    if (!question.query.empty()) question.query += ',';
    json::write_string(question.query, text);
    return true;
}

/// A record does not count in a group that the viewer could not read from it.
void Counter::hide_groups(Question& question, const std::string& column) const {
    auto lacking = extent_.narrow.lacking(column);
    if (!lacking) return;
    index::Filter seen{index::Not{std::make_unique<index::Filter>(std::move(*lacking))}};
    question.seen.emplace(column, std::make_shared<const Reading::Part>(
                                      "seen\t" + extent_.narrow.mark(column), std::move(seen)));
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

std::string Counter::exact_code(const Grouping& grouping, std::string_view value) const {
    if (!grouping.level) return std::string(value);
    const auto* place = viewer_.definitions.locations().find(value);
    return place == nullptr ? std::string(value) : place->code;
}

bool Counter::is_withheld(std::size_t count, std::initializer_list<std::string_view> query) const {
    if (extent_.is_open || count == 0) return false;
    return count < Disclosure::small_number || disclosure_.is_withheld(population_of(query));
}

void Counter::write(std::string& out, std::size_t count,
                    std::initializer_list<std::string_view> query) {
    if (stage_ != Stage::writing) {
        if (query.size() == 0) return;
        if (stage_ == Stage::survey_of_singles)
            disclosure_.add_single(population_of(query), count);
        else
            disclosure_.add(population_of(query), count);
        return;
    }
    const bool is_hidden = is_withheld(count, query);
    out += "{\"count\":";
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, count).ptr;
    out += is_hidden ? std::string_view("null") : std::string_view(digits, end);
    out += ",\"query\":[";
    if (extent_.is_open) {
        for (const auto piece : query) out += piece;
    }
    out += is_hidden ? "],\"suppressed\":true}" : "]}";
}

}  // namespace amparo::insight

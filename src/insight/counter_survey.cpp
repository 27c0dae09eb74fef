#include <algorithm>

#include "base/json.hpp"
#include "insight/counter.hpp"
#include "insight/shorthand.hpp"

/// Numbers for somebody who may not see the children: looked at together before any is written.
namespace amparo::insight {
namespace {

using index::Reading;

constexpr std::string_view groups_condition = "owned_by_groups=";
constexpr std::string_view owner_condition = "owned_by=";

bool is_about(const Population& population, std::string_view beginning) {
    return std::ranges::any_of(
        population, [&](const auto& condition) { return condition.starts_with(beginning); });
}

/// The name of the column as conditions have it.
std::string name_of(const Grouping& grouping) {
    return grouping.level ? "loc:" + grouping.column + std::to_string(*grouping.level)
                          : grouping.column;
}

std::string condition_of(const Grouping& grouping, const std::string& value) {
    return name_of(grouping) + "=" + values_text({value});
}

std::string no_value_of(const Grouping& grouping) {
    return "not[" + grouping.column + "]";
}

/// "not[risk_level]=not_null" and "not[risk_level]=high,medium,low" are the same to somebody who
/// looks: none of the levels there are.
std::string as_looked_at(std::string condition) {
    const auto end = condition.find("]=");
    const bool is_range = condition.find("..") != std::string::npos;
    if (condition.starts_with("not[") && end != std::string::npos && !is_range)
        condition.resize(end + 1);
    return condition;
}

}  // namespace

// The groups of a worker say nothing that the worker does not, so with and without them a number
// is the same one.
Population Counter::population_of(std::initializer_list<std::string_view> query) {
    std::string text = "[";
    for (const auto piece : query) text += piece;
    Population population;
    if (const auto parsed = json::parse(text + "]")) {
        for (const auto& condition : parsed->as_array())
            population.insert(as_looked_at(std::string(condition.as_string())));
    }
    if (is_about(population, owner_condition))
        std::erase_if(population, [](const auto& condition) {
            return condition.starts_with(groups_condition);
        });
    return population;
}

Result<> Counter::survey(const std::vector<const Indicator*>& indicators) {
    if (extent_.is_open) return {};
    for (const auto* indicator : indicators) {
        stage_ = indicator->groupings.empty() ? Stage::survey_of_singles : Stage::survey_of_groups;
        const auto looked = statistics(*indicator);
        stage_ = Stage::writing;
        if (!looked) return std::unexpected(looked.error());
        AMPARO_CHECK(look_at(*indicator));
    }
    disclosure_.decide();
    return {};
}

/// Learns how the numbers of an indicator add up, those that are not shown among them.
Result<> Counter::look_at(const Indicator& indicator) {
    const bool is_nothing = indicator.is_empty || indicator.groupings.empty() ||
                            extent_.scope.kind == access::Scope::Kind::none;
    const auto question = is_nothing ? std::nullopt : question_of(indicator);
    if (!question) return {};
    Breakdown breakdown{.base = population_of({question->query}), .rows = {}};
    AMPARO_TRY(breakdown.total, reading_.count(question->in_groups()));
    AMPARO_TRY(breakdown.rows, side_of(*question, indicator.groupings[0]));
    if (indicator.groupings.size() == 2) {
        AMPARO_TRY(breakdown.columns, side_of(*question, indicator.groupings[1]));
        AMPARO_CHECK(add_cells(*question, indicator.groupings, breakdown));
    }
    disclosure_.add(std::move(breakdown));
    return {};
}

Result<Breakdown::Side> Counter::side_of(const Question& question, const Grouping& grouping) {
    Breakdown::Side side{.column = name_of(grouping)};
    AMPARO_TRY(const auto groups,
               reading_.count_by(question.in_groups(),
                                 {.column = grouping.column, .level = grouping.level}));
    for (const auto& [name, count] : groups)
        side.parts[condition_of(grouping, exact_code(grouping, name))] = count;
    const auto rest = grouping.none.empty() ? std::nullopt : without_value(question, grouping);
    if (!rest) return side;
    AMPARO_TRY(const auto count, reading_.count(rest->in_groups(grouping.column)));
    if (count > 0) side.parts[no_value_of(grouping)] = count;
    return side;
}

Result<> Counter::add_cells(const Question& question, const std::vector<Grouping>& groupings,
                            Breakdown& breakdown) {
    const auto& rows = groupings[0];
    const auto& columns = groupings[1];
    const Reading::PivotOf row_pivot{.column = rows.column, .level = rows.level};
    AMPARO_TRY(const auto cells,
               reading_.cross_count(question.in_groups(), row_pivot,
                                    {.column = columns.column, .level = columns.level}));
    for (const auto& cell : cells) {
        breakdown.cells.push_back(
            {.row = condition_of(rows, exact_code(rows, cell.row)),
             .column = condition_of(columns, exact_code(columns, cell.column)),
             .count = cell.count});
    }
    const auto rest = columns.none.empty() ? std::nullopt : without_value(question, columns);
    if (!rest) return {};
    AMPARO_TRY(const auto without, reading_.count_by(rest->in_groups(columns.column), row_pivot));
    for (const auto& [row, count] : without) {
        breakdown.cells.push_back({.row = condition_of(rows, exact_code(rows, row)),
                                   .column = no_value_of(columns),
                                   .count = count});
    }
    return {};
}

}  // namespace amparo::insight

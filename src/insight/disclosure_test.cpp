#include "insight/disclosure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

namespace amparo::insight {
namespace {

const Population open_cases{"status=open"};

Population with(Population base, const std::string& condition) {
    base.insert(condition);
    return base;
}

/// A table of cases by worker and level of risk, and which of its numbers are shown.
struct Table {
    std::vector<std::vector<std::size_t>> cells = {};
    bool shows_total = true;
    bool shows_rows = true;
    bool shows_columns = true;

    std::size_t rows() const { return cells.size(); }
    std::size_t columns() const { return cells.front().size(); }
    std::size_t row(std::size_t number) const {
        std::size_t sum = 0;
        for (const auto cell : cells[number]) sum += cell;
        return sum;
    }
    std::size_t column(std::size_t number) const {
        std::size_t sum = 0;
        for (const auto& row : cells) sum += row[number];
        return sum;
    }
    std::size_t total() const {
        std::size_t sum = 0;
        for (std::size_t number = 0; number < rows(); ++number) sum += row(number);
        return sum;
    }
};

std::string row_name(std::size_t number) {
    return "owned_by=worker_" + std::to_string(number);
}
std::string column_name(std::size_t number) {
    return "risk_level=level_" + std::to_string(number);
}
Population cell_name(std::size_t row, std::size_t column) {
    return with(with(open_cases, row_name(row)), column_name(column));
}

Disclosure decided(const Table& table) {
    Disclosure numbers;
    Breakdown breakdown{.base = open_cases,
                        .total = table.total(),
                        .rows = {.column = "owned_by"},
                        .columns = {.column = "risk_level"}};
    if (table.shows_total) numbers.add_single(open_cases, table.total());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.row(row) > 0) breakdown.rows.parts[row_name(row)] = table.row(row);
        if (table.shows_rows) numbers.add(with(open_cases, row_name(row)), table.row(row));
        for (std::size_t column = 0; column < table.columns(); ++column) {
            const auto count = table.cells[row][column];
            numbers.add(cell_name(row, column), count);
            if (count > 0) breakdown.cells.push_back({row_name(row), column_name(column), count});
        }
    }
    for (std::size_t column = 0; column < table.columns(); ++column) {
        const auto count = table.column(column);
        if (count > 0) breakdown.columns.parts[column_name(column)] = count;
        if (table.shows_columns) numbers.add(with(open_cases, column_name(column)), count);
    }
    numbers.add(std::move(breakdown));
    numbers.decide();
    return numbers;
}

/// Somebody who knows every number that is shown, and how a table adds up, and tries what the
/// others could be. A withheld number is safe when another value of it fits all that is shown.
class Attacker {
  public:
    Attacker(const Table& truth, const std::function<bool(const Population&)>& is_withheld)
        : truth_(truth), guess_(truth), is_withheld_(is_withheld) {}

    /// The withheld numbers that have only one possible value.
    std::vector<Population> recovered() {
        for (const auto& [name, count] : numbers(truth_)) {
            if (is_withheld_(name)) known_.insert(name);
        }
        try_cell(0);
        return {known_.begin(), known_.end()};
    }

  private:
    using Numbers = std::vector<std::pair<Population, std::size_t>>;

    static Numbers numbers(const Table& table) {
        Numbers all;
        if (table.shows_total) all.emplace_back(open_cases, table.total());
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (table.shows_rows) all.emplace_back(with(open_cases, row_name(row)), table.row(row));
            for (std::size_t column = 0; column < table.columns(); ++column)
                all.emplace_back(cell_name(row, column), table.cells[row][column]);
        }
        for (std::size_t column = 0; table.shows_columns && column < table.columns(); ++column)
            all.emplace_back(with(open_cases, column_name(column)), table.column(column));
        return all;
    }

    /// Tries one less and one more in each withheld cell.
    void try_cell(std::size_t number) {
        if (known_.empty()) return;
        if (number == truth_.rows() * truth_.columns()) return compare();
        const auto row = number / truth_.columns();
        const auto column = number % truth_.columns();
        auto& cell = guess_.cells[row][column];
        const auto value = truth_.cells[row][column];
        try_cell(number + 1);
        if (!is_withheld_(cell_name(row, column))) return;
        if (value > 0) {
            cell = value - 1;
            try_cell(number + 1);
        }
        cell = value + 1;
        try_cell(number + 1);
        cell = value;
    }

    void compare() {
        const auto truth = numbers(truth_);
        const auto guess = numbers(guess_);
        for (std::size_t at = 0; at < truth.size(); ++at) {
            const bool differs = truth[at].second != guess[at].second;
            if (differs && !is_withheld_(truth[at].first)) return;
        }
        for (std::size_t at = 0; at < truth.size(); ++at) {
            if (truth[at].second != guess[at].second) known_.erase(truth[at].first);
        }
    }

    const Table& truth_;
    Table guess_;
    const std::function<bool(const Population&)>& is_withheld_;
    std::set<Population> known_;
};

std::vector<Population> recovered(const Table& table,
                                  const std::function<bool(const Population&)>& is_withheld) {
    return Attacker(table, is_withheld).recovered();
}

bool is_small(const Table& table, const Population& name) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t column = 0; column < table.columns(); ++column) {
            const auto count = table.cells[row][column];
            if (name == cell_name(row, column)) return count > 0 && count < 5;
        }
    }
    return false;
}

Table random_table(std::mt19937_64& random) {
    const auto below = [&](std::size_t bound) { return random() % bound; };
    Table table{
        .shows_total = below(3) > 0, .shows_rows = below(3) > 0, .shows_columns = below(3) > 0};
    table.cells.resize(1 + below(3), std::vector<std::size_t>(1 + below(3)));
    const std::size_t most = below(2) == 0 ? 8 : 30;
    for (auto& row : table.cells) {
        for (auto& cell : row) cell = below(3) == 0 ? 0 : below(most);
    }
    return table;
}

TEST(Disclosure, NoAttackerRecoversAWithheldNumber) {
    std::mt19937_64 random(7);
    std::size_t withheld = 0;
    for (int round = 0; round < 3000; ++round) {
        const auto table = random_table(random);
        const auto numbers = decided(table);
        const std::function<bool(const Population&)> is_withheld = [&](const auto& name) {
            return numbers.is_withheld(name);
        };
        EXPECT_TRUE(recovered(table, is_withheld).empty()) << "round " << round;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            for (std::size_t column = 0; column < table.columns(); ++column) {
                const auto name = cell_name(row, column);
                EXPECT_TRUE(is_withheld(name) || !is_small(table, name));
                EXPECT_FALSE(is_withheld(name) && table.cells[row][column] == 0);
                withheld += is_withheld(name) ? 1 : 0;
            }
        }
    }
    EXPECT_GT(withheld, 3000U);
}

// The attacker is worth something: small numbers withheld alone do not stand.
TEST(Disclosure, WithheldAloneSmallNumbersAreRecovered) {
    std::mt19937_64 random(7);
    std::size_t broken = 0;
    for (int round = 0; round < 200; ++round) {
        const auto table = random_table(random);
        const std::function<bool(const Population&)> is_withheld = [&](const auto& name) {
            return is_small(table, name);
        };
        broken += recovered(table, is_withheld).empty() ? 0 : 1;
    }
    EXPECT_GT(broken, 50U);
}

TEST(Disclosure, WithholdsTheFewestChildrenThatAreEnough) {
    Disclosure numbers;
    numbers.add_single(open_cases, 3 + 40 + 7 + 20);
    Breakdown breakdown{.base = open_cases, .total = 70, .rows = {.column = "risk_level"}};
    const std::size_t counts[] = {3, 40, 7, 20};
    for (std::size_t number = 0; number < 4; ++number) {
        breakdown.rows.parts[column_name(number)] = counts[number];
        numbers.add(with(open_cases, column_name(number)), counts[number]);
    }
    numbers.add(std::move(breakdown));
    numbers.decide();
    const auto is_withheld = [&](std::size_t number) {
        return numbers.is_withheld(with(open_cases, column_name(number)));
    };
    EXPECT_TRUE(is_withheld(0));
    EXPECT_FALSE(is_withheld(1));
    EXPECT_TRUE(is_withheld(2)) << "the smallest of the others";
    EXPECT_FALSE(is_withheld(3));
    EXPECT_FALSE(numbers.is_withheld(open_cases));
    EXPECT_FALSE(numbers.is_withheld({"status=closed"}));
}

TEST(Disclosure, NumbersBesideEachOtherAddUpToo) {
    Disclosure numbers;
    const auto yes = with(open_cases, "has_incidents=true");
    const auto no = with(open_cases, "has_incidents=false");
    const auto updated = with(open_cases, "not_edited_by_owner=true");
    numbers.add_single(open_cases, 50);
    numbers.add_single(yes, 2);
    numbers.add_single(no, 48);
    numbers.add_single(updated, 3);
    numbers.decide();
    EXPECT_TRUE(numbers.is_withheld(yes));
    EXPECT_TRUE(numbers.is_withheld(no) || numbers.is_withheld(open_cases));
    EXPECT_TRUE(numbers.is_withheld(updated)) << "and nothing for its sake: no sum has it";
}

// The same cells stand in a table and, for one worker, side by side as well.
TEST(Disclosure, WhatStandsTwiceIsWithheldInBothPlacesAndInItsColumn) {
    const Table table{.cells = {{3, 20, 7}, {30, 40, 9}, {11, 12, 13}}};
    Disclosure numbers;
    Breakdown breakdown{.base = open_cases,
                        .total = table.total(),
                        .rows = {.column = "owned_by"},
                        .columns = {.column = "risk_level"}};
    numbers.add_single(open_cases, table.total());
    for (std::size_t at = 0; at < 3; ++at) {
        breakdown.rows.parts[row_name(at)] = table.row(at);
        breakdown.columns.parts[column_name(at)] = table.column(at);
        numbers.add(with(open_cases, row_name(at)), table.row(at));
        numbers.add(with(open_cases, column_name(at)), table.column(at));
        for (std::size_t column = 0; column < 3; ++column) {
            numbers.add(cell_name(at, column), table.cells[at][column]);
            breakdown.cells.push_back({row_name(at), column_name(column), table.cells[at][column]});
        }
        numbers.add_single(cell_name(0, at), table.cells[0][at]);
    }
    numbers.add(std::move(breakdown));
    numbers.decide();
    const std::function<bool(const Population&)> is_withheld = [&](const auto& name) {
        return numbers.is_withheld(name);
    };
    EXPECT_TRUE(is_withheld(cell_name(0, 0)));
    EXPECT_TRUE(recovered(table, is_withheld).empty());
}

TEST(Disclosure, PartsThatOverlapAddUpToNothing) {
    Disclosure numbers;
    numbers.add_single(open_cases, 20);
    Breakdown breakdown{.base = open_cases, .total = 20, .rows = {.column = "protection_concerns"}};
    for (const auto* name : {"protection_concerns=a", "protection_concerns=b"}) {
        breakdown.rows.parts[name] = 18;
        numbers.add(with(open_cases, name), 18);
    }
    breakdown.rows.parts["protection_concerns=c"] = 2;
    numbers.add(with(open_cases, "protection_concerns=c"), 2);
    numbers.add(std::move(breakdown));
    numbers.decide();
    EXPECT_TRUE(numbers.is_withheld(with(open_cases, "protection_concerns=c")));
    EXPECT_FALSE(numbers.is_withheld(with(open_cases, "protection_concerns=a")));
    EXPECT_FALSE(numbers.is_withheld(open_cases));
}

// Concerns by place: the places of one concern add up to it, its concerns do not to a place.
TEST(Disclosure, OneSideOfATableMayAddUpAlone) {
    Disclosure numbers;
    const auto concern = with(open_cases, "concern=a");
    Breakdown table{
        .base = open_cases,
        .total = 20,
        .rows = {.column = "place", .parts = {{"place=x", 8}, {"place=y", 12}}},
        .columns = {.column = "concern", .parts = {{"concern=a", 15}, {"concern=b", 18}}},
        .cells = {{"place=x", "concern=a", 3},
                  {"place=y", "concern=a", 12},
                  {"place=x", "concern=b", 8},
                  {"place=y", "concern=b", 10}}};
    numbers.add(concern, 15);
    numbers.add(with(open_cases, "concern=b"), 18);
    for (const auto& cell : table.cells)
        numbers.add(with(with(open_cases, cell.row), cell.column), cell.count);
    numbers.add(std::move(table));
    numbers.decide();
    EXPECT_TRUE(numbers.is_withheld(with(concern, "place=x")));
    EXPECT_TRUE(numbers.is_withheld(with(concern, "place=y")) || numbers.is_withheld(concern));
    EXPECT_FALSE(numbers.is_withheld(with(with(open_cases, "concern=b"), "place=x")));
}

}  // namespace
}  // namespace amparo::insight

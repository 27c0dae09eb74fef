#include "matching/links/csv_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

using ::testing::ElementsAre;

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text) {
    CsvReader reader(text);
    Rows rows;
    std::vector<std::string> row;
    while (reader.next(row).value()) rows.push_back(row);
    return rows;
}

std::string refusal_of(std::string_view text) {
    const auto table = parse_table(text);
    return table ? "none" : table.error().message.key;
}

std::string line_of(std::string_view text) {
    const auto table = parse_table(text);
    return table ? "none" : table.error().message.arguments.at(0).second;
}

TEST(CsvReader, ReadsAllKindsOfLineEnds) {
    const Rows expected{{"a", "b"}, {"1", "2"}};
    EXPECT_EQ(rows_of("a,b\n1,2\n"), expected);
    EXPECT_EQ(rows_of("a,b\r\n1,2\r\n"), expected);
    EXPECT_EQ(rows_of("a,b\r1,2"), expected);
    EXPECT_EQ(rows_of("\xEF\xBB\xBF"
                      "a,b\n\n\n1,2"),
              expected);
}

TEST(CsvReader, ReadsQuotedFields) {
    EXPECT_EQ(rows_of("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\n"),
              (Rows{{"a,b", "say \"hi\"", "two\nlines"}}));
    EXPECT_EQ(rows_of("\"\",\n"), (Rows{{"", ""}}));
}

TEST(CsvReader, TakesTheSeparatorOfTheFirstLine) {
    const Rows expected{{"a", "b,c"}, {"1", ""}, {"", "2,5"}};
    EXPECT_EQ(rows_of("a;\"b,c\"\n1;\n;2,5\n"), expected);
    EXPECT_EQ(rows_of("\xEF\xBB\xBF"
                      "a\t\"b,c\"\n1\t\n\t2,5\n"),
              expected);
    EXPECT_EQ(rows_of("sep=;\r\na;b\r\n1;2"), (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(rows_of("\"x;y;z\",b\n1;2,3\n"), (Rows{{"x;y;z", "b"}, {"1;2", "3"}}))
        << "what stands in quotation marks separates nothing";
    EXPECT_EQ(rows_of("id\nsep=,\n"), (Rows{{"id"}, {"sep=", ""}}));
}

TEST(CsvReader, LeavesBlanksAroundFieldsOut) {
    EXPECT_EQ(rows_of(" a ,\tb , \"c\" \n"), (Rows{{"a", "b", "c"}}));
}

TEST(CsvReader, TellsTheLineOfARow) {
    const auto table = parse_table("id,text\r\n1,\"a\nb\"\r\n\r\n2,c\r\n").value();
    EXPECT_THAT(table.lines, ElementsAre(2u, 5u));
}

TEST(PersonTable, FillsShortRows) {
    const auto table = parse_table("id,a,b\n1\n2,x\n").value();
    EXPECT_EQ(table.rows, (Rows{{"1", "", ""}, {"2", "x", ""}}));
}

TEST(PersonTable, RefusesWhatIsNoTable) {
    EXPECT_EQ(refusal_of(""), "cli.links.empty_file");
    EXPECT_EQ(refusal_of("\n\n"), "cli.links.empty_file");
    EXPECT_EQ(refusal_of("id,name,name\n1,a,b\n"), "cli.links.column_twice");
    EXPECT_EQ(refusal_of("id,name\n1,a,b\n"), "cli.links.row_too_long");
    EXPECT_EQ(refusal_of("id,name\n1,\"open\n2,b\n"), "cli.links.quote_open");
    EXPECT_EQ(refusal_of("id,name\n1,\xFF\xFE\n"), "cli.links.not_utf8");
    EXPECT_EQ(line_of("id,name\n1,a\n2,\xC3\n"), "3");
    EXPECT_EQ(line_of("id,name\n1,a\n2,b,c\n"), "3");
}

TEST(PersonTable, HoldsItsLimits) {
    const auto with_field = [](std::size_t length) {
        return "id,name\n1," + std::string(length, 'x') + "\n";
    };
    EXPECT_EQ(refusal_of(with_field(field_bytes_max)), "none");
    EXPECT_EQ(refusal_of(with_field(field_bytes_max + 1)), "cli.links.field_too_long");
    const auto with_columns = [](std::size_t count) {
        std::string header = "id";
        for (std::size_t i = 1; i < count; ++i) header += ",c" + std::to_string(i);
        return header + "\n1\n";
    };
    EXPECT_EQ(refusal_of(with_columns(columns_max)), "none");
    EXPECT_EQ(refusal_of(with_columns(columns_max + 1)), "cli.links.too_many_columns");
}

TEST(PersonFiles, AreRefusedWhenTheyCannotBeRead) {
    EXPECT_EQ(read_person_file("/nowhere/at/all.csv", 100).error().code, Errc::not_found);
    EXPECT_EQ(read_person_file("/", 100).error().code, Errc::not_found) << "a directory";
    const std::filesystem::path own = AMPARO_SOURCE_DIR "/src/matching/links/csv_reader_test.cpp";
    EXPECT_EQ(read_person_file(own, 100).error().code, Errc::too_large);
    EXPECT_TRUE(read_person_file(own, 1U << 20).has_value());
}

}  // namespace
}  // namespace amparo::matching::links

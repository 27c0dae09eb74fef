#include "matching/links/column_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

std::string fault_of(const std::string& text) {
    const auto map = parse_map(text);
    return map ? "none" : map.error().field + " " + map.error().message.key;
}

TEST(Profiles, HaveTheColumnsOfTheSpecification) {
    for (const auto& name : profile_names()) EXPECT_TRUE(profile(name).has_value()) << name;
    EXPECT_EQ(profile("febrl-lite")->columns.size(), 4u);
    const auto full = profile("febrl-full").value();
    EXPECT_EQ(full.columns.size(), 9u);
    for (const auto& column : full.columns) EXPECT_NE(column.column, "soc_sec_id");
    EXPECT_EQ(profile("fake-1000")->id, "unique_id");
    EXPECT_EQ(profile("historical")->columns.size(), 8u);
    EXPECT_EQ(profile("unheard-of").error().code, Errc::not_found);
}

TEST(ColumnMaps, AreReadFromJson) {
    const auto map = parse_map(R"({"id": "no", "columns": [
        {"column": "first", "kind": "given_name"}, {"column": "born", "kind": "date"}]})");
    ASSERT_TRUE(map.has_value());
    EXPECT_EQ(*map, (ColumnMap{.id = "no",
                               .columns = {{"first", Kind::given_name}, {"born", Kind::date}}}));
}

TEST(ColumnMaps, KnowEveryKind) {
    for (const auto* kind :
         {"given_name", "surname", "full_name", "date", "place", "postcode", "email", "phone",
          "identifier", "category", "text", "number", "address"}) {
        EXPECT_TRUE(parse_kind(kind).has_value()) << kind;
    }
    EXPECT_FALSE(parse_kind("Date").has_value());
    EXPECT_FALSE(parse_kind("").has_value());
}

TEST(ColumnMaps, AreRefusedWithThePlaceOfTheFault) {
    EXPECT_EQ(parse_map("{").error().code, Errc::malformed);
    EXPECT_EQ(fault_of(R"({"columns": [{"column": "a", "kind": "date"}]})"),
              "/id cli.links.map_column_missing");
    EXPECT_EQ(fault_of(R"({"id": "i"})"), "/columns cli.links.map_shape");
    EXPECT_EQ(fault_of(R"({"id": "i", "columns": []})"), "/columns cli.links.map_shape");
    EXPECT_EQ(fault_of(R"({"id": "i", "columns": ["a"]})"), "/columns/0 cli.links.map_shape");
    EXPECT_EQ(fault_of(R"({"id": "i", "columns": [{"kind": "date"}]})"),
              "/columns/0/column cli.links.map_column_missing");
    EXPECT_EQ(fault_of(R"({"id": "i", "columns": [{"column": "a", "kind": "age"}]})"),
              "/columns/0/kind cli.links.map_unknown_kind");
    EXPECT_EQ(fault_of(R"({"id": "i", "columns": [{"column": "a"}]})"),
              "/columns/0/kind cli.links.map_unknown_kind");
    EXPECT_EQ(fault_of(R"({"id": "i", "colums": []})"), "/colums cli.links.map_unknown_key");
    EXPECT_EQ(fault_of(R"({"id": "i", "columns": [{"column": "a", "kind": "date", "weight": 2}]})"),
              "/columns/0/weight cli.links.map_unknown_key");
    EXPECT_EQ(fault_of(R"({"id": "i", "columns": [{"column": "i", "kind": "date"}]})"),
              "/columns/0/column cli.links.map_column_twice");
}

TEST(ColumnMaps, HoldTheirLimit) {
    const auto with = [](std::size_t count) {
        std::string text = R"({"id": "i", "columns": [)";
        for (std::size_t i = 0; i < count; ++i) {
            text += (i == 0 ? "" : ",");
            text += R"({"column": "c)" + std::to_string(i) + R"(", "kind": "text"})";
        }
        return text + "]}";
    };
    EXPECT_EQ(fault_of(with(mapped_columns_max)), "none");
    EXPECT_EQ(fault_of(with(mapped_columns_max + 1)), "/columns cli.links.map_shape");
}

}  // namespace
}  // namespace amparo::matching::links

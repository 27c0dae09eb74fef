#include "index/due.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "index/index.hpp"

namespace amparo::index {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Due> read_dues(const json::Object& document) {
    std::vector<Due> dues;
    const auto* rows = json::find_array(document, "dues");
    if (rows == nullptr) return dues;
    for (const auto& row : *rows) {
        const auto& due = row.get_object();
        dues.push_back({.at = json::integer_or(due, "at", 0),
                        .who = json::string_or(due, "who"),
                        .what = json::string_or(due, "what"),
                        .detail = json::string_or(due, "detail")});
    }
    return dues;
}

json::Value count_words(const json::Object& document) {
    const auto text = json::string_or(document, "note");
    if (text.empty()) return nullptr;
    return json::Value(std::ranges::count(text, ' ') + 1);
}

Schema schema() {
    return {.record_type = "case",
            .columns = {{.name = "status", .kind = ColumnKind::keyword},
                        {.name = "name", .kind = ColumnKind::name, .sortable = true},
                        {.name = "words", .kind = ColumnKind::number, .compute = count_words}},
            .identifier_columns = {},
            .name_columns = {},
            .phone_columns = {},
            .dues = read_dues};
}

class Dues : public ::testing::Test {
  protected:
    RecordId put(std::uint8_t number, std::string_view document) {
        std::array<std::uint8_t, 16> bytes{};
        bytes.back() = number;
        const RecordId id{Uuid(bytes)};
        const auto data = json::parse_object(document).value();
        index.apply({{id, "case", &data}});
        return id;
    }
    static DueQuery query(std::optional<std::vector<std::string>> who) {
        DueQuery query;
        query.shares.push_back(
            {.records = Filter{AnyOf{"status", {"open"}}}, .who = std::move(who)});
        query.what = {"visit", "plan"};
        return query;
    }
    std::vector<std::string> details(const DueQuery& query) const {
        const auto page = index.find_dues("case", query);
        std::vector<std::string> found;
        for (const auto& row : page.value().rows) found.push_back(row.due.detail);
        return found;
    }
    Index index{{schema()}, [](std::string_view) { return std::vector<Ancestor>(); }};
};

constexpr std::string_view first = R"({"status": "open", "name": "Zoe", "note": "a b", "dues": [
    {"at": 30, "who": "ada", "what": "plan", "detail": "z3"},
    {"at": 10, "who": "ben", "what": "visit", "detail": "z1"},
    {"at": 99, "who": "ada", "what": "other", "detail": "z9"}]})";
constexpr std::string_view second = R"({"status": "open", "name": "Ann", "dues": [
    {"at": 20, "who": "ada", "what": "visit", "detail": "a2"}]})";
constexpr std::string_view shut = R"({"status": "closed", "dues": [
    {"at": 1, "who": "ada", "what": "visit", "detail": "never"}]})";

TEST_F(Dues, AreFoundByPersonKindAndMoment) {
    put(1, first);
    put(2, second);
    put(3, shut);
    EXPECT_THAT(details(query({{"ada"}})), ElementsAre("a2", "z3"));
    EXPECT_THAT(details(query({{"ada", "ben"}})), ElementsAre("z1", "a2", "z3"));
    EXPECT_THAT(details(query(std::nullopt)), ElementsAre("z1", "a2", "z3"));
    EXPECT_THAT(details(query({{"nobody"}})), IsEmpty());
    EXPECT_THAT(details(query({std::vector<std::string>()})), IsEmpty());
    auto early = query(std::nullopt);
    early.at_most = 20;
    EXPECT_THAT(details(early), ElementsAre("z1", "a2"));
    early.at_least = 11;
    EXPECT_THAT(details(early), ElementsAre("a2"));
    auto plans = query(std::nullopt);
    plans.what = {"plan", "unheard of"};
    EXPECT_THAT(details(plans), ElementsAre("z3"));
}

TEST_F(Dues, ComeInTheOrderAskedForAndBackwards) {
    put(1, first);
    put(2, second);
    auto sorted = query(std::nullopt);
    sorted.order = DueQuery::Order::what;
    EXPECT_THAT(details(sorted), ElementsAre("z1", "a2", "z3"));
    sorted.what = {"plan", "visit"};
    EXPECT_THAT(details(sorted), ElementsAre("z3", "z1", "a2"));
    sorted.order = DueQuery::Order::detail;
    EXPECT_THAT(details(sorted), ElementsAre("a2", "z1", "z3"));
    sorted.order = DueQuery::Order::record;
    sorted.column = "name";
    EXPECT_THAT(details(sorted), ElementsAre("a2", "z1", "z3"));
    sorted.descending = true;
    EXPECT_THAT(details(sorted), ElementsAre("z3", "z1", "a2"));
    sorted.column = "status";
    EXPECT_EQ(index.find_dues("case", sorted).error().field, "status");
}

TEST_F(Dues, PageAndCountThemAll) {
    put(1, first);
    put(2, second);
    auto page = query(std::nullopt);
    page.offset = 1;
    page.count = 1;
    const auto found = index.find_dues("case", page).value();
    EXPECT_EQ(found.total, 3U);
    ASSERT_EQ(found.rows.size(), 1U);
    EXPECT_EQ(found.rows[0].due.detail, "a2");
    page.offset = 5;
    EXPECT_THAT(details(page), IsEmpty());
    page.offset = 0;
    page.count = 0;
    EXPECT_EQ(index.find_dues("case", page)->total, 3U);
}

TEST_F(Dues, FollowTheirRecord) {
    const auto id = put(1, first);
    EXPECT_EQ(index.find_dues("case", query(std::nullopt))->rows[0].number, 1U);
    put(1, R"({"status": "open", "dues": [
        {"at": 5, "who": "cyd", "what": "plan", "detail": "new"}]})");
    EXPECT_THAT(details(query({{"ada", "ben"}})), IsEmpty());
    EXPECT_THAT(details(query({{"cyd"}})), ElementsAre("new"));
    index.remove("case", id);
    EXPECT_THAT(details(query(std::nullopt)), IsEmpty());
    put(1, second);
    EXPECT_THAT(details(query({{"ada"}})), ElementsAre("a2"));
}

TEST_F(Dues, OfManyRecordsAreTheSameAsSortingThemAll) {
    std::vector<json::Object> documents(5000);
    std::vector<Entry> entries;
    std::vector<std::int64_t> expected;
    for (std::size_t n = 0; n < documents.size(); ++n) {
        std::array<std::uint8_t, 16> bytes{};
        bytes[0] = static_cast<std::uint8_t>(n % 256);
        bytes[1] = static_cast<std::uint8_t>(n / 256);
        const auto at = static_cast<std::int64_t>(n * 7919 % 5003);
        documents[n] = {
            {"status", "open"},
            {"dues", json::Array{json::Object{
                         {"at", at}, {"who", "w" + std::to_string(n % 9)}, {"what", "visit"}}}}};
        if (n % 9 == 4) expected.push_back(at);
        entries.push_back({RecordId{Uuid(bytes)}, "case", &documents[n]});
    }
    index.load(entries);
    index.finish_load();
    std::ranges::sort(expected);
    auto sought = query({{"w4"}});
    sought.offset = 100;
    sought.count = 50;
    const auto page = index.find_dues("case", sought).value();
    EXPECT_EQ(page.total, expected.size());
    ASSERT_EQ(page.rows.size(), 50U);
    for (std::size_t n = 0; n < 50; ++n) EXPECT_EQ(page.rows[n].due.at, expected[100 + n]);
}

TEST_F(Dues, WaitForTheEndOfTheLoad) {
    const auto data = json::parse_object(first).value();
    index.load({{RecordId{}, "case", &data}});
    EXPECT_EQ(index.find_dues("case", query(std::nullopt)).error().code, Errc::busy);
    EXPECT_FALSE(index.find_dues("nothing", query(std::nullopt)).has_value());
    index.finish_load();
    EXPECT_EQ(details(query(std::nullopt)).size(), 2U);
}

TEST_F(Dues, StandBesideColumnsWorkedOutOfTheWholeDocument) {
    put(1, first);
    put(2, second);
    EXPECT_EQ(index.count("case", Filter{NumberRange{"words", 2, 2}}).value(), 1U);
    EXPECT_EQ(index.count("case", Filter{Present{"words"}}).value(), 1U);
    put(1, second);
    EXPECT_EQ(index.count("case", Filter{Present{"words"}}).value(), 0U);
}

}  // namespace
}  // namespace amparo::index

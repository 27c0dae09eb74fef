#include "index/index.hpp"

#include <gmock/gmock.h>

#include "index/brute_force_test_support.hpp"
#include "index/extract.hpp"

namespace amparo::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// An index of one type whose records have short names in the test.
class World {
  public:
    World() : World(schemas()) {}
    explicit World(std::vector<Schema> schemas) : index(std::move(schemas), test_ancestors) {}

    static std::vector<Schema> schemas() {
        std::vector<Schema> all;
        all.push_back(test_schema());
        all.push_back({.record_type = "incident",
                       .columns = {{.name = "status"}},
                       .identifier_columns = {"code"},
                       .name_columns = {},
                       .phone_columns = {}});
        return all;
    }

    static RecordId id(int number) {
        std::array<std::uint8_t, 16> bytes{};
        bytes[15] = static_cast<std::uint8_t>(number);
        return RecordId(Uuid(bytes));
    }

    void put(int number, std::string_view text, const char* type = "case") {
        const auto document = json::parse_object(text);
        ASSERT_TRUE(document.has_value()) << text;
        index.apply({{id(number), type, &*document}});
    }

    std::vector<int> list(Query query) const {
        query.count = 100;
        const auto page = index.find("case", query);
        return page ? numbers(*page) : std::vector{-1};
    }
    static std::vector<int> numbers(const Page& page) {
        std::vector<int> numbers;
        for (const auto& found : page.ids) numbers.push_back(found.uuid().bytes()[15]);
        return numbers;
    }
    std::vector<int> matching(Filter filter) const {
        return list({.filter = std::move(filter), .search = {}, .sort = {"short_id", false}});
    }
    std::vector<int> searching(Search::Mode mode, std::string query) const {
        return list({.filter = {All{}},
                     .search = Search{mode, std::move(query)},
                     .sort = {"short_id", false}});
    }
    std::vector<int> sorted(const char* column, bool descending) const {
        return list({.filter = {All{}}, .search = {}, .sort = {column, descending}});
    }

    Index index;
};

Filter negated(Filter part) {
    return {Not{std::make_unique<Filter>(std::move(part))}};
}

TEST(Index, KeywordsMatchAnyOfTheirValuesAndNotMatchesMissingOnesToo) {
    World world;
    world.put(1, R"({"tags": ["a", "b"], "flagged": true})");
    world.put(2, R"({"tags": "b", "flagged": false})");
    world.put(3, R"({"tags": [], "flagged": null})");
    EXPECT_THAT(world.matching({AnyOf{"tags", {"b", "zzz"}}}), UnorderedElementsAre(1, 2));
    EXPECT_THAT(world.matching({AnyOf{"tags", {}}}), IsEmpty());
    EXPECT_THAT(world.matching(negated({AnyOf{"tags", {"a"}}})), UnorderedElementsAre(2, 3));
    EXPECT_THAT(world.matching({AnyOf{"flagged", {"true"}}}), ElementsAre(1));
    EXPECT_THAT(world.matching({Present{"flagged"}}), UnorderedElementsAre(1, 2));
    EXPECT_THAT(world.matching({AnyOf{"tags", {"B"}}}), IsEmpty());
}

TEST(Index, ReplacingARecordForgetsItsOldValues) {
    World world;
    world.put(1, R"({"status": "open", "tags": ["a", "b"], "age": 5, "name": "Amina Juma",
                     "short_id": "abc1234", "note": "x", "place": "P12", "phone": "12345678"})");
    world.put(1, R"({"status": "closed"})");
    EXPECT_THAT(world.matching({AnyOf{"status", {"open"}}}), IsEmpty());
    EXPECT_THAT(world.matching({Present{"tags"}}), IsEmpty());
    EXPECT_THAT(world.matching({Present{"age"}}), IsEmpty());
    EXPECT_THAT(world.matching({Contains{"short_id", "bc1"}}), IsEmpty());
    EXPECT_THAT(world.matching({UnderLocation{"place", "p1"}}), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::name, "amina"), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::phone, "12345678"), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::identifier, "abc"), IsEmpty());
    EXPECT_THAT(world.matching({AnyOf{"status", {"closed"}}}), ElementsAre(1));
    EXPECT_EQ(world.index.size("case"), 1U);
}

TEST(Index, RemovedRecordsAreInNoAnswer) {
    World world;
    world.put(1, R"({"status": "open"})");
    world.put(2, R"({"status": "open"})");
    world.index.remove("case", World::id(1));
    world.index.remove("case", World::id(9));
    EXPECT_THAT(world.matching({All{}}), ElementsAre(2));
    EXPECT_THAT(world.matching(negated({None{}})), ElementsAre(2));
    EXPECT_EQ(*world.index.count("case", {AnyOf{"status", {"open"}}}), 1U);
}

TEST(Index, NumbersAreReadFromNumbersAndFromTextsThatSpellOne) {
    World world;
    world.put(1, R"({"age": 5})");
    world.put(2, R"({"age": "5.5"})");
    world.put(3, R"({"age": -1})");
    world.put(4, R"({"age": "five"})");
    EXPECT_THAT(world.matching({NumberRange{"age", 5, 6}}), UnorderedElementsAre(1, 2));
    EXPECT_THAT(world.matching({NumberRange{"age", std::nullopt, 0}}), ElementsAre(3));
    EXPECT_THAT(world.matching({NumberRange{"age", 5.5, std::nullopt}}), ElementsAre(2));
    EXPECT_THAT(world.matching({AnyOf{"age", {"5", "abc"}}}), ElementsAre(1));
    EXPECT_THAT(world.matching({NumberRange{"age", 6, 5}}), IsEmpty());
}

TEST(Index, DatesAreReadToTheMillisecondAndRangesAreClosed) {
    World world;
    world.put(1, R"({"created_at": "2024-01-31T23:59:59.999Z"})");
    world.put(2, R"({"created_at": "2024-02-01T00:00:00Z"})");
    world.put(3, R"({"created_at": "2024-02-30T00:00:00Z"})");
    world.put(4, R"({"services": [{"due": "2024-05-01"}, {"due": "2024-07-01"}, {"due": ""}]})");
    const auto at = [](const char* text) { return read_date(text); };
    EXPECT_THAT(world.matching({DateRange{"created_at", at("2024-01-31T23:59:59.999Z"),
                                          at("2024-01-31T23:59:59.999Z")}}),
                ElementsAre(1));
    EXPECT_THAT(world.matching({DateRange{"created_at", at("2024-02-01"), std::nullopt}}),
                ElementsAre(2));
    EXPECT_THAT(world.matching({Present{"created_at"}}), UnorderedElementsAre(1, 2));
    EXPECT_THAT(world.matching({DateRange{"due", at("2024-06-01"), at("2024-08-01")}}),
                ElementsAre(4));
    EXPECT_THAT(world.matching({DateRange{"due", at("2024-05-02"), at("2024-06-30")}}), IsEmpty());
}

TEST(Index, PlacesMatchEverythingBelowThemFromALevelOn) {
    World world;
    world.put(1, R"({"place": "P12"})");
    world.put(2, R"({"place": "p1"})");
    world.put(3, R"({"place": "P20"})");
    EXPECT_THAT(world.matching({UnderLocation{"place", "P1"}}), UnorderedElementsAre(1, 2));
    EXPECT_THAT(world.matching({UnderLocation{"place", "p12", 1}}), ElementsAre(1));
    EXPECT_THAT(world.matching({UnderLocation{"place", "P1", 1}}), IsEmpty());
    EXPECT_THAT(world.matching({AnyOf{"place", {"P1"}}}), IsEmpty());
    EXPECT_THAT(world.matching({UnderLocation{"place", "nowhere"}}), IsEmpty());
}

TEST(Index, IdentifiersAreExactOrAnyPieceOfThem) {
    World world;
    world.put(1, R"({"short_id": "AB-12/é", "codes": ["007", "x"]})");
    world.put(2, R"({"short_id": "ab-12/E", "codes": 7})");
    world.put(3, R"({"case_id": "0f8fad5b-d9cb-469f-a165-70867728950e"})");
    EXPECT_THAT(world.matching({AnyOf{"short_id", {"AB-12/é"}}}), ElementsAre(1));
    EXPECT_THAT(world.matching({Contains{"short_id", "B-1"}}), UnorderedElementsAre(1, 2));
    EXPECT_THAT(world.matching({Contains{"short_id", "2/É"}}), ElementsAre(1));
    EXPECT_THAT(world.matching({AnyOf{"codes", {"7"}}}), ElementsAre(2));
    EXPECT_THAT(world.matching({AnyOf{"codes", {"007", "none"}}}), ElementsAre(1));
    EXPECT_THAT(world.matching({Contains{"codes", "0"}}), ElementsAre(1));
    EXPECT_THAT(world.matching({Contains{"case_id", "469F-a1"}}), ElementsAre(3));
    EXPECT_THAT(world.matching({Contains{"case_id", "469Fa1"}}), ElementsAre(3));
    EXPECT_THAT(world.matching({Contains{"case_id", "469Fa2"}}), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::identifier, " b12 "), UnorderedElementsAre(1, 2));
    EXPECT_THAT(world.searching(Search::Mode::identifier, "70867728950e"), ElementsAre(3));
    EXPECT_THAT(world.searching(Search::Mode::identifier, "  "), SizeIs(3));
}

TEST(Index, PiecesAreFoundInLongTextsAndInRecordsWithManyIdentifiers) {
    World world;
    std::string many;
    for (int number = 100; number < 180; ++number)
        many += (many.empty() ? "\"N-" : ", \"N-") + std::to_string(number) + "\"";
    world.put(1, R"({"short_id": "N-150", "codes": [)" + many + "]}");
    const std::string far(60, 'x');
    world.put(2, R"({"codes": [")" + far + R"(-Registry-2024/0007"]})");
    world.put(3, R"({"codes": ["Rég-İSTANBUL-2024/0008"], "case_id": "REGISTRY-2024/0009"})");
    const auto found = [&](const char* piece) {
        return world.searching(Search::Mode::identifier, piece);
    };
    EXPECT_THAT(found("n-179"), ElementsAre(1));
    EXPECT_THAT(found("n-150"), ElementsAre(1));
    EXPECT_THAT(found("n-180"), IsEmpty());
    EXPECT_THAT(world.matching({Contains{"short_id", "n-15"}}), ElementsAre(1));
    EXPECT_THAT(world.matching({Contains{"short_id", "n-16"}}), IsEmpty());
    EXPECT_THAT(found("registry-2024/00"), UnorderedElementsAre(2, 3));
    EXPECT_THAT(found("xx-REGISTRY-2024/0007"), ElementsAre(2));
    EXPECT_THAT(found("RÉG-"), ElementsAre(3));
    EXPECT_THAT(found("2024/0008"), ElementsAre(3));
    EXPECT_THAT(found("registry@2024"), IsEmpty());
}

TEST(Index, FreeTextIsFoundByExactEqualityOnly) {
    World world;
    world.put(1, R"({"note": "Near the well", "name": "Amina"})");
    EXPECT_THAT(world.matching({AnyOf{"note", {"Near the well"}}}), ElementsAre(1));
    EXPECT_THAT(world.matching({AnyOf{"note", {"near the well"}}}), IsEmpty());
    EXPECT_THAT(world.matching({AnyOf{"name", {"Amina"}}}), ElementsAre(1));
}

TEST(Index, ListsPutMissingValuesLastInBothDirections) {
    World world;
    world.put(1, R"({"age": 3, "name": "élodie"})");
    world.put(2, R"({"age": 10, "name": "Zoé"})");
    world.put(3, R"({})");
    world.put(4, R"({"age": 3, "name": "Eric"})");
    EXPECT_THAT(world.sorted("age", false), ElementsAre(1, 4, 2, 3));
    EXPECT_THAT(world.sorted("age", true), ElementsAre(2, 4, 1, 3));
    EXPECT_THAT(world.sorted("name", false), ElementsAre(1, 4, 2, 3));
    EXPECT_THAT(world.sorted("name", true), ElementsAre(2, 4, 1, 3));
}

TEST(Index, PagesAreWindowsOfOneListAndTotalsCountItAll) {
    World world;
    for (int number = 1; number <= 50; ++number) {
        world.put(number, R"({"age": )" + std::to_string(number % 7) + "}");
    }
    const auto whole = world.sorted("age", true);
    for (std::size_t offset = 0; offset < 60; offset += 7) {
        const auto page = world.index.find(
            "case",
            {.filter = {All{}}, .search = {}, .sort = {"age", true}, .offset = offset, .count = 7});
        EXPECT_EQ(page->total, 50U);
        for (std::size_t at = 0; at < page->ids.size(); ++at) {
            EXPECT_EQ(page->ids[at], World::id(whole[offset + at]));
        }
        EXPECT_EQ(page->ids.size(), offset >= 50 ? 0U : std::min<std::size_t>(7, 50 - offset));
    }
}

TEST(Index, KeywordsAreSortedByTheTextThatIsShown) {
    World world;
    world.put(1, R"({"tags": ["a"]})");
    world.put(2, R"({"tags": ["c", "b"]})");
    world.put(3, R"({"tags": ["d"]})");
    world.put(4, R"({})");
    const auto keys = std::make_shared<const ValueKeys>(ValueKeys{{"a", "z"}, {"b", "y"}});
    const auto sorted = [&](bool descending) {
        return world.numbers(*world.index.find(
            "case", {.filter = {All{}}, .search = {}, .sort = {"tags", descending, keys}}));
    };
    // "c" and "d" are sorted by themselves: their collation keys stand before the letters' bytes.
    EXPECT_THAT(sorted(false), ElementsAre(2, 3, 1, 4));
    EXPECT_THAT(sorted(true), ElementsAre(1, 3, 2, 4));
}

TEST(Index, TheNextPageBeginsBehindARecordThatHasMovedOrGone) {
    World world;
    for (int number = 1; number <= 6; ++number)
        world.put(number, R"({"name": "Child )" + std::string(1, char('A' + number)) + R"("})");
    Query query{.filter = {All{}}, .search = {}, .sort = {"name", false}, .count = 2};
    const auto next = [&] {
        const auto page = *world.index.find("case", query);
        query.after = page.end;
        EXPECT_EQ(page.total, world.index.size("case"));
        return world.numbers(page);
    };
    EXPECT_THAT(next(), ElementsAre(1, 2));
    world.put(2, R"({"name": "Child Z"})");
    world.put(1, R"({})");
    EXPECT_THAT(next(), ElementsAre(3, 4));
    ASSERT_TRUE(query.after.has_value());
    world.index.remove("case", query.after->id);
    EXPECT_THAT(next(), ElementsAre(5, 6));
    EXPECT_THAT(next(), ElementsAre(2, 1)) << "they come where they have gone";
    EXPECT_FALSE(query.after.has_value());
}

TEST(Index, CountsValuesAndPairsOfMatchingRecords) {
    World world;
    world.put(1, R"({"status": "open", "tags": ["a", "b"]})");
    world.put(2, R"({"status": "open", "tags": ["b"]})");
    world.put(3, R"({"status": "closed", "tags": ["a"]})");
    EXPECT_THAT(*world.index.count_by("case", {AnyOf{"status", {"open"}}}, "tags"),
                ElementsAre(Pair("a", 1), Pair("b", 2)));
    EXPECT_THAT(*world.index.cross_count("case", {All{}}, "status", "tags"),
                ElementsAre(Pair(Pair("closed", "a"), 1), Pair(Pair("open", "a"), 1),
                            Pair(Pair("open", "b"), 2)));
}

TEST(Index, NamesAreFoundAcrossSpellingsAndScriptsBestFirst) {
    World world;
    world.put(1, R"({"name": "Mohamed Hassan"})");
    world.put(2, R"({"name": "محمد حسن"})");
    world.put(3, R"({"name": "Amina Hassan"})");
    world.put(4, R"({"name": "Grace", "nickname": "Muhammad"})");
    world.put(5, R"({"name": "Hassan Muhammad"})");
    world.put(6, R"({"name": "Élodie Traoré"})");
    EXPECT_THAT(world.searching(Search::Mode::name, "Mohamed Hassan"), ElementsAre(1, 5, 2, 4));
    EXPECT_THAT(world.searching(Search::Mode::name, "elodie"), ElementsAre(6));
    EXPECT_THAT(world.searching(Search::Mode::name, "tra"), ElementsAre(6));
    EXPECT_THAT(world.searching(Search::Mode::name, "tra elo"), ElementsAre(6));
    EXPECT_THAT(world.searching(Search::Mode::name, "t"), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::name, "123"), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::name, " "), SizeIs(6));
}

TEST(Index, NamesAreFoundJoinedPartedBegunAndWithATypingError) {
    World world;
    world.put(1, R"({"name": "Abdallah Farah"})");
    world.put(2, R"({"name": "Amadou Marie Claire"})");
    world.put(3, R"({"name": "Marieclaire Diop"})");
    world.put(4, R"({"name": "Tewodros Bekele"})");
    const auto found = [&](const char* text) { return world.searching(Search::Mode::name, text); };
    EXPECT_THAT(found("Abd Allah Farah"), ElementsAre(1));
    EXPECT_THAT(found("marie claire"), ElementsAre(2, 3));
    EXPECT_THAT(found("marieclaire"), ElementsAre(3, 2));
    EXPECT_THAT(found("tewodrso"), ElementsAre(4));
    EXPECT_THAT(found("Bekele Tewod"), ElementsAre(4));
    EXPECT_THAT(found("bekelle"), ElementsAre(4));
    EXPECT_THAT(found("Bekele Haile Selassie Wolde"), IsEmpty());  // one of four is another name
}

TEST(Index, KnownSpellingsAreOneNameAndKnownNamesAreNoTypingErrors) {
    auto schema = test_schema();
    schema.name_lore.groups = [](std::string_view token) -> std::vector<std::uint32_t> {
        if (token == "jose" || token == "pepe") return {7};
        return {};
    };
    schema.name_lore.is_known = [](std::string_view token) {
        return token == "carina" || token == "marina";
    };
    std::vector<Schema> all;
    all.push_back(std::move(schema));
    World world(std::move(all));
    world.put(1, R"({"name": "Pepe"})");
    world.put(2, R"({"name": "Marina"})");
    EXPECT_THAT(world.searching(Search::Mode::name, "José"), ElementsAre(1));
    EXPECT_THAT(world.searching(Search::Mode::name, "Carina"), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::name, "Narina"), ElementsAre(2));
}

TEST(Index, SearchesSayWhyARecordWasFoundAndRankByIt) {
    World world;
    world.put(1, R"({"short_id": "XAB12", "age": 1})");
    world.put(2, R"({"short_id": "ab-12 3", "age": 2})");
    world.put(3, R"({"short_id": "AB12", "age": 3})");
    world.put(4, R"({"codes": ["0", "ab 1 2"], "age": 4})");
    world.put(5, R"({"short_id": "ab124", "age": 5})");
    const auto asked = [&](const char* text, std::size_t offset = 0) {
        return *world.index.find("case", {.filter = {All{}},
                                          .search = Search{Search::Mode::identifier, text},
                                          .sort = {"age", true},
                                          .offset = offset});
    };
    const auto page = asked("AB-12");
    EXPECT_THAT(world.numbers(page), ElementsAre(4, 3, 5, 2, 1));
    EXPECT_THAT(page.matches,
                ElementsAre(Match::equal, Match::equal, Match::prefix, Match::prefix, Match::part));
    EXPECT_EQ(page.total, 5U);
    EXPECT_THAT(world.numbers(asked("AB-12", 3)), ElementsAre(2, 1));
    // What is shorter than three characters is in too many identifiers.
    EXPECT_THAT(world.numbers(asked("12")), IsEmpty());
    EXPECT_THAT(world.numbers(asked("xa")), ElementsAre(1));
    EXPECT_THAT(world.numbers(asked("--")), IsEmpty());
    EXPECT_THAT(world.numbers(asked("٠")), ElementsAre(4));
}

TEST(Index, SearchesKeepToTheColumnsTheyMayAsk) {
    World world;
    world.put(1, R"({"short_id": "abc1", "codes": ["zzz9"], "name": "Amina", "nickname": "Zoe",
                     "phone": "0712 345678"})");
    const auto found = [&](Search::Mode mode, const char* text, const char* column) {
        return world.list({.filter = {All{}},
                           .search = Search{mode, text, std::vector<std::string>{column}},
                           .sort = {"short_id", false}});
    };
    EXPECT_THAT(found(Search::Mode::identifier, "zzz9", "codes"), ElementsAre(1));
    EXPECT_THAT(found(Search::Mode::identifier, "zzz9", "short_id"), IsEmpty());
    EXPECT_THAT(found(Search::Mode::name, "zoe", "nickname"), ElementsAre(1));
    EXPECT_THAT(found(Search::Mode::name, "zoe", "name"), IsEmpty());
    EXPECT_THAT(found(Search::Mode::phone, "0712345678", "phone"), ElementsAre(1));
    EXPECT_THAT(found(Search::Mode::phone, "0712345678", "note"), IsEmpty());
    const auto count = [&](const char* column) {
        const Search search{Search::Mode::identifier, "zzz", std::vector<std::string>{column}};
        return *world.index.count("case", {Found{search}});
    };
    EXPECT_EQ(count("codes"), 1U);
    EXPECT_EQ(count("short_id"), 0U);
}

TEST(Index, WhatStandsLastStaysBehindTheOthersOfItsRank) {
    World world;
    world.put(1, R"({"name": "Amina", "age": 1, "status": "far"})");
    world.put(2, R"({"name": "Amina", "age": 2, "status": "far"})");
    world.put(3, R"({"name": "Amina", "age": 3})");
    world.put(4, R"({"name": "Aminah", "age": 4})");
    const auto asked = [&](std::optional<Search> search) {
        return world.list({.filter = {All{}},
                           .search = std::move(search),
                           .sort = {"age", false},
                           .last = Last{{AnyOf{"status", {"far"}}}, {"short_id", true}}});
    };
    EXPECT_THAT(asked(std::nullopt), ElementsAre(3, 4, 2, 1));
    EXPECT_THAT(asked(Search{Search::Mode::name, "Amina"}), ElementsAre(3, 2, 1, 4));
}

TEST(Index, SearchesStayWithinTheFilter) {
    World world;
    world.put(1, R"({"name": "Amina", "status": "open", "phone": "0712 345678"})");
    world.put(2, R"({"name": "Amina", "status": "closed", "phone": "0712 345678"})");
    const auto within = [&](Search::Mode mode, const char* query) {
        return world.list({.filter = {AnyOf{"status", {"open"}}},
                           .search = Search{mode, query},
                           .sort = {"short_id", false}});
    };
    EXPECT_THAT(within(Search::Mode::name, "amina"), ElementsAre(1));
    EXPECT_THAT(within(Search::Mode::phone, "0712 345678"), ElementsAre(1));
}

TEST(Index, TelephonesMatchWhateverTheirPrefixAndScript) {
    World world;
    world.put(1, R"({"phone": " +254 712 345 678 "})");
    world.put(2, R"({"phone": "555"})");
    for (const auto* query : {"+254 712 345 678", "0712345678", "00254712345678", "٠٧١٢٣٤٥٦٧٨"}) {
        EXPECT_THAT(world.searching(Search::Mode::phone, query), ElementsAre(1)) << query;
    }
    EXPECT_THAT(world.searching(Search::Mode::phone, "555"), ElementsAre(2));
    EXPECT_THAT(world.searching(Search::Mode::phone, "12 345 678"), ElementsAre(1));
    EXPECT_THAT(world.searching(Search::Mode::phone, "345 678"), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::phone, "+44 712 345 678"), IsEmpty());
    EXPECT_THAT(world.searching(Search::Mode::phone, "5"), IsEmpty());
}

TEST(Index, ANumberAtHomeIsTheSameAsTheOneWithThePrefixOfItsCountry) {
    auto schema = test_schema();
    schema.phone_country = "BI";
    World world({schema});
    world.put(1, R"({"phone": "79 100 200"})");
    world.put(2, R"({"phone": "+257 79 100 201"})");
    world.put(3, R"({"phone": "+254 79 100 201"})");
    const auto asked = [&](const char* text) {
        return *world.index.find("case", {.filter = {All{}},
                                          .search = Search{Search::Mode::phone, text},
                                          .sort = {"short_id", false}});
    };
    for (const auto* text : {"+25779100200", "0025779100200", "079100200", "79100200"}) {
        const auto page = asked(text);
        EXPECT_THAT(world.numbers(page), ElementsAre(1)) << text;
        EXPECT_THAT(page.matches, ElementsAre(Match::equal)) << text;
    }
    const auto page = asked("79100201");
    EXPECT_THAT(world.numbers(page), ElementsAre(2, 3));
    EXPECT_THAT(page.matches, ElementsAre(Match::equal, Match::suffix));
}

TEST(Index, OneFieldMayHoldSeveralTelephones) {
    World world;
    world.put(1, R"({"phone": "0712 345678 / 0799 000111; +257 79 100 200"})");
    world.put(2, R"({"phone": "00254 799 000 111"})");
    const auto asked = [&](const char* text) {
        return *world.index.find("case", {.filter = {All{}},
                                          .search = Search{Search::Mode::phone, text},
                                          .sort = {"short_id", false}});
    };
    EXPECT_THAT(world.numbers(asked("0712345678")), ElementsAre(1));
    EXPECT_THAT(world.numbers(asked("79100200")), ElementsAre(1));
    const auto page = asked("+254799000111");
    EXPECT_THAT(world.numbers(page), ElementsAre(2, 1));
    EXPECT_THAT(page.matches, ElementsAre(Match::equal, Match::suffix));
}

TEST(Index, RefusesWhatASchemaDoesNotKnow) {
    World world;
    const auto refused = [&](Filter filter) {
        const auto count = world.index.count("case", filter);
        return count ? std::string("accepted") : count.error().field;
    };
    EXPECT_EQ(refused({AnyOf{"nothing", {"x"}}}), "nothing");
    EXPECT_EQ(refused({NumberRange{"status", 1, 2}}), "status");
    EXPECT_EQ(refused({DateRange{"age", 1, 2}}), "age");
    EXPECT_EQ(refused({Contains{"note", "x"}}), "note");
    EXPECT_EQ(refused({UnderLocation{"status", "x"}}), "status");
    Or either;
    either.parts.push_back({All{}});
    either.parts.push_back(negated({Present{"nowhere"}}));
    EXPECT_EQ(refused({std::move(either)}), "nowhere");
    const auto page =
        world.index.find("case", {.filter = {All{}}, .search = {}, .sort = {"codes"}});
    EXPECT_EQ(page.error().code, Errc::invalid);
    EXPECT_EQ(page.error().field, "codes");
    EXPECT_EQ(world.index.count("tree", {All{}}).error().field, "tree");
    EXPECT_EQ(world.index.count_by("case", {All{}}, "age").error().field, "age");
    EXPECT_EQ(world.index.cross_count("case", {All{}}, "tags", "note").error().field, "note");
}

TEST(Index, KeepsTypesApartAndSearchesIdentifiersThatAreNoColumns) {
    World world;
    world.put(1, R"({"status": "open"})");
    world.put(1, R"({"status": "new", "code": "IN-77"})", "incident");
    EXPECT_EQ(*world.index.count("case", {AnyOf{"status", {"new"}}}), 0U);
    EXPECT_EQ(world.index.size("incident"), 1U);
    const auto page = world.index.find(
        "incident",
        {.filter = {All{}}, .search = Search{Search::Mode::identifier, "n-7"}, .sort = {"status"}});
    EXPECT_FALSE(page.has_value());  // status is not sortable there
    EXPECT_EQ(world.index.schema("incident")->columns.size(), 1U);
    EXPECT_EQ(world.index.schema("tree"), nullptr);
}

TEST(Index, IsBusyWhileItLoads) {
    World world;
    const auto document = json::parse_object(R"({"status": "open"})").value();
    world.index.load({{World::id(1), "case", &document}});
    const Query query{.filter = {All{}}, .search = {}, .sort = {"age", false}};
    EXPECT_EQ(world.index.find("case", query).error().code, Errc::busy);
    EXPECT_EQ(*world.index.count("case", {All{}}), 1U);
    world.index.finish_load();
    EXPECT_THAT(world.index.find("case", query)->ids, SizeIs(1));
}

TEST(Index, AccountsForItsMemory) {
    World world;
    const auto empty = world.index.memory_bytes("case");
    Generator make(1);
    std::vector<TruthRecord> records;
    for (int number = 0; number < 2000; ++number) records.push_back(make.record());
    std::vector<Entry> entries;
    for (const auto& record : records) entries.push_back({make.id(), "case", &record.document});
    world.index.load(entries);
    world.index.finish_load();
    EXPECT_GT(world.index.memory_bytes("case"), empty + 2000 * 100);
    EXPECT_LT(world.index.memory_bytes("case"), empty + 2000 * 1500);
    EXPECT_EQ(world.index.memory_bytes("tree"), 0U);
}

}  // namespace
}  // namespace amparo::index

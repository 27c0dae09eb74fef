#include "matching/links/link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/links/people_test_support.hpp"

namespace amparo::matching::links {
namespace {

using testing::best_f1;
using testing::invent;
using testing::invented_map;
using testing::people_of;

void unheard(Stage, std::size_t, std::size_t) {}

std::vector<Link> links_of(const People& people, const LinkOptions& options = {}) {
    return link_people(people, options, unheard).value();
}

constexpr std::size_t all_columns = 6;
constexpr std::size_t all_but_mail = 5;

ColumnMap first_columns(std::size_t count) {
    auto map = invented_map();
    map.columns.resize(count);
    return map;
}

double f1_of(const testing::Invention& how, std::size_t columns = all_columns) {
    const auto file = invent(how);
    const auto people = people_of(file.csv, first_columns(columns));
    return best_f1(people, links_of(people), file);
}

TEST(LinkPeople, FindsThePersonsOfInventedFiles) {
    EXPECT_GT(f1_of({.persons = 120}), 0.985);
    EXPECT_GT(f1_of({.seed = 2, .persons = 40, .copies_most = 12}), 0.985);
    EXPECT_GT(f1_of({.seed = 3, .persons = 150, .copies_most = 2, .error_share = 0.1}), 0.985);
}

TEST(LinkPeople, StandsHeavyErrors) {
    EXPECT_GT(f1_of({.seed = 4,
                     .persons = 120,
                     .copies_most = 5,
                     .error_share = 0.5,
                     .missing_share = 0.25,
                     .swap_share = 0.2}),
              0.9);
}

TEST(LinkPeople, TellsNamesakesOfOneNationApart) {
    constexpr std::size_t names_birth_town = 4;
    EXPECT_GT(
        f1_of({.seed = 12, .persons = 1200, .copies_most = 2, .nations = 12}, names_birth_town),
        0.85);
}

TEST(LinkPeople, TellsPeopleOfOneTownApart) {
    EXPECT_GT(f1_of({.seed = 13,
                     .persons = 600,
                     .copies_most = 4,
                     .error_share = 0.4,
                     .missing_share = 0.3,
                     .towns = 40},
                    all_but_mail),
              0.8);
}

TEST(LinkPeople, TellsBrothersAndSistersApart) {
    const auto file = invent({.seed = 14,
                              .persons = 240,
                              .copies_most = 2,
                              .error_share = 0.15,
                              .swap_share = 0,
                              .household = 4});
    const auto people = people_of(file.csv, first_columns(all_but_mail));
    const auto links = links_of(people, {.score_min = 0.5});
    EXPECT_GT(best_f1(people, links, file), 0.85);
    EXPECT_LT(links.size(), file.truth.size() * 5 / 4);
}

TEST(LinkPeople, FindsNearlyNobodyWhereAllAreDifferent) {
    const auto file = invent({.seed = 5, .persons = 200, .copies_most = 1});
    const auto people = people_of(file.csv, invented_map());
    LinkReport report;
    ASSERT_TRUE(link_people(people, {.score_min = 0.5}, unheard, &report).has_value());
    EXPECT_GT(report.persons, 195u);
}

TEST(LinkPeople, UsesNamesAndDatesAlone) {
    const auto file = invent({.seed = 6, .persons = 150, .copies_most = 3, .error_share = 0.15});
    auto map = invented_map();
    map.columns.resize(3);
    const auto people = people_of(file.csv, map);
    EXPECT_GT(best_f1(people, links_of(people), file), 0.9);
}

TEST(LinkPeople, GivesTheSameLinksAgainBestFirst) {
    const auto file = invent({.seed = 7, .persons = 60});
    const auto people = people_of(file.csv, invented_map());
    const auto once = links_of(people);
    const auto again = links_of(people);
    ASSERT_EQ(once.size(), again.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        EXPECT_EQ(once[i].a, again[i].a);
        EXPECT_EQ(once[i].b, again[i].b);
        EXPECT_EQ(once[i].score, again[i].score);
        EXPECT_LT(once[i].a, once[i].b);
        EXPECT_GE(once[i].score, LinkOptions{}.score_min);
        EXPECT_LE(once[i].score, once[i == 0 ? 0 : i - 1].score);
    }
}

TEST(LinkPeople, LeavesOutLinksBelowTheLeastScore) {
    const auto file = invent({.seed = 8, .persons = 80, .error_share = 0.4});
    const auto people = people_of(file.csv, invented_map());
    const auto sure = links_of(people, {.score_min = 0.9});
    EXPECT_LT(sure.size(), links_of(people, {.score_min = 0}).size());
    for (const auto& link : sure) EXPECT_GE(link.score, 0.9);
    EXPECT_TRUE(links_of(people, {.score_min = 1}).size() <= sure.size());
}

TEST(LinkPeople, LinksBetweenFilesOnlyWhenAsked) {
    const auto file = invent({.seed = 9, .persons = 120, .copies_most = 3});
    auto table = parse_table(file.csv).value();
    Table other = table;
    const auto half = static_cast<std::ptrdiff_t>(table.rows.size() / 2);
    other.rows.erase(other.rows.begin(), other.rows.begin() + half);
    other.lines.resize(other.rows.size());
    table.rows.erase(table.rows.begin() + half, table.rows.end());
    const std::vector<PersonFile> files{{"one", table}, {"two", other}};
    const auto people = gather(files, invented_map()).value();
    std::size_t within = 0;
    for (const auto& link : links_of(people)) within += people.file[link.a] == people.file[link.b];
    EXPECT_GT(within, 20u);
    const auto between = links_of(people, {.scope = Scope::between_files});
    EXPECT_GT(between.size(), 20u);
    for (const auto& link : between) EXPECT_NE(people.file[link.a], people.file[link.b]);
}

TEST(LinkPeople, FindsRowsThatAreIdenticalMoreOftenThanKeysAreFollowed) {
    auto file = invent({.seed = 11, .persons = 400, .copies_most = 1});
    for (int i = 0; i < 90; ++i) {
        file.csv += "twin-" + std::to_string(i) +
                    ",Amina,Diallo,2011-02-03,Bamako,Z1 11,amina@post.example\n";
    }
    const auto people = people_of(file.csv, invented_map());
    LinkReport report;
    ASSERT_TRUE(link_people(people, {}, unheard, &report).has_value());
    EXPECT_LT(report.persons, 410u);
    EXPECT_GT(report.persons, 380u);
}

TEST(LinkPeople, TakesTheSmallestFiles) {
    const std::string header = "id,given,family,born,town,zip,mail\n";
    EXPECT_TRUE(links_of(people_of(header + "1,a,b,2001,,,\n", invented_map())).empty());
    EXPECT_TRUE(links_of(people_of(header + "1\n2\n3\n", invented_map())).empty());
    const auto two = people_of(header + "1,Amina,Diallo,2001-02-03,Bamako,Z1 11,a@b.org\n" +
                                   "2,Amina,Diallo,2001-02-03,Bamako,Z1 11,a@b.org\n",
                               invented_map());
    EXPECT_LE(links_of(two).size(), 1u);
}

TEST(LinkPeople, ReportsItsStages) {
    const auto file = invent({.seed = 10, .persons = 60});
    const auto people = people_of(file.csv, invented_map());
    std::set<Stage> stages;
    LinkReport report;
    const auto links = link_people(
        people, {}, [&](Stage stage, std::size_t, std::size_t) { stages.insert(stage); }, &report);
    ASSERT_TRUE(links.has_value());
    EXPECT_TRUE(stages.contains(Stage::retrieving));
    EXPECT_TRUE(stages.contains(Stage::comparing));
    EXPECT_GT(report.candidates, 60u);
    EXPECT_GT(report.expected_pairs, 30);
    for (std::size_t i = 1; i < report.likelihoods.size(); ++i) {
        EXPECT_GE(report.likelihoods[i], report.likelihoods[i - 1] - 1) << i;
    }
}

}  // namespace
}  // namespace amparo::matching::links

#include "insight/dashboards.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "access/directory.hpp"
#include "insight/forerunner.hpp"
#include "insight/insight_test_support.hpp"
#include "records/index_schema.hpp"

namespace amparo::insight {
namespace {

/// A number of a dashboard with the list it opens.
struct Number {
    std::string place;  // "dashboard.case_risk/risk_level/high"
    std::string indicator;
    std::size_t count = 0;
    json::Array query;
};

/// Every number below a value of the wire.
void gather(const json::Object& value, const Number& at, std::vector<Number>& numbers) {
    if (value.contains("count") && value.contains("query")) {
        auto number = at;
        number.count = static_cast<std::size_t>(value.at("count").to_number<std::int64_t>());
        number.query = value.at("query").get_array();
        numbers.push_back(std::move(number));
        return;
    }
    for (const auto& [name, inner] : value) {
        auto below = at;
        below.place += "/" + std::string(name);
        gather(inner.get_object(), below, numbers);
    }
}

std::vector<Number> numbers_of(const json::Array& dashboards) {
    std::vector<Number> numbers;
    for (const auto& entry : dashboards) {
        const auto& dashboard = entry.get_object();
        for (const auto& [name, value] : dashboard.at("indicators").get_object()) {
            const Number at{.place = json::string_or(dashboard, "name") + "/" + std::string(name),
                            .indicator = name,
                            .query = {}};
            gather(value.get_object(), at, numbers);
        }
    }
    return numbers;
}

bool is_of_incidents(const std::string& indicator) {
    return indicator.starts_with("violations_") || indicator.starts_with("perpetrator_");
}

const std::vector<std::string> reaches{"self", "group",      "agency",
                                       "all",  "admin_only", "identified"};

class EveryNumber : public ::testing::TestWithParam<std::uint64_t> {};

// The promise of §8.3: for each indicator, every scope and random data.
TEST_P(EveryNumber, IsTheTotalOfTheListItOpens) {
    CrowdedWorld crowd(GetParam());
    const Dashboards dashboards(crowd.on());
    std::map<std::string, std::size_t> greatest;
    for (const auto& reach : reaches) {
        for (const std::string user : {"worker_a", "manager_a", "worker_b"}) {
            const auto viewer = crowd.viewer(user, reach);
            const auto shown = dashboards.show(viewer, {});
            ASSERT_TRUE(shown.has_value());
            for (const auto& number : numbers_of(json::parse(*shown)->get_array())) {
                auto& most = greatest[number.indicator];
                most = std::max(most, number.count);
                if (number.count == 0 && number.query.empty()) continue;
                const auto* type = is_of_incidents(number.indicator) ? "incident" : "case";
                ASSERT_EQ(number.count, crowd.total(viewer, type, number.query))
                    << user << " " << reach << " " << number.place << " "
                    << json::write(number.query);
            }
        }
    }
    EXPECT_GE(greatest.size(), 90U);
    for (const auto& [indicator, most] : greatest) EXPECT_GT(most, 0U) << indicator;
}
INSTANTIATE_TEST_SUITE_P(Seeds, EveryNumber, ::testing::Values(1, 2));

/// The crowd's cases in an index whose every answer stands, asked beside the lists of the crowd.
class StandingCrowd {
  public:
    explicit StandingCrowd(std::uint64_t seed) : crowd(seed), on(crowd.on()) {
        std::vector<index::Schema> schemas;
        for (const auto* type : {"case", "incident", "tracing_request"}) {
            schemas.push_back(*on.index->schema(type));
            schemas.back().standing_from = 0;
        }
        index = std::make_unique<index::Index>(std::move(schemas),
                                               records::location_ancestry(on.definitions()));
        crowd.each_case([&](const RecordId& id, const json::Object& data) {
            index->load({{id, "case", &data}});
        });
        index->finish_load();
        on.index = index.get();
    }
    void rewrite(std::size_t cases) {
        crowd.rewrite(cases, [&](const index::Entry& entry) { index->apply({entry}); });
    }

    CrowdedWorld crowd;
    std::unique_ptr<index::Index> index;
    records::Dependencies on;
};

// The same promise for answers that stand: whoever asks, whatever changes, however late it gets.
TEST(StandingNumbers, StayTheTotalsOfTheirLists) {
    StandingCrowd standing(4);
    const Dashboards dashboards(standing.on);
    for (int round = 0; round < 4; ++round) {
        for (const std::string reach : {"all", "group", "agency", "self"}) {
            const auto viewer = standing.crowd.viewer("manager_a", reach);
            const auto shown = dashboards.show(viewer, {});
            ASSERT_TRUE(shown.has_value());
            for (const auto& number : numbers_of(json::parse(*shown)->get_array())) {
                if (number.query.empty() || is_of_incidents(number.indicator)) continue;
                ASSERT_EQ(number.count, standing.crowd.total(viewer, "case", number.query))
                    << round << " " << reach << " " << number.place;
            }
        }
        standing.rewrite(static_cast<std::size_t>(round) * 10);
        standing.crowd.world().clock.advance(std::chrono::minutes(round == 2 ? 60 * 24 : 1));
    }
}

TEST(AskAhead, AsksOnceForEachRoleThatSeesTheCountry) {
    StandingCrowd standing(5);
    const auto role = standing.crowd.viewer("admin", "all").role_pointer();
    const auto narrow = standing.crowd.viewer("admin", "group").role_pointer();
    const auto people = [&](const std::shared_ptr<const access::Role>& held, bool disabled) {
        std::vector<access::Directory::UserPointer> users;
        for (std::int64_t number = 1; number < 4; ++number) {
            auto user =
                std::make_shared<access::User>(standing.crowd.viewer("manager_a", "all").user());
            user->id = number;
            user->user_name = UserName("m" + std::to_string(number));
            user->role = held->unique_id;
            user->disabled = disabled;
            users.push_back(std::move(user));
        }
        return users;
    };
    const auto asked_by = [&](const std::vector<access::Directory::UserPointer>& users) {
        const auto tables = standing.crowd.on().directory()->tables();
        auto changed = tables;
        changed.users = std::make_shared<const access::DirectoryTable<access::User>>(
            users, [](const access::User& user) -> auto& { return user.user_name.text(); });
        changed.roles = std::make_shared<const access::DirectoryTable<access::Role>>(
            std::vector{role, narrow},
            [](const access::Role& one) -> auto& { return one.unique_id.text(); });
        standing.on.directory = [changed] {
            return std::make_shared<const access::Directory>(changed);
        };
        return ask_ahead(standing.on);
    };
    EXPECT_EQ(asked_by(people(role, false)), 1U);
    EXPECT_EQ(asked_by(people(role, true)), 0U);
    EXPECT_EQ(asked_by(people(narrow, false)), 0U);
}

class OneCrowd : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        crowd = new CrowdedWorld(3);  // NOLINT(cppcoreguidelines-owning-memory): gtest's life
    }
    static void TearDownTestSuite() {
        delete crowd;  // NOLINT(cppcoreguidelines-owning-memory): made in SetUpTestSuite
        crowd = nullptr;
    }
    static json::Array show(const access::Actor& viewer, const std::vector<std::string>& names) {
        const auto shown = Dashboards(crowd->on()).show(viewer, names);
        return json::parse(shown.value())->get_array();
    }
    static json::Object indicators(const access::Actor& viewer, const std::string& name) {
        return show(viewer, {name}).at(0).get_object().at("indicators").get_object();
    }
    static CrowdedWorld* crowd;
};
CrowdedWorld* OneCrowd::crowd = nullptr;

TEST_F(OneCrowd, GroupsLeaveNoRecordOut) {
    const auto viewer = crowd->viewer("admin", "all");
    const auto groups = indicators(viewer, "case_risk").at("risk_level").get_object();
    std::size_t sum = 0;
    for (const auto& [level, number] : groups)
        sum += number.get_object().at("count").to_number<std::size_t>();
    const auto total = indicators(viewer, "case_overview").at("total").get_object();
    EXPECT_EQ(sum, total.at("count").to_number<std::size_t>());
    EXPECT_TRUE(groups.contains("none"));  // dash_show_none_values
}

TEST_F(OneCrowd, PairsWithoutRecordsAreFilledIn) {
    const auto viewer = crowd->viewer("admin", "all");
    const auto load = indicators(viewer, "dash_caseload").at("caseload_by_risk_level").get_object();
    std::set<std::size_t> widths;
    for (const auto& [worker, levels] : load) widths.insert(levels.get_object().size());
    EXPECT_EQ(widths.size(), 1U);
}

TEST_F(OneCrowd, OnlyOverseenWorkersAreNamed) {
    const auto viewer = crowd->viewer("worker_a", "group");
    const auto load = indicators(viewer, "dash_caseload").at("caseload_total").get_object();
    ASSERT_FALSE(load.empty());
    for (const auto& [worker, number] : load) {
        const auto groups = crowd->world().as(std::string(worker)).user().groups;
        EXPECT_THAT(groups, ::testing::Contains("usergroup-primero-cp")) << std::string(worker);
    }
}

TEST_F(OneCrowd, PlacesKeepTheirExactCode) {
    const auto viewer = crowd->viewer("admin", "all");
    const auto places =
        indicators(viewer, "reporting_location").at("reporting_location_open").get_object();
    std::set<std::string> codes;
    for (const auto& [code, number] : places) codes.insert(std::string(code));
    EXPECT_EQ(codes, (std::set<std::string>{"EX0101", "EX0102", "EX0201"}));
}

TEST_F(OneCrowd, WhoeverMayNotListSeesNeitherSmallNumbersNorLists) {
    const auto viewer = crowd->viewer("manager_a", "all", false);
    const auto open = crowd->viewer("manager_a", "all");
    const auto hidden = show(viewer, {"dash_protection_concerns", "case_overview", "dash_quality"});
    EXPECT_THAT(json::write(hidden), ::testing::Not(::testing::HasSubstr("record_state=")));
    const auto total = indicators(viewer, "case_overview").at("total").get_object();
    EXPECT_EQ(total.at("count"),
              indicators(open, "case_overview").at("total").get_object().at("count"));
    std::size_t withheld = 0;
    const auto seen = indicators(open, "dash_cases_by_social_worker");
    for (const auto& [name, groups] : indicators(viewer, "dash_cases_by_social_worker")) {
        for (const auto& [worker, number] : groups.get_object()) {
            const auto& truth = seen.at(name).get_object().at(worker).get_object().at("count");
            const auto& shown = number.get_object();
            if (!shown.at("count").is_null()) {
                EXPECT_EQ(shown.at("count"), truth);
                EXPECT_GE(truth.to_number<std::size_t>(), 5U);
                continue;
            }
            EXPECT_TRUE(shown.at("suppressed").get_bool());
            ++withheld;
        }
    }
    for (const auto& entry : show(viewer, {})) {
        const auto text = json::write(entry);
        for (const auto* small : {"\"count\":1,", "\"count\":2,", "\"count\":3,", "\"count\":4,"})
            EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr(small)));
        withheld += text.find("suppressed") != std::string::npos ? 1 : 0;
    }
    EXPECT_GT(withheld, 0U);
}

/// How many of the numbers are withheld, and whether any at all is shown.
std::size_t withheld_in(const std::vector<const json::Object*>& numbers) {
    return static_cast<std::size_t>(std::ranges::count_if(
        numbers, [](const auto* number) { return number->at("count").is_null(); }));
}

// Whoever knows all but one number of a sum knows that one, too.
TEST_F(OneCrowd, NothingWithheldIsTheOnlyUnknownOfARowAColumnOrATotal) {
    for (const std::string user : {"worker_a", "manager_a", "worker_b", "admin"}) {
        for (const std::string reach : {"group", "agency", "all"}) {
            const auto viewer = crowd->viewer(user, reach, false);
            const auto load = indicators(viewer, "dash_caseload");
            const auto& workers = load.at("caseload_total").get_object();
            const auto& table = load.at("caseload_by_risk_level").get_object();
            const auto levels = indicators(viewer, "case_risk").at("risk_level").get_object();
            const auto total = indicators(viewer, "case_overview").at("total").get_object();
            std::map<std::string, std::vector<const json::Object*>> columns;
            std::vector<const json::Object*> of_total{&total};
            for (const auto& [level, number] : levels) {
                columns[level].push_back(&number.get_object());
                of_total.push_back(&number.get_object());
            }
            EXPECT_NE(withheld_in(of_total), 1U) << user << " " << reach;
            for (const auto& [worker, cells] : table) {
                std::vector<const json::Object*> row{&workers.at(worker).get_object()};
                for (const auto& [level, number] : cells.get_object()) {
                    row.push_back(&number.get_object());
                    columns[level].push_back(&number.get_object());
                }
                EXPECT_NE(withheld_in(row), 1U) << user << " " << reach << " " << worker;
            }
            if (reach != "all") continue;  // else others' workers are in the columns, unseen
            for (const auto& [level, column] : columns)
                EXPECT_NE(withheld_in(column), 1U) << user << " " << level;
        }
    }
}

TEST_F(OneCrowd, WhatIsWithheldDoesNotDependOnWhatIsAskedForTogether) {
    const auto viewer = crowd->viewer("admin", "all", false);
    for (const auto& entry : show(viewer, {})) {
        const auto name = json::string_or(entry.get_object(), "name").substr(10);
        EXPECT_EQ(json::write(show(viewer, {name}).at(0)), json::write(entry)) << name;
    }
}

TEST_F(OneCrowd, ComeInTheOrderOfTheRoleAndOnlyThose) {
    const auto names = [&](const std::string& user) {
        std::vector<std::string> found;
        for (const auto& entry : show(crowd->world().as(user), {}))
            found.push_back(json::string_or(entry.get_object(), "name"));
        return found;
    };
    EXPECT_THAT(
        names("worker_a"),
        ::testing::ElementsAre(
            "dashboard.workflow", "dashboard.approvals_assessment.primeromodule-cp",
            "dashboard.approvals_case_plan.primeromodule-cp",
            "dashboard.approvals_closure.primeromodule-cp", "dashboard.view_response",
            "dashboard.case_risk", "dashboard.case_overview", "dashboard.dash_shared_with_others",
            "dashboard.dash_shared_with_me", "dashboard.dash_matching_results"));
    EXPECT_THAT(show(crowd->world().as("worker_a"), {"dash_national_admin_summary"}),
                ::testing::IsEmpty());
    EXPECT_EQ(show(crowd->world().as("worker_a"), {"approvals_closure"}).size(), 1U);
}

}  // namespace
}  // namespace amparo::insight

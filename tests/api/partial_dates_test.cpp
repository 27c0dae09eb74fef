// Dates of which only a year or a month is known, over HTTP (docs/decisions/0020).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class PartialDates : public ::testing::Test {
  protected:
    PartialDates()
        : year(create("2014-01-01", "year")),
          month(create("2014-05-01", "month")),
          day(create("2014-05-07", "")) {}

    std::string create(const std::string& born, const std::string& precision) {
        json::Object data{{"date_of_birth", born}};
        if (!precision.empty()) data["date_of_birth_precision"] = precision;
        return world.create_case("worker_a", data);
    }

    std::vector<std::string> found(const std::string& range) {
        const auto reply = world.as("worker_a").get("/api/v2/cases?date_of_birth=" + range);
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto body = reply.json();
        std::vector<std::string> ids;
        for (const auto& record : body.at("data").as_array())
            ids.push_back(json::string_or(record.as_object(), "id"));
        return ids;
    }

    Reply change(const std::string& id, const std::string& data) {
        return world.as("worker_a").patch("/api/v2/cases/" + id, R"({"data":)" + data + "}");
    }

    World world;
    std::string year;
    std::string month;
    std::string day;
};

TEST_F(PartialDates, AreFoundWithEveryDayTheyMayMean) {
    EXPECT_THAT(found("2014-05-01..2014-05-31"), UnorderedElementsAre(year, month, day));
    EXPECT_THAT(found("2014-05-20..2014-05-31"), UnorderedElementsAre(year, month));
    EXPECT_THAT(found("2014-12-31..2015-03-01"), ElementsAre(year));
    EXPECT_THAT(found("2015-01-01..2015-12-31"), IsEmpty());
    EXPECT_THAT(found("2013-01-01..2013-12-31"), IsEmpty());
    EXPECT_THAT(found("..2014-02-01"), ElementsAre(year));
}

TEST_F(PartialDates, BecomeDaysWhenAClientWritesADayOnly) {
    const auto reply = change(year, R"({"date_of_birth":"2014-03-02"})");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto read = world.as("worker_a").get("/api/v2/cases/" + year).json();
    EXPECT_TRUE(
        json::value_or_null(read.at("data").as_object(), "date_of_birth_precision").is_null());
    EXPECT_THAT(found("2014-12-01..2014-12-31"), IsEmpty());
}

TEST_F(PartialDates, AreStillDaysOnTheWireAndKnowNoOtherWord) {
    const auto read = world.as("worker_a").get("/api/v2/cases/" + year);
    EXPECT_EQ(read.text("date_of_birth"), "2014-01-01");
    EXPECT_EQ(read.text("date_of_birth_precision"), "year");
    EXPECT_EQ(change(day, R"({"date_of_birth_precision":"decade"})").status, 422);
    EXPECT_EQ(change(day, R"({"date_of_birth":"2014"})").status, 422);
}

TEST_F(PartialDates, SayOnlyTheYearThatFollowsFromAnAge) {
    const auto id = world.create_case("worker_a", {{"age", 9}});
    const auto read = world.as("worker_a").get("/api/v2/cases/" + id);
    EXPECT_EQ(read.text("date_of_birth_precision"), "year");
}

}  // namespace
}  // namespace amparo::testing

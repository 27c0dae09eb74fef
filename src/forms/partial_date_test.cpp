#include "forms/partial_date.hpp"

#include <gtest/gtest.h>

#include "forms/forms_test_support.hpp"
#include "forms/validation.hpp"

namespace amparo::forms {
namespace {

Day day(std::string_view text) {
    return *parse_day(text);
}

TEST(PartialDate, EndsAYearOrAMonthAfterItsFirstDay) {
    EXPECT_EQ(last_day(day("2014-01-01"), DatePrecision::year), day("2014-12-31"));
    EXPECT_EQ(last_day(day("2014-02-01"), DatePrecision::month), day("2014-02-28"));
    EXPECT_EQ(last_day(day("2014-05-07"), DatePrecision::day), day("2014-05-07"));
    // Years and months of other calendars begin on any day.
    EXPECT_EQ(last_day(day("2013-09-11"), DatePrecision::year), day("2014-09-10"));
    EXPECT_EQ(last_day(day("2020-02-29"), DatePrecision::year), day("2021-02-28"));
    EXPECT_EQ(last_day(day("2014-01-31"), DatePrecision::month), day("2014-03-02"));
    EXPECT_EQ(middle_day(day("2014-01-01"), DatePrecision::year), day("2014-07-02"));
    EXPECT_EQ(middle_day(day("2026-02-01"), DatePrecision::month), day("2026-02-14"));
    EXPECT_EQ(middle_day(day("2014-05-07"), DatePrecision::day), day("2014-05-07"));
    EXPECT_EQ(first_day(day("2014-03-01"), DatePrecision::year), day("2013-03-02"));
    EXPECT_EQ(first_day(day("2014-03-01"), DatePrecision::month), day("2014-02-02"));
}

TEST(PartialDate, IsKnownToTheDayUnlessSomethingSaysOtherwise) {
    EXPECT_EQ(precision_of({{"born_precision", "year"}}, "born"), DatePrecision::year);
    EXPECT_EQ(precision_of({{"born_precision", "month"}}, "born"), DatePrecision::month);
    for (const auto& said : {json::Value(), json::Value("decade"), json::Value(1)})
        EXPECT_EQ(precision_of({{"born_precision", said}}, "born"), DatePrecision::day);
    EXPECT_EQ(precision_of({{"born", "2014-01-01"}}, "born"), DatePrecision::day);
}

/// A form with a date of which only the year may be known, at the top and in rows.
class PartialDateWrites : public ::testing::Test {
  protected:
    PartialDateWrites() {
        auto source = small_source();
        source.lookups.push_back(
            {{"unique_id", "lookup-date-precision"},
             {"values", json::Array{json::Object{{"id", "month"}}, json::Object{{"id", "year"}}}}});
        const json::Object date{{"name", "born"}, {"type", "date_field"}};
        const json::Object precision{{"name", "born_precision"},
                                     {"type", "select_box"},
                                     {"option_strings_source", "lookup lookup-date-precision"}};
        const json::Object rows{
            {"name", "kin"}, {"type", "subform"}, {"fields", json::Array{date, precision}}};
        add_form(source, "f", {date, precision, rows});
        definitions_ = load_or_fail(std::move(source));
        for (const auto* form : definitions_->forms_of("case")) {
            for (const auto& field : form->fields) fields_.emplace(field.name, &field);
        }
    }

    ValidatedData write(const json::Object& input, const json::Object& stored) const {
        return validate({input, fields_, &stored},
                        {.definitions = *definitions_, .today = day("2026-03-15")});
    }

    std::shared_ptr<const Definitions> definitions_;
    FieldMap fields_;
};

TEST_F(PartialDateWrites, OfClientsThatKnowNothingOfThemMeanTheDay) {
    const json::Object stored{{"born", "2014-01-01"}, {"born_precision", "year"}};
    const auto changed = write({{"born", "2014-05-07"}}, stored);
    EXPECT_TRUE(changed.data.at("born_precision").is_null());
    EXPECT_TRUE(write({{"born", nullptr}}, stored).data.at("born_precision").is_null());
    // The same day again says nothing new, and who says how exactly is believed.
    EXPECT_FALSE(write({{"born", "2014-01-01"}}, stored).data.contains("born_precision"));
    const auto said = write({{"born", "2015-01-01"}, {"born_precision", "year"}}, stored);
    EXPECT_EQ(said.data.at("born_precision"), json::Value("year"));
    EXPECT_FALSE(write({{"born", "2015-01-01"}}, {}).data.contains("born_precision"));
}

TEST_F(PartialDateWrites, InRowsFollowTheSameRule) {
    const char* id = "99999999-9999-4999-8999-999999999999";
    const json::Object stored{
        {"kin", json::Array{json::Object{
                    {"unique_id", id}, {"born", "1980-01-01"}, {"born_precision", "year"}}}}};
    const auto changed = write(
        {{"kin", json::Array{json::Object{{"unique_id", id}, {"born", "1980-06-02"}}}}}, stored);
    const auto& row = changed.data.at("kin").as_array().at(0).as_object();
    EXPECT_TRUE(row.at("born_precision").is_null());
}

TEST_F(PartialDateWrites, RefuseAnyOtherWord) {
    const auto result = write({{"born_precision", "decade"}}, {});
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_EQ(result.problems.front().pointer, "/born_precision");
}

TEST_F(PartialDateWrites, HaveOneFieldThatBelongsToTheDate) {
    EXPECT_TRUE(is_precision_field(*fields_.at("born_precision")));
    EXPECT_FALSE(is_precision_field(*fields_.at("born")));
    EXPECT_FALSE(is_precision_field(*fields_.at("kin")));
}

}  // namespace
}  // namespace amparo::forms

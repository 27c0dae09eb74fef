#include "forms/calculation.hpp"

#include <gmock/gmock.h>

#include "forms/forms_test_support.hpp"

namespace amparo::forms {
namespace {

using namespace std::chrono_literals;

std::shared_ptr<const Definitions> with_fields(std::string_view fields) {
    auto source = small_source();
    add_form(source, "f", read_json(fields).as_array());
    return load_or_fail(std::move(source));
}

std::string changes_of(const Definitions& definitions, std::string_view before,
                       std::string_view after, std::string module_id = "primeromodule-cp") {
    const auto old_values = read_object(before);
    const auto new_values = read_object(after);
    return json::write(calculate(definitions, {.record_type = "case",
                                               .module_id = std::move(module_id),
                                               .before = old_values,
                                               .after = new_values,
                                               .today = Day(2026y / 3 / 15)}));
}

TEST(Calculate, ComputesEachFieldAfterThoseItDependsOn) {
    const auto definitions = with_fields(R"([
        {"name":"grade","type":"calculated","calculation":{"expression":
            {"if":[{"ge":{"total":10}},{"const":"high"},{"const":"low"}]}}},
        {"name":"total","type":"calculated","calculation":{"expression":{"sum":["half","b"]}}},
        {"name":"half","type":"calculated","calculation":{"expression":{"div":["a",2]}}},
        {"name":"a","type":"numeric_field"},{"name":"b","type":"numeric_field"}])");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"a":12,"b":4})"),
              R"({"half":6,"total":10,"grade":"high"})");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"a":12,"b":4,"half":6,"total":3})"),
              R"({"total":10,"grade":"high"})");
    EXPECT_EQ(
        changes_of(*definitions, "{}", R"({"a":12,"b":4,"half":6,"total":10,"grade":"high"})"),
        "{}");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"half":6})"),
              R"({"half":null,"total":0,"grade":"low"})")
        << "missing inputs";
}

TEST(Calculate, ComputesRowsBeforeTheRecordThatSumsThem) {
    const auto definitions = with_fields(R"([
        {"name":"total","type":"calculated",
         "calculation":{"expression":{"sum":["costs.*.amount"]}}},
        {"name":"rate","type":"numeric_field"},
        {"name":"costs","type":"subform","fields":[
            {"name":"hours","type":"numeric_field"},
            {"name":"amount","type":"calculated",
             "calculation":{"expression":{"mul":["hours","$record.rate"]}}}]}])");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"rate":3,"costs":[{"hours":1},{"hours":2}]})"),
              R"({"costs":[{"hours":1,"amount":3},{"hours":2,"amount":6}],"total":9})");
}

TEST(Calculate, WhatCannotBeEvaluatedStaysAsItIs) {
    const auto definitions = with_fields(R"([
        {"name":"x","type":"calculated","calculation":{"expression":
            {"if":[{"gt":["a",{"field":"b"}]},{"const":1},{"const":2}]}}},
        {"name":"a","type":"numeric_field"},
        {"name":"b","type":"select_box","multi_select":true}])");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"x":7,"a":1,"b":["y"]})"), "{}");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"x":7,"a":1})"), R"({"x":2})");
}

TEST(Calculate, FormsOfOtherModulesDoNotCount) {
    const auto definitions = with_fields(R"([
        {"name":"x","type":"calculated","calculation":{"expression":{"sum":["a"]}}},
        {"name":"a","type":"numeric_field"}])");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"a":1})", "primeromodule-gbv"), "{}");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"a":1})", ""), R"({"x":1})");
}

std::shared_ptr<const Definitions> with_summary(std::string_view summary) {
    return with_fields(R"([{"name":"x","type":"text_field","subform_summary":)" +
                       std::string(summary) + R"(},
        {"name":"s","type":"subform","fields":[{"name":"day","type":"date_field"},
                                               {"name":"k","type":"text_field"},
                                               {"name":"n","type":"numeric_field"}]}])");
}

TEST(Summary, TakesTheFirstOrLastRowByItsOrder) {
    const std::string_view rows = R"({"s":[{"day":"2026-02-01","k":"feb"},{"k":"none"},
                                           {"day":"2026-01-01","k":"jan"}]})";
    const auto picked = [&rows](std::string_view how) {
        const auto definitions =
            with_summary(R"({"subform_field_name":"s",)" + std::string(how) + "}");
        return changes_of(*definitions, "{}", rows);
    };
    EXPECT_EQ(picked(R"("first":{"field_name":"k","order_by":"day"})"), R"({"x":"jan"})");
    EXPECT_EQ(picked(R"("last":{"field_name":"k","order_by":"day"})"), R"({"x":"feb"})")
        << "a row without a date is not the last";
    EXPECT_EQ(picked(R"("first":{"field_name":"k","order_by":"day","order":"desc"})"),
              R"({"x":"feb"})");
    EXPECT_EQ(picked(R"("last":{"field_name":"k"})"), R"({"x":"jan"})") << "stored order";
    EXPECT_EQ(picked(R"("first":{"field_name":"k","order_by":"n"})"), R"({"x":"feb"})")
        << "no row has a sort value";
}

TEST(Summary, CountsAndFoldsRowsThatMatch) {
    const std::string_view rows = R"({"s":[{"k":"a","n":1},{"k":"a","n":4},{"k":"b","n":9},
                                           {"k":"a","n":2,"_destroy":true},{"k":"a"}]})";
    const auto folded = [&rows](std::string_view how) {
        const auto definitions =
            with_summary(R"({"subform_field_name":"s",)" + std::string(how) + "}");
        return changes_of(*definitions, "{}", rows);
    };
    EXPECT_EQ(folded(R"("count":{"where":{"eq":{"k":"a"}}})"), R"({"x":3})");
    EXPECT_EQ(folded(R"("sum":{"field_name":"n","where":{"eq":{"k":"a"}}})"), R"({"x":5})");
    EXPECT_EQ(folded(R"("avg":{"field_name":"n","where":{"eq":{"k":"a"}}})"), R"({"x":2.5})");
    EXPECT_EQ(folded(R"("min":{"field_name":"n"})"), R"({"x":1})");
    EXPECT_EQ(folded(R"("max":{"field_name":"n"})"), R"({"x":9})");
    EXPECT_EQ(folded(R"("max":{"field_name":"day"})"), "{}") << "nothing to fold";
}

TEST(Summary, FollowsTheSubformOnlyWhenItChanged) {
    const auto definitions =
        with_summary(R"({"subform_field_name":"s","first":{"field_name":"k"}})");
    const std::string_view stored = R"({"x":"typed","s":[{"unique_id":"1","k":"a"}]})";
    EXPECT_EQ(changes_of(*definitions, stored, stored), "{}");
    EXPECT_EQ(changes_of(*definitions, stored, R"({"x":"typed","s":[]})"), R"({"x":null})");
    EXPECT_EQ(changes_of(*definitions, "{}", stored), R"({"x":"a"})") << "a new record";
}

TEST(ClearWhenHidden, EmptiesWhatNoFormShows) {
    const auto definitions = with_fields(R"([
        {"name":"has_job","type":"tick_box"},
        {"name":"job","type":"text_field","clear_when_hidden":true,
         "display_conditions_record":{"eq":{"has_job":true}}},
        {"name":"kept","type":"text_field","display_conditions_record":{"eq":{"has_job":true}}},
        {"name":"kinds","type":"select_box","multi_select":true,"clear_when_hidden":true,
         "display_conditions_record":{"empty":{"job":false}}}])");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"has_job":false,"job":"x","kept":"y",
                                                 "kinds":["a"]})"),
              R"({"job":null,"kinds":[]})");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"has_job":true,"job":"x","kinds":["a"]})"), "{}");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"has_job":false})"), "{}") << "nothing to clear";
}

TEST(ClearWhenHidden, ASecondFormThatShowsItKeepsTheValue) {
    auto source = small_source();
    add_form(source, "a",
             read_json(R"([{"name":"x","type":"text_field","clear_when_hidden":true,
        "display_conditions_record":{"eq":{"never":true}}}])")
                 .as_array());
    add_form(source, "b", read_json(R"([{"name":"x","type":"text_field"}])").as_array());
    const auto both = load_or_fail(source);
    EXPECT_EQ(changes_of(*both, "{}", R"({"x":"y"})"), "{}");
    source.forms[1]["display_conditions"] = read_json(R"({"eq":{"never":true}})");
    const auto hidden = load_or_fail(source);
    EXPECT_EQ(changes_of(*hidden, "{}", R"({"x":"y"})"), R"({"x":null})");
}

TEST(ClearWhenHidden, WorksInsideRowsByTheEntryAndTheRecord) {
    const auto definitions = with_fields(R"([
        {"name":"sex","type":"text_field"},
        {"name":"s","type":"subform","fields":[
            {"name":"kind","type":"text_field"},
            {"name":"x","type":"text_field","clear_when_hidden":true,
             "display_conditions_subform":{"eq":{"kind":"a"}},
             "display_conditions_record":{"eq":{"sex":"f"}}}]}])");
    const std::string rows = R"("s":[{"kind":"a","x":"1"},{"kind":"b","x":"2"}])";
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"sex":"f",)" + rows + "}"),
              R"({"s":[{"kind":"a","x":"1"},{"kind":"b","x":null}]})");
    EXPECT_EQ(changes_of(*definitions, "{}", R"({"sex":"m",)" + rows + "}"),
              R"({"s":[{"kind":"a","x":null},{"kind":"b","x":null}]})");
}

}  // namespace
}  // namespace amparo::forms

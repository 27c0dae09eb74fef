#include "forms/expression/expression.hpp"

#include <gmock/gmock.h>

#include "forms/forms_test_support.hpp"

namespace amparo::forms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const EvaluationContext march_2026{.today = Day(2026y / 3 / 15)};

json::Value evaluated(std::string_view expression, std::string_view data) {
    const auto parsed = Expression::parse(read_json(expression));
    EXPECT_TRUE(parsed.has_value()) << expression;
    const auto values = read_object(data);
    const auto value = parsed->evaluate({.values = values, .context = march_2026});
    return value.value_or(json::Value("broken"));
}

std::string refusal(std::string_view expression) {
    const auto parsed = Expression::parse(read_json(expression));
    if (parsed) return "accepted";
    EXPECT_EQ(parsed.error().code, Errc::invalid);
    return parsed.error().field + " " + parsed.error().message.key;
}

bool is_result(const json::Value& expected, const json::Value& given) {
    return is_same_value(expected, given);
}

void check_vector(const json::Object& vector) {
    const auto id = json::string_or(vector, "id");
    const auto parsed = Expression::parse(*json::find(vector, "expression"));
    if (json::bool_or(vector, "error", false)) {
        EXPECT_FALSE(parsed.has_value()) << id;
        return;
    }
    ASSERT_TRUE(parsed.has_value()) << id << " " << parsed.error().message.key;
    const auto* around = json::find_object(vector, "context");
    const auto* record = around == nullptr ? nullptr : json::find_object(*around, "record");
    const Scope scope{
        .values = *json::find_object(vector, "data"), .context = march_2026, .record = record};
    const auto value = parsed->evaluate(scope);
    ASSERT_TRUE(value.has_value()) << id;
    EXPECT_TRUE(is_result(*json::find(vector, "expected"), *value))
        << id << ": " << json::write(*value);
}

std::size_t check_vectors(std::string_view file, std::string_view group) {
    const auto vectors = read_test_data(file);
    const auto* list = json::find_array(vectors, group);
    for (const auto& vector : *list) check_vector(vector.as_object());
    return list->size();
}

TEST(Expression, PassesEverySharedVector) {
    EXPECT_EQ(check_vectors("expression-vectors.json", "compat"), 127U);
    EXPECT_EQ(check_vectors("expression-vectors.json", "extensions"), 65U);
}

TEST(Expression, RefusesWhatIsNoExpressionAndSaysWhere) {
    EXPECT_EQ(refusal("5"), " errors.expression.object");
    EXPECT_EQ(refusal("{}"), " errors.expression.one_operator");
    EXPECT_EQ(refusal(R"({"eq":{"a":1},"disabled":false})"), " errors.expression.one_operator");
    EXPECT_EQ(refusal(R"({"and":[{"eq":{"a":1}},{"or":[{"like":{"a":1}}]}]})"),
              "/and/1/or/0/like errors.expression.operator");
    EXPECT_EQ(refusal(R"({"eq":{"a":{"b":1}}})"), "/eq/a/b errors.expression.operator");
    EXPECT_EQ(refusal(R"({"and":[{"sum":["a"]}]})"), "/and/0 errors.expression.condition");
    EXPECT_EQ(refusal(R"({"sum":[{"const":[1]}]})"), "/sum/0/const errors.expression.operand");
    EXPECT_EQ(refusal(R"({"eq":{}})"), "/eq errors.expression.one_field");
    EXPECT_EQ(refusal(R"({"lt":["a",[1]]})"), "/lt/1 errors.expression.ordered_list");
    EXPECT_EQ(refusal(R"({"between":{"a":[1]}})"), "/between/a errors.expression.bounds");
    EXPECT_EQ(refusal(R"({"between":{"a":[1,[2]]}})"),
              "/between/a/1 errors.expression.ordered_list");
    EXPECT_EQ(refusal(R"({"empty":{"a":1}})"), "/empty/a errors.expression.boolean");
    EXPECT_EQ(refusal(R"({"sum":"a"})"), "/sum errors.expression.list");
    EXPECT_EQ(refusal(R"({"sum":[true]})"), "/sum/0 errors.expression.operand");
    EXPECT_EQ(refusal(R"({"avg":{"data":["a"],"extra":{"decimalPlaces":1.5}}})"),
              "/avg/extra/decimalPlaces errors.expression.extra");
    EXPECT_EQ(refusal(R"({"count":5})"), "/count errors.expression.field");
    EXPECT_EQ(refusal(R"({"age":{"to":"a"}})"), "/age errors.expression.age");
    EXPECT_EQ(refusal(R"({"age":{"from":"a","unit":"eons"}})"), "/age/unit errors.expression.age");
    EXPECT_EQ(refusal(R"({"if":[{"eq":{"a":1}}]})"), "/if errors.expression.choice");
    EXPECT_EQ(refusal(R"({"lt":{"a":{"$today":{"eons":1}}}})"),
              "/lt/a/$today/eons errors.expression.today");
    EXPECT_EQ(refusal(R"({"lt":{"a":{"$today":{"years":99999}}}})"),
              "/lt/a/$today/years errors.expression.today");
    EXPECT_EQ(refusal(R"({"eq":{"a..b":1}})"), "/eq/a..b errors.expression.field");
    EXPECT_EQ(refusal(R"({"eq":{"$record":1}})"), "/eq/$record errors.expression.field");
    EXPECT_EQ(refusal(R"({"eq":{"$other.a":1}})"), "/eq/$other.a errors.expression.field");
    EXPECT_EQ(refusal(R"([{"a":{"b":1}}])"), "/0/a errors.expression.value");
    EXPECT_EQ(refusal(R"([5])"), "/0 errors.expression.object");
}

std::string nested_not(int depth) {
    std::string text;
    for (int i = 1; i < depth; ++i) text += R"({"not":)";
    text += R"({"eq":{"a":1}})";
    return text + std::string(static_cast<std::size_t>(depth - 1), '}');
}

TEST(Expression, LimitsDepthAndNodes) {
    EXPECT_EQ(refusal(nested_not(expression_depth_max)), "accepted");
    EXPECT_THAT(refusal(nested_not(expression_depth_max + 1)),
                testing::EndsWith("errors.expression.depth"));
    std::string any = R"({"or":[{"eq":{"a":1}})";
    for (int i = 2; i < expression_nodes_max; ++i) any += R"(,{"eq":{"a":1}})";
    EXPECT_EQ(refusal(any + "]}"), "accepted");
    EXPECT_THAT(refusal(any + R"(,{"eq":{"a":1}}]})"),
                testing::EndsWith("errors.expression.nodes"));
}

TEST(Expression, GivesUpWhenTheDataMakesItTooExpensive) {
    json::Array rows(1000, json::Object{{"a", 1}});
    const json::Object data{{"rows", rows}};
    const auto expression = Expression::parse(
        read_json(R"({"count":{"data":"rows","where":{"gt":[{"count":"$record.rows"},0]}}})"));
    ASSERT_TRUE(expression.has_value());
    EXPECT_FALSE(expression->evaluate({.values = data, .context = march_2026}).has_value());
    const json::Object few{{"rows", json::Array(20, json::Object{{"a", 1}})}};
    EXPECT_EQ(expression->evaluate({.values = few, .context = march_2026}), json::Value(20));
}

TEST(Expression, OrderingAgainstAListFoundInTheDataCannotBeEvaluated) {
    const std::string_view text = R"({"gt":["a",{"field":"b"}]})";
    EXPECT_EQ(evaluated(text, R"({"a":1,"b":[1]})"), json::Value("broken"));
    EXPECT_EQ(evaluated(text, R"({"a":2,"b":1})"), json::Value(true));
    EXPECT_EQ(evaluated(text, R"({"a":[2],"b":1})"), json::Value(false));
}

TEST(Expression, DecidesWhatTheVectorsLeaveOpen) {
    const auto vectors = read_test_data("expression-edge-vectors.json");
    for (const auto& vector : *json::find_array(vectors, "vectors"))
        check_vector(vector.as_object());
}

TEST(Expression, ReadsNullAsZeroOnlyForImportedConfigurations) {
    const EvaluationContext v2{.today = march_2026.today, .semantics = Semantics::v2};
    const auto vectors = read_test_data("expression-vectors.json");
    int checked = 0;
    for (const auto& item : *json::find_array(vectors, "compat")) {
        const auto& vector = item.as_object();
        const auto* expected = json::find(vector, "primero_v2");
        const auto id = json::string_or(vector, "id");
        const bool is_ordering = id.starts_with("gt") || id.starts_with("ge") ||
                                 id.starts_with("lt") || id.starts_with("le-");
        if (expected == nullptr || !is_ordering) continue;
        ++checked;
        const auto parsed = Expression::parse(*json::find(vector, "expression"));
        ASSERT_TRUE(parsed.has_value());
        const auto value =
            parsed->evaluate({.values = *json::find_object(vector, "data"), .context = v2});
        EXPECT_EQ(value, *expected) << id;
    }
    EXPECT_EQ(checked, 5);
}

TEST(Expression, BeginsDaysInTheZoneOfTheOrganisation) {
    const EvaluationContext kathmandu{.today = march_2026.today, .time_zone = "Asia/Kathmandu"};
    const auto after = Expression::parse(read_json(R"({"ge":{"at":"2021-11-23"}})"));
    const auto holds = [&](std::string_view data) {
        const auto values = read_object(data);
        return after->holds({.values = values, .context = kathmandu});
    };
    EXPECT_EQ(holds(R"({"at":"2021-11-22T18:15:00Z"})"), true);  // 00:00 at +05:45
    EXPECT_EQ(holds(R"({"at":"2021-11-22T18:14:59.999Z"})"), false);
    const auto age = Expression::parse(read_json(R"({"age":{"from":"born"}})"));
    const auto born = read_object(R"({"born":"2016-03-14T20:00:00Z"})");  // the 15th there
    EXPECT_EQ(age->evaluate({.values = born, .context = kathmandu}), json::Value(10));
}

TEST(Expression, NamesTheFieldsItReadsButNotThoseOfRows) {
    const auto expression = Expression::parse(read_json(R"({"and":[
        {"eq":{"sex":"male"}}, {"gt":["end",{"field":"start"}]}, {"eq":{"sex":"female"}},
        {"gt":[{"count":{"data":"rows","where":{"and":[{"eq":{"kind":"x"}},
                                                       {"eq":{"$record.camp":"y"}}]}}},0]},
        {"gt":[{"sum":["costs.*.amount"]},1]}]})"));
    ASSERT_TRUE(expression.has_value());
    EXPECT_THAT(expression->dependencies(),
                ElementsAre(Dependency{"sex"}, Dependency{"end"}, Dependency{"start"},
                            Dependency{"rows"}, Dependency{"camp", true}, Dependency{"costs"}));
}

TEST(Condition, AbsentOrDisabledAlwaysShows) {
    const json::Object data;
    const Scope scope{.values = data, .context = march_2026};
    EXPECT_TRUE(Condition::parse(nullptr)->is_absent());
    for (const auto* text :
         {"null", "{}", "[]", R"({"disabled":false})", R"({"eq":{"a":1},"disabled":true})"}) {
        const auto source = read_json(text);
        const auto condition = Condition::parse(&source);
        ASSERT_TRUE(condition.has_value()) << text;
        EXPECT_TRUE(condition->is_absent()) << text;
        EXPECT_TRUE(condition->shows(scope)) << text;
    }
    const auto wrong = read_json(R"({"like":{"a":1},"disabled":true})");
    EXPECT_EQ(Condition::parse(&wrong).error().field, "/like");
}

TEST(Condition, FailsOpenForDataEntryUnlessToldOtherwise) {
    const auto data = read_object(R"({"a":1,"b":[1]})");
    const Scope scope{.values = data, .context = march_2026};
    const auto open = read_json(R"({"gt":["a",{"field":"b"}]})");
    const auto closed = read_json(R"({"gt":["a",{"field":"b"}],"fail_closed":true})");
    const auto hidden = read_json(R"({"eq":{"a":2}})");
    EXPECT_TRUE(Condition::parse(&open)->shows(scope));
    EXPECT_FALSE(Condition::parse(&closed)->shows(scope));
    EXPECT_FALSE(Condition::parse(&hidden)->shows(scope));
}

TEST(OperatorForm, RewritesLegacyArraysAndChangesNoMeaning) {
    const auto vectors = read_test_data("expression-vectors.json");
    int checked = 0;
    for (const auto& item : *json::find_array(vectors, "compat")) {
        const auto& vector = item.as_object();
        if (!json::string_or(vector, "id").starts_with("legacy")) continue;
        json::Object rewritten = vector;
        rewritten["expression"] = operator_form(*json::find(vector, "expression"));
        EXPECT_TRUE(rewritten["expression"].is_object());
        check_vector(rewritten);
        ++checked;
    }
    EXPECT_EQ(checked, 8);
    EXPECT_EQ(operator_form(read_json(R"([{"a":["x","y"],"b":1}])")),
              read_json(R"({"and":[{"or":[{"eq":{"a":"x"}},{"eq":{"a":"y"}}]},{"eq":{"b":1}}]})"));
    EXPECT_EQ(operator_form(read_json("[]")), read_json("[]"));
    EXPECT_EQ(operator_form(read_json("[5]")), read_json("[5]"));
}

TEST(RoundHalfAway, DecidesOnTheBinaryValueLikeToFixed) {
    EXPECT_EQ(round_half_away(2.5, 0), 3);
    EXPECT_EQ(round_half_away(-2.5, 0), -3);
    EXPECT_EQ(round_half_away(1.005, 2), 1.0);     // 1.00499999999999989…
    EXPECT_EQ(round_half_away(1.45, 1), 1.4);      // 1.44999999999999996…
    EXPECT_EQ(round_half_away(8.345, 2), 8.35);    // 8.3450000000000006…
    EXPECT_EQ(round_half_away(0.125, 2), 0.13);    // exact tie
    EXPECT_EQ(round_half_away(10.235, 2), 10.23);  // 10.2349999999999994…
    EXPECT_EQ(round_half_away(1e300, 2), 1e300);
}

TEST(NumericValue, ReadsPlainNumbersOnly) {
    EXPECT_EQ(numeric_value("12"), 12.0);
    EXPECT_EQ(numeric_value(" -2.5e1 "), -25.0);
    EXPECT_EQ(numeric_value("+.5"), 0.5);
    for (const auto* text : {"", " ", "abc", "1x", "0x10", "inf", "nan", "--1", "1 2", "e5"})
        EXPECT_FALSE(numeric_value(text).has_value()) << text;
    EXPECT_FALSE(numeric_value(true).has_value());
}

}  // namespace
}  // namespace amparo::forms

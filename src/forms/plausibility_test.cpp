#include "forms/plausibility.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forms/forms_test_support.hpp"

namespace amparo::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// The rules that a new deployment starts with.
std::vector<PlausibilityRule> default_rules() {
    const auto settings = read_test_data("../config/system_settings.json");
    return plausibility_rules(*json::find_object(settings, "settings"));
}

std::vector<PlausibilityRule> rules_of(std::string_view list) {
    return plausibility_rules(json::Object{{plausibility_key, read_json(list)}});
}

/// As the vectors write it.
json::Value line_of(const Doubt& doubt) {
    const auto* other = json::find(doubt.parameters, "other");
    return json::Array{doubt.pointer, doubt.key.key,
                       other == nullptr ? doubt.parameters.at("max") : *other};
}

TEST(Plausibility, DoubtsWhatTheVectorsDoubt) {
    const auto file = read_test_data("plausibility-vectors.json");
    const auto& context = *json::find_object(file, "context");
    const auto today = parse_day(json::string_or(context, "today")).value();
    const auto zone = json::string_or(context, "time_zone");
    const auto rules = default_rules();
    const auto& vectors = *json::find_array(file, "vectors");
    EXPECT_THAT(vectors, SizeIs(static_cast<std::size_t>(json::integer_or(file, "count", 0))));
    for (const auto& element : vectors) {
        const auto& vector = element.as_object();
        const auto type = json::string_or(vector, "record_type");
        json::Array lines;
        for (const auto& doubt : find_doubts(rules, {.record_type = type,
                                                     .data = *json::find_object(vector, "data"),
                                                     .today = today,
                                                     .time_zone = zone}))
            lines.push_back(line_of(doubt));
        EXPECT_EQ(json::write(lines), json::write(vector.at("warnings")))
            << json::string_or(vector, "id");
    }
}

TEST(Plausibility, EveryRuleOfTheDefaultConfigurationIsOne) {
    const auto file = read_test_data("../config/system_settings.json");
    const auto& settings = *json::find_object(file, "settings");
    EXPECT_THAT(default_rules(), SizeIs(json::find_array(settings, plausibility_key)->size()));
}

TEST(Plausibility, LeavesOutWhatIsNoRule) {
    EXPECT_THAT(
        rules_of(R"([1, {}, {"record_type": "case", "kind": "guess", "age": "a", "birth": "b"},
        {"record_type": "case", "kind": "order", "earlier": "a"},
        {"record_type": "case", "kind": "order", "later": "a"},
        {"record_type": "case", "kind": "age", "age": "a"},
        {"record_type": "case", "kind": "age_max", "age": "a", "birth": "b"},
        {"record_type": "case", "kind": "age_max", "age": "a", "birth": "b", "max": 0},
        {"kind": "order", "earlier": "a", "later": "b"}])"),
        IsEmpty());
    EXPECT_THAT(rules_of(R"({"kind": "order"})"), IsEmpty());
    EXPECT_THAT(plausibility_rules({}), IsEmpty());
}

TEST(Plausibility, TakesNoMoreRulesThanTheLimit) {
    const auto rule =
        read_json(R"({"record_type": "case", "kind": "order", "earlier": "a", "later": "b"})");
    const auto rules_of_count = [&rule](std::size_t count) {
        return plausibility_rules(json::Object{{plausibility_key, json::Array(count, rule)}});
    };
    EXPECT_THAT(rules_of_count(plausibility_rules_max), SizeIs(plausibility_rules_max));
    EXPECT_THAT(rules_of_count(plausibility_rules_max + 1), SizeIs(plausibility_rules_max));
}

TEST(Plausibility, NamesWithSignsOfPointersAreEscaped) {
    const auto rules = rules_of(R"([{"record_type": "case", "kind": "order",
        "rows": "a/b", "earlier": "x", "later": "y~z"}])");
    const auto data = read_object(R"({"a/b": [{"x": "2025-01-02", "y~z": "2025-01-01"}]})");
    std::vector<std::string> pointers;
    for (const auto& doubt :
         find_doubts(rules, {.record_type = "case", .data = data, .today = {}, .time_zone = "UTC"}))
        pointers.push_back(doubt.pointer);
    EXPECT_THAT(pointers, ElementsAre("/a~1b/0/y~0z"));
}

}  // namespace
}  // namespace amparo::forms

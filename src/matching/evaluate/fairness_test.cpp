#include "matching/evaluate/fairness.hpp"

#include <gmock/gmock.h>

#include "matching/generate/families.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr Day today = 20'600;

EvaluationTools tools() {
    return {.configuration = shipped_configuration(),
            .lexicon = shipped_lexicon(),
            .report = {},
            .today = today};
}

const GroupQuality* find(const FairnessReport& report, std::string_view group,
                         std::string_view value) {
    for (const auto& one : report.groups) {
        if (one.group == group && one.value == value) return &one;
    }
    return nullptr;
}

TEST(Fairness, NoGroupOfInventedFamiliesIsLeftBehind) {
    const auto data =
        invent_data(source_file("config/matching/traditions.json"), {.cases = 500, .seed = 90})
            .value();
    const auto report = evaluate_fairness(
        {.cases = data.cases, .requests = data.requests, .locations = data.locations}, data.traces,
        tools());
    ASSERT_TRUE(report);
    EXPECT_GT(report->all.searches, 100U);
    std::size_t searches = 0;
    for (const auto* sex : {"female", "male", "unknown"}) {
        const auto* group = find(*report, "sex", sex);
        if (group != nullptr) searches += group->searches;
    }
    EXPECT_EQ(searches, report->all.searches);
    ASSERT_NE(find(*report, "script", "latin"), nullptr);
    ASSERT_NE(find(*report, "scripts", "different"), nullptr);
    for (const auto* group : report->unfair()) ADD_FAILURE() << group->group << group->value;
    EXPECT_THAT(report->csv(),
                StartsWith("group,value,searches,first,in_ten,listed,likely,below_mean\nall,,"));
}

/// One child with a case, whose name nobody finds: the only one of the group.
struct Few {
    std::string cases;
    std::string requests;
    std::string labels = "trace_id,tracing_request_id,case_id\n";
    void add(int number, const std::string& sex, const std::string& sought) {
        const auto id = std::to_string(number);
        const auto name = "Child" + std::string(1, static_cast<char>('a' + number % 26)) + "bo" +
                          std::string(1, static_cast<char>('a' + number / 26)) + "ma Wesan";
        cases += R"({"id":"c)" + id + R"(","consent_for_tracing":true,"sex":")" + sex +
                 R"(","name":")" + name + "\"}\n";
        requests += R"({"id":"r)" + id + R"(","tracing_request_subform_section":[{"unique_id":"t)" +
                    id + R"(","sex":")" + sex + R"(","name":")" + (sought.empty() ? name : sought) +
                    "\"}]}\n";
        labels += "t" + id + ",r" + id + ",c" + id + "\n";
    }
};

TEST(Fairness, NamesTheGroupThatIsFoundLessOften) {
    Few few;
    for (int at = 0; at < 40; ++at) few.add(at, "male", "");
    for (int at = 40; at < 72; ++at) few.add(at, "female", "Someone Else");
    const auto report = evaluate_fairness({.cases = few.cases,
                                           .requests = few.requests,
                                           .locations = "location_code,parent_code,admin_level\n"},
                                          few.labels, tools());
    ASSERT_TRUE(report);
    std::vector<std::string> unfair;
    for (const auto* group : report->unfair()) unfair.push_back(group->value);
    EXPECT_THAT(unfair, Contains("female"));
    EXPECT_THAT(unfair, ::testing::Not(Contains("male")));
    EXPECT_THAT(report->csv(), HasSubstr("sex,female,32,0.0000"));
}

TEST(Fairness, LabelsThatNameNobodyAreRefused) {
    const auto report = evaluate_fairness({.cases = "{\"id\":\"c\",\"consent_for_tracing\":true}\n",
                                           .requests = "",
                                           .locations = "location_code,parent_code,admin_level\n"},
                                          "trace_id,case_id\n", tools());
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().message.key, "errors.matching.no_labels");
}

}  // namespace
}  // namespace amparo::matching

// Weights from records of which nobody knows who is who.
#include "matching/evaluate/estimation.hpp"

#include <gmock/gmock.h>

#include "matching/generate/families.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

constexpr Day today = 20'600;

class Estimating : public ::testing::Test {
  protected:
    Estimating() {
        data_ =
            invent_data(source_file("config/matching/traditions.json"), {.cases = 500, .seed = 31})
                .value();
    }
    EvaluationInput input() const {
        return {.cases = data_.cases, .requests = data_.requests, .locations = data_.locations};
    }
    static EvaluationTools tools(const Configuration& configuration) {
        return {.configuration = configuration,
                .lexicon = shipped_lexicon(),
                .report = {},
                .today = today};
    }
    RankScores scores(const Configuration& configuration) const {
        const auto results = evaluate_tracing(input(), tools(configuration));
        return score_tracing(results.value(), data_.traces, consenting_ids(data_.cases));
    }
    /// The shipped criteria by their signs alone: for or against, by one bit.
    static std::string signs_alone() {
        auto object = json::parse_object(shipped_configuration_text()).value();
        for (auto& one : object["tracing"].as_object()["comparators"].as_array()) {
            const auto flatten = [](json::Value& weight) {
                weight = weight.to_number<double>() > 0 ? 1.0 : -1.0;
            };
            auto& comparator = one.as_object();
            if (auto* levels = comparator.if_contains("levels")) {
                for (auto& level : levels->as_array()) flatten(level.as_object()["w"]);
            } else {
                for (auto& [name, weight] : comparator["weights"].as_object()) flatten(weight);
            }
        }
        return json::write(object);
    }
    InventedData data_;
};

TEST_F(Estimating, FindsWeightsThatTraceAsWell) {
    const auto text = signs_alone();
    const auto configuration = Configuration::parse(text);
    ASSERT_TRUE(configuration);
    const FitInput fit{.data = input(), .labels = {}, .configuration = text};
    const auto estimated = estimate_model(fit, tools(*configuration));
    ASSERT_TRUE(estimated);
    EXPECT_GT(estimated->report.chance_pairs, 50'000U);
    EXPECT_GT(estimated->report.name_pairs, 100U);
    EXPECT_GT(estimated->report.place_pairs, 100U);
    EXPECT_GE(estimated->report.matches, 40);
    const auto after = Configuration::parse(estimated->configuration);
    ASSERT_TRUE(after);
    EXPECT_NEAR(after->tracing.slope, 0.6, 1e-9);
    const auto found = scores(*after);
    EXPECT_GE(found.first, 0.93);
    EXPECT_GE(found.in_ten, 0.99);
    EXPECT_EQ(found.leaked, 0U);
    EXPECT_GT(found.first, scores(*configuration).first);
    // The same records and configuration say the same.
    EXPECT_EQ(estimate_model(fit, tools(*configuration))->configuration, estimated->configuration);
}

TEST_F(Estimating, LeavesDuplicatesAloneWhenTracingIsEstimated) {
    const auto text = shipped_configuration_text();
    const auto estimated = estimate_model({.data = input(), .labels = {}, .configuration = text},
                                          tools(shipped_configuration()));
    ASSERT_TRUE(estimated);
    const auto before = json::parse_object(text).value();
    const auto after = json::parse_object(estimated->configuration).value();
    EXPECT_EQ(json::write(after.at("duplicates")), json::write(before.at("duplicates")));
    EXPECT_NE(json::write(after.at("tracing")), json::write(before.at("tracing")));
}

TEST_F(Estimating, TooFewRecordsAreRefused) {
    const auto few =
        invent_data(source_file("config/matching/traditions.json"), {.cases = 12, .seed = 3})
            .value();
    const auto estimated = estimate_model(
        {.data = {.cases = few.cases, .requests = few.requests, .locations = few.locations},
         .labels = {},
         .configuration = shipped_configuration_text()},
        tools(shipped_configuration()));
    ASSERT_FALSE(estimated);
    EXPECT_EQ(estimated.error().message.key, "errors.matching.too_few_to_estimate");
    const auto none =
        estimate_model({.data = {.cases = "", .requests = "", .locations = few.locations},
                        .labels = {},
                        .configuration = shipped_configuration_text()},
                       tools(shipped_configuration()));
    EXPECT_FALSE(none);
}

}  // namespace
}  // namespace amparo::matching

// Probabilities come true (matching.md §14), among few cases and many, and wherever people are of
// one country only, whose names and places tell them apart less.
#include <gmock/gmock.h>

#include <map>

#include "base/text.hpp"
#include "matching/generate/families.hpp"
#include "matching/model/csv.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

constexpr Day today = 20'600;
constexpr double error_max = 0.05;
// Of some 1,400 pairs chance alone makes 0.03.
constexpr double error_of_countries_max = 0.06;
const std::string development = "bench/linkage/ftr-dev/";

EvaluationTools tools() {
    return {.configuration = shipped_configuration(),
            .lexicon = shipped_lexicon(),
            .report = {},
            .today = today};
}

/// The results of several sets together.
class Pooled {
  public:
    void add(const EvaluationInput& input, std::string_view truth) {
        const auto results = evaluate_tracing(input, tools());
        ASSERT_TRUE(results);
        results_ += without_header(*results, results_);
        truth_ += without_header(truth, truth_);
        allowed_ += consenting_ids(input.cases);
    }
    double calibration() const { return score_tracing(results_, truth_, allowed_).calibration; }

  private:
    static std::string_view without_header(std::string_view text, std::string_view before) {
        return before.empty() ? text : text.substr(text.find('\n') + 1);
    }

    std::string results_;
    std::string truth_;
    std::string allowed_;
};

void add_invented(Pooled& pooled, const InventOptions& options) {
    const auto data = invent_data(source_file("config/matching/traditions.json"), options).value();
    pooled.add(
        {.cases = data.cases, .requests = data.requests, .locations = data.locations, .top = 20},
        data.traces);
}

TEST(Calibration, HoldsAmongAThousandInventedCases) {
    Pooled pooled;
    for (const std::uint64_t seed : {301, 302, 303, 304, 305}) {
        add_invented(pooled, {.cases = 1000, .seed = seed});
    }
    EXPECT_LE(pooled.calibration(), error_max);
}

TEST(Calibration, HoldsAmongThousandsOfInventedCases) {
    Pooled pooled;
    add_invented(pooled, {.cases = 4000, .seed = 1});
    EXPECT_LE(pooled.calibration(), error_max);
}

/// The lines of the development set that name a country, by the country.
std::map<std::string, std::string> by_country(const std::string& file, const char* field) {
    std::map<std::string, std::string> lines;
    const auto text = source_file(development + file);
    for (const auto line : text::split(text, '\n')) {
        if (line.empty()) continue;
        const auto record = json::parse_object(line).value();
        const auto countries = json::string_list(record, field);
        if (countries.size() == 1) lines[countries.front()].append(line).append("\n");
    }
    return lines;
}

TEST(Calibration, HoldsInOneCountryAlone) {
    const auto truth = source_file(development + "truth_traces.csv");
    const auto locations = source_file(development + "locations.csv");
    const auto requests = by_country("tracing_requests.jsonl", "relation_nationality");
    Pooled pooled;
    std::size_t countries = 0;
    for (const auto& [country, cases] : by_country("cases.jsonl", "nationality")) {
        const auto of_country = requests.find(country);
        if (of_country == requests.end()) continue;
        ++countries;
        pooled.add(
            {.cases = cases, .requests = of_country->second, .locations = locations, .top = 20},
            truth);
    }
    EXPECT_EQ(countries, 10U);
    EXPECT_LE(pooled.calibration(), error_of_countries_max);
}

}  // namespace
}  // namespace amparo::matching

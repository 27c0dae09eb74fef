#include "matching/evaluate/linkage.hpp"

#include <gmock/gmock.h>

#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view cases =
    "{\"id\":\"a\",\"name\":\"Amina Juma\",\"consent_for_tracing\":true}\n"
    "{\"id\":\"b\",\"name\":\"Omar Said\"}\n";
constexpr std::string_view requests =
    R"({"id":"r","tracing_request_subform_section":[{"unique_id":"t","name":"Amina Juma"}]})";

using Evaluation = Result<std::string> (*)(const EvaluationInput&, const EvaluationTools&);

/// What is told on the way, in words.
std::vector<std::string> told(Evaluation evaluation) {
    std::vector<std::string> words;
    const auto note = [&words](const char* what) {
        return [&words, what](std::size_t done, std::size_t total) {
            words.push_back(what + std::to_string(done) + "/" + std::to_string(total));
        };
    };
    const auto done = evaluation(
        {.cases = cases, .requests = requests, .locations = "location_code,parent_code\n"},
        {.configuration = shipped_configuration(),
         .lexicon = shipped_lexicon(),
         .report = note("compared "),
         .today = 20'600,
         .taking_part =
             [&](const TakingPart& part) { words.push_back("of " + std::to_string(part.cases)); },
         .reading = note("read ")});
    EXPECT_TRUE(done);
    return words;
}

TEST(Linkage, TellsHowFarItIsWhileItReadsAndWhileItCompares) {
    EXPECT_THAT(told(evaluate_tracing),
                ElementsAre("read 1/2", "read 2/2", "of 1", "compared 1/1"));
    EXPECT_THAT(told(evaluate_duplicates),
                ElementsAre("read 1/2", "read 2/2", "of 2", "compared 1/2", "compared 2/2"));
}

}  // namespace
}  // namespace amparo::matching

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "matching/evaluate/linkage.hpp"

namespace amparo::matching {

/// One pair that people have decided on, or that the truth of labelled data decides.
struct LabelledPair {
    std::vector<std::int16_t> parameters;  // the levels found, as numbers of parameters
    float prior = 0;
    bool is_same = false;
    std::uint32_t group = 0;  // pairs of one search stay together when data is split
};

/// How good a model is on some pairs.
struct Goodness {
    std::size_t pairs = 0;
    std::size_t matches = 0;
    double log_loss = 0;     // mean, natural
    double calibration = 0;  // root-mean-square error of probabilities of at least 0.05
    double first = 0;        // share of searches whose best pair is a match, of those with one
};

/// What came of fitting, on the pairs that were held out.
struct FitReport {
    Goodness before;
    Goodness after;
    std::uint64_t digest = 0;  // of the data; the same data and configuration fit the same
};

struct FitResult {
    std::string configuration;  // JSON, with the new weights
    FitReport report;
};

/// Which half of a configuration is fitted.
enum class FittedModel : std::uint8_t { tracing, duplicates };
/// The key of a model in a configuration.
std::string_view name_of(FittedModel which);
/// That half of a configuration.
const Model& model_of(const Configuration& configuration, FittedModel which);

struct FitInput {
    EvaluationInput data;
    std::string_view labels;         // CSV: pairs of ids that are the same child; others are not
    std::string_view configuration;  // JSON
    FittedModel model = FittedModel::tracing;
};

/// Writes the weights and the calibration of a model into the JSON it was read from.
void write_weights(json::Object& model, const Model& fitted);

/// Weights from labels: a logistic regression over the levels of all comparators together, drawn
/// towards the weights that are there, because comparators depend on each other and counting each
/// alone would count the same evidence twice. The prior stays fixed. One search in five is held
/// out for the report; the weights come from all.
Result<FitResult> fit_model(const FitInput& input, const EvaluationTools& tools);

}  // namespace amparo::matching

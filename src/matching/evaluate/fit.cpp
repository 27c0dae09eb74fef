#include "matching/evaluate/fit.hpp"

#include <cmath>

#include "matching/evaluate/labelled_pairs.hpp"
#include "matching/evaluate/regression.hpp"

namespace amparo::matching {
namespace {

constexpr std::uint32_t folds = 5;

}  // namespace

std::string_view name_of(FittedModel which) {
    return which == FittedModel::tracing ? "tracing" : "duplicates";
}

const Model& model_of(const Configuration& configuration, FittedModel which) {
    return which == FittedModel::tracing ? configuration.tracing : configuration.duplicates;
}

void write_weights(json::Object& model, const Model& fitted) {
    auto& list = model["comparators"].as_array();
    for (std::size_t at = 0; at < list.size(); ++at) {
        auto& comparator = list[at].as_object();
        const auto& levels = fitted.comparators[at].levels;
        auto* measured = comparator.if_contains("levels");
        for (std::size_t level = 0; level < levels.size(); ++level) {
            const auto weight = std::round(static_cast<double>(levels[level].weight) * 100) / 100;
            if (measured != nullptr) {
                measured->as_array()[level].as_object()["w"] = weight;
            } else {
                comparator["weights"].as_object()[levels[level].name] = weight;
            }
        }
        if (comparator.if_contains("cap") != nullptr) {
            comparator["cap"] =
                json::Array{fitted.comparators[at].cap_low, fitted.comparators[at].cap_high};
        }
    }
    json::Object calibration;
    calibration["a"] = fitted.slope;
    calibration["b"] = std::round(fitted.intercept * 1000) / 1000;
    calibration["method"] = "platt";
    model["calibration"] = std::move(calibration);
}

Result<FitResult> fit_model(const FitInput& input, const EvaluationTools& tools) {
    AMPARO_TRY(const auto pairs, label_pairs(input, tools));
    const auto& before = model_of(tools.configuration, input.model);
    std::vector<LabelledPair> learnt;
    std::vector<LabelledPair> held_out;
    for (const auto& pair : pairs) {
        (pair.group % folds == 0 ? held_out : learnt).push_back(pair);
    }
    FitResult result;
    result.report.digest = digest_of(pairs);
    result.report.before = goodness_of(before, held_out);
    result.report.after = goodness_of(regress(before, learnt, tools.report), held_out);
    AMPARO_TRY(auto object, json::parse_object(input.configuration));
    auto* model = object.if_contains(name_of(input.model));
    AMPARO_REQUIRE(model != nullptr);
    write_weights(model->as_object(), regress(before, pairs, tools.report));
    result.configuration = json::write(object);
    return result;
}

}  // namespace amparo::matching

#pragma once

#include <string>
#include <vector>

#include "matching/configurations/rehearsal.hpp"
#include "matching/evaluate/fit.hpp"

/// Weights from what people decided (matching.md 6.5).
namespace amparo::matching {

/// How many decisions of each kind are needed, and how much of the index is asked.
struct FittingRules {
    std::size_t calibration_min = 100;  // confirmed, and rejected
    std::size_t weights_min = 200;
    std::size_t decided_max = 20'000;
    /// Other cases that a trace with a confirmed one might have been; they are not the child.
    std::size_t others_max = 60;
    /// The same for two cases of one child.
    std::size_t other_children_max = 30;
};

/// What a fit came to.
enum class FitMethod : std::uint8_t { none, calibration, weights };
std::string_view name_of(FitMethod method);

/// One weight that would change.
struct WeightChange {
    std::string comparator = {};
    std::string level = {};
    float before = 0;
    float after = 0;
};

struct DecisionFit {
    FittedModel model = FittedModel::tracing;
    FitMethod method = FitMethod::none;  // none: too few decisions, nothing is proposed
    std::size_t confirmed = 0;
    std::size_t rejected = 0;
    std::size_t needed = 0;  // of each, for the next step
    FitReport report = {};
    json::Object configuration = {};  // proposed
    std::vector<WeightChange> changes = {};
    std::vector<std::string> kept = {};  // comparators whose new weights would contradict them
};

/// Where a fit takes its decisions from; all outlive it.
struct FittingGrounds {
    const records::Service& records;
    const Service& service;
    /// Called with the step, what is done and what there is to do; false ends the fit with `busy`.
    std::function<bool(std::string_view step, std::size_t done, std::size_t total)> goes_on;
};

/// Fits a model of a configuration to the decisions of reviewers: pairs that were confirmed are the
/// same child, those that were rejected are not, nor are the other cases that resemble a child who
/// was found. With few decisions only the calibration is fitted, with
/// fewer nothing. The prior stays fixed; one sought child in five is held out for the report.
Result<DecisionFit> fit_to_decisions(const FittingGrounds& grounds, const FittingRules& rules,
                                     const json::Object& configuration, FittedModel which);

}  // namespace amparo::matching

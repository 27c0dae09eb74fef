#include "matching/model/sense.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace amparo::matching {
namespace {

constexpr std::size_t candidates_min = 20;  // as many as an answer lists

/// Names of the levels where records agree most and least.
using Ends = std::array<std::string_view, 2>;

/// For types whose levels have names; the second pair of birth is that of inexact dates.
std::vector<Ends> ends_of(const Comparator& comparator) {
    switch (comparator.type) {
        case ComparatorType::person_name:
            return {{"E", "N"}};
        case ComparatorType::siblings:
            return {{"otherwise", "better"}};
        case ComparatorType::birth:
            return {{"day", "exact_other"}, {"same", "other"}};
        case ComparatorType::location:
            return {{"leaf", "other"}};
        case ComparatorType::date:
            return {{"same", "other"}};
        case ComparatorType::overlap_group:
            return {{"agree3", "conflict2"}};
        default:
            return {{"agree", "disagree"}};
    }
}

float weight_of(const Comparator& comparator, std::string_view level) {
    const auto found = std::ranges::find(comparator.levels, level, &LevelWeight::name);
    return found == comparator.levels.end() ? 0 : found->weight;
}

bool contradicts(const Comparator& comparator) {
    if (level_names(comparator.type, comparator.measure).empty())
        return comparator.levels.back().weight < comparator.levels.front().weight;
    return std::ranges::any_of(ends_of(comparator), [&](const Ends& ends) {
        return weight_of(comparator, ends[0]) < weight_of(comparator, ends[1]);
    });
}

void note_comparators(const Model& model, const std::string& at, std::vector<Problem>& problems) {
    for (std::size_t index = 0; index < model.comparators.size(); ++index) {
        const auto& comparator = model.comparators[index];
        const bool is_measured = level_names(comparator.type, comparator.measure).empty();
        const auto where =
            fmt::format("{}/comparators/{}/{}", at, index, is_measured ? "levels" : "weights");
        const bool weighs_nothing = std::ranges::all_of(
            comparator.levels, [](const LevelWeight& level) { return level.weight == 0; });
        if (weighs_nothing) {
            problems.push_back({where, "errors.matching.weights_all_zero"});
        } else if (contradicts(comparator)) {
            problems.push_back({where, "errors.matching.levels_contradict"});
        }
    }
}

void note_retrieval(const Model& model, const std::string& at, std::vector<Problem>& problems) {
    if (model.candidates < candidates_min)
        problems.push_back({at + "/candidates", "errors.matching.candidates_too_few"});
    const std::pair<const char*, float> features[] = {{"own_key", model.own_key},
                                                      {"kin_key", model.kin_key},
                                                      {"cross", model.cross},
                                                      {"place", model.place},
                                                      {"bigram", model.bigram}};
    for (const auto& [name, weight] : features) {
        // Names of the child find nearly everybody: without them children would be lost unseen.
        const bool is_own = std::string_view(name) == "own_key";
        if (weight < 0 || (is_own && weight == 0))
            problems.push_back({at + "/features/" + name, "errors.matching.feature_finds_nobody"});
    }
}

void note_thresholds(const Model& model, const std::string& at, std::vector<Problem>& problems) {
    const std::pair<const char*, double> thresholds[] = {{"likely", model.likely_threshold},
                                                         {"notify", model.notify_threshold}};
    for (const auto& [name, threshold] : thresholds) {
        if (threshold < model.list_threshold)
            problems.push_back({at + "/" + name, "errors.matching.thresholds_contradict"});
    }
    if (model.notify_threshold < model.store_threshold)
        problems.push_back({at + "/store", "errors.matching.store_above_notify"});
}

void note_model(const Model& model, const std::string& at, std::vector<Problem>& problems) {
    note_retrieval(model, at + "/retrieval", problems);
    note_thresholds(model, at + "/thresholds", problems);
    note_comparators(model, at, problems);
}

}  // namespace

void note_nonsense(const Configuration& configuration, std::vector<Problem>& problems) {
    const auto& eligibility = configuration.eligibility;
    const std::string at = "/tracing/eligible";
    if (eligibility.case_status.empty())
        problems.push_back({at + "/case_status", "errors.matching.nobody_takes_part"});
    if (eligibility.request_status.empty())
        problems.push_back({at + "/request_status", "errors.matching.nobody_takes_part"});
    if (eligibility.consent_field.empty())
        problems.push_back({at + "/consent_field", "errors.matching.consent_needed"});
    note_model(configuration.tracing, "/tracing", problems);
    note_model(configuration.duplicates, "/duplicates", problems);
}

}  // namespace amparo::matching

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "matching/engine/matcher.hpp"
#include "matching/evaluate/files.hpp"
#include "matching/model/configuration.hpp"

namespace amparo::matching {

/// What is measured with; all must outlive it.
struct SpeedInput {
    const std::vector<json::Object>& cases;
    const std::vector<json::Object>& requests;
    const Places& places;
    const Lexicon& lexicon;
    const Configuration& configuration;
    Day today;
};

/// One figure of how fast matching is, beside what it must be (matching.md 14).
struct SpeedFigure {
    enum class Must : std::uint8_t { be_at_least, be_at_most };
    std::string_view name;
    std::optional<double> measured;  // nothing when the records have nothing to measure it with
    Must must = Must::be_at_least;
    double bound = 0;
    std::size_t of_cases = 0;  // how many cases the promise is of; 0 when it is of any number
};

/// Measures reading names, comparing pairs, building the index and searching it, one core, in
/// processor time; in the order of the promises.
std::vector<SpeedFigure> measure_speed(const SpeedInput& input, const Report& report = {});

}  // namespace amparo::matching

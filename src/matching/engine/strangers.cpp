#include "matching/engine/strangers.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::matching {
namespace {

// Weights of names know how rare each name is, yet not all that it means that a people has few of
// them, or that all names are those of one people. With 1 names would be counted twice, with 0
// nobody's population would matter; found on mixed and single peoples (docs/decisions/0014).
constexpr double power = 0.6;

/// Each record is known to name relatives whom others of its family name too: so many namesakes are
/// no strangers to it, however large the system is.
constexpr double namesakes_in_family = 2;
constexpr double strangers_least = 0.2;  // of the namesakes that are counted

/// Pairs of persons that are taken to be as where the weights were fitted: few say nothing.
constexpr double pairs_in_doubt = 10'000;

// A population of one name, or of names that nobody can read, must not make all scores alike.
constexpr double ratio_least = 1.0 / 8;
constexpr double ratio_most = 16;

}  // namespace

std::size_t strangers_among(const Model& model, std::size_t records, const Dictionary& names) {
    if (model.namesakes <= 0 || records == 0) return records;
    const auto count = static_cast<double>(records);
    const auto persons = static_cast<double>(names.persons());
    const auto pairs = persons * (persons - 1);
    const auto counted = static_cast<double>(names.namesake_pairs());
    const auto of_strangers =
        std::max(counted - namesakes_in_family / count * pairs, counted * strangers_least);
    const auto share = (of_strangers + model.namesakes * pairs_in_doubt) / (pairs + pairs_in_doubt);
    const auto ratio = std::clamp(share / model.namesakes, ratio_least, ratio_most);
    return static_cast<std::size_t>(std::lround(std::max(1.0, count * std::pow(ratio, power))));
}

}  // namespace amparo::matching

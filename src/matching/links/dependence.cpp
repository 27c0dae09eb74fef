#include "matching/links/dependence.hpp"

#include <cmath>

namespace amparo::matching::links {
namespace {

constexpr double doubt = 10;       // pairs that agree in both, and would by chance, pretended
constexpr float bits_least = 0.5;  // less is no dependence

/// What a pair says of each aspect, a bit each.
struct Said {
    std::uint32_t known = 0;
    std::uint32_t agreed = 0;
    std::uint32_t differed = 0;
};

std::vector<Said> read(const Observations& pairs) {
    std::vector<Said> all;
    all.reserve(pairs.size());
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        Said said;
        const auto outcomes = pairs[pair];
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const auto found = outcomes[i].level;
            const auto bit = std::uint32_t{1} << i;
            if (found == level::missing) continue;
            said.known |= bit;
            if (found < level::crossed) said.agreed |= bit;
            if (found == level::different) said.differed |= bit;
        }
        all.push_back(said);
    }
    return all;
}

/// How many times more often than by chance two aspects agree together, in bits.
float lift(const std::vector<Said>& pairs, std::uint32_t one, std::uint32_t other,
           std::uint32_t telling) {
    double count = 0;
    double of_one = 0;
    double of_other = 0;
    double of_both = 0;
    for (const auto& said : pairs) {
        if ((said.known & one) == 0 || (said.known & other) == 0) continue;
        if ((said.differed & telling) == 0) continue;
        const bool one_agrees = (said.agreed & one) != 0;
        const bool other_agrees = (said.agreed & other) != 0;
        count += 1;
        of_one += one_agrees ? 1 : 0;
        of_other += other_agrees ? 1 : 0;
        of_both += one_agrees && other_agrees ? 1 : 0;
    }
    const double expected = count > 0 ? of_one * of_other / count : 0;
    return static_cast<float>(std::log2((of_both + doubt) / (expected + doubt)));
}

}  // namespace

std::vector<Dependence> find_dependences(const Observations& chance_pairs,
                                         const std::vector<bool>& dates) {
    const auto pairs = read(chance_pairs);
    std::uint32_t all_dates = 0;
    for (std::size_t i = 0; i < dates.size(); ++i) {
        if (dates[i]) all_dates |= std::uint32_t{1} << i;
    }
    std::vector<Dependence> found(dates.size());
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const auto own = std::uint32_t{1} << i;
        for (std::size_t before = 0; before < i && !dates[i]; ++before) {
            if (dates[before]) continue;
            const auto other = std::uint32_t{1} << before;
            const auto telling = all_dates != 0 ? all_dates : ~(own | other);
            const auto bits = lift(pairs, own, other, telling);
            if (bits < bits_least || bits <= found[i].bits) continue;
            found[i] = {.on = static_cast<std::uint8_t>(before), .bits = bits};
        }
    }
    return found;
}

}  // namespace amparo::matching::links

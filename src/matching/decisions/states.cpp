#include "matching/decisions/states.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace amparo::matching {
namespace {

constexpr std::array<std::string_view, 9> words{
    "potential",        "under_verification", "confirmed",  "rejected", "unlikely",
    "need_information", "unlinked",           "superseded", "reunited"};

/// One step that people may take.
struct Move {
    PairState from;
    PairState to;
};
using enum PairState;
constexpr Move moves[] = {
    {potential, confirmed},
    {potential, rejected},
    {potential, unlikely},
    {potential, need_information},
    {under_verification, confirmed},
    {under_verification, rejected},
    {under_verification, unlikely},
    {under_verification, need_information},
    {under_verification, potential},
    {unlikely, confirmed},
    {unlikely, rejected},
    {unlikely, need_information},
    {unlikely, potential},
    {need_information, confirmed},
    {need_information, rejected},
    {need_information, unlikely},
    {need_information, potential},
    {unlinked, confirmed},
    {unlinked, rejected},
    {unlinked, potential},
    {unlinked, unlikely},
    {unlinked, need_information},
    {confirmed, unlinked},
    {rejected, potential},
};

}  // namespace

std::string_view name_of(PairState state) {
    return words.at(static_cast<std::size_t>(state));
}

std::optional<PairState> pair_state(std::string_view word) {
    const auto found = std::ranges::find(words, word);
    if (found == words.end()) return std::nullopt;
    return static_cast<PairState>(std::distance(words.begin(), found));
}

bool may_move(PairState from, PairState to) {
    return std::ranges::any_of(
        moves, [&](const Move& move) { return move.from == from && move.to == to; });
}

}  // namespace amparo::matching

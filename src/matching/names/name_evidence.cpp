#include "matching/names/name_evidence.hpp"

#include <algorithm>

#include "matching/names/alignment.hpp"

namespace amparo::matching {
namespace {

constexpr float weak_first_bits = 1.0F;

float similarity_of(const Reading& left, const Reading& right, LevelCache& levels) {
    const auto alignment = align(left, right, levels);
    const auto shorter = static_cast<float>(std::min(left.size, right.size));
    const auto longer = static_cast<float>(std::max(left.size, right.size));
    const auto unaligned = shorter - static_cast<float>(alignment.size);
    float sum = 0;
    float smallest = 1;
    for (std::size_t at = 0; at < alignment.size; ++at) {
        sum += alignment.pairs[at].value;
        smallest = std::min(smallest, alignment.pairs[at].value);
    }
    if (unaligned > 0) smallest = 0;
    const auto similarity = 0.45F * sum / shorter + 0.15F * sum / longer + 0.4F * smallest -
                            0.05F * unaligned - left.cost - right.cost;
    return std::clamp(similarity, 0.0F, 1.0F);
}

NameEvidence evidence_of(const Reading& left, const Reading& right, LevelCache& levels) {
    const auto alignment = align(left, right, levels);
    NameEvidence found{.weakest = Level::exact};
    bool is_weak_first = false;
    for (std::size_t at = 0; at < alignment.size; ++at) {
        const auto& pair = alignment.pairs[at];
        const auto bits = std::min(levels.bits_of(left.tokens[pair.left]),
                                   levels.bits_of(right.tokens[pair.right]));
        found.shared += quality(pair.level) * bits;
        found.weakest = std::min(found.weakest, pair.level);
        if (pair.left != 0 && pair.right != 0) continue;
        found.first = std::max(found.first, pair.level);
        is_weak_first = is_weak_first || pair.level < Level::variant;
    }
    const auto shorter = std::min(left.size, right.size);
    const auto longer = std::max(left.size, right.size);
    found.unaligned = static_cast<std::uint8_t>(shorter - alignment.size);
    if (alignment.size == 0) found.weakest = Level::none;
    found.net = found.shared - unaligned_bits * static_cast<float>(found.unaligned) -
                extra_token_bits * static_cast<float>(longer - shorter);
    if (found.first == Level::none) found.net -= no_first_bits;
    if (is_weak_first) found.net -= weak_first_bits;
    return found;
}

NameEvidence nothing_shared(const Name& left, const Name& right) {
    return {.net = net_of_strangers(left.size, right.size),
            .unaligned = std::min(left.size, right.size)};
}

/// Calls `visit` with every pair of readings of which one is plain, the plain pair first.
template <class Visit>
void for_reading_pairs(const Name& left, const Name& right, Visit visit) {
    Reading plain_left;
    Reading plain_right;
    Reading other;
    left.reading(0, plain_left);
    right.reading(0, plain_right);
    if (!visit(plain_left, plain_right)) return;
    for (std::size_t at = 1; at < left.reading_count(); ++at) {
        if (left.reading(at, other)) visit(other, plain_right);
    }
    for (std::size_t at = 1; at < right.reading_count(); ++at) {
        if (right.reading(at, other)) visit(plain_left, other);
    }
}

}  // namespace

float name_similarity(const Name& left, const Name& right, LevelCache& levels) {
    if (left.empty() || right.empty()) return 0;
    float best = 0;
    for_reading_pairs(left, right, [&](const Reading& one, const Reading& other) {
        best = std::max(best, similarity_of(one, other, levels));
        return true;
    });
    return best;
}

NameEvidence name_evidence(const Name& left, const Name& right, LevelCache& levels) {
    if (left.empty() || right.empty()) return {};
    // Most names share nothing, and need no alignment.
    if (!Name::may_meet(left, right)) return nothing_shared(left, right);
    NameEvidence best{.net = -1000};
    for_reading_pairs(left, right, [&](const Reading& one, const Reading& other) {
        const auto found = evidence_of(one, other, levels);
        if (found.net > best.net) best = found;
        // Joining words helps only where some stayed alone.
        return best.unaligned > 0 || left.size != right.size;
    });
    return best;
}

}  // namespace amparo::matching

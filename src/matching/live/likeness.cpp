#include "matching/live/likeness.hpp"

#include <algorithm>

#include "matching/engine/evidence.hpp"

namespace amparo::matching {
namespace {

/// The field at a place; when a side has less of them, its last one.
std::string field_at(const std::vector<std::string>& fields, std::size_t at) {
    return fields.empty() ? std::string() : fields[std::min(at, fields.size() - 1)];
}

/// The fields that a comparator reads, side by side.
EvidenceLine line_of(const Comparator& comparator) {
    EvidenceLine line{.comparator = comparator.id,
                      .is_family = comparator.is_family,
                      .is_automatic = comparator.is_automatic};
    for (const auto& pair : comparator.pairs) {
        const auto count = std::max(pair.left.size(), pair.right.size());
        for (std::size_t at = 0; at < count; ++at)
            line.fields.push_back({field_at(pair.left, at), field_at(pair.right, at)});
    }
    return line;
}

}  // namespace

Likeness likeness_of(const BoundModel& model, const Match& match, const Comparison& comparison,
                     float prior) {
    const auto evidence = evidence_of(model, comparison, prior);
    Likeness likeness{.match = match,
                      .is_likely = match.score >= model.model().likely_threshold,
                      .prior_bits = evidence.prior_bits};
    for (const auto& bar : evidence.bars) {
        auto line = line_of(*bar.comparator);
        line.level = bar.level;
        line.weight_bits = bar.weight_bits;
        line.text_key = bar.text_key;
        likeness.evidence.push_back(std::move(line));
    }
    for (const auto* comparator : evidence.would_help)
        likeness.would_help.push_back(line_of(*comparator));
    return likeness;
}

bool leads_to_family(const Model& model, const Match& match) {
    return match.relationship == Relationship::same_family &&
           match.family_score >= model.family_threshold;
}

}  // namespace amparo::matching

#include "matching/engine/candidates.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::matching {
namespace {

constexpr std::size_t common_share = 5;     // a fifth of all records
constexpr std::size_t never_common = 1000;  // records: shorter lists are always worth reading
constexpr float days_per_year = 365.25F;
/// Scores are added up in whole numbers, so that the order of adding does not matter.
constexpr float score_scale = 1024.0F;

}  // namespace

void CandidateIndex::set(Ordinal ordinal, std::vector<Feature> features, const Traits& traits) {
    clear(ordinal);
    if (ordinal >= features_.size()) {
        features_.resize(ordinal + 1);
        traits_.resize(ordinal + 1);
    }
    for (const auto found : features) {
        auto& posting = postings_[found];
        if (posting.empty() || posting.back() < ordinal) {
            posting.push_back(ordinal);
        } else {
            const auto place = std::ranges::lower_bound(posting, ordinal);
            if (place == posting.end() || *place != ordinal) posting.insert(place, ordinal);
        }
    }
    if (!features.empty()) ++live_;
    features_[ordinal] = std::move(features);
    traits_[ordinal] = traits;
}

void CandidateIndex::clear(Ordinal ordinal) {
    if (ordinal >= features_.size() || features_[ordinal].empty()) return;
    for (const auto found : features_[ordinal]) {
        const auto posting = postings_.find(found);
        if (posting == postings_.end()) continue;
        const auto place = std::ranges::lower_bound(posting->second, ordinal);
        if (place != posting->second.end() && *place == ordinal) posting->second.erase(place);
        if (posting->second.empty()) postings_.erase(posting);
    }
    features_[ordinal].clear();
    --live_;
}

const std::vector<Ordinal>* CandidateIndex::find_posting(Feature feature) const {
    const auto found = postings_.find(feature);
    return found == postings_.end() ? nullptr : &found->second;
}

bool CandidateIndex::is_common(const std::vector<Ordinal>& posting) const {
    return posting.size() > never_common && posting.size() > live_ / common_share;
}

void CandidateIndex::gather(std::span<const WantedFeature> features, bool with_common,
                            CandidateScratch& scratch) const {
    for (const auto& wanted : features) {
        const auto* posting = find_posting(wanted.feature);
        if (posting == nullptr || wanted.weight <= 0) continue;
        if (is_common(*posting) != with_common) continue;
        const auto rarity =
            std::log2(static_cast<float>(live_) / static_cast<float>(posting->size()) + 1.0F);
        const auto value = static_cast<std::uint32_t>(wanted.weight * rarity * score_scale);
        for (const auto ordinal : *posting) {
            auto& score = scratch.scores[ordinal];
            if (score == 0) scratch.touched.push_back(ordinal);
            score += value;
        }
    }
}

float CandidateIndex::adjustment(const Traits& traits, Ordinal ordinal) const {
    const auto& other = traits_[ordinal];
    float sum = 0;
    if (traits.sex != 0 && other.sex != 0 && traits.sex != other.sex) sum -= 5;
    if (!traits.has_birth || !other.has_birth) return sum;
    const auto years = std::abs(static_cast<float>(traits.birth - other.birth)) / days_per_year;
    if (years < 1.1F) return sum + 1.5F;
    if (years < 2.6F) return sum + 0.3F;
    return sum - (years < 4.1F ? 1.0F : 3.5F);
}

std::span<const Candidate> CandidateIndex::find(const CandidateQuery& query,
                                                CandidateScratch& scratch) const {
    scratch.scores.resize(features_.size(), 0);
    gather(query.features, false, scratch);
    collect(query, scratch);
    if (scratch.found.size() < query.count) {
        gather(query.more_features, false, scratch);
        collect(query, scratch);
    }
    if (scratch.found.empty()) {
        gather(query.features, true, scratch);
        collect(query, scratch);
    }
    for (const auto ordinal : scratch.touched) scratch.scores[ordinal] = 0;
    scratch.touched.clear();
    const auto is_better = [](const Candidate& one, const Candidate& other) {
        return one.score != other.score ? one.score > other.score : one.ordinal < other.ordinal;
    };
    const auto kept = std::min(query.count, scratch.found.size());
    std::partial_sort(scratch.found.begin(),
                      scratch.found.begin() + static_cast<std::ptrdiff_t>(kept),
                      scratch.found.end(), is_better);
    return std::span(scratch.found).first(kept);
}

void CandidateIndex::collect(const CandidateQuery& query, CandidateScratch& scratch) const {
    scratch.found.clear();
    for (const auto ordinal : scratch.touched) {
        if (ordinal == query.exclude) continue;
        if (query.eligible != nullptr && !(*query.eligible)(ordinal)) continue;
        const auto score = static_cast<float>(scratch.scores[ordinal]) / score_scale;
        scratch.found.push_back({ordinal, score + adjustment(query.traits, ordinal)});
    }
}

bool CandidateIndex::has_common(std::span<const WantedFeature> features, FeatureKind kind) const {
    return std::ranges::any_of(features, [&](const auto& wanted) {
        const auto* posting =
            kind_of(wanted.feature) == kind ? find_posting(wanted.feature) : nullptr;
        return posting != nullptr && is_common(*posting);
    });
}

std::size_t CandidateIndex::memory_bytes() const {
    std::size_t bytes = traits_.capacity() * sizeof(Traits);
    for (const auto& [feature, posting] : postings_) {
        bytes += sizeof(feature) + sizeof(posting) + 16 + posting.capacity() * sizeof(Ordinal);
    }
    for (const auto& features : features_) {
        bytes += sizeof(features) + features.capacity() * sizeof(Feature);
    }
    return bytes;
}

}  // namespace amparo::matching

#include "matching/engine/candidates.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::matching {
namespace {

constexpr std::size_t common_share = 5;     // a fifth of all records
constexpr std::size_t never_common = 1000;  // records: shorter lists are always worth reading
constexpr std::ptrdiff_t sexes_max = 255;
/// Scores are added up in whole numbers, so that the order of adding does not matter.
constexpr float score_scale = 1024.0F;

}  // namespace

void CandidateIndex::add(Ordinal ordinal, std::span<const Feature> features, const Traits& traits) {
    put_traits(ordinal, traits);
    for (const auto found : features) postings_.add(found, ordinal);
    if (!features.empty()) ++live_;
}

void CandidateIndex::put_traits(Ordinal ordinal, const Traits& traits) {
    if (ordinal >= births_.size()) {
        if (ordinal >= births_.capacity()) {
            births_.reserve(ordinal + ordinal / 8 + 16);
            sexes_.reserve(births_.capacity());
        }
        births_.resize(ordinal + 1, Traits::no_birth);
        sexes_.resize(ordinal + 1);
    }
    auto sex = std::ranges::find(of_sex_, traits.sex) - of_sex_.begin();
    if (sex == std::ssize(of_sex_)) {
        // No house has so many options; what does not fit counts as unknown.
        if (sex > sexes_max) {
            sex = 0;
        } else {
            of_sex_.push_back(traits.sex);
        }
    }
    births_[ordinal] = traits.birth;
    sexes_[ordinal] = static_cast<std::uint8_t>(sex);
}

void CandidateIndex::remove(Ordinal ordinal, std::span<const Feature> features) {
    for (const auto found : features) postings_.remove(found, ordinal);
    if (!features.empty()) --live_;
}

bool CandidateIndex::is_common(std::size_t holders) const {
    return holders > never_common && holders > live_ / common_share;
}

void CandidateIndex::gather(std::span<const WantedFeature> features, bool with_common,
                            CandidateScratch& scratch) const {
    for (const auto& wanted : features) {
        const auto holders = postings_.count(wanted.feature);
        if (holders == 0 || wanted.weight <= 0 || is_common(holders) != with_common) continue;
        const auto rarity =
            std::log2(static_cast<float>(live_) / static_cast<float>(holders) + 1.0F);
        const auto value = static_cast<std::uint32_t>(wanted.weight * rarity * score_scale);
        postings_.for_each(wanted.feature, [&](Ordinal ordinal) {
            auto& score = scratch.scores[ordinal];
            if (score == 0) scratch.touched.push_back(ordinal);
            score += value;
        });
    }
}

float CandidateIndex::adjustment(const Traits& traits, Ordinal ordinal) const {
    const auto sex = of_sex_[sexes_[ordinal]];
    const auto birth = births_[ordinal];
    float sum = 0;
    if (traits.sex != 0 && sex != 0 && traits.sex != sex) sum -= 5;
    if (traits.birth == Traits::no_birth || birth == Traits::no_birth) return sum;
    const auto years = std::abs(traits.birth - birth) / days_per_year;
    if (years < 1.1) return sum + 1.5F;
    if (years < 2.6) return sum + 0.3F;
    return sum - (years < 4.1 ? 1.0F : 3.5F);
}

std::span<const Candidate> CandidateIndex::find(const CandidateQuery& query,
                                                CandidateScratch& scratch) const {
    scratch.scores.resize(births_.size(), 0);
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
        return kind_of(wanted.feature) == kind && is_common(postings_.count(wanted.feature));
    });
}

std::size_t CandidateIndex::memory_bytes() const {
    return births_.capacity() * sizeof(Day) + sexes_.capacity() + postings_.memory_bytes();
}

}  // namespace amparo::matching

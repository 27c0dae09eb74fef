#include "matching/engine/matcher.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::matching {

std::string_view name_of(Relationship relationship) {
    constexpr std::string_view names[] = {"same_child", "same_family", "unclear"};
    return names[static_cast<std::size_t>(relationship)];
}

double probability_of(const Model& model, float bits) {
    return 1.0 / (1.0 + std::exp2(-(model.slope * static_cast<double>(bits) + model.intercept)));
}

float prior_bits(const Model& model, std::size_t records) {
    const auto count = static_cast<double>(std::max<std::size_t>(records, 1));
    return static_cast<float>(std::log2(model.match_share / count));
}

Match judge(const Model& model, const Comparison& comparison, float prior) {
    Match match;
    match.bits = prior + comparison.total;
    match.score = probability_of(model, match.bits);
    match.family_score = probability_of(model, prior + comparison.family);
    if (match.score >= 0.5) {
        match.relationship = Relationship::same_child;
    } else if (match.family_score >= model.family_threshold || comparison.rather_sibling) {
        match.relationship = Relationship::same_family;
    }
    return match;
}

Matcher::Matcher(const BoundModel& model, const Lexicon& lexicon, const Places& places, Day today)
    : model_(model),
      places_(places),
      today_(today),
      dictionary_(lexicon),
      reader_(dictionary_, places, FeaturePlan::of_left(model)) {}

Ordinal Matcher::add(const RecordSource& source) {
    const auto words = prepare(source, model_.left(), {dictionary_, places_, today_});
    const auto ordinal = static_cast<Ordinal>(begins_.size());
    begins_.push_back(words_.size());
    words_.insert(words_.end(), words.begin(), words.end());
    const Record added(words);
    index_.set(ordinal, reader_.indexed(added), reader_.traits(added));
    for (const auto& keys : reader_.keys_of_persons(added)) {
        ++frequencies_.persons;
        for (const auto key : keys) {
            if (key >= frequencies_.holders.size()) frequencies_.holders.resize(key + 1, 0);
            ++frequencies_.holders[key];
        }
    }
    token_holders_.resize(dictionary_.size(), 0);
    for (std::size_t slot = 0; slot < model_.left().slots().size(); ++slot) {
        const auto kind = model_.left().slots()[slot].kind;
        if (kind != SlotKind::names && kind != SlotKind::kin_names) continue;
        added.for_names(static_cast<std::uint8_t>(slot), [&](const RoleName& name) {
            for (const auto token : name.name.tokens()) ++token_holders_[token];
        });
    }
    return ordinal;
}

void Matcher::weigh() {
    dictionary_.weigh(frequencies_, token_holders_);
}

Record Matcher::record(Ordinal ordinal) const {
    const auto end = ordinal + 1 < begins_.size() ? begins_[ordinal + 1] : words_.size();
    return Record(std::span(words_).subspan(begins_[ordinal], end - begins_[ordinal]));
}

std::size_t Matcher::memory_bytes() const {
    return words_.capacity() * sizeof(std::uint32_t) + begins_.capacity() * sizeof(std::size_t) +
           index_.memory_bytes();
}

Matcher::Session::Session(const Matcher& matcher)
    : matcher_(matcher),
      words_(matcher.dictionary_),
      comparer_(matcher.model_, words_, matcher.places_),
      reader_(words_, matcher.places_, FeaturePlan::of_right(matcher.model_)) {}

std::vector<Match> Matcher::Session::search(const RecordSource& source, std::size_t limit,
                                            Ordinal exclude) {
    const auto& bound = matcher_.model_;
    const auto words = prepare(source, bound.right(), {words_, matcher_.places_, matcher_.today_});
    const Record sought(words);
    const auto features = reader_.wanted(sought, bound.model());
    const auto bigrams = reader_.wanted_bigrams(sought, bound.model());
    const auto candidates = matcher_.index_.find({.features = features,
                                                  .more_features = bigrams,
                                                  .traits = reader_.traits(sought),
                                                  .count = bound.model().candidates + 1},
                                                 scratch_);
    const auto prior = matcher_.prior();
    matches_.clear();
    for (const auto& candidate : candidates) {
        if (candidate.ordinal == exclude) continue;
        auto match = judge(bound.model(),
                           comparer_.compare(matcher_.record(candidate.ordinal), sought), prior);
        match.ordinal = candidate.ordinal;
        matches_.push_back(match);
    }
    std::ranges::stable_sort(matches_, [](const Match& one, const Match& other) {
        return one.bits != other.bits ? one.bits > other.bits : one.ordinal < other.ordinal;
    });
    if (matches_.size() > limit) matches_.resize(limit);
    return matches_;
}

Comparison Matcher::Session::compare(const RecordSource& source, Ordinal ordinal) {
    const auto words =
        prepare(source, matcher_.model_.right(), {words_, matcher_.places_, matcher_.today_});
    return comparer_.compare(matcher_.record(ordinal), Record(words));
}

}  // namespace amparo::matching

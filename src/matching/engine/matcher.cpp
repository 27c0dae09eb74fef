#include "matching/engine/matcher.hpp"

#include <algorithm>

#include "matching/engine/strangers.hpp"

namespace amparo::matching {
namespace {

/// Words of queries that are kept before a session begins anew.
constexpr std::size_t own_words_max = 50'000;

Side opposite(Side side) {
    return side == Side::left ? Side::right : Side::left;
}

}  // namespace

std::string_view name_of(Relationship relationship) {
    constexpr std::string_view names[] = {"same_child", "same_family", "unclear"};
    return names[static_cast<std::size_t>(relationship)];
}

Match judge(const Model& model, const Verdict& verdict, float prior) {
    Match match;
    match.bits = prior_of_pair(model, prior, verdict.family) + verdict.total;
    match.score = probability_of(model, match.bits);
    match.family_score = probability_of(model, prior + verdict.family);
    if (match.score >= 0.5) {
        match.relationship = Relationship::same_child;
    } else if (match.family_score >= model.family_threshold || verdict.rather_sibling) {
        match.relationship = Relationship::same_family;
    }
    return match;
}

Matcher::Matcher(const BoundModel& model, const Lexicon& lexicon, const Places& places, Day today)
    : model_(model),
      places_(places),
      today_(today),
      dictionary_(lexicon),
      left_(model.left(), FeatureReader(dictionary_, places, FeaturePlan::of_left(model))),
      right_(model.right(), FeatureReader(dictionary_, places, FeaturePlan::of_right(model))) {}

std::shared_lock<std::shared_mutex> Matcher::lock_for_reading() const {
    const std::lock_guard pass(gate_);
    return std::shared_lock(mutex_);
}

std::unique_lock<std::shared_mutex> Matcher::lock_for_writing() {
    const std::lock_guard pass(gate_);
    return std::unique_lock(mutex_);
}

Dictionary Matcher::overlay() const {
    const auto lock = lock_for_reading();
    return Dictionary(dictionary_);
}

void Matcher::put(Side side, Ordinal ordinal, const RecordSource& source) {
    const auto lock = lock_for_writing();
    put_locked(side, ordinal, source);
}

void Matcher::remove(Side side, Ordinal ordinal) {
    const auto lock = lock_for_writing();
    remove_locked(side, ordinal);
}

Ordinal Matcher::add(const RecordSource& source) {
    const auto lock = lock_for_writing();
    const auto ordinal = static_cast<Ordinal>(left_.end());
    put_locked(Side::left, ordinal, source);
    return ordinal;
}

void Matcher::set_today(Day today) {
    const auto lock = lock_for_writing();
    today_ = today;
}

void Matcher::put_locked(Side side, Ordinal ordinal, const RecordSource& source) {
    remove_locked(side, ordinal);
    const auto words = prepare(source, model_.of(side), {dictionary_, places_, today_});
    of(side).put(ordinal, words);
    if (side == Side::left) count(left_.record(ordinal), Count::in);
    ++version_;
}

void Matcher::remove_locked(Side side, Ordinal ordinal) {
    if (!of(side).holds(ordinal)) return;
    if (side == Side::left) count(left_.record(ordinal), Count::out);
    of(side).remove(ordinal);
    ++version_;
}

void Matcher::count(const Record& record, Count count) {
    for (const auto& keys : left_.reader().keys_of_persons(record)) {
        dictionary_.count_person(keys, count);
    }
    for (std::size_t slot = 0; slot < model_.left().slots().size(); ++slot) {
        if (!holds_names(model_.left().slots()[slot].kind)) continue;
        record.for_names(static_cast<std::uint8_t>(slot), [&](const RoleName& name) {
            for (const auto token : name.name.tokens()) dictionary_.count_holder(token, count);
        });
    }
}

bool Matcher::holds(Side side, Ordinal ordinal) const {
    const auto lock = lock_for_reading();
    return of(side).holds(ordinal);
}

std::size_t Matcher::size(Side side) const {
    const auto lock = lock_for_reading();
    return of(side).size();
}

float Matcher::prior(const Model& model) const {
    const auto lock = lock_for_reading();
    return prior_locked(model);
}

float Matcher::prior_locked(const Model& model) const {
    return prior_bits(model, strangers_among(model, left_.size(), dictionary_));
}

std::size_t Matcher::memory_bytes() const {
    const auto lock = lock_for_reading();
    return left_.memory_bytes() + right_.memory_bytes();
}

Matcher::Session::Session(const Matcher& matcher)
    : matcher_(matcher),
      words_(matcher.overlay()),
      comparer_(matcher.model_, words_, matcher.places_),
      left_reader_(words_, matcher.places_, FeaturePlan::of_left(matcher.model_)),
      right_reader_(words_, matcher.places_, FeaturePlan::of_right(matcher.model_)) {}

/// Catches up with the matcher; to be called with its lock.
void Matcher::Session::follow() {
    if (version_ == matcher_.version_ && words_.own_size() < own_words_max) return;
    words_.rebase();
    comparer_.levels().clear();
    version_ = matcher_.version_;
}

std::vector<std::uint32_t> Matcher::Session::read(const RecordSource& source, Side side) {
    return prepare(source, matcher_.model_.of(side), {words_, matcher_.places_, matcher_.today_});
}

Found Matcher::Session::search(const RecordSource& source, const Search& search) {
    const auto lock = matcher_.lock_for_reading();
    follow();
    const auto& model = matcher_.model_.model();
    const auto side = opposite(search.among);
    auto words = read(source, side);
    const Record sought(words, matcher_.model_.of(side));
    const auto& reader = side == Side::left ? left_reader_ : right_reader_;
    const auto& index = matcher_.of(search.among).index();
    const auto features = reader.wanted(sought, model);
    const auto bigrams = reader.wanted_bigrams(sought, model);
    const auto candidates = index.find({.features = features,
                                        .more_features = bigrams,
                                        .traits = reader.traits(sought),
                                        .count = model.candidates,
                                        .exclude = search.exclude,
                                        .eligible = search.eligible ? &search.eligible : nullptr},
                                       scratch_);
    Found found{.prior = matcher_.prior_locked(model),
                .is_too_little = features.empty(),
                .has_common_name = index.has_common(features, FeatureKind::own_key)};
    comparer_.ask(std::move(words), side);
    chosen_.clear();
    for (const auto& candidate : candidates) chosen_.push_back(candidate.ordinal);
    compare_chosen(search, found);
    return found;
}

/// Compares those that were chosen; of each only as much as tells that it is not among the best.
void Matcher::Session::compare_chosen(const Search& search, Found& found) {
    const auto& model = matcher_.model_.model();
    auto& matches = found.matches;
    const auto is_better = [](const Match& one, const Match& other) {
        return one.bits != other.bits ? one.bits > other.bits : one.ordinal < other.ordinal;
    };
    const auto keep = [&](const Match& match) {
        if (match.score < search.least_score) return;
        if (matches.size() == search.limit) {
            // The worst of them is in front.
            if (!is_better(match, matches.front())) return;
            std::ranges::pop_heap(matches, is_better);
            matches.pop_back();
        }
        matches.push_back(match);
        std::ranges::push_heap(matches, is_better);
        if (matches.size() == search.limit) comparer_.outlook().raise(matches.front().bits);
    };
    if (search.limit == 0) return;
    comparer_.outlook().want(bits_for(model, search.least_score), found.prior);
    matcher_.judge_each(comparer_, chosen_, search.among,
                        [&](Ordinal ordinal, const Verdict& verdict) {
                            auto match = judge(model, verdict, found.prior);
                            match.ordinal = ordinal;
                            keep(match);
                        });
    std::ranges::sort(matches, is_better);
}

std::optional<Comparison> Matcher::Session::compare(const RecordSource& source, Ordinal ordinal,
                                                    Side among) {
    const auto lock = matcher_.lock_for_reading();
    if (!matcher_.of(among).holds(ordinal)) return std::nullopt;
    follow();
    comparer_.ask(read(source, opposite(among)), opposite(among));
    return comparer_.compare(matcher_.of(among).record(ordinal));
}

void Matcher::Session::compare_each(const RecordSource& source, Ordinal first,
                                    const std::function<void(Ordinal, const Comparison&)>& each) {
    const auto lock = matcher_.lock_for_reading();
    follow();
    comparer_.ask(read(source, Side::right), Side::right);
    for (auto ordinal = first; ordinal < matcher_.left_.end(); ++ordinal) {
        if (matcher_.left_.holds(ordinal)) {
            each(ordinal, comparer_.compare(matcher_.left_.record(ordinal)));
        }
    }
}

Comparison Matcher::Session::compare_pair(const RecordSource& left, const RecordSource& right) {
    const auto lock = matcher_.lock_for_reading();
    follow();
    const auto words = read(left, Side::left);
    comparer_.ask(read(right, Side::right), Side::right);
    return comparer_.compare(Record(words, matcher_.model_.left()));
}

}  // namespace amparo::matching

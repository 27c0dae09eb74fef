#include "matching/evaluate/speed.hpp"

#include <algorithm>
#include <ctime>
#include <numeric>
#include <random>

#include "base/names/keys.hpp"
#include "matching/evaluate/traces.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t searches_max = 2'000;   // of each kind
constexpr std::size_t pair_traces_max = 100;  // whose candidates are compared
constexpr std::size_t names_max = 100'000;
constexpr std::size_t rounds_max = 1'000;
constexpr double measured_seconds = 0.3;  // at least, for what is over in an instant
constexpr std::size_t candidates = 300;
constexpr std::size_t listed = 20;
constexpr std::size_t duplicates_listed = 5;  // while somebody registers a child

/// Processor time since it was made.
class Watch {
  public:
    double seconds() const {
        return static_cast<double>(std::clock() - began_) / static_cast<double>(CLOCKS_PER_SEC);
    }

  private:
    std::clock_t began_ = std::clock();
};

/// How many a second, of something done again and again until it can be measured; it tells how
/// many it did.
template <class Round>
std::optional<double> rate(Round&& round) {
    const Watch watch;
    std::size_t count = 0;
    for (std::size_t at = 0; at < rounds_max; ++at) {
        count += round(at);
        if (watch.seconds() >= measured_seconds) break;
    }
    if (count == 0) return std::nullopt;
    return static_cast<double>(count) / std::max(watch.seconds(), 1e-9);
}

/// Times of searches.
class Times {
  public:
    template <class Search>
    void add(Search&& search) {
        const Watch watch;
        search();
        milliseconds_.push_back(watch.seconds() * 1000);
    }
    /// What so many of a hundred did not exceed.
    std::optional<double> percentile(std::size_t of_hundred) {
        if (milliseconds_.empty()) return std::nullopt;
        std::ranges::sort(milliseconds_);
        return milliseconds_[(milliseconds_.size() - 1) * of_hundred / 100];
    }

  private:
    std::vector<double> milliseconds_;
};

class Measurement {
  public:
    Measurement(const SpeedInput& input, const Report& report)
        : input_(input),
          report_(report),
          tracing_(input.configuration.tracing, Sides::case_and_trace),
          matcher_(tracing_, input.lexicon, input.places, input.today),
          traces_(open_traces(input.requests, input.configuration.eligibility)) {
        searches_ = std::min(traces_.size(), searches_max);
        asked_cases_ = std::min(input.cases.size(), searches_max);
        total_ = 2 * input.cases.size() + searches_ + 2 * asked_cases_;
    }

    std::vector<SpeedFigure> run() {
        using enum SpeedFigure::Must;
        const auto names = read_names();
        const auto built = build();
        const auto random = compare_random();
        const auto retrieved = compare_retrieved();
        auto found = search_traces();
        auto named = search_names();
        auto twins = search_duplicates();
        const auto cases = static_cast<double>(std::max<std::size_t>(matcher_.size(), 1));
        const auto bytes = matcher_.memory_bytes() + matcher_.dictionary().memory_bytes();
        return {{"names_per_second", names, be_at_least, 1e6},
                {"random_pairs_per_second", random, be_at_least, 5e6},
                {"retrieved_pairs_per_second", retrieved, be_at_least, 3e6},
                {"best_20_p50_ms", found.percentile(50), be_at_most, 8, 1'000'000},
                {"best_20_p99_ms", found.percentile(99), be_at_most, 25, 1'000'000},
                {"name_search_p50_ms", named.percentile(50), be_at_most, 2, 200'000},
                {"duplicates_check_p95_ms", twins.percentile(95), be_at_most, 50, 1'000'000},
                {"cases_indexed_per_second", built, be_at_least, 40'000},
                {"index_bytes_per_case", static_cast<double>(bytes) / cases, be_at_most, 350,
                 1'000'000}};
    }

  private:
    void step() {
        if (report_) report_(++done_, total_);
    }

    std::optional<double> read_names() const {
        std::vector<std::string> written;
        for (const auto& record : input_.cases) {
            if (written.size() == names_max) break;
            written.push_back(json::string_or(record, "name"));
        }
        std::size_t keys = 0;
        return rate([&](std::size_t) {
            for (const auto& name : written) {
                for (const auto& token : names::name_tokens(name)) {
                    keys += names::name_token_keys(token).size();
                }
            }
            return keys == 0 ? 0 : written.size();
        });
    }

    std::optional<double> build() {
        const Watch watch;
        for (const auto& record : input_.cases) {
            if (is_traceable(record, input_.configuration.eligibility)) {
                matcher_.add({.record = &record});
            }
            step();
        }
        if (matcher_.size() == 0) return std::nullopt;
        return static_cast<double>(matcher_.size()) / std::max(watch.seconds(), 1e-9);
    }

    std::vector<std::uint32_t> prepared(const Traced& sought, Dictionary& words) const {
        return prepare({sought.trace, sought.request}, tracing_.right(),
                       {words, input_.places, input_.today});
    }

    std::size_t compare(Comparer& comparer, std::span<const Ordinal> ordinals) {
        matcher_.judge_each(comparer, ordinals, Side::left, [&](Ordinal, const Verdict& verdict) {
            bits_ += verdict.total;  // so that nothing is left out as of no use
        });
        return ordinals.size();
    }

    /// Every trace in turn with all cases in random order; its words are new to it.
    std::optional<double> compare_random() {
        std::vector<Ordinal> ordinals(matcher_.size());
        std::iota(ordinals.begin(), ordinals.end(), 0U);
        std::ranges::shuffle(ordinals, std::mt19937(1));
        Dictionary words(matcher_.dictionary());
        Comparer comparer(tracing_, words, input_.places);
        if (traces_.empty()) return std::nullopt;
        return rate([&](std::size_t round) {
            comparer.ask(prepared(traces_[round % traces_.size()], words), Side::right);
            return compare(comparer, ordinals);
        });
    }

    /// Candidates as they are found for one trace after the other, each compared to the end.
    std::optional<double> compare_retrieved() {
        const auto count = std::min(traces_.size(), pair_traces_max);
        Matcher::Session session(matcher_);
        Dictionary words(matcher_.dictionary());
        Comparer comparer(tracing_, words, input_.places);
        std::vector<std::vector<std::uint32_t>> sought;
        std::vector<std::vector<Ordinal>> found(count);
        for (std::size_t at = 0; at < count; ++at) {
            sought.push_back(prepared(traces_[at], words));
            const RecordSource source{traces_[at].trace, traces_[at].request};
            for (const auto& match : session.search(source, {.limit = candidates}).matches) {
                found[at].push_back(match.ordinal);
            }
        }
        return rate([&](std::size_t) {
            std::size_t pairs = 0;
            for (std::size_t at = 0; at < count; ++at) {
                comparer.ask(sought[at], Side::right);
                pairs += compare(comparer, found[at]);
            }
            return pairs;
        });
    }

    Times search_traces() {
        Times times;
        Matcher::Session session(matcher_);
        const Search search{.limit = listed, .least_score = tracing_.model().list_threshold};
        for (const auto& [trace, request] : std::span(traces_).first(searches_)) {
            times.add([&] { session.search({trace, request}, search); });
            step();
        }
        return times;
    }

    Times search_names() {
        Times times;
        Matcher::Session session(matcher_);
        for (const auto& record : std::span(input_.cases).first(asked_cases_)) {
            const json::Object asked{{"name", json::string_or(record, "name")}};
            times.add([&] { session.search({.record = &asked}, {.limit = listed}); });
            step();
        }
        return times;
    }

    Times search_duplicates() {
        const BoundModel model(input_.configuration.duplicates, Sides::case_and_case);
        Matcher matcher(model, input_.lexicon, input_.places, input_.today);
        for (const auto& record : input_.cases) {
            matcher.add({.record = &record});
            step();
        }
        Times times;
        Matcher::Session session(matcher);
        for (Ordinal at = 0; at < asked_cases_; ++at) {
            const Search search{.limit = duplicates_listed,
                                .least_score = model.model().list_threshold,
                                .exclude = at};
            times.add([&] { session.search({.record = &input_.cases[at]}, search); });
            step();
        }
        return times;
    }

    const SpeedInput& input_;
    const Report& report_;
    BoundModel tracing_;
    Matcher matcher_;
    std::vector<Traced> traces_;
    std::size_t searches_ = 0;
    std::size_t asked_cases_ = 0;
    std::size_t done_ = 0;
    std::size_t total_ = 0;
    float bits_ = 0;
};

}  // namespace

std::vector<SpeedFigure> measure_speed(const SpeedInput& input, const Report& report) {
    return Measurement(input, report).run();
}

}  // namespace amparo::matching

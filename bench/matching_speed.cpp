// How fast names are read, pairs are compared and cases are found, over growing numbers of cases.
// With --million as the last argument also of a million, which take minutes to invent.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <map>
#include <numeric>
#include <random>

#include "base/names/keys.hpp"
#include "matching/evaluate/linkage.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/generate/families.hpp"

namespace {

using namespace amparo;
using namespace amparo::matching;

constexpr Day today = 20'600;
constexpr std::uint64_t seed = 3;
const std::string config = AMPARO_SOURCE_DIR "/config/matching/";

/// Invented cases of one size, indexed once. Of many cases only the first are kept beside the
/// index.
struct World {
    static constexpr std::size_t slice = 100'000;
    InventedData data;
    std::vector<json::Object> cases;
    std::vector<json::Object> requests;
    Places places;
    Lexicon lexicon;
    Configuration configuration;
    std::unique_ptr<BoundModel> model;
    std::unique_ptr<Matcher> matcher;
    std::vector<Traced> traces;

    explicit World(std::size_t count)
        : data(invent_data(read_text(config + "traditions.json").value(),
                           {.cases = std::min(count, slice), .seed = seed})
                   .value()),
          cases(parse_lines(data.cases).value()),
          requests(parse_lines(data.requests).value()),
          places(Places::parse(data.locations).value()),
          lexicon(Lexicon::load(config).value()),
          configuration(
              Configuration::parse(read_text(config + "configuration.json").value()).value()) {
        model = std::make_unique<BoundModel>(configuration.tracing, Sides::case_and_trace);
        matcher = build();
        for (auto more = seed + 1; matcher->size() < count; ++more) add_slice(more);
        traces = open_traces(requests, configuration.eligibility);
    }
    std::unique_ptr<Matcher> build() const {
        auto built = std::make_unique<Matcher>(*model, lexicon, places, today);
        for (const auto& record : cases) built->add({.record = &record});
        return built;
    }

    void add_slice(std::uint64_t slice_seed) {
        const auto more = invent_data(read_text(config + "traditions.json").value(),
                                      {.cases = slice, .seed = slice_seed})
                              .value();
        const auto records = parse_lines(more.cases).value();
        for (const auto& record : records) matcher->add({.record = &record});
    }

    static const World& of(std::int64_t count) {
        static std::map<std::int64_t, std::unique_ptr<World>> worlds;
        auto& world = worlds[count];
        if (!world) world = std::make_unique<World>(static_cast<std::size_t>(count));
        return *world;
    }
};

void read_names(benchmark::State& state) {
    const auto& world = World::of(10'000);
    std::vector<std::string> written;
    for (const auto& record : world.cases) written.push_back(json::string_or(record, "name"));
    std::size_t at = 0;
    for (auto _ : state) {
        const auto& name = written[at++ % written.size()];
        for (const auto& token : names::name_tokens(name)) {
            benchmark::DoNotOptimize(names::name_token_keys(token));
        }
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(read_names);

void compare_random_pairs(benchmark::State& state) {
    const auto& world = World::of(state.range(0));
    Dictionary words(world.matcher->dictionary());
    const auto& sought = world.traces.front();
    auto prepared =
        prepare({sought.trace, sought.request}, world.model->right(), {words, world.places, today});
    Comparer comparer(*world.model, words, world.places);
    comparer.ask(std::move(prepared), Side::right);
    std::vector<Ordinal> ordinals(world.matcher->size());
    std::iota(ordinals.begin(), ordinals.end(), 0U);
    std::ranges::shuffle(ordinals, std::mt19937(seed));
    for (auto _ : state) {
        world.matcher->judge_each(
            comparer, ordinals, Side::left,
            [](Ordinal, const Verdict& verdict) { benchmark::DoNotOptimize(verdict); });
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(ordinals.size()));
}
BENCHMARK(compare_random_pairs)->Arg(10'000)->Unit(benchmark::kMillisecond);

/// Many traces and the candidates that retrieval finds for them, to be compared in turn.
struct Retrieved {
    const World& world;
    Dictionary words;
    Comparer comparer;
    std::vector<std::vector<std::uint32_t>> sought = {};
    std::vector<std::vector<Ordinal>> candidates = {};

    explicit Retrieved(const World& of)
        : world(of),
          words(world.matcher->dictionary()),
          comparer(*world.model, words, world.places) {
        constexpr std::size_t traces = 100;
        Matcher::Session session(*world.matcher);
        for (std::size_t at = 0; at < traces; ++at) {
            const RecordSource source{world.traces[at].trace, world.traces[at].request};
            sought.push_back(prepare(source, world.model->right(), {words, world.places, today}));
            auto& found = candidates.emplace_back();
            for (const auto& match : session.search(source, {.limit = 300}).matches) {
                found.push_back(match.ordinal);
            }
        }
    }
    void ask(std::size_t at, double least_score) {
        comparer.ask(sought[at], Side::right);
        comparer.outlook().want(bits_for(world.model->model(), least_score),
                                world.matcher->prior());
    }
    /// How many pairs that were.
    std::int64_t judge(std::size_t at) {
        world.matcher->judge_each(
            comparer, candidates[at], Side::left,
            [](Ordinal, const Verdict& verdict) { benchmark::DoNotOptimize(verdict); });
        return static_cast<std::int64_t>(candidates[at].size());
    }
};

/// Asking is part of the time. Pairs below a probability need not be compared to the end.
void compare_pairs_above(double least_score, benchmark::State& state) {
    Retrieved retrieved(World::of(state.range(0)));
    std::int64_t pairs = 0;
    for (auto _ : state) {
        for (std::size_t at = 0; at < retrieved.sought.size(); ++at) {
            retrieved.ask(at, least_score);
            pairs += retrieved.judge(at);
        }
    }
    state.SetItemsProcessed(pairs);
}

void compare_retrieved_pairs(benchmark::State& state) {
    compare_pairs_above(0, state);
}
BENCHMARK(compare_retrieved_pairs)->Arg(10'000)->Unit(benchmark::kMillisecond);

/// To the end once more: as for random pairs no word is new, and asking takes no time.
void compare_retrieved_pairs_again(benchmark::State& state) {
    Retrieved retrieved(World::of(state.range(0)));
    std::int64_t pairs = 0;
    for (auto _ : state) {
        double seconds = 0;
        for (std::size_t at = 0; at < retrieved.sought.size(); ++at) {
            retrieved.ask(at, 0);
            retrieved.judge(at);
            const auto begin = std::chrono::steady_clock::now();
            pairs += retrieved.judge(at);
            seconds +=
                std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        }
        state.SetIterationTime(seconds);
    }
    state.SetItemsProcessed(pairs);
}
BENCHMARK(compare_retrieved_pairs_again)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();

/// As far as the list of matches needs it.
void compare_pairs_to_list(benchmark::State& state) {
    compare_pairs_above(World::of(state.range(0)).model->model().list_threshold, state);
}
BENCHMARK(compare_pairs_to_list)->Arg(10'000)->Unit(benchmark::kMillisecond);

/// As far as the nightly work needs it, which keeps what is probable.
void compare_pairs_to_keep(benchmark::State& state) {
    compare_pairs_above(World::of(state.range(0)).model->model().store_threshold, state);
}
BENCHMARK(compare_pairs_to_keep)->Arg(10'000)->Unit(benchmark::kMillisecond);

/// As the server asks for them: what it would not list need not be found.
void find_twenty(benchmark::State& state) {
    const auto& world = World::of(state.range(0));
    Matcher::Session session(*world.matcher);
    const Search search{.limit = 20, .least_score = world.model->model().list_threshold};
    std::size_t at = 0;
    std::vector<double> times;
    for (auto _ : state) {
        const auto& sought = world.traces[at++ % world.traces.size()];
        const auto begin = std::clock();
        benchmark::DoNotOptimize(session.search({sought.trace, sought.request}, search));
        times.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC * 1000);
    }
    std::ranges::sort(times);
    const auto cases = static_cast<double>(world.matcher->size());
    state.counters["p50 ms"] = times[times.size() / 2];
    state.counters["p99 ms"] = times[times.size() * 99 / 100];
    state.counters["index bytes/case"] = static_cast<double>(world.matcher->memory_bytes()) / cases;
    state.counters["dictionary bytes/case"] =
        static_cast<double>(world.matcher->dictionary().memory_bytes()) / cases;
}
BENCHMARK(find_twenty)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// Searches by name alone, as the search box does.
void search_names(benchmark::State& state) {
    const auto& world = World::of(state.range(0));
    Matcher::Session session(*world.matcher);
    std::vector<json::Object> asked;
    for (const auto& record : world.cases) {
        if (asked.size() == 1000) break;
        asked.push_back({{"name", json::string_or(record, "name")}});
    }
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            session.search({.record = &asked[at++ % asked.size()]}, {.limit = 20}));
    }
}
BENCHMARK(search_names)->Arg(100'000)->Unit(benchmark::kMillisecond);

void build_index(benchmark::State& state) {
    const auto& world = World::of(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(world.build());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(world.cases.size()));
}
BENCHMARK(build_index)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv, argv + argc);
    if (std::ranges::find(arguments, "--million") != arguments.end()) {
        benchmark::RegisterBenchmark("find_twenty", find_twenty)
            ->Arg(1'000'000)
            ->Unit(benchmark::kMillisecond);
        --argc;  // it is the last one
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}

// What evaluations read: configurations, records, locations, pairs of names. Any bytes are refused
// or understood.
#include <string>

#include "matching/evaluate/linkage.hpp"
#include "matching/evaluate/name_sets.hpp"

namespace {

using namespace amparo::matching;

const Configuration& shipped() {
    static const auto configuration =
        Configuration::parse(
            read_text(AMPARO_SOURCE_DIR "/config/matching/configuration.json").value())
            .value();
    return configuration;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    static const Lexicon lexicon;
    const auto configuration = Configuration::parse(text);
    (void)name_similarities(text, lexicon);
    (void)token_ranks(text, lexicon);
    const auto first = text.find('\n');
    const auto cases = text.substr(0, first);
    const auto rest = first == std::string::npos ? std::string() : text.substr(first + 1);
    const EvaluationTools tools{.configuration = configuration ? *configuration : shipped(),
                                .lexicon = lexicon,
                                .report = {},
                                .today = 20'600};
    const EvaluationInput input{.cases = cases, .requests = rest, .locations = rest};
    (void)evaluate_tracing(input, tools);
    (void)evaluate_duplicates(input, tools);
    return 0;
}

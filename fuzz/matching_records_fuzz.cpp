// A case, a sought child and its request, one line of JSON each: whatever they hold, matching them
// gives finite bits that add up, the same from both sides, and forgetting them leaves nothing.
#include <cmath>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "matching/engine/evidence.hpp"
#include "matching/engine/matcher.hpp"
#include "matching/evaluate/linkage.hpp"

namespace {

using namespace amparo;
using namespace amparo::matching;

constexpr Day today = 20'600;
const std::string config = AMPARO_SOURCE_DIR "/config/matching/";

const BoundModel& model() {
    static const auto configuration =
        Configuration::parse(read_text(config + "configuration.json").value()).value();
    static const BoundModel bound(configuration.tracing, Sides::case_and_trace);
    return bound;
}

const Places& places() {
    static const auto known = Places::parse(
                                  "location_code,parent_code,admin_level\n"
                                  "XX,,0\nXX01,XX,1\nXX0101,XX01,2\nXX010101,XX0101,3\n")
                                  .value();
    return known;
}

/// The bits of the only record on a side; nothing when it is not a candidate.
std::optional<float> only_bits(const Found& found) {
    AMPARO_REQUIRE(found.matches.size() <= 1);
    if (found.matches.empty()) return std::nullopt;
    AMPARO_REQUIRE(found.matches.front().score >= 0 && found.matches.front().score <= 1);
    return found.matches.front().bits;
}

void check_evidence(const Comparison& comparison, float prior) {
    const auto evidence = evidence_of(model(), comparison, prior);
    auto sum = evidence.prior_bits;
    for (const auto& bar : evidence.bars) sum += bar.weight_bits;
    const auto bits = judge(model().model(), comparison, prior).bits;
    AMPARO_REQUIRE(std::isfinite(sum) && std::abs(sum - bits) < 1e-2F);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto lexicon = Lexicon::load(config).value();
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::vector<json::Object> objects;
    for (const auto line : text::split(text, '\n')) {
        const auto object = json::parse_object(line);
        objects.push_back(object ? *object : json::Object());
    }
    objects.resize(3);
    const RecordSource held{.record = &objects[0]};
    const RecordSource sought{.record = &objects[1], .request = &objects[2]};
    Matcher matcher(model(), lexicon, places(), today);
    matcher.put(Side::left, 0, held);
    matcher.put(Side::right, 0, sought);
    Matcher::Session session(matcher);
    const auto forth = only_bits(session.search(sought));
    const auto back = only_bits(session.search(held, {.among = Side::right}));
    AMPARO_REQUIRE(!forth || !back || std::abs(*forth - *back) < 1e-2F);
    check_evidence(session.compare(sought, 0).value(), matcher.prior());
    matcher.remove(Side::left, 0);
    matcher.remove(Side::right, 0);
    AMPARO_REQUIRE(matcher.size() == 0 && matcher.dictionary().persons() == 0);
    AMPARO_REQUIRE(session.search(sought).matches.empty());
    return 0;
}

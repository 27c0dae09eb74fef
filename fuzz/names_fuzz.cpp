// Names of any bytes: folding, tokens, keys and comparison neither crash nor disagree with
// themselves, and the short way to fold gives what the rules give.
#include <string>

#include "base/error.hpp"
#include "base/names/fold.hpp"
#include "base/names/fold_rules.hpp"
#include "base/names/keys.hpp"
#include "matching/names/name_evidence.hpp"

namespace {

void check(std::string_view left, std::string_view right) {
    using namespace amparo::matching;
    static const Lexicon lexicon;
    Dictionary dictionary(lexicon);
    std::vector<TokenId> ids;
    const auto one = store_name(left, dictionary, ids);
    const auto other = store_name(right, dictionary, ids);
    LevelCache levels(dictionary);
    const auto similarity = name_similarity(one.in(ids), other.in(ids), levels);
    const auto mirrored = name_similarity(other.in(ids), one.in(ids), levels);
    AMPARO_REQUIRE(similarity >= 0 && similarity <= 1);
    AMPARO_REQUIRE(similarity - mirrored < 1e-4F && mirrored - similarity < 1e-4F);
    const auto evidence = name_evidence(one.in(ids), other.in(ids), levels);
    AMPARO_REQUIRE(evidence.shared >= 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto letters = amparo::names::fold_name(text);
    AMPARO_REQUIRE(letters == amparo::names::fold_by_rules(text));
    const auto folded = amparo::names::to_utf8(letters);
    for (const auto& token : amparo::names::name_tokens(text)) {
        AMPARO_REQUIRE(amparo::names::name_token_keys(token).size() <= 8);
    }
    const auto middle = text.find('\n');
    check(text.substr(0, middle), middle == std::string::npos ? folded : text.substr(middle + 1));
    return 0;
}

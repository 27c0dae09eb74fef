#include "matching/names/name.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

constexpr float glued_cost = 0.02F;
constexpr float pair_cost = 0.02F;
constexpr float whole_cost = 0.03F;

void fill(Reading& out, std::span<const TokenId> tokens, float cost) {
    std::ranges::copy(tokens, out.tokens.begin());
    out.size = static_cast<std::uint8_t>(tokens.size());
    out.cost = cost;
}

TokenId join(std::span<const TokenId> tokens, Dictionary& dictionary) {
    const auto script = dictionary.script_of(tokens.front());
    std::string word;
    for (const auto id : tokens) {
        if (dictionary.script_of(id) != script) return no_token;
        word += dictionary.text_of(id);
    }
    return dictionary.add(word);
}

}  // namespace

bool Name::reading(std::size_t at, Reading& out) const {
    if (at == 0) {
        fill(out, tokens(), 0);
        return true;
    }
    if (at <= pair_count()) {
        const auto pair = at - 1;
        if (joined(pair) == no_token) return false;
        fill(out, tokens(), pair_cost);
        out.tokens[pair] = joined(pair);
        std::copy(ids + pair + 2, ids + size, out.tokens.begin() + static_cast<int>(pair) + 1);
        --out.size;
        return true;
    }
    if (has_whole() && at == pair_count() + 1) {
        fill(out, {ids + size + 2, 1}, whole_cost);
        return true;
    }
    if (glued == 0) return false;
    fill(out, glued_tokens(), glued_cost);
    return true;
}

NamePlace store_name(std::string_view text, Dictionary& dictionary, std::vector<TokenId>& ids) {
    const auto read = names::read_name(text);
    NamePlace place{.first = static_cast<std::uint32_t>(ids.size()),
                    .size = static_cast<std::uint8_t>(read.tokens.size()),
                    .glued = static_cast<std::uint8_t>(read.glued.size()),
                    .teknonym = read.teknonym};
    for (const auto& token : read.tokens) ids.push_back(dictionary.add(token));
    const auto tokens = [&](std::size_t at, std::size_t count) {
        return std::span<const TokenId>(ids.data() + place.first + at, count);
    };
    for (std::size_t at = 0; at + 1 < place.size; ++at) {
        const auto pair = join(tokens(at, 2), dictionary);
        ids.push_back(pair);
    }
    if (place.size == 3) {
        const auto whole = join(tokens(0, 3), dictionary);
        ids.push_back(whole);
    }
    for (const auto& token : read.glued) ids.push_back(dictionary.add(token));
    return place;
}

}  // namespace amparo::matching

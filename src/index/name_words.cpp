#include "index/name_words.hpp"

#include <optional>

#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "index/detail/sought_name.hpp"

namespace amparo::index {
namespace {

/// Less alike words are not what was meant.
constexpr float meant_min = 0.5F;

/// A word as it is written, and its token; nullopt for titles and particles.
std::optional<NameToken> token_of(const std::string& word, const NameLore& lore) {
    auto tokens = names::name_tokens(word);
    if (tokens.size() != 1) return std::nullopt;
    return NameToken::read(std::move(tokens.front()), lore);
}

}  // namespace

struct NameWords::Asked {
    std::string word;
    NameToken token;
};

NameWords::NameWords(std::string_view query, const NameLore& lore) : lore_(lore) {
    for (auto& word : text::words(query)) {
        auto token = token_of(word, lore_);
        if (token) asked_.push_back({std::move(word), std::move(*token)});
    }
    if (!asked_.empty()) asked_.back().token.is_beginning = true;
}

NameWords::~NameWords() = default;

std::vector<NameWords::Pair> NameWords::pairs_in(std::string_view text) const {
    std::vector<Pair> pairs;
    for (const auto& word : text::words(text)) {
        const auto token = token_of(word, lore_);
        if (!token) continue;
        const Asked* best = nullptr;
        float most = meant_min;
        for (const auto& asked : asked_) {
            const auto alike = likeness(asked.token, *token);
            if (alike < most || (best != nullptr && alike == most)) continue;
            most = alike;
            best = &asked;
        }
        if (best != nullptr) pairs.push_back({best->word, word});
    }
    return pairs;
}

}  // namespace amparo::index

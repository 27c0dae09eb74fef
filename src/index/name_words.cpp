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

struct NameWords::Word {
    std::string text;
    NameToken token;
};

NameWords::NameWords(std::string_view query, const NameLore& lore)
    : lore_(lore), asked_(words_of(query)) {
    if (!asked_.empty()) asked_.back().token.is_beginning = true;
    const auto single = asked_.size();
    for (std::size_t at = 1; at < single; ++at)
        asked_.push_back(joined(asked_[at - 1], asked_[at]));
    // What was typed last may go on, also as the end of two words.
    if (single > 1) asked_.back().token.is_beginning = true;
}

NameWords::~NameWords() = default;

std::vector<NameWords::Word> NameWords::words_of(std::string_view text) const {
    std::vector<Word> found;
    for (auto& word : text::words(text)) {
        auto token = token_of(word, lore_);
        if (token) found.push_back({std::move(word), std::move(*token)});
    }
    return found;
}

NameWords::Word NameWords::joined(const Word& one, const Word& next) const {
    return {one.text + ' ' + next.text, NameToken::read(one.token.text + next.token.text, lore_)};
}

const NameWords::Word* NameWords::meant_by(const NameToken& token) const {
    const Word* best = nullptr;
    float most = meant_min;
    for (const auto& asked : asked_) {
        const auto alike = likeness(asked.token, token);
        if (alike < most || (best != nullptr && alike == most)) continue;
        most = alike;
        best = &asked;
    }
    return best;
}

std::vector<NameWords::Pair> NameWords::pairs_in(std::string_view text) const {
    const auto words = words_of(text);
    std::vector<const Word*> meant;
    for (const auto& word : words) meant.push_back(meant_by(word.token));
    std::vector<Pair> pairs;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (meant[at] != nullptr) {
            pairs.push_back({meant[at]->text, words[at].text});
            continue;
        }
        if (at + 1 == words.size() || meant[at + 1] != nullptr) continue;
        const auto both = joined(words[at], words[at + 1]);
        const auto* asked = meant_by(both.token);
        if (asked == nullptr) continue;
        pairs.push_back({asked->text, both.text});
        ++at;
    }
    return pairs;
}

}  // namespace amparo::index

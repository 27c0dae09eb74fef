#include "index/detail/sought_name.hpp"

#include <algorithm>

#include "base/names/distance.hpp"
#include "base/names/fold.hpp"
#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "index/detail/name_ranking.hpp"

namespace amparo::index {
namespace {

constexpr float one_lexicon_group = 0.93F;
constexpr float beginning = 0.85F;
constexpr float one_slip_away = 0.6F;
constexpr float hardly = 0.35F;  // an initial, or two common names that are one letter apart

bool is_ascii(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<signed char>(c) < 0; });
}

template <class Items>
bool share_one(const Items& left, const Items& right) {
    return std::ranges::any_of(
        left, [&](const auto& item) { return std::ranges::find(right, item) != right.end(); });
}

bool begins_with(const NameToken& asked, const NameToken& found) {
    if (!asked.is_beginning || text::length(asked.text) < beginning_letters_min) return false;
    return found.text.starts_with(asked.text) ||
           (!asked.latin.empty() && found.latin.starts_with(asked.latin));
}

float by_letters(const NameToken& asked, const NameToken& found) {
    if (is_typo(asked.text, found.text))
        return asked.is_known && found.is_known ? hardly : one_slip_away;
    return hardly_alike(asked.text, found.text);
}

}  // namespace

NameToken NameToken::read(std::string text, const NameLore& lore) {
    NameToken token;
    token.latin = text::to_latin(text);
    token.keys = names::name_token_keys(text);
    if (lore.groups) token.groups = lore.groups(text);
    if (lore.is_known) token.is_known = lore.is_known(text);
    token.text = std::move(text);
    return token;
}

float likeness(const NameToken& asked, const NameToken& found) {
    const bool is_same = asked.text == found.text;
    if (is_same || (asked.latin == found.latin && !asked.latin.empty()))
        return token_similarity({.is_same = is_same}, asked.latin, found.latin);
    const bool sounds_alike =
        share_one(asked.keys, found.keys) && may_be_one_name(asked.latin, found.latin);
    auto best = sounds_alike ? token_similarity({.sounds_alike = true}, asked.latin, found.latin)
                             : by_letters(asked, found);
    if (share_one(asked.groups, found.groups)) best = std::max(best, one_lexicon_group);
    if (begins_with(asked, found)) best = std::max(best, beginning);
    return best;
}

float hardly_alike(std::string_view one, std::string_view other) {
    if (one.size() > other.size()) std::swap(one, other);
    if (one.empty() || !other.starts_with(one)) return 0;
    const auto letters = text::length(one);
    return letters == 1 || letters >= typo_letters_min ? hardly : 0;
}

bool is_typo(std::string_view one, std::string_view other) {
    // Asked of very many tokens: most are plain letters, which need not be spelled out.
    if (is_ascii(one) && is_ascii(other)) {
        const auto letters = std::min(one.size(), other.size());
        return letters >= typo_letters_min &&
               names::is_within(one, other, letters >= typo_letters_of_two ? 2 : 1);
    }
    const auto left = names::to_utf32(one);
    const auto right = names::to_utf32(other);
    const auto shorter = std::min(left.size(), right.size());
    if (shorter < typo_letters_min) return false;
    if (names::script_of(left.front()) != names::script_of(right.front())) return false;
    return names::is_within(std::u32string_view(left), std::u32string_view(right),
                            shorter >= typo_letters_of_two ? 2 : 1);
}

}  // namespace amparo::index

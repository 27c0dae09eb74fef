#include "matching/names/token.hpp"

#include <algorithm>
#include <bit>

#include "base/names/keys.hpp"
#include "base/names/segments.hpp"
#include "base/names/variants.hpp"
#include "matching/names/distance.hpp"

namespace amparo::matching {
namespace {

constexpr std::string_view key_letters = " ABFMTSXJKLRNWY";
constexpr std::size_t key_letters_max = 16;
constexpr std::size_t keys_max = 8;
constexpr std::size_t typo_letters_min = 4;
constexpr std::size_t two_typos_letters_min = 8;
constexpr std::size_t near_key_letters_min = 4;

KeyCode code_of(std::string_view key) {
    KeyCode code = 0;
    for (const auto letter : key.substr(0, key_letters_max)) {
        code = code << 4U | static_cast<KeyCode>(key_letters.find(letter));
    }
    return code;
}

std::uint64_t key_bit(KeyCode key) {
    return std::uint64_t{1} << (key * 0x9E3779B97F4A7C15ULL >> 58U);
}

/// Whether at most so many bits are set; few are asked for.
bool has_at_most(std::uint32_t bits, unsigned most) {
    for (; most > 0 && bits != 0; --most) bits &= bits - 1;
    return bits == 0;
}

std::size_t length_of(KeyCode key) {
    return (64U - static_cast<std::size_t>(std::countl_zero(key)) + 3U) / 4U;
}

void add_sounds(Token& token) {
    for (const auto& segment : names::name_segments(token.letters)) {
        for (const auto& variant : names::name_variants(segment)) {
            const auto code = code_of(names::name_key(variant));
            const bool is_known = std::ranges::find(token.keys, code) != token.keys.end();
            if (code != 0 && !is_known && token.keys.size() < keys_max) token.keys.push_back(code);
            auto sounding = sounding_of(variant, token.script);
            if (std::ranges::find(token.soundings, sounding) == token.soundings.end()) {
                token.soundings.push_back(std::move(sounding));
            }
        }
    }
    for (const auto key : token.keys) token.key_mask |= key_bit(key);
}

/// Letters that one token has and the other has not, at least; each slip changes two at most.
int differing_letters(const Token& left, const Token& right) {
    return std::popcount(left.letter_mask ^ right.letter_mask);
}

bool is_typo(const Token& left, const Token& right) {
    const auto shorter = std::min(left.letters.size(), right.letters.size());
    const auto longer = std::max(left.letters.size(), right.letters.size());
    if (left.script != right.script || shorter < typo_letters_min) return false;
    const int most = shorter >= two_typos_letters_min ? 2 : 1;
    if (longer - shorter > static_cast<std::size_t>(most)) return false;
    if (differing_letters(left, right) > 2 * most) return false;
    return is_within(left.letters, right.letters, most);
}

bool is_initial(const Token& left, const Token& right) {
    if (left.letters.size() != 1 && right.letters.size() != 1) return false;
    return left.letters.front() == right.letters.front();
}

bool is_beginning(const Token& left, const Token& right) {
    if (std::min(left.letters.size(), right.letters.size()) < typo_letters_min) return false;
    return left.letters.starts_with(right.letters) || right.letters.starts_with(left.letters);
}

/// Whether two keys are one letter apart, in their bits: what is alike at both ends is taken away,
/// and little may remain.
bool keys_are_near(KeyCode left, KeyCode right) {
    auto left_length = length_of(left);
    auto right_length = length_of(right);
    if (left_length > right_length) {
        std::swap(left, right);
        std::swap(left_length, right_length);
    }
    if (left_length < near_key_letters_min || right_length - left_length > 1) return false;
    const auto common_end = static_cast<std::size_t>(std::countr_zero(left ^ right)) / 4U;
    const auto end = std::min(common_end, left_length);
    const auto left_rest = left_length - end;
    const auto aligned = right >> (4U * (right_length - left_length));
    const auto common_begin = left_length - length_of(left ^ aligned);
    const auto begin = std::min(common_begin, left_rest);
    const auto left_middle = left_rest - begin;
    const auto right_middle = right_length - end - begin;
    if (left_middle + right_middle <= 1 || (left_middle == 1 && right_middle == 1)) return true;
    if (left_middle != 2 || right_middle != 2) return false;
    const auto letter = [&](KeyCode key, std::size_t at) { return key >> (4U * at) & 15U; };
    return letter(left, end) == letter(right, end + 1) &&
           letter(left, end + 1) == letter(right, end);
}

bool has_near_keys(const Token& left, const Token& right) {
    return std::ranges::any_of(left.keys, [&](KeyCode key) {
        return std::ranges::any_of(right.keys,
                                   [&](KeyCode other) { return keys_are_near(key, other); });
    });
}

bool sound_alike(const Token& left, const Token& right) {
    return std::ranges::any_of(left.soundings, [&](const Sounding& sounding) {
        return std::ranges::any_of(right.soundings,
                                   [&](const Sounding& other) { return agree(sounding, other); });
    });
}

}  // namespace

Token Token::of(std::string_view text, const Lexicon& lexicon) {
    Token token;
    token.text = text;
    token.letters = names::to_utf32(text);
    if (token.letters.empty()) return token;
    token.script = names::script_of(token.letters.front());
    for (const auto letter : token.letters) token.letter_mask |= 1U << (letter % 31U);
    token.groups = lexicon.groups_of(text);
    token.is_known = lexicon.is_known(text);
    add_sounds(token);
    return token;
}

TokenFace Token::face() const {
    TokenFace face{
        .letter_mask = letter_mask,
        .length = static_cast<std::uint16_t>(letters.size()),
        .script = static_cast<std::uint8_t>(script),
        .first = static_cast<std::uint8_t>(letters.empty() ? 0 : letters.front() & 0xFFU)};
    const auto sign = [&](std::uint64_t value) {
        const auto spread = value * 0x9E3779B97F4A7C15ULL;
        face.signs |= std::uint64_t{1} << (spread >> 58U);
        face.more_signs |= std::uint64_t{1} << (spread >> 52U & 63U);
    };
    for (const auto group : groups) sign(std::uint64_t{group} << 32U | 1U);
    std::uint32_t all = 0xFFFF;
    std::uint32_t some = 0;
    unsigned firsts = 0;
    unsigned lasts = 0;
    for (const auto key : keys) {
        sign(key);
        const auto length = static_cast<std::uint8_t>(length_of(key));
        if (length < near_key_letters_min) continue;
        const bool is_first = face.key_length_most == 0;
        face.key_length_least = is_first ? length : std::min(face.key_length_least, length);
        face.key_length_most = std::max(face.key_length_most, length);
        const auto bit_of = [](KeyCode code) { return static_cast<unsigned>(1U << (code & 15U)); };
        firsts |= bit_of(key >> (4U * (length - 1U)));
        lasts |= bit_of(key);
        std::uint32_t found = 0;
        for (auto rest = key; rest != 0; rest >>= 4U) found |= 1U << (rest & 15U);
        all &= found;
        some |= found;
    }
    face.key_letters_all = static_cast<std::uint16_t>(all);
    face.key_letters_some = static_cast<std::uint16_t>(some);
    face.key_firsts = static_cast<std::uint16_t>(firsts);
    face.key_lasts = static_cast<std::uint16_t>(lasts);
    return face;
}

bool TokenFace::may_be_slips(const TokenFace& left, const TokenFace& right) {
    const auto shorter = std::min(left.length, right.length);
    if (shorter == 1) return left.first == right.first;
    if (left.script != right.script || shorter < typo_letters_min) return false;
    const auto common = left.letter_mask & right.letter_mask;
    if (left.first == right.first && (common == left.letter_mask || common == right.letter_mask)) {
        return true;
    }
    const unsigned most = shorter >= two_typos_letters_min ? 2 : 1;
    if (std::max(left.length, right.length) - shorter > static_cast<int>(most)) return false;
    return has_at_most(left.letter_mask ^ right.letter_mask, 2 * most);
}

bool TokenFace::may_have_near_keys(const TokenFace& left, const TokenFace& right) {
    // Near keys differ in one letter each at most, so that they begin or end alike; without long
    // keys there are none.
    if ((left.key_firsts & right.key_firsts) == 0 && (left.key_lasts & right.key_lasts) == 0) {
        return false;
    }
    if (left.key_length_least > right.key_length_most + 1 ||
        right.key_length_least > left.key_length_most + 1) {
        return false;
    }
    const auto only = [](std::uint32_t all, std::uint32_t some) {
        return has_at_most(all & ~some, 1);
    };
    return only(left.key_letters_all, right.key_letters_some) &&
           only(right.key_letters_all, left.key_letters_some);
}

bool share_a_key(const Token& left, const Token& right) {
    if ((left.key_mask & right.key_mask) == 0) return false;
    return std::ranges::any_of(left.keys, [&](KeyCode key) {
        return std::ranges::find(right.keys, key) != right.keys.end();
    });
}

bool share_a_group(const Token& left, const Token& right) {
    return std::ranges::any_of(left.groups, [&](Lexicon::Group group) {
        return std::ranges::find(right.groups, group) != right.groups.end();
    });
}

bool are_variants(const Token& left, const Token& right) {
    if (left.letters.empty() || right.letters.empty()) return false;
    if (left.text == right.text) return true;
    const bool have_groups = !left.groups.empty() && !right.groups.empty();
    if (have_groups && share_a_group(left, right)) return true;
    return share_a_key(left, right) && sound_alike(left, right);
}

Level compare(const Token& left, const Token& right) {
    if (left.letters.empty() || right.letters.empty()) return Level::none;
    if (left.text == right.text) return Level::exact;
    const bool have_groups = !left.groups.empty() && !right.groups.empty();
    if (have_groups && share_a_group(left, right)) return Level::variant;
    if (share_a_key(left, right)) return sound_alike(left, right) ? Level::variant : Level::key;
    if (is_initial(left, right)) return Level::initial;
    if (is_typo(left, right)) {
        return left.is_known && right.is_known ? Level::initial : Level::typo;
    }
    if (is_beginning(left, right) || has_near_keys(left, right)) return Level::initial;
    return Level::none;
}

std::string key_text(KeyCode key) {
    std::string letters;
    for (auto at = length_of(key); at > 0; --at) {
        letters.push_back(key_letters[key >> (4U * (at - 1)) & 15U]);
    }
    return letters;
}

}  // namespace amparo::matching

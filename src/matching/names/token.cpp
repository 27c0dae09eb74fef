#include "matching/names/token.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/names/each_key.hpp"
#include "base/names/segments.hpp"
#include "base/names/variants.hpp"
#include "matching/names/distance.hpp"

namespace amparo::matching {
namespace {

constexpr std::string_view key_letters = " ABFMTSXJKLRNWY";
constexpr std::size_t key_letters_max = 16;
constexpr std::size_t keys_max = 8;

/// Where each letter of keys stands among them.
constexpr auto number_by_letter = [] {
    std::array<std::uint8_t, 128> numbers{};
    for (std::size_t at = 0; at < key_letters.size(); ++at) {
        numbers[static_cast<std::size_t>(key_letters[at])] = static_cast<std::uint8_t>(at);
    }
    return numbers;
}();

KeyCode code_of(std::string_view key) {
    KeyCode code = 0;
    for (const auto letter : key.substr(0, key_letters_max)) {
        code = code << 4U | number_by_letter[static_cast<std::size_t>(letter)];
    }
    return code;
}

std::uint64_t key_bit(KeyCode key) {
    return std::uint64_t{1} << (key * 0x9E3779B97F4A7C15ULL >> 58U);
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
    if (left.script != right.script) {
        return first_sound(left.letters.front()) == first_sound(right.letters.front());
    }
    return left.letters.front() == right.letters.front();
}

bool is_beginning(const Token& left, const Token& right) {
    if (std::min(left.letters.size(), right.letters.size()) < typo_letters_min) return false;
    return left.letters.starts_with(right.letters) || right.letters.starts_with(left.letters);
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
    token.keys = key_codes_of(token.letters);
    token.soundings = soundings_of(token.letters);
    for (const auto key : token.keys) token.key_mask |= key_bit(key);
    return token;
}

std::vector<KeyCode> key_codes_of(std::u32string_view letters) {
    std::vector<KeyCode> keys;
    names::each_key(letters, [&](const std::string& key) {
        const auto code = code_of(key);
        if (code == 0 || keys.size() == keys_max) return;
        if (std::ranges::find(keys, code) == keys.end()) keys.push_back(code);
    });
    return keys;
}

std::vector<Sounding> soundings_of(std::u32string_view letters) {
    std::vector<Sounding> soundings;
    const auto script = names::script_of(letters.front());
    for (const auto& segment : names::name_segments(letters)) {
        for (const auto& variant : names::name_variants(segment)) {
            auto sounding = sounding_of(variant, script);
            if (std::ranges::find(soundings, sounding) == soundings.end()) {
                soundings.push_back(std::move(sounding));
            }
        }
    }
    return soundings;
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

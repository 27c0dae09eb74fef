#include "matching/names/token_face.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

constexpr std::size_t length_max = 255;

std::uint8_t beginning_of(std::u32string_view letters) {
    if (letters.size() < typo_letters_min) return 0;
    std::uint32_t hash = 1;
    for (const auto letter : letters.substr(0, typo_letters_min)) hash = hash * 31U + letter;
    return static_cast<std::uint8_t>(hash * 0x9E3779B1U >> 24U | 1U);
}

/// Letters of a block and what each sounds like as an initial: consonants by their keys, s for sh;
/// "a" for vowels. Others by hash.
struct Sounds {
    std::u32string_view letters;
    std::string_view sounds;
};
constexpr Sounds by_letter[] = {
    {U"abcdefghijklmnopqrstuvwxyz", "aBKTaFKhaJKLMNaBKRSTaFwhyS"},
    {U"ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڨ", "aBTTJhKTTRSSSSTTTaKFKKLMNhwyBSJKK"},
    {U"абвгґдеєэжзиіїйыклмнопрстуўфхцчшщюя", "aBFKKTaaaJSaaayaKLMNaBRSTaaFKSSSSyy"}};
constexpr char32_t ethiopic_first = 0x1200;
constexpr std::string_view ethiopic_rows = "hLhMSRSSKKKKBFTShhNNaKKhhwaSJyTTJKKKTSBSSFB";

void add_key(TokenFace& face, KeyCode key) {
    const auto length = static_cast<std::uint8_t>(length_of(key));
    if (length < near_key_letters_min) return;
    const bool is_first = face.key_length_most == 0;
    face.key_length_least = is_first ? length : std::min(face.key_length_least, length);
    face.key_length_most = std::max<unsigned>(face.key_length_most, length) & 31U;
    const auto add_bit = [](std::uint16_t& bits, KeyCode code) {
        bits = static_cast<std::uint16_t>(bits | 1U << (code & 15U));
    };
    add_bit(face.key_firsts, key >> (4U * (length - 1U)));
    add_bit(face.key_lasts, key);
    std::uint16_t found = 0;
    for (auto rest = key; rest != 0; rest >>= 4U) add_bit(found, rest);
    face.key_letters_all = is_first ? found : face.key_letters_all & found;
    face.key_letters_some |= found;
}

}  // namespace

std::uint8_t first_sound(char32_t letter) {
    const auto row = (letter - ethiopic_first) / 8;
    if (letter >= ethiopic_first && row < ethiopic_rows.size()) {
        return static_cast<std::uint8_t>(ethiopic_rows[row]);
    }
    for (const auto& block : by_letter) {
        const auto at = block.letters.find(letter);
        if (at != block.letters.npos) return static_cast<std::uint8_t>(block.sounds[at]);
    }
    return static_cast<std::uint8_t>(0x80U | letter % 0x80U);
}

TokenFace TokenFace::of(std::string_view text, std::u32string_view letters,
                        std::span<const KeyCode> keys) {
    TokenFace face;
    if (letters.empty()) return face;
    for (const auto letter : letters) face.letter_mask |= 1U << (letter % 31U);
    face.bytes = static_cast<std::uint16_t>(text.size());
    face.length = static_cast<std::uint8_t>(std::min(letters.size(), length_max));
    face.first = first_sound(letters.front());
    face.last = static_cast<std::uint8_t>(letters.back());
    face.beginning = beginning_of(letters);
    face.script = static_cast<std::uint8_t>(names::script_of(letters.front())) & 7U;
    for (const auto key : keys) add_key(face, key);
    return face;
}

bool TokenFace::may_be_slips(const TokenFace& left, const TokenFace& right) {
    const auto shorter = std::min(left.length, right.length);
    if (shorter == 1) return left.first == right.first;
    if (left.script != right.script || shorter < typo_letters_min) return false;
    const auto common = left.letter_mask & right.letter_mask;
    if (left.beginning == right.beginning &&
        (common == left.letter_mask || common == right.letter_mask)) {
        return true;
    }
    const unsigned most = shorter >= two_typos_letters_min ? 2 : 1;
    if (std::max(left.length, right.length) - shorter > static_cast<int>(most)) return false;
    const auto lacking = left.letter_mask & ~right.letter_mask;
    const auto more = right.letter_mask & ~left.letter_mask;
    if (most == 1) return has_at_most_one(lacking) && has_at_most_one(more);
    return has_at_most_two(lacking) && has_at_most_two(more);
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
    return has_at_most_one(left.key_letters_all & ~right.key_letters_some) &&
           has_at_most_one(right.key_letters_all & ~left.key_letters_some);
}

}  // namespace amparo::matching

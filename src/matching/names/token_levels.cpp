#include "matching/names/token_levels.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "matching/names/distance.hpp"

namespace amparo::matching {
namespace {

/// Soundings as they lie one after the other.
class SoundingList {
  public:
    explicit SoundingList(const Vowels* begin) : at_(begin + 1), left_(*begin) {}

    bool next() {
        if (left_ == 0) return false;
        --left_;
        consonants_ = {at_ + 1, *at_};
        vowels_ = {at_ + 1 + *at_, *at_ + 1U};
        at_ += 2 + 2 * consonants_.size();
        return true;
    }
    bool agrees(const SoundingList& other) const {
        return std::ranges::equal(consonants_, other.consonants_) &&
               vowels_agree(vowels_, other.vowels_);
    }

  private:
    const Vowels* at_;
    std::size_t left_;
    std::span<const Vowels> consonants_;
    std::span<const Vowels> vowels_;
};

/// A token for what its letters tell.
struct Spelled {
    const TokenFace& face;
    std::string_view text;

    bool is_ascii() const { return face.bytes == face.length; }
};

bool is_typo(const Spelled& left, const Spelled& right) {
    const unsigned shorter = std::min(left.face.length, right.face.length);
    const unsigned longer = std::max(left.face.length, right.face.length);
    if (left.face.script != right.face.script || shorter < typo_letters_min) return false;
    const int most = shorter >= two_typos_letters_min ? 2 : 1;
    if (longer - shorter > static_cast<unsigned>(most)) return false;
    if (std::popcount(left.face.letter_mask ^ right.face.letter_mask) > 2 * most) return false;
    if (left.is_ascii() && right.is_ascii()) return is_within(left.text, right.text, most);
    return is_within(std::u32string_view(names::to_utf32(left.text)),
                     std::u32string_view(names::to_utf32(right.text)), most);
}

/// Whether one is the first letter of the other, or one of another script that sounds like it.
bool is_initial(const Spelled& left, const Spelled& right) {
    if (left.face.script != right.face.script) {
        return std::min(left.face.length, right.face.length) == 1 &&
               left.face.first == right.face.first;
    }
    return (left.face.length == 1 && right.text.starts_with(left.text)) ||
           (right.face.length == 1 && left.text.starts_with(right.text));
}

bool is_beginning(const Spelled& left, const Spelled& right) {
    if (std::min(left.face.length, right.face.length) < typo_letters_min) return false;
    return left.text.starts_with(right.text) || right.text.starts_with(left.text);
}

}  // namespace

bool TokenLevels::share_a_key(TokenId left, TokenId right) const {
    const auto others = dictionary_.keys_of(right);
    return std::ranges::any_of(dictionary_.keys_of(left), [&](KeyId key) {
        return std::ranges::find(others, key) != others.end();
    });
}

bool TokenLevels::share_a_group(TokenId left, TokenId right) const {
    if (!dictionary_.head_of(left).has_groups || !dictionary_.head_of(right).has_groups) {
        return false;
    }
    const auto groups = dictionary_.groups_of(left);
    const auto others = dictionary_.groups_of(right);
    return std::ranges::any_of(groups, [&](Lexicon::Group group) {
        return std::ranges::find(others, group) != others.end();
    });
}

Level TokenLevels::level(TokenId left, TokenId right) {
    if (left == right) return Level::exact;
    if (share_a_group(left, right)) return Level::variant;
    return share_a_key(left, right) ? level_by_sound(left, right) : level_by_letters(left, right);
}

Level TokenLevels::level_by_letters(TokenId left, TokenId right) const {
    if (!TokenFace::may_be_near(dictionary_.face_of(left), dictionary_.face_of(right))) {
        return Level::none;
    }
    const auto level = level_by_slip(left, right);
    if (level != Level::none) return level;
    const LongKeys keys(dictionary_, dictionary_.keys_of(left));
    const LongKeys others(dictionary_, dictionary_.keys_of(right));
    return keys.have_near(others.all()) ? Level::initial : Level::none;
}

Level TokenLevels::level_by_slip(TokenId left, TokenId right) const {
    const Spelled one{dictionary_.face_of(left), dictionary_.text_of(left)};
    const Spelled other{dictionary_.face_of(right), dictionary_.text_of(right)};
    if (one.text.empty() || other.text.empty()) return Level::none;
    if (is_initial(one, other)) return Level::initial;
    if (is_typo(one, other)) {
        const bool are_known = dictionary_.is_known(left) && dictionary_.is_known(right);
        return are_known ? Level::initial : Level::typo;
    }
    return is_beginning(one, other) ? Level::initial : Level::none;
}

TokenLevels::LongKeys::LongKeys(const Dictionary& dictionary, std::span<const KeyId> keys) {
    for (const auto key : keys) {
        const auto code = dictionary.code_of(key);
        if (is_long(code)) keys_[size_++] = LongKey::of(code);
    }
}

bool TokenLevels::LongKeys::have_near(std::span<const LongKey> others) const {
    for (const auto& key : all()) {
        for (const auto& other : others) {
            if (keys_are_near(key, other)) return true;
        }
    }
    return false;
}

bool TokenLevels::are_variants(TokenId left, TokenId right) {
    if (left == right || share_a_group(left, right)) return true;
    return share_a_key(left, right) && sound_alike(left, right);
}

bool TokenLevels::sound_alike(TokenId left, TokenId right) {
    // Both are read before either is looked at: sounds_ may move, or begin anew.
    if (sounds_.size() > sounds_max) clear();
    const auto left_begin = soundings(left);
    const auto right_begin = soundings(right);
    for (SoundingList one(sounds_.data() + left_begin); one.next();) {
        for (SoundingList other(sounds_.data() + right_begin); other.next();) {
            if (one.agrees(other)) return true;
        }
    }
    return false;
}

std::uint32_t TokenLevels::soundings(TokenId token) {
    if (slots_.empty()) slots_.resize(slot_count_);
    auto& slot = slots_[token % slot_count_];
    if (slot.token != token) slot = {token, read_soundings(token)};
    return slot.begin;
}

std::uint32_t TokenLevels::read_soundings(TokenId token) {
    const auto begin = sounds_.size();
    const auto read = soundings_of(names::to_utf32(dictionary_.text_of(token)));
    sounds_.push_back(static_cast<Vowels>(read.size()));
    for (const auto& sounding : read) {
        sounds_.push_back(static_cast<Vowels>(sounding.consonants.size()));
        for (const auto consonant : sounding.consonants) {
            sounds_.push_back(static_cast<Vowels>(consonant));
        }
        sounds_.insert(sounds_.end(), sounding.slots.begin(), sounding.slots.end());
    }
    return static_cast<std::uint32_t>(begin);
}

void TokenLevels::clear() {
    slots_.clear();
    sounds_.clear();
}

}  // namespace amparo::matching

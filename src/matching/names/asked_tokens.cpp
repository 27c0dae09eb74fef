#include "matching/names/asked_tokens.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

/// Calls visit(number) for each bit that is set.
template <class Visit>
void for_bits(std::uint32_t bits, Visit&& visit) {
    for (; bits != 0; bits &= bits - 1) visit(static_cast<unsigned>(std::countr_zero(bits)));
}

}  // namespace

void AskedTokens::clear() {
    tokens_.clear();
    parts_.clear();
    grouped_.clear();
    long_keys_.clear();
    long_key_places_.clear();
    for (const auto& key : keys_) {
        chains_[key.key % chains_.size()] = 0;
        key_marks_[key.key % key_marks_.size()] = false;
    }
    keys_.resize(1);
}

void AskedTokens::add(TokenId token, const Dictionary& dictionary) {
    const auto number = static_cast<std::uint32_t>(tokens_.size());
    if (number % part_tokens == 0) parts_.emplace_back();
    parts_.back().add(number % part_tokens, dictionary.face_of(token));
    tokens_.push_back(token);
    const auto groups = dictionary.groups_of(token);
    if (!groups.empty()) grouped_.push_back({number, groups});
    const auto begin = long_keys_.size();
    for (const auto key : dictionary.keys_of(token)) {
        auto& chain = chains_[key % chains_.size()];
        const auto at = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back({.key = key, .number = number, .next = chain});
        chain = at;
        key_marks_[key % key_marks_.size()] = true;
        const auto code = dictionary.code_of(key);
        if (is_long(code)) long_keys_.push_back(LongKey::of(code));
    }
    long_key_places_.push_back({.begin = static_cast<std::uint32_t>(begin),
                                .size = static_cast<std::uint32_t>(long_keys_.size() - begin)});
}

AskedTokens::Near AskedTokens::look_further(const TokenFace& face, Among among) const {
    for (const auto& part : parts_) {
        const auto found = part.near(face, among);
        if (found.any()) return found;
    }
    return {};
}

void AskedTokens::make_plain(std::uint32_t number) {
    parts_[number / part_tokens].make_plain(number % part_tokens);
}

void AskedTokens::Part::add(unsigned number, const TokenFace& face) {
    const auto bit = Bits{1} << number;
    const unsigned length = face.length;
    if (length == 0) return;
    of_script_[face.script] |= bit;
    first_[face.first % ends] |= bit;
    last_[face.last % ends] |= bit;
    letters_[number] = {.mask = face.letter_mask,
                        .key_all = face.key_letters_all,
                        .key_some = face.key_letters_some};
    if (length == 1) initials_ |= bit;
    if (face.beginning != 0) begins_[face.beginning] |= bit;
    const auto note = [&](std::array<Bits, lengths>& within, unsigned distance, unsigned least) {
        if (length < least) return;
        for (auto near = std::max(length - distance, least); near <= length + distance; ++near) {
            within[length_class(near)] |= bit;
        }
    };
    note(within_one_, 1, typo_letters_min);
    note(within_two_, 2, two_typos_letters_min);
    if (face.key_length_most == 0) return;
    for_bits(face.key_firsts, [&](unsigned letter) { key_first_[letter] |= bit; });
    for_bits(face.key_lasts, [&](unsigned letter) { key_last_[letter] |= bit; });
    for (std::size_t most = face.key_length_least; most < key_lengths; ++most) {
        key_least_at_most_[most] |= bit;
    }
    for (std::size_t least = 0; least <= face.key_length_most; ++least) {
        key_most_at_least_[least] |= bit;
    }
}

/// Each slip takes away one letter at most, and brings one at most.
AskedTokens::Bits AskedTokens::Part::typos_among(const TokenFace& face, Bits one_slip,
                                                 Bits two_slips) const {
    Bits found = 0;
    for (auto some = one_slip; some != 0; some &= some - 1) {
        const auto mask = letters_[static_cast<unsigned>(std::countr_zero(some))].mask;
        if (has_at_most_one(face.letter_mask & ~mask) &&
            has_at_most_one(mask & ~face.letter_mask)) {
            found |= some & -some;
        }
    }
    for (auto some = two_slips & ~found; some != 0; some &= some - 1) {
        const auto mask = letters_[static_cast<unsigned>(std::countr_zero(some))].mask;
        if (has_at_most_two(face.letter_mask & ~mask) &&
            has_at_most_two(mask & ~face.letter_mask)) {
            found |= some & -some;
        }
    }
    return found;
}

AskedTokens::Bits AskedTokens::Part::near_keys_among(const TokenFace& face, Bits among) const {
    Bits alike = 0;  // at an end
    for_bits(face.key_firsts, [&](unsigned letter) { alike |= key_first_[letter]; });
    for_bits(face.key_lasts, [&](unsigned letter) { alike |= key_last_[letter]; });
    Bits found = 0;
    for (auto some = alike & among; some != 0; some &= some - 1) {
        const auto& letters = letters_[static_cast<unsigned>(std::countr_zero(some))];
        if (has_at_most_one(face.key_letters_all & ~std::uint32_t{letters.key_some}) &&
            has_at_most_one(letters.key_all & ~std::uint32_t{face.key_letters_some})) {
            found |= some & -some;
        }
    }
    return found;
}

}  // namespace amparo::matching

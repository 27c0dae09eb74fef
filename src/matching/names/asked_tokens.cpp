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
    for (const auto& key : keys_) chains_[key.key % chains_.size()] = 0;
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
        const auto code = dictionary.code_of(key);
        if (length_of(code) >= near_key_letters_min) long_keys_.push_back(code);
    }
    long_key_places_.push_back({.begin = static_cast<std::uint32_t>(begin),
                                .size = static_cast<std::uint32_t>(long_keys_.size() - begin)});
}

void AskedTokens::make_plain(std::uint32_t number) {
    parts_[number / part_tokens].make_plain(number % part_tokens);
}

void AskedTokens::Part::add(unsigned number, const TokenFace& face) {
    const auto bit = Bits{1} << number;
    const unsigned length = face.length;
    if (length == 0) return;
    of_script_[face.script] |= bit;
    first_[face.first] |= bit;
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
    for_bits(face.letter_mask, [&](unsigned letter) { has_letter_[letter] |= bit; });
    for (auto count = static_cast<std::size_t>(std::popcount(face.letter_mask));
         count < letters_at_most_.size(); ++count) {
        letters_at_most_[count] |= bit;
    }
    if (face.key_length_most == 0) return;
    for_bits(face.key_firsts, [&](unsigned letter) { key_first_[letter] |= bit; });
    for_bits(face.key_lasts, [&](unsigned letter) { key_last_[letter] |= bit; });
    for_bits(face.key_letters_all, [&](unsigned letter) { key_all_[letter] |= bit; });
    for_bits(face.key_letters_some, [&](unsigned letter) { key_some_[letter] |= bit; });
    for (std::size_t most = face.key_length_least; most < key_lengths; ++most) {
        key_least_at_most_[most] |= bit;
    }
    for (std::size_t least = 0; least <= face.key_length_most; ++least) {
        key_most_at_least_[least] |= bit;
    }
}

/// Each slip takes away one letter at most, and brings one at most.
AskedTokens::Bits AskedTokens::Part::typos(const TokenFace& face, Bits among) const {
    const auto of_script = of_script_[face.script] & among;
    const auto one_slip = within_one_[length_class(face.length)] & of_script;
    const auto two_slips = face.length < two_typos_letters_min
                               ? 0
                               : within_two_[length_class(face.length)] & of_script;
    if ((one_slip | two_slips) == 0) return 0;
    // Tokens that lack at least one, two, three of its letters.
    Bits lack_one = 0;
    Bits lack_two = 0;
    Bits lack_three = 0;
    std::size_t count = 0;
    for_bits(face.letter_mask, [&](unsigned letter) {
        ++count;
        const auto lacking = ~has_letter_[letter];
        lack_three |= lack_two & lacking;
        lack_two |= lack_one & lacking;
        lack_one |= lacking;
    });
    // What they have beside follows from how many letters they have.
    const auto after_one =
        (~lack_one & letters_at_most_[count + 1]) | (~lack_two & letters_at_most_[count]);
    const auto after_two = (~lack_one & letters_at_most_[count + 2]) |
                           (~lack_two & letters_at_most_[count + 1]) |
                           (~lack_three & letters_at_most_[count]);
    return (one_slip & after_one) | (two_slips & after_two);
}

AskedTokens::Bits AskedTokens::Part::slips(const TokenFace& face, Bits among) const {
    const auto same_first = first_[face.first] & among;
    if (face.length <= 1) return face.length == 1 ? same_first : 0;
    const auto initials = same_first & initials_;
    if (face.length < typo_letters_min) return initials;
    return initials | (begins_[face.beginning] & among) | typos(face, among);
}

/// As TokenFace::may_be_near has it.
AskedTokens::Bits AskedTokens::Part::near_keys(const TokenFace& face, Bits among) const {
    if (face.key_length_most == 0) return 0;
    among &= key_least_at_most_[face.key_length_most + 1U] &
             key_most_at_least_[face.key_length_least - 1U];
    if (among == 0) return 0;
    Bits ends = 0;
    for_bits(face.key_firsts, [&](unsigned letter) { ends |= key_first_[letter]; });
    for_bits(face.key_lasts, [&](unsigned letter) { ends |= key_last_[letter]; });
    ends &= among;
    if (ends == 0) return 0;
    Bits lack_one = 0;
    Bits lack_two = 0;
    for_bits(face.key_letters_all, [&](unsigned letter) {
        lack_two |= lack_one & ~key_some_[letter];
        lack_one |= ~key_some_[letter];
    });
    ends &= ~lack_two;
    if (ends == 0) return 0;
    Bits more_one = 0;
    Bits more_two = 0;
    const auto others = ~std::uint32_t{face.key_letters_some} & ((1U << key_letters) - 1U);
    for_bits(others, [&](unsigned letter) {
        more_two |= more_one & key_all_[letter];
        more_one |= key_all_[letter];
    });
    return ends & ~more_two;
}

AskedTokens::Near AskedTokens::Part::near(const TokenFace& face, Among among) const {
    const auto wanted = among == Among::all ? ~Bits{0} : plain_;
    return {.slips = slips(face, wanted), .keys = near_keys(face, wanted)};
}

}  // namespace amparo::matching

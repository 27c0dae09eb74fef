#include "matching/names/asked_tokens.hpp"

namespace amparo::matching {

void AskedTokens::clear() {
    tokens_.clear();
    fours_.clear();
    grouped_.clear();
    for (const auto& key : keys_) chains_[key.key % chains_.size()] = 0;
    keys_.resize(1);
}

void AskedTokens::add(TokenId token, const Dictionary& dictionary) {
    const auto number = static_cast<std::uint32_t>(tokens_.size());
    const auto lane = number % lanes;
    if (lane == 0) fours_.emplace_back();
    tokens_.push_back(token);
    const auto& face = dictionary.face_of(token);
    auto& four = fours_.back();
    four.letters[lane] = static_cast<std::int32_t>(face.letter_mask);
    four.length[lane] = face.length;
    four.script[lane] = face.script;
    four.beginning[lane] = face.beginning;
    four.first[lane] = face.first;
    four.key_ends[lane] = face.key_firsts | face.key_lasts << 16;
    four.key_all[lane] = face.key_letters_all;
    four.key_some[lane] = face.key_letters_some;
    four.key_least[lane] = face.key_length_least;
    four.key_most[lane] = face.key_length_most;
    const auto groups = dictionary.groups_of(token);
    if (!groups.empty()) grouped_.push_back({number, groups});
    for (const auto key : dictionary.keys_of(token)) {
        auto& chain = chains_[key % chains_.size()];
        const auto at = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back({.key = key, .number = number, .next = chain});
        chain = at;
    }
}

inline AskedTokens::Lanes AskedTokens::may_be_slips(const Four& four, const Four& other) {
    constexpr auto typo_min = static_cast<std::int32_t>(typo_letters_min);
    constexpr auto two_min = static_cast<std::int32_t>(two_typos_letters_min);
    const auto cleared = [](Lanes bits) { return bits & (bits - 1); };
    const auto are_initials =
        ((four.length == 1) | (other.length == 1)) & (four.first == other.first);
    const auto are_words =
        (four.script == other.script) & (four.length >= typo_min) & (other.length >= typo_min);
    const auto common = four.letters & other.letters;
    const auto are_beginnings = (four.beginning == other.beginning) &
                                ((common == four.letters) | (common == other.letters));
    const auto are_long = (four.length >= two_min) & (other.length >= two_min);
    const auto most = 1 - are_long;  // all bits are -1
    const auto longer = four.length - other.length;
    const auto beyond_two = cleared(cleared(four.letters ^ other.letters));
    const auto beyond_four = cleared(cleared(beyond_two));
    const auto are_typos = (longer <= most) & (longer >= -most) &
                           ((beyond_two == 0) | (are_long & (beyond_four == 0)));
    return are_initials | (are_words & (are_beginnings | are_typos));
}

inline AskedTokens::Lanes AskedTokens::may_have_near_keys(const Four& four, const Four& other) {
    const auto has_one_at_most = [](Lanes bits) { return (bits & (bits - 1)) == 0; };
    return ((four.key_ends & other.key_ends) != 0) & (four.key_least <= other.key_most + 1) &
           (other.key_least <= four.key_most + 1) &
           has_one_at_most(four.key_all & ~other.key_some) &
           has_one_at_most(other.key_all & ~four.key_some);
}

std::span<const std::uint32_t> AskedTokens::near(const TokenFace& face) {
    const auto all = [](std::int32_t value) { return Lanes{value, value, value, value}; };
    const Four other{.letters = all(static_cast<std::int32_t>(face.letter_mask)),
                     .length = all(face.length),
                     .script = all(face.script),
                     .beginning = all(face.beginning),
                     .first = all(face.first),
                     .key_ends = all(face.key_firsts | face.key_lasts << 16),
                     .key_all = all(face.key_letters_all),
                     .key_some = all(face.key_letters_some),
                     .key_least = all(face.key_length_least),
                     .key_most = all(face.key_length_most)};
    near_.clear();
    for (std::size_t at = 0; at < fours_.size(); ++at) {
        const auto found = may_be_slips(fours_[at], other) | may_have_near_keys(fours_[at], other);
        if ((found[0] | found[1] | found[2] | found[3]) == 0) continue;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const auto number = at * lanes + lane;
            if (found[lane] != 0 && number < tokens_.size()) {
                near_.push_back(static_cast<std::uint32_t>(number));
            }
        }
    }
    return near_;
}

}  // namespace amparo::matching

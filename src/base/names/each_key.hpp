#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/names/fold.hpp"
#include "base/names/segments.hpp"
#include "base/names/variants.hpp"

namespace amparo::names {

/// Writes the key of a variant over another key.
void write_key(std::string& key, const Variant& phones);
/// Whether a change of phones does not change the key: both are of one class of consonants.
bool keeps_key(const Variant& variant);

/// Calls visit(key) with the key of each variant of the segments, in order; some come again.
template <class Text, class Visit>
void each_key_of(const SegmentsOf<Text>& segments, Visit&& visit) {
    std::string key;
    for (const auto& segment : segments) {
        for (const auto& variant : Variants(segment)) {
            if (keeps_key(variant)) continue;
            write_key(key, variant);
            visit(std::as_const(key));
        }
    }
}

/// Whether a token, in UTF-8 or in letters, has short segments.
template <class Letter>
bool is_short(std::basic_string_view<Letter> token) {
    return token.size() <= short_token_max && std::ranges::all_of(token, [](Letter letter) {
               return static_cast<char32_t>(letter) < 0x80;
           });
}

/// The same of a token that has a letter at least.
template <class Visit>
void each_key(std::u32string_view token, Visit&& visit) {
    if (!is_short(token)) return each_key_of(name_segments(token), visit);
    ShortText text;
    for (const auto letter : token) text.push_back(static_cast<char>(letter));
    each_key_of(short_segments(text), visit);
}
template <class Visit>
void each_key(std::string_view token, Visit&& visit) {
    if (!is_short(token)) return each_key_of(name_segments(to_utf32(token)), visit);
    each_key_of(short_segments(token), visit);
}

}  // namespace amparo::names

#include "base/names/fold_rules.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/names/fold.hpp"
#include "base/names/keys.hpp"

namespace amparo::names {
namespace {

struct Spelling {
    char32_t letter;
    std::u32string_view folded;
};

// Apostrophes and the like join what they stand between; so do tatweel and the isolated hamza.
constexpr std::u32string_view joiners = U"'’‘ʼʻʿʾ`´′ʹʺ״׳·\u0640\u0621";

constexpr Spelling latin_letters[] = {
    {U'æ', U"ae"}, {U'œ', U"oe"}, {U'ø', U"o"}, {U'đ', U"d"}, {U'ð', U"d"},  {U'ɖ', U"d"},
    {U'ɗ', U"d"},  {U'þ', U"th"}, {U'ł', U"l"}, {U'ħ', U"h"}, {U'ı', U"i"},  {U'ß', U"ss"},
    {U'ŋ', U"ng"}, {U'ə', U"e"},  {U'ɛ', U"e"}, {U'ɔ', U"o"}, {U'ɓ', U"b"},  {U'ƙ', U"k"},
    {U'ƴ', U"y"},  {U'ʋ', U"v"},  {U'ƒ', U"f"}, {U'ɣ', U"g"}, {U'ʃ', U"sh"}, {U'ʒ', U"zh"}};

// Letters of Persian, Urdu, Kurdish, Pashto, Sindhi and others, as Arabic would write them.
constexpr Spelling arabic_letters[] = {
    {U'\u0671', U"\u0627"}, {U'\u0649', U"\u064A"}, {U'\u06CC', U"\u064A"}, {U'\u06D0', U"\u064A"},
    {U'\u06CD', U"\u064A"}, {U'\u06D2', U"\u064A"}, {U'\u06CE', U"\u064A"}, {U'\u0629', U"\u0647"},
    {U'\u06C0', U"\u0647"}, {U'\u06C1', U"\u0647"}, {U'\u06BE', U"\u0647"}, {U'\u06D5', U"\u0647"},
    {U'\u06A9', U"\u0643"}, {U'\u06AA', U"\u0643"}, {U'\u06AB', U"\u06AF"}, {U'\u06AD', U"\u06AF"},
    {U'\u067B', U"\u0628"}, {U'\u06A4', U"\u0641"}, {U'\u067C', U"\u062A"}, {U'\u0689', U"\u062F"},
    {U'\u0693', U"\u0631"}, {U'\u0695', U"\u0631"}, {U'\u06BC', U"\u0646"}, {U'\u06BA', U"\u0646"},
    {U'\u0681', U"\u0632"}, {U'\u0685', U"\u0633"}, {U'\u0696', U"\u0698"}, {U'\u069A', U"\u0634"},
    {U'\u06B5', U"\u0644"}, {U'\u06CB', U"\u0648"}, {U'\u06C6', U"\u0648"}, {U'\u06C7', U"\u0648"},
    {U'\u06C8', U"\u0648"}};

constexpr std::u32string_view cyrillic_look_alikes = U"авекмнорстухіјѕ";
constexpr std::u32string_view latin_look_alikes = U"abekmhopctyxijs";

bool is_ignored(char32_t c) {
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
    return (mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0 ||
           joiners.find(c) != std::u32string_view::npos;
}

bool is_letter(char32_t c) {
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_L_MASK) != 0;
}

const Spelling* find_spelling(char32_t letter) {
    for (const auto& spelling : latin_letters) {
        if (spelling.letter == letter) return &spelling;
    }
    for (const auto& spelling : arabic_letters) {
        if (spelling.letter == letter) return &spelling;
    }
    return nullptr;
}

/// The code points of the text without joiners, at most as many as a name may have.
icu::UnicodeString without_joiners(std::string_view name) {
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    icu::UnicodeString kept;
    std::size_t count = 0;
    for (std::int32_t at = 0; at < text.length() && count < name_characters_max; ++count) {
        const auto c = text.char32At(at);
        at += U16_LENGTH(c);
        // Before decomposition, because that turns an acute accent by itself into a space.
        if (joiners.find(static_cast<char32_t>(c)) == std::u32string_view::npos) kept.append(c);
    }
    return kept;
}

icu::UnicodeString decompose(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normaliser = icu::Normalizer2::getNFKDInstance(status);
    AMPARO_REQUIRE(U_SUCCESS(status) != 0);
    auto decomposed = normaliser->normalize(text, status);
    AMPARO_REQUIRE(U_SUCCESS(status) != 0);
    return decomposed;
}

/// A word in Latin letters with a few Cyrillic ones that look the same is a Latin word.
void repair_look_alikes(std::u32string& text, std::size_t from, std::size_t to) {
    bool has_latin = false;
    bool has_cyrillic = false;
    for (auto at = from; at < to; ++at) {
        const auto script = script_of(text[at]);
        has_latin = has_latin || script == Script::latin;
        if (script != Script::cyrillic) continue;
        has_cyrillic = true;
        if (cyrillic_look_alikes.find(text[at]) == std::u32string_view::npos) return;
    }
    if (!has_latin || !has_cyrillic) return;
    for (auto at = from; at < to; ++at) {
        const auto found = cyrillic_look_alikes.find(text[at]);
        if (found != std::u32string_view::npos) text[at] = latin_look_alikes[found];
    }
}

void repair_runs(std::u32string& text) {
    for (std::size_t from = 0; from < text.size();) {
        auto to = from;
        while (to < text.size() && text[to] != U' ') ++to;
        repair_look_alikes(text, from, to);
        from = to + 1;
    }
}

/// A name that was too long ends with its last whole word, if it has more than one.
void end_at_border(std::u32string& folded) {
    const auto border = folded.find_last_of(U' ');
    if (border != std::u32string::npos) folded.resize(border);
}

std::size_t count_characters(std::string_view name) {
    return static_cast<std::size_t>(
        std::ranges::count_if(name, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::u32string fold_by_rules(std::string_view name) {
    auto text = decompose(without_joiners(name));
    text = decompose(text.foldCase(U_FOLD_CASE_DEFAULT));
    std::u32string folded;
    for (std::int32_t at = 0; at < text.length();) {
        const auto c = static_cast<char32_t>(text.char32At(at));
        at += U16_LENGTH(c);
        if (is_ignored(c)) continue;
        if (const auto* spelling = find_spelling(c)) {
            folded += spelling->folded;
        } else {
            folded.push_back(is_letter(c) ? c : U' ');
        }
    }
    repair_runs(folded);
    if (count_characters(name) > name_characters_max) end_at_border(folded);
    return folded;
}

bool is_folded_alone(char16_t letter) {
    // What is not a mark stays where it is. Marks change places, but leave no letters: all but a
    // few, which are one, or become one when case is folded.
    const auto decomposed = decompose(icu::UnicodeString(static_cast<UChar>(letter)));
    auto both = decomposed;
    both += decompose(icu::UnicodeString(decomposed).foldCase(U_FOLD_CASE_DEFAULT));
    for (std::int32_t at = 0; at < both.length();) {
        const auto c = both.char32At(at);
        at += U16_LENGTH(c);
        const bool moves = u_getCombiningClass(c) != 0;
        const bool is_changed =
            icu::UnicodeString(c).foldCase(U_FOLD_CASE_DEFAULT).char32At(0) != c;
        if (moves && (is_changed || !is_ignored(static_cast<char32_t>(c)))) return false;
    }
    return U16_IS_SINGLE(letter);
}

}  // namespace amparo::names

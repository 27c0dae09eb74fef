#include "index/detail/name_keys.hpp"

#include <unicode/unistr.h>

#include <algorithm>

#include "index/detail/name_sounds.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t keys_max = 8;
constexpr std::size_t key_letters_min = 2;

/// The class of a consonant; '\0' for vowels and what is as weak as they are.
char class_of(char phone) {
    constexpr std::string_view phones = "bpfvmtdTDZszSCjJkgqXGlrn";
    constexpr std::string_view classes = "BBFFMTTTTTSSXXJJKKKKKLRN";
    const auto at = phones.find(phone);
    return at == std::string_view::npos ? '\0' : classes[at];
}

/// What a weak phone counts for in a key that would otherwise be too short.
char weak_class(std::string_view phones, std::size_t at) {
    const auto phone = phones[at];
    const bool is_last = at + 1 == phones.size();
    if (phone == 'w' || phone == 'W') return 'W';
    if (!is_last && (phone == 'y' || phone == 'Y')) return 'Y';
    const bool glides = !is_last && phone == 'i' &&
                        std::string_view("aou").find(phones[at + 1]) != std::string::npos;
    return glides ? 'Y' : '\0';
}

enum class Extent { plain, extended };

std::string key_of(std::string_view phones, Extent extent) {
    std::string key;
    for (std::size_t at = 0; at < phones.size(); ++at) {
        auto sound = class_of(phones[at]);
        if (sound == '\0' && at == 0) sound = 'A';
        if (sound == '\0' && extent == Extent::extended) sound = weak_class(phones, at);
        if (sound != '\0') key.push_back(sound);
    }
    // Abd al-: the article is heard or not.
    if (key.size() > 4 && key.starts_with("ABTL")) key.erase(3, 1);
    return key;
}

std::string replaced(std::string phones, char from, char to, std::size_t first = 0) {
    std::replace(phones.begin() + static_cast<std::ptrdiff_t>(std::min(first, phones.size())),
                 phones.end(), from, to);
    return phones;
}

/// The string and what other tongues make of it, each change by itself.
std::vector<std::string> variants_of(const std::string& phones) {
    std::vector<std::string> variants = {phones,
                                         replaced(phones, 'T', 's'),
                                         replaced(phones, 'D', 'z'),
                                         replaced(phones, 'Z', 'z'),
                                         replaced(phones, 'X', 'h'),
                                         replaced(phones, 'v', 'b'),
                                         replaced(phones, 'w', 'v', 1)};
    auto inner = phones;
    for (std::size_t at = 1; at + 1 < inner.size(); ++at) {
        if (inner[at] == 'W') inner[at] = 'v';
    }
    variants.push_back(std::move(inner));
    if (phones.size() >= 5 && (phones.starts_with("al") || phones.starts_with("el"))) {
        variants.push_back(phones.substr(2));
    }
    variants.push_back(replaced(phones, 'z', 's', 1));
    const auto liquids = std::ranges::count(phones, 'l') + std::ranges::count(phones, 'r');
    if (liquids >= 2) variants.push_back(replaced(phones, 'r', 'l'));
    return variants;
}

std::u32string to_utf32(std::string_view text) {
    const auto unicode = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    std::u32string letters;
    for (std::int32_t at = 0; at < unicode.length();) {
        const auto letter = unicode.char32At(at);
        at += U16_LENGTH(letter);
        letters.push_back(static_cast<char32_t>(letter));
    }
    return letters;
}

}  // namespace

std::vector<std::string> name_token_keys(std::string_view token) {
    std::vector<std::string> keys;
    if (token.empty()) return keys;
    for (const auto& segment : name_segments(to_utf32(token))) {
        for (const auto& variant : variants_of(segment)) {
            auto key = key_of(variant, Extent::plain);
            if (key.size() < key_letters_min) key = key_of(variant, Extent::extended);
            const bool is_known = std::ranges::find(keys, key) != keys.end();
            if (!key.empty() && !is_known && keys.size() < keys_max) keys.push_back(std::move(key));
        }
    }
    return keys;
}

}  // namespace amparo::index

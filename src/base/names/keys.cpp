#include "base/names/keys.hpp"

#include <algorithm>
#include <array>

#include "base/names/fold.hpp"
#include "base/names/segments.hpp"
#include "base/names/variants.hpp"

namespace amparo::names {
namespace {

constexpr std::size_t keys_max = 8;
constexpr std::size_t key_letters_min = 2;

constexpr auto class_by_phone = [] {
    constexpr std::string_view phones = "bpfvmtdTDZszSCjJkgqXGlrn";
    constexpr std::string_view classes = "BBFFMTTTTTSSXXJJKKKKKLRN";
    std::array<char, 128> found{};
    for (std::size_t at = 0; at < phones.size(); ++at) {
        found[static_cast<unsigned char>(phones[at])] = classes[at];
    }
    return found;
}();

/// The class of a consonant; '\0' for vowels and what is as weak as they are.
char class_of(char phone) {
    const auto at = static_cast<unsigned char>(phone);
    return at < class_by_phone.size() ? class_by_phone[at] : '\0';
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

}  // namespace

std::string name_key(std::string_view phones) {
    auto key = key_of(phones, Extent::plain);
    return key.size() < key_letters_min ? key_of(phones, Extent::extended) : key;
}

std::vector<std::string> name_token_keys(std::string_view token) {
    std::vector<std::string> keys;
    if (token.empty()) return keys;
    for (const auto& segment : name_segments(to_utf32(token))) {
        for (const auto& variant : name_variants(segment)) {
            auto key = name_key(variant);
            const bool is_known = std::ranges::find(keys, key) != keys.end();
            if (!key.empty() && !is_known && keys.size() < keys_max) keys.push_back(std::move(key));
        }
    }
    return keys;
}

}  // namespace amparo::names

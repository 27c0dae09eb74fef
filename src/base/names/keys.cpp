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
    std::array<char, 256> found{};
    for (std::size_t at = 0; at < phones.size(); ++at) {
        found[static_cast<unsigned char>(phones[at])] = classes[at];
    }
    return found;
}();

/// The class of a consonant; '\0' for vowels and what is as weak as they are.
char class_of(char phone) {
    return class_by_phone[static_cast<unsigned char>(phone)];
}

/// Whether a change of phones does not change the key: both are of one class of consonants.
bool keeps_key(const Variant& variant) {
    return class_of(variant.from) != '\0' && class_of(variant.from) == class_of(variant.to);
}

/// What a weak phone counts for in a key that would otherwise be too short.
char weak_class(const Variant& phones, std::size_t at) {
    const auto phone = phones[at];
    const bool is_last = at + 1 == phones.size();
    if (phone == 'w' || phone == 'W') return 'W';
    if (!is_last && (phone == 'y' || phone == 'Y')) return 'Y';
    const bool glides = !is_last && phone == 'i' &&
                        std::string_view("aou").find(phones[at + 1]) != std::string::npos;
    return glides ? 'Y' : '\0';
}

enum class Extent { plain, extended };

/// Writes the key of a variant over another.
void write_key(std::string& key, const Variant& phones, Extent extent) {
    key.resize(phones.size());
    std::size_t size = 0;
    for (std::size_t at = 0; at < phones.size(); ++at) {
        auto sound = class_of(phones[at]);
        if (sound == '\0' && at == 0) sound = 'A';
        if (sound == '\0' && extent == Extent::extended) sound = weak_class(phones, at);
        if (sound != '\0') key[size++] = sound;
    }
    key.resize(size);
    // Abd al-: the article is heard or not.
    if (size > 4 && key.starts_with("ABTL")) key.erase(3, 1);
}

void write_key(std::string& key, const Variant& phones) {
    write_key(key, phones, Extent::plain);
    if (key.size() < key_letters_min) write_key(key, phones, Extent::extended);
}

}  // namespace

std::string name_key(std::string_view phones) {
    std::string key;
    write_key(key, {.phones = phones, .first = 0, .end = 0, .from = '\0', .to = '\0'});
    return key;
}

std::vector<std::string> name_token_keys(std::string_view token) {
    std::vector<std::string> keys;
    if (token.empty()) return keys;
    keys.reserve(keys_max);
    std::string key;
    for (const auto& segment : token_segments(token)) {
        for (const auto& variant : Variants(segment)) {
            if (keeps_key(variant)) continue;
            write_key(key, variant);
            if (key.empty() || std::ranges::find(keys, key) != keys.end()) continue;
            if (keys.size() == keys_max) return keys;
            keys.push_back(key);
        }
    }
    return keys;
}

}  // namespace amparo::names

#include "base/names/keys.hpp"

#include <algorithm>
#include <array>

#include "base/names/each_key.hpp"

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

/// Keeps a letter if it is one, without a branch that is hard to guess.
void keep(char* key, std::size_t& size, char sound) {
    key[size] = sound;
    size += static_cast<std::size_t>(sound != '\0');
}

/// Writes the key of a variant where there is room for it; its length.
std::size_t write_plain_key(char* key, const Variant& phones) {
    std::size_t size = 0;
    if (phones.size() == 0) return size;
    const auto first = class_of(phones[0]);
    keep(key, size, first == '\0' ? 'A' : first);
    for (std::size_t at = 1; at < phones.size(); ++at) keep(key, size, class_of(phones[at]));
    return size;
}

/// The same with weak phones.
std::size_t write_extended_key(char* key, const Variant& phones) {
    std::size_t size = 0;
    for (std::size_t at = 0; at < phones.size(); ++at) {
        auto sound = class_of(phones[at]);
        if (sound == '\0') sound = at == 0 ? 'A' : weak_class(phones, at);
        keep(key, size, sound);
    }
    return size;
}

}  // namespace

bool keeps_key(const Variant& variant) {
    return class_of(variant.from) != '\0' && class_of(variant.from) == class_of(variant.to);
}

void write_key(std::string& key, const Variant& phones) {
    key.resize_and_overwrite(phones.size(), [&](char* letters, std::size_t) {
        const auto size = write_plain_key(letters, phones);
        return size < key_letters_min ? write_extended_key(letters, phones) : size;
    });
    // Abd al-: the article is heard or not.
    if (key.size() > 4 && key.starts_with("ABTL")) key.erase(3, 1);
}

std::string name_key(std::string_view phones) {
    std::string key;
    write_key(key, {.phones = phones, .first = 0, .end = 0, .from = '\0', .to = '\0'});
    return key;
}

std::vector<std::string> name_token_keys(std::string_view token) {
    std::vector<std::string> keys;
    if (token.empty()) return keys;
    keys.reserve(keys_max);
    each_key(token, [&](const std::string& key) {
        if (key.empty() || keys.size() == keys_max) return;
        if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    });
    return keys;
}

}  // namespace amparo::names

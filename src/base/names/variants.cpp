#include "base/names/variants.hpp"

#include <algorithm>

#include "base/names/letter_set.hpp"

namespace amparo::names {
namespace {

std::string replaced(std::string phones, char from, char to, std::size_t first = 0) {
    std::replace(phones.begin() + static_cast<std::ptrdiff_t>(std::min(first, phones.size())),
                 phones.end(), from, to);
    return phones;
}

constexpr LetterSet varying("TDZXvwWzlr");

/// Whether a phone is one that other tongues change.
bool may_vary(char phone) {
    return varying.contains(phone);
}

}  // namespace

std::vector<std::string> name_variants(const std::string& phones) {
    std::vector<std::string> variants = {phones};
    const bool has_article = phones.starts_with("al") || phones.starts_with("el");
    if (!has_article && std::ranges::none_of(phones, may_vary)) return variants;
    const auto add_replaced = [&](char from, char to, std::size_t first = 0) {
        if (phones.find(from, first) == std::string::npos) return;
        variants.push_back(replaced(phones, from, to, first));
    };
    add_replaced('T', 's');
    add_replaced('D', 'z');
    add_replaced('Z', 'z');
    add_replaced('X', 'h');
    add_replaced('v', 'b');
    add_replaced('w', 'v', 1);
    auto inner = phones;
    for (std::size_t at = 1; at + 1 < inner.size(); ++at) {
        if (inner[at] == 'W') inner[at] = 'v';
    }
    if (inner != phones) variants.push_back(std::move(inner));
    if (phones.size() >= 5 && has_article) {
        variants.push_back(phones.substr(2));
    }
    add_replaced('z', 's', 1);
    const auto liquids = std::ranges::count(phones, 'l') + std::ranges::count(phones, 'r');
    if (liquids >= 2) add_replaced('r', 'l');
    return variants;
}

}  // namespace amparo::names

#include "base/names/variants.hpp"

#include <algorithm>
#include <cstdint>

namespace amparo::names {
namespace {

/// A set of phones, one bit each.
using PhoneSet = std::uint64_t;

constexpr PhoneSet set_of(std::string_view phones) {
    PhoneSet found = 0;
    for (const auto phone : phones) {
        // Only letters matter here, which are the upper half of ASCII.
        if (phone >= '@') found |= PhoneSet{1} << (phone - '@');
    }
    return found;
}

// Those that other tongues change.
constexpr auto varying = set_of("TDZXvwWzlr");

/// Whether there is an Arabic W that is neither first nor last.
bool has_inner_w(std::string_view phones) {
    const auto at = phones.find('W', 1);
    return at != std::string_view::npos && at + 1 < phones.size();
}

}  // namespace

Variants::Variants(std::string_view phones) {
    add({.phones = phones, .first = 0, .end = 0, .from = '\0', .to = '\0'});
    const bool has_article = phones.starts_with("al") || phones.starts_with("el");
    const auto present = set_of(phones);
    if (!has_article && (present & varying) == 0) return;
    const auto add_replaced = [&](char from, char to, std::size_t first = 0) {
        if ((present & set_of({&from, 1})) == 0) return;
        if (phones.find(from, first) == std::string_view::npos) return;
        add({.phones = phones, .first = first, .end = phones.size(), .from = from, .to = to});
    };
    add_replaced('T', 's');
    add_replaced('D', 'z');
    add_replaced('Z', 'z');
    add_replaced('X', 'h');
    add_replaced('v', 'b');
    add_replaced('w', 'v', 1);
    if ((present & set_of("W")) != 0 && has_inner_w(phones)) {
        add({.phones = phones, .first = 1, .end = phones.size() - 1, .from = 'W', .to = 'v'});
    }
    if (has_article && phones.size() >= 5) {
        add({.phones = phones.substr(2), .first = 0, .end = 0, .from = '\0', .to = '\0'});
    }
    add_replaced('z', 's', 1);
    if ((present & set_of("r")) == 0) return;
    const auto liquids = std::ranges::count(phones, 'l') + std::ranges::count(phones, 'r');
    if (liquids >= 2) add_replaced('r', 'l');
}

std::vector<std::string> name_variants(const std::string& phones) {
    std::vector<std::string> written;
    for (const auto& variant : Variants(phones)) {
        auto& text = written.emplace_back(variant.phones);
        for (std::size_t at = 0; at < text.size(); ++at) text[at] = variant[at];
    }
    return written;
}

}  // namespace amparo::names

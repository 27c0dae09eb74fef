#include "base/names/variants.hpp"

#include <algorithm>
#include <cstdint>

namespace amparo::names {
namespace {

/// A set of phones, one bit each.
using PhoneSet = std::uint64_t;

constexpr PhoneSet set_of(char phone) {
    // Only letters matter here, which are the upper half of ASCII.
    return phone >= '@' ? PhoneSet{1} << (phone - '@') : 0;
}

constexpr PhoneSet set_of(std::string_view phones) {
    PhoneSet found = 0;
    for (const auto phone : phones) found |= set_of(phone);
    return found;
}

// Those that other tongues change, r in place of l apart.
constexpr auto varying = set_of("TDZXvwWz");

/// Whether there is an Arabic W that is neither first nor last.
bool has_inner_w(std::string_view phones) {
    const auto at = phones.find('W', 1);
    return at != std::string_view::npos && at + 1 < phones.size();
}

}  // namespace

Variants::Variants(std::string_view phones) : phones_(phones) {
    add({.phones = phones, .first = 0, .end = 0, .from = '\0', .to = '\0'});
    unsigned liquids = 0;
    for (const auto phone : phones) {
        present_ |= set_of(phone);
        liquids += static_cast<unsigned>(phone == 'l' || phone == 'r');
    }
    const bool has_article =
        phones.size() >= 5 && phones[1] == 'l' && (phones[0] == 'a' || phones[0] == 'e');
    if ((present_ & varying) != 0) add_consonants();
    if (has_article) {
        add({.phones = phones.substr(2), .first = 0, .end = 0, .from = '\0', .to = '\0'});
    }
    add_replaced('z', 's', 1);
    if (liquids >= 2) add_replaced('r', 'l');
}

void Variants::add_replaced(char from, char to, std::size_t first) {
    if ((present_ & set_of(from)) == 0) return;
    if (phones_.find(from, first) == std::string_view::npos) return;
    add({.phones = phones_, .first = first, .end = phones_.size(), .from = from, .to = to});
}

void Variants::add_consonants() {
    add_replaced('T', 's');
    add_replaced('D', 'z');
    add_replaced('Z', 'z');
    add_replaced('X', 'h');
    add_replaced('v', 'b');
    add_replaced('w', 'v', 1);
    if ((present_ & set_of('W')) != 0 && has_inner_w(phones_)) {
        add({.phones = phones_, .first = 1, .end = phones_.size() - 1, .from = 'W', .to = 'v'});
    }
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

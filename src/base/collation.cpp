#include "base/collation.hpp"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>

#include "base/error.hpp"

namespace amparo::text {
namespace {

// Locales come from requests: only so many collators are kept, the rest are made anew.
constexpr std::size_t collators_max = 64;

std::unique_ptr<icu::Collator> make_collator(const std::string& locale) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(
        icu::Collator::createInstance(icu::Locale::createCanonical(locale.c_str()), status));
    AMPARO_REQUIRE(U_SUCCESS(status) != 0 && made != nullptr);
    made->setStrength(icu::Collator::SECONDARY);
    return made;
}

const icu::Collator& collator_of(std::string_view locale) {
    thread_local std::map<std::string, std::unique_ptr<icu::Collator>, std::less<>> made;
    const auto known = made.find(locale);
    if (known != made.end()) return *known->second;
    if (made.size() >= collators_max) made.clear();
    return *made.emplace(locale, make_collator(std::string(locale))).first->second;
}

}  // namespace

std::string collation_key(std::string_view text, std::string_view locale) {
    if (text.empty()) return "";
    const auto& collator = collator_of(locale);
    const auto unicode = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    std::string key(text.size() * 3 + 16, '\0');
    for (bool fits = false; !fits;) {
        const auto size = static_cast<std::size_t>(
            collator.getSortKey(unicode, reinterpret_cast<std::uint8_t*>(key.data()),
                                static_cast<std::int32_t>(key.size())));
        fits = size <= key.size();
        key.resize(size);
    }
    if (!key.empty()) key.pop_back();  // ICU counts the terminating zero
    return key;
}

}  // namespace amparo::text

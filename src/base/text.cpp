#include "base/text.hpp"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <memory>

#include "base/error.hpp"

namespace amparo::text {
namespace {

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

void require_success(UErrorCode status) {
    AMPARO_REQUIRE(U_SUCCESS(status) != 0);
}

bool is_ascii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

const icu::Normalizer2& nfc() {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
    require_success(status);
    return *normalizer;
}

const icu::Normalizer2& nfkc_fold() {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    require_success(status);
    return *normalizer;
}

std::unique_ptr<icu::Transliterator> transliterator(const char* rules) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance(rules, UTRANS_FORWARD, status));
    require_success(status);
    return made;
}

/// ICU's transliterators are not thread-safe, so each thread keeps its own.
std::string transliterate(icu::Transliterator& rules, std::string_view text) {
    auto unicode = from_utf8(text);
    rules.transliterate(unicode);
    return to_utf8(unicode);
}

bool separates_identifiers(char c) {
    return c == ' ' || c == '-' || c == '/' || c == '.' || c == '_' || c == '#' ||
           (c >= '\t' && c <= '\r');
}

bool is_word_character(UChar32 c) {
    const auto mask = U_GET_GC_MASK(c);
    return (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<std::int64_t>(bytes.size());
    std::int64_t at = 0;
    while (at < size) {
        if (data[at] < 0x80) {
            ++at;
            continue;
        }
        UChar32 c = 0;
        U8_NEXT(data, at, size, c);
        if (c < 0) return false;
    }
    return true;
}

std::string normalise(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    const auto normalised = nfc().normalize(from_utf8(text), status);
    require_success(status);
    return to_utf8(normalised);
}

std::string fold_case(std::string_view text) {
    if (is_ascii(text)) return ascii_lower(text);
    UErrorCode status = U_ZERO_ERROR;
    const auto folded = nfkc_fold().normalize(from_utf8(text), status);
    require_success(status);
    return to_utf8(folded);
}

std::string identifier_key(std::string_view text) {
    std::string key;
    key.reserve(text.size());
    if (is_ascii(text)) {
        for (const char c : text) {
            if (separates_identifiers(c)) continue;
            key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
        }
        return key;
    }
    const auto folded = from_utf8(fold_case(text));
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
        const auto c = folded.char32At(at);
        const auto digit = u_charDigitValue(c);
        if (digit >= 0)
            kept.append(static_cast<UChar32>('0' + digit));
        else if (u_isUWhiteSpace(c) == 0 &&
                 (c >= 0x80 || !separates_identifiers(static_cast<char>(c))))
            kept.append(c);
    }
    return to_utf8(kept);
}

std::string to_lower(std::string_view text) {
    if (is_ascii(text)) return ascii_lower(text);
    return to_utf8(from_utf8(text).toLower(icu::Locale::getRoot()));
}

std::string to_upper(std::string_view text) {
    return to_utf8(from_utf8(text).toUpper(icu::Locale::getRoot()));
}

std::string strip_marks(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    thread_local const auto rules = transliterator("NFD; [:Mn:] Remove; NFC");
    return transliterate(*rules, text);
}

std::string to_latin(std::string_view text) {
    if (is_ascii(text)) return ascii_lower(text);
    thread_local const auto rules =
        transliterator("NFD; [:Mn:] Remove; NFC; Any-Latin; Latin-ASCII; Lower");
    return transliterate(*rules, text);
}

std::string collation_key(std::string_view text) {
    if (text.empty()) return "";
    thread_local const std::unique_ptr<icu::Collator> collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(
            icu::Collator::createInstance(icu::Locale::getRoot(), status));
        require_success(status);
        made->setStrength(icu::Collator::SECONDARY);
        return made;
    }();
    const auto unicode = from_utf8(text);
    std::string key(text.size() * 3 + 16, '\0');
    for (;;) {
        const auto size = collator->getSortKey(unicode, reinterpret_cast<std::uint8_t*>(key.data()),
                                               static_cast<std::int32_t>(key.size()));
        const bool fits = static_cast<std::size_t>(size) <= key.size();
        key.resize(static_cast<std::size_t>(size));
        if (fits) break;
    }
    if (!key.empty()) key.pop_back();  // ICU counts the terminating zero
    return key;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    const auto unicode = from_utf8(text);
    std::int32_t start = 0;
    std::int32_t at = 0;
    while (at < unicode.length()) {
        const UChar32 c = unicode.char32At(at);
        const std::int32_t next = unicode.moveIndex32(at, 1);
        if (!is_word_character(c)) {
            if (at > start) found.push_back(to_utf8(unicode.tempSubStringBetween(start, at)));
            start = next;
        }
        at = next;
    }
    if (at > start) found.push_back(to_utf8(unicode.tempSubStringBetween(start, at)));
    return found;
}

std::string trim(std::string_view text) {
    if (is_ascii(text)) {
        constexpr std::string_view blanks = " \t\n\r\v\f";
        const auto begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos) return "";
        return std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
    }
    auto unicode = from_utf8(text);
    return to_utf8(unicode.trim());
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1U : 0U;
    return count;
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() &&
           ascii_lower(text.substr(0, prefix.size())) == ascii_lower(prefix);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (;;) {
        const auto at = text.find(separator);
        pieces.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return pieces;
        text.remove_prefix(at + 1);
    }
}

std::string join(const std::vector<std::string>& pieces, std::string_view separator) {
    std::string joined;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i > 0) joined += separator;
        joined += pieces[i];
    }
    return joined;
}

}  // namespace amparo::text

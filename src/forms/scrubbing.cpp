#include "forms/scrubbing.hpp"

#include <algorithm>
#include <array>

namespace amparo::forms {
namespace {

constexpr std::size_t phone_digits_min = 7;   // local numbers without an area code
constexpr std::size_t phone_digits_max = 15;  // ITU-T E.164
constexpr std::size_t email_size_max = 254;   // RFC 5321

bool is_ascii_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_ascii_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/// Bytes of the digit at the place, 0 when there is none: ASCII, U+0660–0669 and U+06F0–06F9.
std::size_t digit_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    if (is_ascii_digit(text[at])) return 1;
    if (at + 1 >= text.size()) return 0;
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if (first == 0xD9U && second >= 0xA0U && second <= 0xA9U) return 2;
    return first == 0xDBU && second >= 0xB0U && second <= 0xB9U ? 2 : 0;
}

/// Whether the place is inside a word of letters or digits that began before.
bool continues_word(std::string_view text, std::size_t at) {
    if (at == 0) return false;
    const char before = text[at - 1];
    return is_ascii_letter(before) || is_ascii_digit(before) ||
           (at > 1 && digit_at(text, at - 2) == 2);
}

bool ends_word(std::string_view text, std::size_t at) {
    return at >= text.size() || (!is_ascii_letter(text[at]) && digit_at(text, at) == 0);
}

bool is_phone_separator(char letter) {
    return letter == ' ' || letter == '-' || letter == '.' || letter == '(' || letter == ')' ||
           letter == '/';
}

/// The text with one letter for each digit: "2024-06-15" is "dddd-dd-dd".
std::string shape_of(std::string_view text) {
    std::string shape;
    for (const char letter : text) shape += is_ascii_digit(letter) ? 'd' : letter;
    return shape;
}

bool is_year(std::string_view text) {
    return text.starts_with("19") || text.starts_with("20");
}

/// Bytes of the day or the span of years at the place, which are no numbers to call; 0 when there
/// is none.
std::size_t date_at(std::string_view text, std::size_t at) {
    struct Form {
        std::string_view shape;
        std::size_t year;
        std::size_t other_year;
    };
    constexpr std::array<Form, 8> forms{{{"dddd-dd-dd", 0, 0},
                                         {"dddd/dd/dd", 0, 0},
                                         {"dddd.dd.dd", 0, 0},
                                         {"dd-dd-dddd", 6, 6},
                                         {"dd/dd/dddd", 6, 6},
                                         {"dd.dd.dddd", 6, 6},
                                         {"dddd-dddd", 0, 5},
                                         {"dddd/dddd", 0, 5}}};
    if (!is_ascii_digit(text[at]) || continues_word(text, at)) return 0;
    for (const auto& form : forms) {
        const auto piece = text.substr(at, form.shape.size());
        const bool fits = shape_of(piece) == form.shape && is_year(piece.substr(form.year)) &&
                          is_year(piece.substr(form.other_year));
        if (fits && ends_word(text, at + piece.size())) return piece.size();
    }
    return 0;
}

/// Bytes of the telephone number at the place; 0 when there is none.
std::size_t phone_at(std::string_view text, std::size_t at) {
    if (continues_word(text, at)) return 0;
    std::size_t end = at;
    std::size_t last = at;  // behind the last digit
    std::size_t digits = 0;
    std::size_t separators = 0;
    if (end < text.size() && (text[end] == '+' || text[end] == '(')) ++end;
    while (end < text.size() && digits <= phone_digits_max) {
        if (const auto digit = digit_at(text, end); digit > 0) {
            end += digit;
            last = end;
            separators = 0;
            ++digits;
        } else if (digits > 0 && is_phone_separator(text[end]) && separators < 2) {
            ++separators;
            ++end;
        } else {
            break;
        }
    }
    const auto run = text.substr(at, last - at);
    const bool is_number = digits >= phone_digits_min && digits <= phone_digits_max;
    return is_number && ends_word(text, last) ? run.size() : 0;
}

bool is_local_part(char letter) {
    return is_ascii_letter(letter) || is_ascii_digit(letter) ||
           std::string_view(".!#$%&'*+/=?^_`{|}~-").find(letter) != std::string_view::npos;
}

bool is_domain_part(char letter) {
    return is_ascii_letter(letter) || is_ascii_digit(letter) || letter == '-' || letter == '.';
}

/// Bytes of the mail address that begins at the place; 0 when there is none.
std::size_t email_at(std::string_view text, std::size_t at) {
    if (at > 0 && is_local_part(text[at - 1])) return 0;
    std::size_t sign = at;
    while (sign < text.size() && sign - at < email_size_max && is_local_part(text[sign])) ++sign;
    if (sign == at || sign >= text.size() || text[sign] != '@') return 0;
    std::size_t end = sign + 1;
    while (end < text.size() && end - at < email_size_max && is_domain_part(text[end])) ++end;
    while (end > sign + 1 && !is_ascii_letter(text[end - 1]) && !is_ascii_digit(text[end - 1]))
        --end;  // the full stop of the sentence
    const auto domain = text.substr(sign + 1, end - sign - 1);
    return domain.find('.') == std::string_view::npos ? 0 : end - at;
}

/// Bytes of the text that have the shape of the pattern; 0 when they have another.
std::size_t pattern_at(std::string_view text, std::size_t at, std::string_view pattern) {
    if (continues_word(text, at)) return 0;
    std::size_t end = at;
    for (const char wanted : pattern) {
        if (end >= text.size()) return 0;
        const auto digit = digit_at(text, end);
        const bool fits = wanted == '9'   ? digit > 0
                          : wanted == 'A' ? is_ascii_letter(text[end])
                                          : text[end] == wanted;
        if (!fits) return 0;
        end += std::max<std::size_t>(digit, 1);
    }
    return ends_word(text, end) ? end - at : 0;
}

std::size_t id_at(std::string_view text, std::size_t at, const ScrubRules& rules) {
    std::size_t longest = 0;
    for (const auto& pattern : rules.id_patterns)
        longest = std::max(longest, pattern_at(text, at, pattern));
    return longest;
}

/// Something to be taken out.
struct Find {
    std::size_t size = 0;
    std::size_t kind = 0;
};
constexpr std::array<std::string_view, 3> kinds{"phone", "email", "id"};
constexpr std::array<std::string_view, 3> marks{"[phone]", "[e-mail]", "[id]"};

Find find_at(std::string_view text, std::size_t at, const ScrubRules& rules) {
    // An id may look like a number to call; whoever configured its shape knows better.
    if (const auto size = id_at(text, at, rules); size > 0) return {size, 2};
    if (rules.emails) {
        if (const auto size = email_at(text, at); size > 0) return {size, 1};
    }
    if (rules.phones) {
        if (const auto size = phone_at(text, at); size > 0) return {size, 0};
    }
    return {};
}

bool is_pattern(std::string_view pattern) {
    const auto is_printable = [](char letter) { return letter >= ' ' && letter <= '~'; };
    return pattern.size() >= id_pattern_size_min && pattern.size() <= id_pattern_size_max &&
           std::ranges::all_of(pattern, is_printable) &&
           pattern.find_first_of("9A") != std::string_view::npos;
}

}  // namespace

std::optional<ScrubRules> ScrubRules::read(const json::Object& setting) {
    ScrubRules rules;
    for (const auto& [key, value] : setting) {
        const bool is_switch = key == "enabled" || key == "phones" || key == "emails";
        if (is_switch ? !value.is_bool() : key != "id_patterns" || !value.is_array())
            return std::nullopt;
    }
    rules.enabled = json::bool_or(setting, "enabled", false);
    rules.phones = json::bool_or(setting, "phones", true);
    rules.emails = json::bool_or(setting, "emails", true);
    rules.id_patterns = json::string_list(setting, "id_patterns");
    const auto* given = json::find_array(setting, "id_patterns");
    const bool are_texts = given == nullptr || given->size() == rules.id_patterns.size();
    if (!are_texts || rules.id_patterns.size() > id_patterns_max ||
        !std::ranges::all_of(rules.id_patterns, is_pattern))
        return std::nullopt;
    return rules;
}

ScrubRules ScrubRules::of(const json::Object& system_settings) {
    const auto* setting = json::find_object(system_settings, scrubbing_key);
    return setting == nullptr ? ScrubRules() : read(*setting).value_or(ScrubRules());
}

Scrubbed scrub(std::string_view text, const ScrubRules& rules) {
    Scrubbed result;
    std::array<bool, kinds.size()> found{};
    for (std::size_t at = 0; at < text.size();) {
        const auto find = rules.enabled ? find_at(text, at, rules) : Find{};
        if (const auto date = find.kind == 0 ? date_at(text, at) : 0; date > 0) {
            result.text += text.substr(at, date);
            at += date;
            continue;
        }
        if (find.size == 0) {
            result.text += text[at++];
            continue;
        }
        result.text += marks.at(find.kind);
        found.at(find.kind) = true;
        at += find.size;
    }
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        if (found.at(kind)) result.found.emplace_back(kinds.at(kind));
    }
    return result;
}

}  // namespace amparo::forms

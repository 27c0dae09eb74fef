#include "index/detail/phone_keys.hpp"

#include <algorithm>
#include <string>

#include "base/telephone.hpp"
#include "base/text.hpp"
#include "index/extract.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t digits_min = 7;  // of an end that tells numbers apart
constexpr std::size_t digits_compared = 9;

using telephone::Number;

/// Keys of different columns are different, so that a search may leave columns out.
std::int64_t key_of(std::size_t column, std::string_view kind, std::string_view text) {
    std::string tagged(1, static_cast<char>('a' + column));
    tagged += kind;
    tagged += text;
    return text_hash(tagged);
}

std::string_view kind_of(const Number& number) {
    return number.is_international ? "+" : "=";
}

std::string_view end_of(const Number& number, std::size_t count) {
    return std::string_view(number.digits).substr(number.digits.size() - count);
}

std::size_t most_of(const Number& number) {
    return std::min(number.digits.size(), digits_compared);
}

/// What a number typed without the prefix of a country is found by when it is typed with it.
void append_full(const PhoneText& text, const Number& number, std::vector<std::int64_t>& keys) {
    if (number.is_international || text.home == nullptr) return;
    const auto digits = telephone::international_digits(number, text.home);
    if (!digits.empty()) keys.push_back(key_of(text.column, "+", digits));
}

void append_number(const PhoneText& stored, std::vector<std::int64_t>& keys) {
    const auto trimmed = text::trim(stored.text);
    if (trimmed.empty()) return;
    keys.push_back(key_of(stored.column, "'", trimmed));
    const auto number = telephone::read_number(trimmed, stored.home);
    if (number.digits.size() < digits_min) return;
    keys.push_back(key_of(stored.column, kind_of(number), number.digits));
    append_full(stored, number, keys);
    for (auto count = digits_min; count <= most_of(number); ++count) {
        keys.push_back(key_of(stored.column, ".", end_of(number, count)));
    }
    if (!number.is_international)
        keys.push_back(key_of(stored.column, "n", end_of(number, most_of(number))));
}

}  // namespace

void append_phone_keys(const PhoneText& stored, std::vector<std::int64_t>& keys) {
    auto rest = stored.text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(",;/"), rest.size());
        append_number({stored.column, rest.substr(0, end), stored.home}, keys);
        rest.remove_prefix(std::min(rest.size(), end + 1));
    }
}

void append_phone_question(const PhoneText& asked, PhoneQuestion& question) {
    const auto trimmed = text::trim(asked.text);
    if (trimmed.empty()) return;
    question.equal.push_back(key_of(asked.column, "'", trimmed));
    const auto number = telephone::read_number(trimmed, asked.home);
    if (number.digits.size() < digits_min) return;
    question.equal.push_back(key_of(asked.column, kind_of(number), number.digits));
    append_full(asked, number, question.equal);
    if (!number.is_international) {
        question.suffix.push_back(key_of(asked.column, ".", end_of(number, most_of(number))));
        return;
    }
    for (auto count = digits_min; count <= most_of(number); ++count) {
        question.suffix.push_back(key_of(asked.column, "n", end_of(number, count)));
    }
}

}  // namespace amparo::index

#pragma once

#include <string>
#include <string_view>

/// Telephone numbers as people write them (matching.md 12.3).
namespace amparo::telephone {

/// How numbers of one country are dialled from abroad and at home.
struct Country {
    std::string_view code = {};    // ISO 3166, upper case
    std::string_view prefix = {};  // from abroad, without the plus
    char trunk = '0';              // before a number at home; '\0' where none is dropped
};

/// The country of an ISO code, in either case; nullptr for others.
const Country* find_country(std::string_view code);

/// The digits of a number, in ASCII.
struct Number {
    std::string digits = {};        // as typed, without a plus, a leading 00 or a trunk digit
    bool is_international = false;  // typed with the prefix of a country
};

/// Reads one number; which digit is dropped as a trunk digit is as in `home`, a zero without one.
/// No digits: not a number.
Number read_number(std::string_view text, const Country* home);

/// The digits with which a number is dialled from everywhere, without the plus: one typed without a
/// prefix is of `home`. Empty for one without a prefix where there is no home, and for what is too
/// short or too long for a number.
std::string international_digits(const Number& number, const Country* home);

}  // namespace amparo::telephone

#include "base/telephone.hpp"

#include <gtest/gtest.h>

namespace amparo::telephone {
namespace {

/// The number as it is dialled from everywhere, by somebody at home in a country.
std::string dialled(std::string_view text, std::string_view home) {
    const auto* country = find_country(home);
    return international_digits(read_number(text, country), country);
}

TEST(Telephone, ANumberWithoutAPrefixIsOfTheCountryAtHome) {
    for (const auto* text : {"0712 345 678", "712-345-678", "+254 712 345678", "00254 712345678",
                             "٠٧١٢٣٤٥٦٧٨", "۰۷۱۲۳۴۵۶۷۸", " (0712) 345.678 "}) {
        EXPECT_EQ(dialled(text, "KE"), "254712345678") << text;
        EXPECT_EQ(dialled(text, "ke"), "254712345678") << text;
    }
    EXPECT_EQ(dialled("+257 79 100 200", "KE"), "25779100200");
    EXPECT_EQ(dialled("79 100 200", "BI"), "25779100200");
}

TEST(Telephone, WhatIsDroppedBeforeANumberDependsOnTheCountry) {
    EXPECT_EQ(dialled("06 12345678", "IT"), "390612345678");
    EXPECT_EQ(dialled("07 08 09 10 11", "CI"), "2250708091011");
    EXPECT_EQ(dialled("8 912 345-67-89", "RU"), "79123456789");
    EXPECT_EQ(dialled("1 212 555 0100", "US"), "12125550100");
    EXPECT_EQ(dialled("(809) 555-0100", "DO"), "18095550100");
}

TEST(Telephone, WithoutACountryOnlyANumberWithAPrefixIsKnownEverywhere) {
    EXPECT_EQ(dialled("0712 345 678", ""), "");
    EXPECT_EQ(dialled("+254 712 345678", ""), "254712345678");
    EXPECT_EQ(find_country("XX"), nullptr);
    EXPECT_EQ(find_country("K"), nullptr);
    EXPECT_EQ(find_country(""), nullptr);
}

TEST(Telephone, WhatCannotBeDialledIsNoNumber) {
    for (const auto* text :
         {"", "none", "1234", "+", "00", "12345678901234567", "+1234567890123456"})
        EXPECT_EQ(dialled(text, "KE"), "") << text;
}

TEST(Telephone, EveryCountryIsFoundByItsCode) {
    for (const auto& [code, prefix] : {std::pair{"AC", "247"},
                                       {"JO", "962"},
                                       {"LB", "961"},
                                       {"SD", "249"},
                                       {"SS", "211"},
                                       {"ZW", "263"}}) {
        ASSERT_NE(find_country(code), nullptr) << code;
        EXPECT_EQ(find_country(code)->prefix, prefix);
    }
}

}  // namespace
}  // namespace amparo::telephone

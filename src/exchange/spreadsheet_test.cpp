#include "exchange/spreadsheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amparo::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
    std::uint32_t value = 0;
    for (int byte = size; byte-- > 0;)
        value = (value << 8U) |
                static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(byte)));
    return value;
}

TEST(Spreadsheet, HoldsTextsAsTextsAndNumbersAsNumbers) {
    const auto bytes =
        spreadsheet_of({.name = "Fields & more",
                        .rows = {{"=1+1", 2.5}, {"a < b \"c\"\x01", "\u0641\u062A\u0627\u0629"}}});
    EXPECT_THAT(bytes, HasSubstr("<is><t xml:space=\"preserve\">=1+1</t></is>"));
    EXPECT_THAT(bytes, HasSubstr("<c><v>2.5</v></c>"));
    EXPECT_THAT(bytes, HasSubstr("a &lt; b &quot;c&quot;</t>"));
    EXPECT_THAT(bytes, HasSubstr("\u0641\u062A\u0627\u0629"));
    EXPECT_THAT(bytes, HasSubstr("name=\"Fields &amp; more\""));
    EXPECT_THAT(bytes, Not(HasSubstr("<f>"))) << "no formulas";
}

// The end of the archive names its index, and each entry of the index the place of its file.
TEST(Spreadsheet, IsAnArchiveThatLeadsToItsFiles) {
    const auto bytes = spreadsheet_of({.name = "s", .rows = {{1.0}}});
    const auto end = bytes.size() - 22;
    ASSERT_EQ(number_at(bytes, end, 4), 0x06054B50U);
    const auto count = number_at(bytes, end + 10, 2);
    EXPECT_EQ(count, 5U);
    std::size_t at = number_at(bytes, end + 16, 4);
    for (std::uint32_t file = 0; file < count; ++file) {
        ASSERT_EQ(number_at(bytes, at, 4), 0x02014B50U);
        const auto length = number_at(bytes, at + 28, 2);
        const auto name = bytes.substr(at + 46, length);
        const std::size_t place = number_at(bytes, at + 42, 4);
        ASSERT_EQ(number_at(bytes, place, 4), 0x04034B50U) << name;
        EXPECT_EQ(bytes.substr(place + 30, length), name);
        EXPECT_EQ(bytes.substr(place + 30 + length, 5), "<?xml") << name;
        at += 46 + length;
    }
    EXPECT_EQ(at, end);
}

}  // namespace
}  // namespace amparo::exchange

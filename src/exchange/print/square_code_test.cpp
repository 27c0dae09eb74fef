// Codes are read as a telephone does once it sees the squares: ISO/IEC 18004, version 1.
#include <gtest/gtest.h>

#include "exchange/print/square_code.hpp"

namespace amparo::exchange {
namespace {

constexpr std::size_t side = 21;

/// What says how the code is to be read, in a code of version 1: corners, their frames, timing.
bool is_fixed(std::size_t row, std::size_t column) {
    const bool is_corner = (row < 9 && (column < 9 || column >= 13)) || (row >= 13 && column < 9);
    return is_corner || row == 6 || column == 6;
}

/// Whether a mask of the standard turns a square round.
bool is_turned(unsigned mask, std::size_t i, std::size_t j) {
    switch (mask) {
        case 0:
            return (i + j) % 2 == 0;
        case 1:
            return i % 2 == 0;
        case 2:
            return j % 3 == 0;
        case 3:
            return (i + j) % 3 == 0;
        case 4:
            return (i / 2 + j / 3) % 2 == 0;
        case 5:
            return i * j % 2 + i * j % 3 == 0;
        case 6:
            return (i * j % 2 + i * j % 3) % 2 == 0;
        default:
            return ((i + j) % 2 + i * j % 3) % 2 == 0;
    }
}

/// The squares that hold data, in the order of reading: pairs of columns from the right, up and
/// down in turn.
std::vector<bool> bits_of(const SquareCode& code) {
    const auto dark = [&](std::size_t row, std::size_t column) {
        return bool(code.dark[row * side + column]);
    };
    const unsigned mask =
        (unsigned{dark(8, 2)} << 2U | unsigned{dark(8, 3)} << 1U | unsigned{dark(8, 4)}) ^ 5U;
    std::vector<bool> bits;
    bool goes_up = true;
    for (std::size_t right = side - 1; right < side; right -= right == 8 ? 3 : 2) {
        for (std::size_t step = 0; step < side; ++step) {
            const auto row = goes_up ? side - 1 - step : step;
            for (const auto column : {right, right - 1})
                if (column < side && !is_fixed(row, column))
                    bits.push_back(dark(row, column) != is_turned(mask, row, column));
        }
        goes_up = !goes_up;
    }
    return bits;
}

std::string read(const SquareCode& code) {
    const auto bits = bits_of(code);
    const auto number = [&](std::size_t at, std::size_t length) {
        unsigned found = 0;
        for (std::size_t bit = 0; bit < length; ++bit) found = found * 2 + unsigned{bits[at + bit]};
        return found;
    };
    EXPECT_EQ(number(0, 4), 4U) << "bytes";
    std::string text;
    for (std::size_t at = 0; at < number(4, 8); ++at)
        text += static_cast<char>(number(12 + at * 8, 8));
    return text;
}

TEST(SquareCode, IsReadAsTheText) {
    for (const std::string text : {"a", "amparo", "amparo:form/ab"}) {
        const auto code = square_code(text);
        ASSERT_EQ(code->side, side);
        EXPECT_EQ(read(*code), text);
    }
}

TEST(SquareCode, GrowsWithTheTextAndRefusesWhatIsTooLong) {
    EXPECT_EQ(square_code(std::string(14, 'a'))->side, 21U);
    EXPECT_EQ(square_code(std::string(15, 'a'))->side, 25U);
    EXPECT_EQ(square_code(std::string(106, 'a'))->side, 41U);
    EXPECT_FALSE(square_code(std::string(107, 'a')).has_value());
    EXPECT_FALSE(square_code("").has_value());
}

}  // namespace
}  // namespace amparo::exchange

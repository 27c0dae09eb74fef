#include "exchange/print/square_code.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace amparo::exchange {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// What level M makes of each version; all blocks of these versions are of one size.
struct Version {
    std::size_t check_bytes;  // of a block
    std::size_t blocks;
    std::size_t data_bytes;  // of a block
};
constexpr std::array<Version, 6> versions{
    {{10, 1, 16}, {16, 1, 28}, {26, 1, 44}, {18, 2, 32}, {24, 2, 43}, {16, 4, 27}}};
constexpr std::size_t header_bytes = 2;  // the kind of the data, their number, and the end
constexpr std::uint32_t level_m = 0;

/// Products in the field of 256 elements that the standard names.
std::uint8_t times(std::uint8_t left, std::uint8_t right) {
    unsigned product = 0;
    for (int bit = 7; bit >= 0; --bit) {
        product = (product << 1U) ^ ((product >> 7U) * 0x11DU);
        if ((right >> static_cast<unsigned>(bit)) & 1U) product ^= left;
    }
    return static_cast<std::uint8_t>(product);
}

/// The remainder of Reed and Solomon.
Bytes check_of(const Bytes& data, std::size_t length) {
    Bytes generator(length, 0);
    generator.back() = 1;
    std::uint8_t root = 1;
    for (std::size_t round = 0; round < length; ++round) {
        for (std::size_t at = 0; at < length; ++at) {
            generator[at] = times(generator[at], root);
            if (at + 1 < length) generator[at] ^= generator[at + 1];
        }
        root = times(root, 2);
    }
    Bytes rest(length, 0);
    for (const auto byte : data) {
        const auto factor = static_cast<std::uint8_t>(byte ^ rest.front());
        rest.erase(rest.begin());
        rest.push_back(0);
        for (std::size_t at = 0; at < length; ++at) rest[at] ^= times(generator[at], factor);
    }
    return rest;
}

/// Kind, number, text, end, and what fills up.
Bytes data_of(std::string_view text, std::size_t capacity) {
    Bytes data{static_cast<std::uint8_t>(0x40U | (text.size() >> 4U))};
    auto half = static_cast<std::uint8_t>((text.size() & 0xFU) << 4U);
    for (const char letter : text) {
        const auto byte = static_cast<std::uint8_t>(letter);
        data.push_back(static_cast<std::uint8_t>(half | (byte >> 4U)));
        half = static_cast<std::uint8_t>((byte & 0xFU) << 4U);
    }
    data.push_back(half);
    for (std::uint8_t fill = 0xEC; data.size() < capacity; fill ^= 0xFDU) data.push_back(fill);
    return data;
}

/// Data and checks of all blocks, the first bytes of each first.
Bytes woven(const Bytes& data, const Version& version) {
    std::vector<Bytes> blocks;
    std::vector<Bytes> checks;
    for (std::size_t block = 0; block < version.blocks; ++block) {
        const auto from = data.begin() + static_cast<std::ptrdiff_t>(block * version.data_bytes);
        blocks.emplace_back(from, from + static_cast<std::ptrdiff_t>(version.data_bytes));
        checks.push_back(check_of(blocks.back(), version.check_bytes));
    }
    Bytes all;
    for (const auto* parts : {&blocks, &checks}) {
        for (std::size_t at = 0; at < parts->front().size(); ++at) {
            for (const auto& part : *parts) all.push_back(part[at]);
        }
    }
    return all;
}

/// The squares while they are being set: which are dark, and which are no data.
class Squares {
  public:
    explicit Squares(std::size_t number)
        : side_(17 + 4 * number), dark_(side_ * side_), is_fixed_(side_ * side_) {
        set_timing();
        set_finder(3, 3);
        set_finder(3, side_ - 4);
        set_finder(side_ - 4, 3);
        if (number > 1) set_alignment(side_ - 7, side_ - 7);
        set_format(0);
    }

    void set_data(const Bytes& bytes) {
        std::size_t bit = 0;
        bool is_upward = true;
        for (std::size_t right = side_ - 1; right > 0; right -= 2) {
            if (right == 6) right = 5;  // the column of the timing pattern
            for (std::size_t step = 0; step < side_; ++step) {
                const auto row = is_upward ? side_ - 1 - step : step;
                for (const auto column : {right, right - 1}) {
                    if (is_fixed_[row * side_ + column] || bit >= bytes.size() * 8) continue;
                    dark_[row * side_ + column] = (bytes[bit / 8] >> (7 - bit % 8)) & 1U;
                    ++bit;
                }
            }
            is_upward = !is_upward;
            if (right < 2) break;
        }
    }

    void mask(unsigned pattern) {
        for (std::size_t row = 0; row < side_; ++row) {
            for (std::size_t column = 0; column < side_; ++column) {
                const auto at = row * side_ + column;
                if (!is_fixed_[at] && is_turned(pattern, row, column)) dark_[at] = !dark_[at];
            }
        }
        set_format(pattern);
    }

    /// How badly it reads: runs, blocks, false finders, and a lack of balance.
    std::size_t penalty() const {
        std::size_t sum = 0;
        std::size_t dark = 0;
        for (std::size_t line = 0; line < side_; ++line) {
            sum += line_penalty([&](std::size_t at) { return is_dark(line, at); });
            sum += line_penalty([&](std::size_t at) { return is_dark(at, line); });
            for (std::size_t at = 0; at < side_; ++at) dark += is_dark(line, at) ? 1 : 0;
        }
        for (std::size_t row = 0; row + 1 < side_; ++row) {
            for (std::size_t column = 0; column + 1 < side_; ++column) {
                const bool first = is_dark(row, column);
                if (first == is_dark(row, column + 1) && first == is_dark(row + 1, column) &&
                    first == is_dark(row + 1, column + 1))
                    sum += 3;
            }
        }
        const auto percent = static_cast<int>(dark * 100 / (side_ * side_));
        return sum + static_cast<std::size_t>(std::abs(percent - 50) / 5) * 10;
    }

    SquareCode finished() const { return {.side = side_, .dark = dark_}; }

  private:
    bool is_dark(std::size_t row, std::size_t column) const { return dark_[row * side_ + column]; }

    void fix(std::size_t row, std::size_t column, bool is_dark) {
        dark_[row * side_ + column] = is_dark;
        is_fixed_[row * side_ + column] = true;
    }

    void set_timing() {
        for (std::size_t at = 0; at < side_; ++at) {
            fix(6, at, at % 2 == 0);
            fix(at, 6, at % 2 == 0);
        }
    }

    /// With the light margin around it, as far as that is inside.
    void set_finder(std::size_t row, std::size_t column) {
        for (int down = -4; down <= 4; ++down) {
            for (int over = -4; over <= 4; ++over) {
                const auto at_row = static_cast<int>(row) + down;
                const auto at_column = static_cast<int>(column) + over;
                const auto end = static_cast<int>(side_);
                if (at_row < 0 || at_column < 0 || at_row >= end || at_column >= end) continue;
                const auto ring = std::max(std::abs(down), std::abs(over));
                fix(static_cast<std::size_t>(at_row), static_cast<std::size_t>(at_column),
                    ring != 2 && ring != 4);
            }
        }
    }

    void set_alignment(std::size_t row, std::size_t column) {
        for (int down = -2; down <= 2; ++down) {
            for (int over = -2; over <= 2; ++over) {
                fix(row + static_cast<std::size_t>(down + 2) - 2,
                    column + static_cast<std::size_t>(over + 2) - 2,
                    std::max(std::abs(down), std::abs(over)) != 1);
            }
        }
    }

    /// Level and mask with their own check, twice.
    void set_format(unsigned pattern) {
        const std::uint32_t data = (level_m << 3U) | pattern;
        std::uint32_t rest = data;
        for (int round = 0; round < 10; ++round) rest = (rest << 1U) ^ ((rest >> 9U) * 0x537U);
        const auto bits = ((data << 10U) | rest) ^ 0x5412U;
        const auto bit = [bits](unsigned at) { return ((bits >> at) & 1U) != 0; };
        for (unsigned at = 0; at <= 5; ++at) fix(at, 8, bit(at));
        fix(7, 8, bit(6));
        fix(8, 8, bit(7));
        fix(8, 7, bit(8));
        for (unsigned at = 9; at < 15; ++at) fix(8, 14 - at, bit(at));
        for (unsigned at = 0; at < 8; ++at) fix(8, side_ - 1 - at, bit(at));
        for (unsigned at = 8; at < 15; ++at) fix(side_ - 15 + at, 8, bit(at));
        fix(side_ - 8, 8, true);
    }

    static bool is_turned(unsigned pattern, std::size_t row, std::size_t column) {
        switch (pattern) {
            case 0:
                return (row + column) % 2 == 0;
            case 1:
                return row % 2 == 0;
            case 2:
                return column % 3 == 0;
            case 3:
                return (row + column) % 3 == 0;
            case 4:
                return (column / 3 + row / 2) % 2 == 0;
            case 5:
                return row * column % 2 + row * column % 3 == 0;
            case 6:
                return (row * column % 2 + row * column % 3) % 2 == 0;
            default:
                return ((row + column) % 2 + row * column % 3) % 2 == 0;
        }
    }

    template <class IsDark>
    std::size_t line_penalty(const IsDark& dark_at) const {
        constexpr std::array<bool, 11> false_finder{true, false, true,  true,  true, false,
                                                    true, false, false, false, false};
        std::size_t sum = 0;
        std::size_t run = 1;
        for (std::size_t at = 1; at <= side_; ++at) {
            if (at < side_ && dark_at(at) == dark_at(at - 1)) {
                ++run;
                continue;
            }
            if (run >= 5) sum += run - 2;
            run = 1;
        }
        for (std::size_t from = 0; from + false_finder.size() <= side_; ++from) {
            bool is_forward = true;
            bool is_backward = true;
            for (std::size_t at = 0; at < false_finder.size(); ++at) {
                is_forward = is_forward && dark_at(from + at) == false_finder[at];
                is_backward =
                    is_backward && dark_at(from + at) == false_finder[false_finder.size() - 1 - at];
            }
            sum += (is_forward ? 40 : 0) + (is_backward ? 40 : 0);
        }
        return sum;
    }

    std::size_t side_;
    std::vector<bool> dark_;
    std::vector<bool> is_fixed_;
};

}  // namespace

std::optional<SquareCode> square_code(std::string_view text) {
    const auto fits = std::ranges::find_if(versions, [&](const Version& version) {
        return text.size() + header_bytes <= version.blocks * version.data_bytes;
    });
    if (fits == versions.end()) return std::nullopt;
    const auto data = data_of(text, fits->blocks * fits->data_bytes);
    Squares plain(static_cast<std::size_t>(fits - versions.begin()) + 1);
    plain.set_data(woven(data, *fits));
    std::optional<Squares> best;
    for (unsigned pattern = 0; pattern < 8; ++pattern) {
        auto masked = plain;
        masked.mask(pattern);
        if (!best || masked.penalty() < best->penalty()) best = std::move(masked);
    }
    return best->finished();
}

}  // namespace amparo::exchange

#pragma once

#include <algorithm>
#include <string>

#include "access/one_time_codes.hpp"
#include "base/clock.hpp"

namespace amparo::testing {

/// Somebody's phone: the codes of a key, as it is typed into an app. The clock is the machine's, so
/// each code that was used is followed by that of the next half minute; three fit into one.
class Phone {
  public:
    explicit Phone(std::string_view key) : key_(from_base32(key)) {}

    /// A code that was not shown before.
    std::string next() {
        const auto now = access::one_time_step(SystemClock().now());
        step_ = std::max(step_ + 1, now - access::one_time_drift);
        return access::one_time_code(key_, step_).reveal();
    }

  private:
    static std::string from_base32(std::string_view text) {
        constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        std::string bytes;
        std::uint32_t pending = 0;
        unsigned bits = 0;
        for (const char letter : text) {
            pending = (pending << 5U) | static_cast<std::uint32_t>(letters.find(letter));
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes += static_cast<char>((pending >> bits) & 0xFFU);
        }
        return bytes;
    }

    SecretText key_;
    std::int64_t step_ = 0;
};

}  // namespace amparo::testing

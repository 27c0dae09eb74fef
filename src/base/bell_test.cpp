#include "base/bell.hpp"

#include <gtest/gtest.h>

namespace amparo {
namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds never{60'000};

TEST(Bell, KeepsWhatRangBeforeAnybodyWaited) {
    Bell bell(never);
    EXPECT_TRUE(bell.wait()) << "there is news at the start";
    bell.ring();
    bell.ring();
    const auto begin = Steady::now();
    EXPECT_TRUE(bell.wait());
    EXPECT_LT(Steady::now() - begin, never / 2);
}

TEST(Bell, LetsLookAgainThoughNothingRang) {
    Bell bell(std::chrono::milliseconds(20));
    bell.wait();
    const auto begin = Steady::now();
    EXPECT_TRUE(bell.wait());
    EXPECT_GE(Steady::now() - begin, std::chrono::milliseconds(20));
}

TEST(Bell, EndsAllWaiting) {
    Bell bell(never);
    bell.wait();
    EXPECT_FALSE(bell.is_over());
    bell.end();
    EXPECT_FALSE(bell.wait());
    EXPECT_TRUE(bell.is_over());
}

}  // namespace
}  // namespace amparo

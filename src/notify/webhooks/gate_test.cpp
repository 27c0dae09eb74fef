#include "notify/webhooks/gate.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace amparo::notify {
namespace {

TEST(DeliveryGate, LetsAFewInAtOnce) {
    DeliveryGate gate;
    std::chrono::seconds wait{0};
    std::vector<DeliveryGate::Pass> inside;
    for (int who = 0; who < DeliveryGate::at_once_max; ++who) {
        auto pass = gate.enter("w", wait);
        ASSERT_TRUE(pass);
        inside.push_back(std::move(*pass));
    }
    EXPECT_FALSE(gate.enter("w", wait));
    EXPECT_EQ(wait, std::chrono::seconds(1));
    EXPECT_TRUE(gate.enter("another", wait)) << "which is nobody else's business";
    inside.pop_back();
    EXPECT_TRUE(gate.enter("w", wait));
}

TEST(DeliveryGate, RestsLongerAfterEachSilence) {
    DeliveryGate gate;
    std::chrono::seconds wait{0};
    gate.enter("w", wait)->report(false);
    EXPECT_FALSE(gate.enter("w", wait));
    EXPECT_LE(wait, DeliveryGate::rest_first + std::chrono::seconds(1));
    EXPECT_GT(wait, std::chrono::seconds(1));
    EXPECT_TRUE(gate.enter("another", wait));
}

TEST(DeliveryGate, ForgetsASilenceWithTheFirstAnswer) {
    DeliveryGate gate;
    std::chrono::seconds wait{0};
    auto one = gate.enter("w", wait);
    auto other = gate.enter("w", wait);
    ASSERT_TRUE(one && other);
    one->report(false);
    other->report(true);
    one.reset();
    other.reset();
    EXPECT_TRUE(gate.enter("w", wait));
}

}  // namespace
}  // namespace amparo::notify

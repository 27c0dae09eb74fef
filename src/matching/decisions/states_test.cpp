#include "matching/decisions/states.hpp"

#include <gtest/gtest.h>

namespace amparo::matching {
namespace {

TEST(PairStates, AreReadAsTheyAreWritten) {
    for (const auto state :
         {PairState::potential, PairState::under_verification, PairState::confirmed,
          PairState::rejected, PairState::unlikely, PairState::need_information,
          PairState::unlinked, PairState::superseded, PairState::reunited})
        EXPECT_EQ(pair_state(name_of(state)), state);
    EXPECT_FALSE(pair_state("Confirmed").has_value());
    EXPECT_FALSE(pair_state("").has_value());
}

TEST(PairStates, OnlyALinkIsTakenBackAndOnlyAnUndoneRejectionIsConfirmed) {
    EXPECT_TRUE(may_move(PairState::confirmed, PairState::unlinked));
    EXPECT_FALSE(may_move(PairState::potential, PairState::unlinked));
    EXPECT_FALSE(may_move(PairState::confirmed, PairState::rejected));
    EXPECT_FALSE(may_move(PairState::rejected, PairState::confirmed));
    EXPECT_TRUE(may_move(PairState::rejected, PairState::potential));
    EXPECT_FALSE(may_move(PairState::potential, PairState::potential));
    EXPECT_FALSE(may_move(PairState::superseded, PairState::confirmed));
    EXPECT_FALSE(may_move(PairState::reunited, PairState::unlinked));
}

}  // namespace
}  // namespace amparo::matching

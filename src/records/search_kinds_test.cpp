#include "records/search_kinds.hpp"

#include <gmock/gmock.h>

namespace amparo::records {
namespace {

using ::testing::ElementsAre;
using Mode = index::Search::Mode;

TEST(SearchKinds, FollowFromWhatWasTyped) {
    for (const auto* number : {"079 100 200", "+257 (79) 100-200", "٠٧٩١٠٠٢٠٠", "123456"})
        EXPECT_THAT(automatic_search(number).modes, ElementsAre(Mode::phone, Mode::identifier))
            << number;
    for (const auto* code : {"12345", "ab12", "KE-NRB-ABC", "CP/NRB", "Omar 2", "Jean-Pierre"})
        EXPECT_THAT(automatic_search(code).modes, ElementsAre(Mode::identifier, Mode::name))
            << code;
    for (const auto* name : {"Omar Haddad", "محمد", "Mr. Bell", "abcdef"}) {
        const auto search = automatic_search(name);
        EXPECT_THAT(search.modes, ElementsAre(Mode::name, Mode::identifier)) << name;
        EXPECT_TRUE(search.is_last_for_want_of_others);
    }
}

}  // namespace
}  // namespace amparo::records

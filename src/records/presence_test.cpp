#include "records/presence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace amparo::records {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum PresenceMode;

const Instant start = parse_instant("2024-06-15T08:00:00Z").value();

PresencePage page_of(const std::string& user, const std::string& page = "p",
                     const std::string& record = "r") {
    return {.record_id = record, .user_name = user, .page = page};
}

TEST(Presence, TellsEverybodyButOneself) {
    Presence presence;
    presence.note(page_of("zoe"), view, start);
    presence.note(page_of("amal"), edit, start + 1s);
    presence.note(page_of("ben", "p", "other"), edit, start);
    EXPECT_THAT(presence.others(page_of("amal"), start + 2s),
                ElementsAre(Present{"zoe", view, start}));
    EXPECT_THAT(presence.others(page_of("chris"), start + 2s),
                ElementsAre(Present{"amal", edit, start + 1s}, Present{"zoe", view, start}));
    EXPECT_THAT(presence.others(page_of("ben", "p", "nowhere"), start), IsEmpty());
}

TEST(Presence, ForgetsPagesThatAreClosedOrSilent) {
    Presence presence;
    presence.note(page_of("zoe"), view, start);
    presence.note(page_of("amal"), view, start);
    presence.forget(page_of("amal"));
    presence.forget(page_of("nobody"));
    presence.forget(page_of("zoe", "p", "nowhere"));
    EXPECT_THAT(presence.others(page_of("me"), start + 60s),
                ElementsAre(Present{"zoe", view, start}));
    EXPECT_THAT(presence.others(page_of("me"), start + 60s + 1ms), IsEmpty());
    presence.note(page_of("zoe"), view, start + 90s);
    EXPECT_THAT(presence.others(page_of("me"), start + 91s),
                ElementsAre(Present{"zoe", view, start + 90s}));
}

TEST(Presence, CountsAPersonWithTwoPagesOnceAndByTheStronger) {
    Presence presence;
    presence.note(page_of("zoe", "one"), view, start);
    presence.note(page_of("zoe", "two"), edit, start + 5s);
    EXPECT_THAT(presence.others(page_of("me"), start + 6s),
                ElementsAre(Present{"zoe", edit, start}));
    presence.forget(page_of("zoe", "one"));
    EXPECT_THAT(presence.others(page_of("me"), start + 6s),
                ElementsAre(Present{"zoe", edit, start + 5s}));
    presence.note(page_of("zoe", "two"), view, start + 7s);
    EXPECT_THAT(presence.others(page_of("me"), start + 8s),
                ElementsAre(Present{"zoe", view, start + 5s}));
}

TEST(Presence, NotesNoMoreThanTheLimitUntilOthersAreForgotten) {
    Presence presence;
    for (std::size_t n = 0; n < presence_pages_max; ++n)
        presence.note(page_of(std::to_string(n), "p", "record " + std::to_string(n)), view, start);
    presence.note(page_of("late"), view, start);
    EXPECT_THAT(presence.others(page_of("me"), start), IsEmpty());
    presence.note(page_of("0", "p", "record 0"), edit, start + 30s);
    EXPECT_THAT(presence.others(page_of("me", "p", "record 0"), start + 30s),
                ElementsAre(Present{"0", edit, start}));
    presence.note(page_of("late"), view, start + 61s);
    EXPECT_THAT(presence.others(page_of("me"), start + 61s),
                ElementsAre(Present{"late", view, start + 61s}));
}

TEST(Presence, LeavesRoomForOthersWhateverOnePersonNotes) {
    Presence presence;
    for (std::size_t n = 0; n < presence_pages_of_person_max; ++n)
        presence.note(page_of("zoe", std::to_string(n)), view, start);
    presence.note(page_of("zoe", "p", "one too many"), view, start);
    EXPECT_THAT(presence.others(page_of("me", "p", "one too many"), start), IsEmpty());
    presence.note(page_of("amal", "p", "one too many"), view, start);
    EXPECT_THAT(presence.others(page_of("me", "p", "one too many"), start),
                ElementsAre(Present{"amal", view, start}));
    presence.forget(page_of("zoe", "0"));
    presence.note(page_of("zoe", "p", "one too many"), view, start + 1s);
    EXPECT_EQ(presence.others(page_of("me", "p", "one too many"), start + 1s).size(), 2U);
}

TEST(Presence, IsToldByManyAtOnce) {
    Presence presence;
    std::vector<std::jthread> people;
    for (int person = 0; person < 4; ++person) {
        people.emplace_back([&presence, person] {
            const auto page = page_of("worker_" + std::to_string(person));
            for (int beat = 0; beat < 500; ++beat) {
                presence.note(page, beat % 2 == 0 ? view : edit, start);
                (void)presence.others(page, start);
                if (beat < 499) presence.forget(page);
            }
        });
    }
    people.clear();
    EXPECT_EQ(presence.others(page_of("me"), start).size(), 4U);
}

}  // namespace
}  // namespace amparo::records

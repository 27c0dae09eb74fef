#include "records/events.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amparo::records {
namespace {

TEST(Event, ComesBackFromItsJobAsItWentIn) {
    const Event event{.kind = EventKind::referral,
                      .record_type = "case",
                      .record_id = "c0ffee00-0000-4000-8000-000000000001",
                      .actor = UserName("worker_a"),
                      .recipients = {UserName("worker_b"), UserName("worker_c")},
                      .occurrence = "transition-1",
                      .details = {{"service_type", "health"}}};
    const auto job = event_job(event);
    EXPECT_EQ(job.queue, "notify");
    const auto back = event_of(job);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->kind, event.kind);
    EXPECT_EQ(back->record_type, event.record_type);
    EXPECT_EQ(back->record_id, event.record_id);
    EXPECT_EQ(back->actor, event.actor);
    EXPECT_EQ(back->recipients, event.recipients);
    EXPECT_EQ(back->occurrence, event.occurrence);
    EXPECT_EQ(back->details, event.details);
}

TEST(Event, RefusesTheJobOfSomethingElse) {
    auto job = event_job({.kind = EventKind::assign});
    job.payload["event"] = "birthday";
    EXPECT_FALSE(event_of(job));
    EXPECT_FALSE(event_of({.kind = "rewrite_owner_fields", .payload = {{"event", "assign"}}}));
}

TEST(EventKind, HasANameOfItsOwnForEachKind) {
    for (int at = 0; at <= static_cast<int>(EventKind::bulk_message); ++at) {
        const auto kind = static_cast<EventKind>(at);
        EXPECT_EQ(event_kind_named(wire_name(kind)), kind);
    }
    EXPECT_EQ(event_kind_named(""), std::nullopt);
}

}  // namespace
}  // namespace amparo::records

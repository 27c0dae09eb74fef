#include "store/deliveries.hpp"

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

constexpr std::string_view reader = "webhooks";

class DeliveriesTest : public OnBothEngines {
  protected:
    std::int64_t insert(const std::string& name, const DeliveryLane& of) {
        const Delivery delivery{.name = name,
                                .webhook = of.webhook,
                                .record_id = of.record_id,
                                .data = {{"event", "case.update"}}};
        return write([&](Transaction& t) { return insert_delivery(t, delivery); }).value();
    }
    Delivery delivery(std::int64_t id) {
        return read([&](Snapshot& snapshot) { return find_delivery(snapshot, id); })
            .value()
            .value();
    }
    void end(std::int64_t id, DeliveryState state) {
        auto changed = delivery(id);
        changed.state = state;
        changed.attempts = 1;
        ASSERT_TRUE(write([&](Transaction& t) { return update_delivery(t, changed); }));
    }
    std::int64_t first_open(const DeliveryLane& of, std::int64_t after = 0) {
        return read([&](Snapshot& snapshot) { return first_open_delivery(snapshot, of, after); });
    }
    std::vector<std::int64_t> heads() {
        auto found = read([](Snapshot& snapshot) { return open_lane_heads(snapshot, 100); });
        std::ranges::sort(found);
        return found;
    }
    Result<> move(Sequence from, Sequence to) {
        return write([&](Transaction& t) { return move_log_cursor(t, reader, from, to); });
    }
    void put(const RecordSync& sync) {
        ASSERT_TRUE(write([&](Transaction& t) { return put_record_sync(t, sync); }));
    }
    std::vector<RecordSync> syncs(const std::string& record_id) {
        return read([&](Snapshot& snapshot) { return record_syncs_of(snapshot, record_id); })
            .value();
    }

    const DeliveryLane lane{"w1", "r1"};
    const DeliveryLane other_record{"w1", "r2"};
    const DeliveryLane other_webhook{"w2", "r1"};
};
AMPARO_ON_BOTH_ENGINES(DeliveriesTest);

using Ids = std::vector<std::int64_t>;

TEST_P(DeliveriesTest, MoveTheCursorForWhoeverKnowsWhereItIs) {
    EXPECT_EQ(read([](Snapshot& snapshot) { return log_cursor(snapshot, reader); }), 0);
    ASSERT_TRUE(move(0, 5));
    EXPECT_EQ(move(0, 7).error().code, Errc::conflict);
    ASSERT_TRUE(move(5, 7));
    ASSERT_TRUE(write([](Transaction& t) -> Result<> {
        hold_log_cursor(t, reader);
        return {};
    }));
    EXPECT_EQ(read([](Snapshot& snapshot) { return log_cursor(snapshot, reader); }), 7);
}

TEST_P(DeliveriesTest, FollowEachOtherWithinAWebhookAndRecord) {
    const auto first = insert("a", lane);
    const auto second = insert("b", lane);
    const auto third = insert("c", other_record);
    const auto fourth = insert("d", other_webhook);
    EXPECT_EQ(first_open(lane), first);
    EXPECT_EQ(first_open(lane, first), second);
    EXPECT_EQ(heads(), (Ids{first, third, fourth}));
    end(first, DeliveryState::failed);
    EXPECT_EQ(first_open(lane), first);
    end(first, DeliveryState::sent);
    EXPECT_EQ(first_open(lane), second);
    end(second, DeliveryState::dead);
    EXPECT_EQ(first_open(lane), 0);
    EXPECT_EQ(heads(), (Ids{third, fourth}));
}

TEST_P(DeliveriesTest, KeepWhatTheySay) {
    const auto id = insert("a", lane);
    end(id, DeliveryState::failed);
    const auto found = delivery(id);
    EXPECT_EQ(found.name, "a");
    EXPECT_EQ(found.state, DeliveryState::failed);
    EXPECT_EQ(found.attempts, 1);
    EXPECT_EQ(found.created_at, test_start);
    EXPECT_EQ(json::string_or(found.data, "event"), "case.update");
    EXPECT_FALSE(
        read([](Snapshot& snapshot) { return find_delivery(snapshot, 99); }).value().has_value());
    world.tamper("UPDATE webhook_deliveries SET record_id = 'r9' WHERE id = " + std::to_string(id));
    EXPECT_FALSE(read([&](Snapshot& snapshot) { return find_delivery(snapshot, id); }));
}

TEST_P(DeliveriesTest, AreListedNewestFirstCountedAndForgotten) {
    const auto sent = insert("a", lane);
    const auto dead = insert("b", lane);
    const auto open = insert("c", other_record);
    insert("d", other_webhook);
    end(sent, DeliveryState::sent);
    end(dead, DeliveryState::dead);
    Ids listed;
    const auto list = read([](Snapshot& snapshot) {
        return list_deliveries(snapshot, {.webhook = "w1", .offset = 0, .count = 2});
    });
    for (const auto& one : *list) listed.push_back(one.id);
    EXPECT_EQ(listed, (Ids{open, dead}));
    EXPECT_EQ(read([](Snapshot& snapshot) { return count_deliveries(snapshot, "w1"); }), 3u);
    const auto tallies = read([](Snapshot& snapshot) { return tally_deliveries(snapshot); });
    EXPECT_EQ(tallies.size(), 3u);
    world.clock.advance(std::chrono::hours(1));
    const auto forget = [&](DeliveryState state) {
        return write([&](Transaction& t) { return expire_deliveries(t, state, world.clock.now()); })
            .value();
    };
    EXPECT_EQ(forget(DeliveryState::sent), 1u);
    EXPECT_EQ(forget(DeliveryState::sent), 0u);
    ASSERT_TRUE(write([](Transaction& t) { return remove_deliveries(t, "w1"); }));
    EXPECT_EQ(read([](Snapshot& snapshot) { return count_deliveries(snapshot, "w1"); }), 0u);
    EXPECT_EQ(read([](Snapshot& snapshot) { return count_deliveries(snapshot, "w2"); }), 1u);
}

TEST_P(DeliveriesTest, KeepTheTimeOfSyncedWhateverComesAfter) {
    EXPECT_FALSE(read([](Snapshot& snapshot) { return has_record_syncs(snapshot); }));
    const RecordSync synced{
        .record_id = "r1", .destination = "https://a", .status = "synced", .at = test_start};
    put(synced);
    auto sending = synced;
    sending.status = "sending";
    sending.at = test_start + std::chrono::hours(1);
    put(sending);
    put({.record_id = "r1", .destination = "https://b", .status = "failed", .at = test_start});
    EXPECT_TRUE(read([](Snapshot& snapshot) { return has_record_syncs(snapshot); }));
    EXPECT_EQ(syncs("r1").size(), 2u);
    EXPECT_TRUE(syncs("r2").empty());
    for (const auto& sync : syncs("r1")) {
        const bool is_first = sync.destination == "https://a";
        EXPECT_EQ(sync.status, is_first ? "sending" : "failed");
        EXPECT_EQ(sync.synced_at, is_first ? test_start : Instant{});
    }
}

TEST_P(DeliveriesTest, KeepTheOrderOfWhatIsSaidInOneMillisecond) {
    const auto say = [&](const char* destination, const char* status) {
        put({.record_id = "r1", .destination = destination, .status = status, .at = test_start});
    };
    const auto newest = [&] { return std::ranges::max(syncs("r1"), {}, &RecordSync::at).status; };
    say("https://a", "synced");
    say("https://b", "failed");
    EXPECT_EQ(newest(), "failed");
    say("https://a", "not_found");
    EXPECT_EQ(newest(), "not_found");
    say("https://a", "sending");
    EXPECT_EQ(newest(), "sending");
}

TEST_P(DeliveriesTest, ShowNoAddressToWhoReadsTheFile) {
    put({.record_id = "r1", .destination = "https://a?token=7", .status = "sent"});
    EXPECT_EQ(world.ask("SELECT COUNT(*) FROM record_syncs WHERE destination LIKE '%token%'"), "0");
}

}  // namespace
}  // namespace amparo::store

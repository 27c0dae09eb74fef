#include "store/sessions.hpp"

#include <atomic>
#include <thread>

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

using std::chrono::minutes;

class Sessions : public OnBothEngines {
  protected:
    static VolatileRow session(const std::string& key, const std::string& owner = "ana") {
        return {.kind = "session",
                .key_hash = key,
                .owner = owner,
                .updated_at = test_start,
                .expires_at = test_start + minutes(30),
                .data = {{"agent", "browser"}}};
    }
    void put(const VolatileRow& row) {
        ASSERT_TRUE(
            write([&](Transaction& transaction) { return put_volatile(transaction, row); }));
    }
    Result<> insert(const VolatileRow& row) {
        return write([&](Transaction& transaction) { return insert_volatile(transaction, row); });
    }
    std::optional<VolatileRow> find_one(std::string_view key) {
        return read([&](Snapshot& snapshot) { return find_volatile(snapshot, "session", key); })
            .value();
    }
};
AMPARO_ON_BOTH_ENGINES(Sessions);

TEST_P(Sessions, KeepsARowAndReplacesIt) {
    put(session("k1"));
    auto found = find_one("k1");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->owner, "ana");
    EXPECT_EQ(found->updated_at, test_start);
    EXPECT_EQ(found->expires_at, test_start + minutes(30));
    EXPECT_EQ(found->data.at("agent"), "browser");
    auto next = session("k1");
    next.expires_at += minutes(10);
    next.data["agent"] = "phone";
    put(next);
    EXPECT_EQ(find_one("k1")->data.at("agent"), "phone");
    EXPECT_FALSE(find_one("k2"));
}

TEST_P(Sessions, LeavesNoTraceInTheChangeLog) {
    put(session("k1"));
    EXPECT_EQ(read([](Snapshot& snapshot) { return head(snapshot); }), 0);
}

TEST_P(Sessions, HidesWhatHasExpired) {
    put(session("k1"));
    world.clock.advance(minutes(30));
    EXPECT_FALSE(find_one("k1"));
    const auto all =
        read([](Snapshot& snapshot) { return volatile_of_owner(snapshot, "session", "ana"); });
    EXPECT_TRUE(all->empty());
}

TEST_P(Sessions, ListsTheRowsOfAnOwner) {
    put(session("k1"));
    put(session("k2", "ben"));
    put(session("k3"));
    auto other = session("k4");
    other.kind = "throttle";
    put(other);
    const auto all =
        read([](Snapshot& snapshot) { return volatile_of_owner(snapshot, "session", "ana"); });
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2u);
    EXPECT_EQ(all->at(0).key_hash, "k1");
    EXPECT_EQ(all->at(1).key_hash, "k3");
}

TEST_P(Sessions, RefusesAKeyThatIsTakenUntilItExpires) {
    ASSERT_TRUE(insert(session("k1")));
    const auto again = insert(session("k1", "eve"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Errc::conflict);
    EXPECT_EQ(find_one("k1")->owner, "ana");
    world.clock.advance(minutes(31));
    auto later = session("k1", "ben");
    later.expires_at += minutes(60);
    ASSERT_TRUE(insert(later));
    EXPECT_EQ(find_one("k1")->owner, "ben");
}

TEST_P(Sessions, LetsOneOfManyInsertTheSameKey) {
    std::atomic<int> inserted = 0;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 8; ++writer) {
        writers.emplace_back([&] {
            if (insert(session("same"))) ++inserted;
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(inserted, 1);
}

TEST_P(Sessions, RemovesAndExpires) {
    put(session("k1"));
    put(session("k2"));
    auto longer = session("k3");
    longer.expires_at += minutes(60);
    put(longer);
    ASSERT_TRUE(write(
        [](Transaction& transaction) { return remove_volatile(transaction, "session", "k1"); }));
    EXPECT_FALSE(find_one("k1"));
    const auto removed = write([](Transaction& transaction) {
        return expire_volatile(transaction, test_start + minutes(30));
    });
    EXPECT_EQ(removed.value(), 1u);
    EXPECT_TRUE(find_one("k3"));
}

TEST_P(Sessions, RefusesARowGivenToAnotherOwner) {
    put(session("k1"));
    world.tamper("UPDATE volatile_rows SET owner = 'eve'");
    const auto found =
        read([](Snapshot& snapshot) { return find_volatile(snapshot, "session", "k1"); });
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, Errc::invalid);
}

}  // namespace
}  // namespace amparo::store

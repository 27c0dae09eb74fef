#include "store/database.hpp"

#include <atomic>
#include <fstream>
#include <latch>
#include <thread>

#include "store/detail/implementation.hpp"
#include "store/detail/migrations.hpp"
#include "store/documents.hpp"
#include "store/store_test_support.hpp"
#include "tests/support/postgres.hpp"

namespace amparo::store {
namespace {

using ::testing::HasSubstr;

/// Collects what a follower is told.
class Told {
  public:
    explicit Told(Database& database) {
        database.follow_records([this](const std::vector<CommittedRecord>& committed) {
            const std::scoped_lock lock(mutex_);
            if (is_inside_.exchange(true)) overlapped_ = true;
            for (const auto& each : committed) records_.push_back(each);
            is_inside_ = false;
        });
        database.follow_documents([this](const std::vector<std::string>& kinds) {
            const std::scoped_lock lock(mutex_);
            kinds_.insert(kinds_.end(), kinds.begin(), kinds.end());
        });
    }
    std::vector<Sequence> sequences() {
        const std::scoped_lock lock(mutex_);
        std::vector<Sequence> all;
        for (const auto& each : records_) all.push_back(each.sequence);
        return all;
    }
    std::vector<CommittedRecord> records() {
        const std::scoped_lock lock(mutex_);
        return records_;
    }
    std::vector<std::string> kinds() {
        const std::scoped_lock lock(mutex_);
        return kinds_;
    }
    bool overlapped() const { return overlapped_; }

  private:
    std::mutex mutex_;
    std::vector<CommittedRecord> records_;
    std::vector<std::string> kinds_;
    std::atomic<bool> is_inside_ = false;
    std::atomic<bool> overlapped_ = false;
};

std::vector<Sequence> counting_to(Sequence last) {
    std::vector<Sequence> all;
    for (Sequence at = 1; at <= last; ++at) all.push_back(at);
    return all;
}

class Databases : public OnBothEngines {};
AMPARO_ON_BOTH_ENGINES(Databases);

TEST_P(Databases, NamesItsEngine) {
    EXPECT_EQ(database->engine(), GetParam());
}

TEST_P(Databases, KeepsEverythingWhenItIsOpenedAgain) {
    const auto id = store(new_case(new_id(), "Ana")).id;
    database.reset();
    database = world.open();
    EXPECT_EQ(find(id)->data.at("name"), "Ana");
    EXPECT_EQ(store(new_case(new_id())).sequence, 2);
}

TEST_P(Databases, RollsBackARefusedWorkAsAWhole) {
    const auto id = new_id();
    const auto refused = write([&](Transaction& transaction) -> Result<> {
        AMPARO_CHECK(put_record(transaction, new_case(id)));
        return refuse(Errc::forbidden, "errors.forbidden");
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::forbidden);
    EXPECT_FALSE(find(id));
    EXPECT_EQ(store(new_case(new_id())).sequence, 1);
}

TEST_P(Databases, RollsBackAWorkThatThrowsAndHandsOnWhatItThrew) {
    const auto id = new_id();
    EXPECT_THROW(write([&](Transaction& transaction) -> Result<> {
                     AMPARO_CHECK(put_record(transaction, new_case(id)));
                     throw std::domain_error("thrown by the work");
                 }),
                 std::domain_error);
    EXPECT_FALSE(find(id));
    EXPECT_EQ(store(new_case(new_id())).sequence, 1);
}

TEST_P(Databases, ReadsOneMomentHoweverLongItTakes) {
    store(new_case(new_id()));
    read([&](Snapshot& snapshot) {
        EXPECT_EQ(head(snapshot), 1);
        std::thread([&] { store(new_case(new_id())); }).join();
        EXPECT_EQ(head(snapshot), 1);
        return true;
    });
    EXPECT_EQ(read([](Snapshot& snapshot) { return head(snapshot); }), 2);
}

TEST_P(Databases, RefusesToWriteFromARead) {
    EXPECT_THROW(read([](Snapshot& snapshot) {
                     snapshot.connection().command("DELETE FROM records");
                     return true;
                 }),
                 Outage);
}

TEST_P(Databases, TellsFollowersBeforeTheWriteReturns) {
    Told told(*database);
    const auto first = store(new_case(new_id(), "Ana"));
    EXPECT_EQ(told.sequences(), counting_to(1));
    store(next_revision(first, "Ben"));
    const auto records = told.records();
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].action, "create");
    EXPECT_EQ(records[1].action, "update");
    EXPECT_EQ(records[1].record->revision, 2);
    EXPECT_EQ(records[1].record->created_at, test_start);
    EXPECT_EQ(records[1].record->data.at("name"), "Ben");
}

TEST_P(Databases, TellsNothingOfARefusedWork) {
    Told told(*database);
    const auto first = store(new_case(new_id()));
    EXPECT_FALSE(write(
        [&](Transaction& transaction) { return put_record(transaction, new_case(first.id)); }));
    EXPECT_EQ(told.sequences(), counting_to(1));
}

TEST_P(Databases, TellsTheKindsOfDocumentsThatChanged) {
    Told told(*database);
    ASSERT_TRUE(write([](Transaction& transaction) -> Result<> {
        AMPARO_CHECK(
            put_document(transaction, {.kind = "form", .key = "a", .data = {}, .actor = "x"}));
        AMPARO_CHECK(
            put_document(transaction, {.kind = "form", .key = "b", .data = {}, .actor = "x"}));
        AMPARO_CHECK(
            put_document(transaction, {.kind = "user", .key = "c", .data = {}, .actor = "x"}));
        return {};
    }));
    EXPECT_EQ(told.kinds(), (std::vector<std::string>{"form", "user"}));
    EXPECT_TRUE(told.records().empty());
}

TEST_P(Databases, SurvivesAFollowerThatThrows) {
    database->follow_records(
        [](const std::vector<CommittedRecord>&) { throw std::runtime_error("follower"); });
    Told told(*database);
    store(new_case(new_id()));
    EXPECT_EQ(told.sequences(), counting_to(1));
}

TEST_P(Databases, TellsEachChangeOnceInOrderUnderManyWriters) {
    Told told(*database);
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 8; ++writer) {
        writers.emplace_back([&] {
            for (int round = 0; round < 30; ++round) store(new_case(new_id()));
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(told.sequences(), counting_to(240));
    EXPECT_FALSE(told.overlapped());
}

// Two nodes on PostgreSQL; the server and the command line on SQLite.
TEST_P(Databases, FollowsWhatAnotherProcessWrites) {
    Told told(*database);
    auto other = world.open();
    Told other_told(*other);
    const auto record = store(new_case(new_id(), "Ana"));
    ASSERT_TRUE(other->write([&](Transaction& transaction) {
        return put_record(transaction, next_revision(record, "Ben"));
    }));
    ASSERT_TRUE(other->write([&](Transaction& transaction) {
        return put_document(transaction, {.kind = "role", .key = "r", .data = {}, .actor = "x"});
    }));
    ASSERT_TRUE(eventually([&] { return told.kinds() == std::vector<std::string>{"role"}; }));
    EXPECT_EQ(told.sequences(), counting_to(2));
    EXPECT_EQ(told.records().at(1).record->data.at("name"), "Ben");
    EXPECT_EQ(told.records().at(1).action, "update");
    EXPECT_TRUE(eventually([&] { return other_told.sequences() == counting_to(2); }));
}

TEST_P(Databases, TellsOwnChangesAtOnceAfterThoseOfAnotherProcess) {
    auto other = world.open();
    Told told(*database);
    ASSERT_TRUE(other->write(
        [&](Transaction& transaction) { return put_record(transaction, new_case(new_id())); }));
    store(new_case(new_id()));
    EXPECT_EQ(told.sequences(), counting_to(2));
}

TEST_P(Databases, TellsEachChangeOnceInOrderToTwoProcessesThatBothWrite) {
    auto other = world.open();
    Told told(*database);
    Told other_told(*other);
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 8; ++writer) {
        writers.emplace_back([&, writer] {
            auto& own = writer % 2 == 0 ? *database : *other;
            for (int round = 0; round < 15; ++round) {
                ASSERT_TRUE(own.write([&](Transaction& transaction) {
                    return put_record(transaction, new_case(new_id()));
                }));
            }
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_TRUE(eventually([&] { return told.sequences() == counting_to(120); }));
    EXPECT_TRUE(eventually([&] { return other_told.sequences() == counting_to(120); }));
    EXPECT_FALSE(told.overlapped());
}

TEST_P(Databases, SaysUntilWhenFollowersKnowEverything) {
    EXPECT_EQ(database->followed_at(), test_start);
    world.clock.advance(std::chrono::seconds(9));
    ASSERT_TRUE(eventually([&] { return database->followed_at() == world.clock.now(); }));
    std::latch is_told(1);
    std::latch may_go_on(1);
    database->follow_records([&](const std::vector<CommittedRecord>&) {
        is_told.count_down();
        may_go_on.wait();
    });
    std::thread writer([&] { store(new_case(new_id())); });
    is_told.wait();
    const auto held_at = world.clock.now();
    world.clock.advance(std::chrono::seconds(9));
    std::this_thread::sleep_for(std::chrono::milliseconds(600));  // several looks into the log
    EXPECT_EQ(database->followed_at(), held_at);
    may_go_on.count_down();
    writer.join();
    EXPECT_TRUE(eventually([&] { return database->followed_at() == world.clock.now(); }));
}

TEST_P(Databases, RefusesADatabaseOfANewerVersion) {
    database.reset();
    world.tamper("INSERT INTO schema_version (version, applied_at) VALUES (9999, 0)");
    const auto opened = world.try_open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::conflict);
    EXPECT_EQ(opened.error().message.key, "errors.store.newer_schema");
    EXPECT_EQ(opened.error().message.arguments.at(0).second, "9999");
}

TEST_P(Databases, OpensFromManyProcessesAtOnceWithTheSchemaMadeOnce) {
    StoreWorld fresh(GetParam());
    std::vector<std::thread> nodes;
    std::atomic<int> opened = 0;
    for (int node = 0; node < 4; ++node) {
        nodes.emplace_back([&] {
            const auto node_opened = fresh.try_open();
            if (node_opened)
                ++opened;
            else
                ADD_FAILURE() << node_opened.error().message.key << " "
                              << node_opened.error().internal;
        });
    }
    for (auto& node : nodes) node.join();
    EXPECT_EQ(opened, 4);
    EXPECT_EQ(fresh.ask("SELECT COUNT(*) FROM schema_version"),
              std::to_string(detail::embedded_migrations().size()));
}

}  // namespace
}  // namespace amparo::store

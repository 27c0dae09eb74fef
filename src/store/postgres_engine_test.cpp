#include <thread>

#include "store/detail/failure.hpp"
#include "store/store_test_support.hpp"
#include "tests/support/postgres.hpp"

namespace amparo::store {
namespace {

using ::testing::StartsWith;

/// A server of its own, because the tests stop it.
class Postgres : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { server = std::make_unique<testing::PostgresServer>(); }
    static void TearDownTestSuite() { server.reset(); }
    void SetUp() override {
        server->start();
        world.url = server->new_database();
    }
    Result<StoredRecord> store(const std::string& name = "Ana") {
        return database->write([&](Transaction& transaction) {
            return put_record(transaction, new_case(RecordId::random(world.random), name));
        });
    }
    Sequence newest() {
        return database->read([](Snapshot& snapshot) { return head(snapshot); });
    }

    static std::unique_ptr<testing::PostgresServer> server;
    StoreWorld world{"postgresql", ""};
    std::unique_ptr<Database> database;
};

std::unique_ptr<testing::PostgresServer> Postgres::server;

TEST_F(Postgres, SaysOutageWhileTheServerIsAwayAndGoesOnWhenItIsBack) {
    database = world.open();
    std::atomic<int> told = 0;
    database->follow_records([&](const std::vector<CommittedRecord>& committed) {
        told += static_cast<int>(committed.size());
    });
    ASSERT_TRUE(store());
    server->stop();
    try {
        (void)store();
        FAIL() << "a write without a server";
    } catch (const Outage& outage) {
        EXPECT_THAT(outage.what(), StartsWith("errors.outage.connection"));
    }
    EXPECT_THROW(newest(), Outage);
    server->start();
    // The connections that broke are replaced without a request failing for it.
    EXPECT_EQ(newest(), 1);
    ASSERT_TRUE(store());
    EXPECT_EQ(newest(), 2);
    // The listening connection comes back too: another node's change arrives.
    auto other = world.open();
    ASSERT_TRUE(other->write([&](Transaction& transaction) {
        return put_record(transaction, new_case(RecordId::random(world.random)));
    }));
    EXPECT_TRUE(eventually([&] { return told == 3; }));
}

TEST_F(Postgres, SaysOutageWhenThereIsNoServer) {
    server->stop();
    EXPECT_THROW((void)world.try_open(), Outage);
}

TEST_F(Postgres, RunsAWorkAgainThatMeetsADeadlock) {
    database = world.open();
    world.tamper("CREATE TABLE two (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)");
    world.tamper("INSERT INTO two VALUES (1, 0), (2, 0)");
    std::atomic<int> runs = 0;
    const auto add_to_both = [&](int first, int second) {
        return database->write([&](Transaction& transaction) -> Result<> {
            ++runs;
            const auto add = [&](int id) {
                transaction.connection().command("UPDATE two SET n = n + 1 WHERE id = " +
                                                 std::to_string(id));
            };
            add(first);
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            add(second);
            return {};
        });
    };
    std::thread other([&] { EXPECT_TRUE(add_to_both(2, 1)); });
    EXPECT_TRUE(add_to_both(1, 2));
    other.join();
    EXPECT_GT(runs, 2);
    EXPECT_EQ(world.ask("SELECT SUM(n) FROM two"), "4");
}

TEST_F(Postgres, NeverTakesAFailedTransactionForCommitted) {
    database = world.open();
    EXPECT_THROW((void)database->write([&](Transaction& transaction) -> Result<> {
        AMPARO_CHECK(put_record(transaction, new_case(RecordId::random(world.random))));
        try {
            transaction.connection().command("SELECT * FROM absent");
        } catch (const Outage&) {
            // A work that swallows a failure: PostgreSQL has given the transaction up.
        }
        return {};
    }),
                 Outage);
    EXPECT_EQ(newest(), 0);
}

}  // namespace
}  // namespace amparo::store

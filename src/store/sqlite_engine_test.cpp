#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <latch>
#include <thread>

#include "store/detail/chain.hpp"
#include "store/detail/implementation.hpp"
#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

namespace fs = std::filesystem;

/// A work that holds the writer thread, so that other works queue up behind it.
class Held {
  public:
    explicit Held(Database& database)
        : holder_([this, &database] {
              EXPECT_TRUE(database.write([this](Transaction&) -> Result<> {
                  entered_.count_down();
                  go_.wait();
                  return {};
              }));
          }) {
        entered_.wait();
    }
    void let_go() {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        go_.count_down();
        holder_.join();
    }

  private:
    std::latch entered_{1};
    std::latch go_{1};
    std::thread holder_;
};

class Sqlite : public ::testing::Test {
  protected:
    void expect_refused(Errc code, const std::string& key) {
        const auto opened = world.try_open();
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code, code);
        EXPECT_EQ(opened.error().message.key, key);
    }
    Result<StoredRecord> store(Database& database) {
        return database.write([&](Transaction& transaction) {
            return put_record(transaction, new_case(RecordId::random(world.random)));
        });
    }
    StoreWorld world{"sqlite"};
};

TEST_F(Sqlite, MakesAFileOnlyItsOwnerCanRead) {
    const auto database = world.open();
    ASSERT_TRUE(store(*database));
    for (const std::string suffix : {"", "-wal"}) {
        struct stat state{};
        ASSERT_EQ(::stat((world.file().string() + suffix).c_str(), &state), 0) << suffix;
        EXPECT_EQ(state.st_mode & 0777, 0600u) << suffix;
    }
}

TEST_F(Sqlite, WritesThroughToTheDiskAndKeepsReadersApart) {
    const auto database = world.open();
    const auto connection = world.connect();
    EXPECT_EQ(connection->ask("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(connection->ask("PRAGMA synchronous"), "2");
    EXPECT_EQ(connection->ask("PRAGMA foreign_keys"), "1");
    EXPECT_EQ(connection->ask("PRAGMA busy_timeout"), "10000");
}

TEST_F(Sqlite, RefusesAUrlOfNoKind) {
    for (const std::string url : {"", "amparo.db", "mysql://host/db", "sqlite://"}) {
        world.url = url;
        expect_refused(Errc::invalid, "errors.store.bad_url");
    }
}

TEST_F(Sqlite, RefusesAFolderThatIsMissing) {
    world.url = "sqlite://" + (world.folder / "absent" / "amparo.db").string();
    expect_refused(Errc::not_found, "errors.store.cannot_create");
}

TEST_F(Sqlite, RefusesAFileThatIsNoDatabaseAndLeavesItAlone) {
    const std::string text(5000, 'x');
    std::ofstream(world.file()) << text;
    expect_refused(Errc::invalid, "errors.store.not_a_database");
    std::ifstream stream(world.file());
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), text);
}

TEST_F(Sqlite, RefusesTheDatabaseOfAnotherProgram) {
    world.tamper("CREATE TABLE notes (text TEXT)");
    expect_refused(Errc::invalid, "errors.store.foreign_database");
    EXPECT_EQ(world.ask("SELECT COUNT(*) FROM sqlite_master"), "1");
}

TEST_F(Sqlite, RefusesAFileThatWasCutShort) {
    {
        const auto database = world.open();
        for (int round = 0; round < 50; ++round) ASSERT_TRUE(store(*database));
    }
    fs::resize_file(world.file(), fs::file_size(world.file()) / 2);
    const auto opened = world.try_open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::invalid);
}

TEST_F(Sqlite, RecoversAWriteAheadLogThatWasCutShort) {
    auto database = world.open();
    for (int round = 0; round < 20; ++round) ASSERT_TRUE(store(*database));
    // A copy as a crash would leave it: the last commit only half in the log.
    const auto copy = world.folder / "copy.db";
    fs::copy_file(world.file(), copy);
    const auto wal = copy.string() + "-wal";
    fs::copy_file(world.file().string() + "-wal", wal);
    fs::resize_file(wal, fs::file_size(wal) - 1000);
    world.url = "sqlite://" + copy.string();
    const auto recovered = world.open();
    const auto last = recovered->read([](Snapshot& snapshot) { return head(snapshot); });
    EXPECT_EQ(last, 19);
}

TEST_F(Sqlite, SharesOneCommitAmongWorksThatWait) {
    const auto database = world.open();
    constexpr int writers_max = 32;
    std::atomic<std::size_t> told_max = 0;
    database->follow_records([&](const std::vector<CommittedRecord>& committed) {
        told_max = std::max<std::size_t>(told_max, committed.size());
    });
    Held held(*database);
    std::vector<std::thread> writers;
    for (int writer = 0; writer < writers_max; ++writer) {
        writers.emplace_back([&] { ASSERT_TRUE(store(*database)); });
    }
    held.let_go();
    for (auto& writer : writers) writer.join();
    EXPECT_GT(told_max, static_cast<std::size_t>(writers_max) / 2);
}

TEST_F(Sqlite, UndoesOnlyTheRefusedWorkOfASharedCommit) {
    const auto database = world.open();
    Held held(*database);
    std::vector<std::thread> writers;
    std::atomic<int> stored = 0;
    std::atomic<int> refused = 0;
    std::atomic<int> thrown = 0;
    for (int writer = 0; writer < 30; ++writer) {
        writers.emplace_back([&, writer] {
            try {
                const auto outcome = database->write([&](Transaction& transaction) -> Result<> {
                    AMPARO_CHECK(put_record(transaction, new_case(RecordId::random(world.random))));
                    if (writer % 3 == 1) return refuse(Errc::conflict, "errors.test");
                    if (writer % 3 == 2) throw std::domain_error("thrown by the work");
                    return {};
                });
                ++(outcome ? stored : refused);
            } catch (const std::domain_error&) {
                ++thrown;
            }
        });
    }
    held.let_go();
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(stored, 10);
    EXPECT_EQ(refused, 10);
    EXPECT_EQ(thrown, 10);
    const auto changes =
        database->read([](Snapshot& snapshot) { return changes_after(snapshot, 0, 100); });
    ASSERT_TRUE(changes);
    EXPECT_EQ(changes->size(), 10u);
    EXPECT_EQ(changes->back().sequence, 10);
    EXPECT_EQ(world.ask("SELECT COUNT(*) FROM records"), "10");
}

TEST_F(Sqlite, RefusesToWaitForItself) {
    const auto database = world.open();
    EXPECT_THROW((void)database->write([&](Transaction&) -> Result<> {
        (void)store(*database);
        return {};
    }),
                 Bug);
}

// A full disk refuses writes, loses nothing that was acknowledged, and writing goes on when there
// is room again.
TEST_F(Sqlite, LosesNothingWhenTheDiskIsFull) {
    const auto database = world.open();
    ASSERT_TRUE(store(*database));
    const auto set_pages = [&](const std::string& expression) {
        ASSERT_TRUE(database->write([&](Transaction& transaction) -> Result<> {
            auto& connection = transaction.connection();
            connection.ask("PRAGMA max_page_count = " + expression);
            return {};
        }));
    };
    const auto pages = std::stoi(world.ask("PRAGMA page_count"));
    set_pages(std::to_string(pages + 20));
    std::atomic<int> acknowledged = 1;
    std::atomic<int> refused = 0;
    const auto store_much = [&] {
        auto record = new_case(RecordId::random(world.random));
        std::string noise(3000, '\0');
        world.random.fill(std::as_writable_bytes(std::span(noise)));
        record.data["noise"] = crypto::hex(noise);
        try {
            ASSERT_TRUE(database->write(
                [&](Transaction& transaction) { return put_record(transaction, record); }));
            ++acknowledged;
        } catch (const Outage& outage) {
            EXPECT_THAT(outage.what(), ::testing::StartsWith("errors.outage.disk_full"));
            ++refused;
        }
    };
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 8; ++writer) {
        writers.emplace_back([&] {
            for (int round = 0; round < 20; ++round) store_much();
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_GT(refused, 0);
    EXPECT_EQ(world.ask("SELECT COUNT(*) FROM records"), std::to_string(acknowledged));
    EXPECT_EQ(database->read([](Snapshot& snapshot) { return head(snapshot); }), acknowledged);
    set_pages("1000000");
    EXPECT_TRUE(store(*database));
    EXPECT_EQ(world.ask("PRAGMA integrity_check"), "ok");
}

TEST_F(Sqlite, AnswersBusyWhenTheFileIsLockedForLong) {
    const auto holder = world.connect();
    holder->command("PRAGMA locking_mode = EXCLUSIVE");
    world.lock_max = std::chrono::seconds(1);
    holder->command("CREATE TABLE schema_version (version INTEGER, applied_at INTEGER)");
    expect_refused(Errc::busy, "errors.store.locked");
}

}  // namespace
}  // namespace amparo::store

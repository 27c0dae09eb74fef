#include "jobs/scheduled_backup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/random.hpp"
#include "store/documents.hpp"
#include "store/maintenance.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::jobs {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

constexpr Instant test_start{std::chrono::milliseconds(1'700'000'000'000)};

class ScheduledBackup : public ::testing::Test {
  protected:
    void SetUp() override {
        fs::create_directory(plan.folder);
        ASSERT_TRUE(database->write([](store::Transaction& transaction) -> Result<> {
            AMPARO_CHECK(store::put_document(transaction, {.kind = "note", .key = "kept"}));
            return {};
        }));
    }
    /// A run that was due so many days after the start.
    Result<json::Object> run(int day, bool is_stopping = false) {
        const auto due = test_start + std::chrono::days(day);
        const store::Job job{.payload = {{"due_at", due.time_since_epoch().count()}}};
        return back_up(*database, plan,
                       {.job = job, .report = {}, .is_stopping = [&] { return is_stopping; }});
    }
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(plan.folder))
            names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    void put(const std::string& name) const { std::ofstream(plan.folder / name) << "x"; }

    testing::TemporaryFolder folder;
    BackupPlan plan{.folder = folder / "backups", .keep = 2};
    SystemRandom random;
    ManualClock clock{test_start};
    std::unique_ptr<store::KeyRing> keys =
        std::move(*store::KeyRing::create(folder / "keys", random));
    std::unique_ptr<store::Database> database = std::move(*store::Database::open(
        {.url = "sqlite://" + (folder / "a.db").string()}, *keys, clock, random));
};

TEST_F(ScheduledBackup, CanBeRestored) {
    const auto written = run(0);
    ASSERT_TRUE(written);
    const auto name = json::string_or(*written, "file");
    EXPECT_EQ(name, "amparo-20231114T221320000Z.amparo");
    const store::DatabaseOptions target{.url = "sqlite://" + (folder / "b.db").string()};
    ASSERT_TRUE(store::restore(plan.folder / name, target, {}));
    const auto restored = std::move(*store::Database::open(target, *keys, clock, random));
    EXPECT_TRUE(restored->read([](store::Snapshot& snapshot) {
        return store::find_document(snapshot, "note", "kept").value().has_value();
    }));
}

TEST_F(ScheduledBackup, KeepsTheNewestAndLeavesOtherFilesAlone) {
    put("amparo-2023-11-01.amparo");  // of an operator
    put("notes.txt");
    for (int day = 0; day < 4; ++day) ASSERT_TRUE(run(day));
    EXPECT_THAT(files(),
                ElementsAre("amparo-2023-11-01.amparo", "amparo-20231116T221320000Z.amparo",
                            "amparo-20231117T221320000Z.amparo", "notes.txt"));
}

TEST_F(ScheduledBackup, OfARunThatIsDoneAgainIsNotWrittenTwice) {
    ASSERT_TRUE(run(0));
    const auto before = fs::last_write_time(plan.folder / files().at(0));
    ASSERT_TRUE(run(0));
    EXPECT_EQ(files().size(), 1u);
    EXPECT_EQ(fs::last_write_time(plan.folder / files().at(0)), before);
}

TEST_F(ScheduledBackup, OfALateRunGoesBeforeNewerOnes) {
    for (int day = 1; day < 3; ++day) ASSERT_TRUE(run(day));
    const auto newest = files();
    const auto late = run(0);
    ASSERT_TRUE(late);
    EXPECT_GT(late->at("bytes").to_number<std::int64_t>(), 0);
    EXPECT_EQ(files(), newest);
}

TEST_F(ScheduledBackup, CleansUpAfterARunThatWasKilled) {
    put("amparo-20231113T221320000Z.amparo.part");
    put("amparo-2023-11-01.amparo.part");  // another program writes it at the moment
    ASSERT_TRUE(run(0));
    EXPECT_THAT(files(),
                ElementsAre("amparo-2023-11-01.amparo.part", "amparo-20231114T221320000Z.amparo"));
}

TEST_F(ScheduledBackup, RemovesNothingWhenItCannotBeWritten) {
    for (int day = 0; day < 2; ++day) ASSERT_TRUE(run(day));
    EXPECT_THROW(static_cast<void>(run(2, true)), Outage) << "the server is to stop";
    EXPECT_EQ(files().size(), 2u) << "no half of a file either";
    plan.folder = folder / "gone";
    const auto refused = run(3);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::busy);
    EXPECT_EQ(refused.error().message.key, "errors.backup.folder");
}

}  // namespace
}  // namespace amparo::jobs

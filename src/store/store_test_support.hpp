#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "store/database.hpp"
#include "store/detail/connection.hpp"
#include "store/records.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::store {

/// A moment tests start at.
inline constexpr Instant test_start{std::chrono::milliseconds(1'700'000'000'000)};

/// A place for one database, its keys, and a clock that stands still.
class StoreWorld {
  public:
    explicit StoreWorld(const std::string& engine);
    StoreWorld(const std::string& engine, std::string url);
    /// Opens the database; may be called again for a second node on the same database.
    std::unique_ptr<Database> open();
    Result<std::unique_ptr<Database>> try_open();
    DatabaseOptions options() const { return {.url = url, .lock_max = lock_max}; }
    /// Behind the store's back: what an attacker or a damaged disk would do.
    void tamper(const std::string& sql);
    std::string ask(const std::string& sql);
    /// The same, empty place again, for a database restored from a backup.
    std::string new_url(const std::string& engine_name);
    std::filesystem::path file() const { return folder / "amparo.db"; }

    std::unique_ptr<detail::Connection> connect();

    int files = 0;
    testing::TemporaryFolder folder;
    SystemRandom random;
    ManualClock clock{test_start};
    std::unique_ptr<KeyRing> keys;
    std::string engine;
    std::string url;
    std::chrono::seconds lock_max{10};
};

/// A new case with a name in it, as different callers would write it.
RecordWrite new_case(const RecordId& id, const std::string& name = "Ana");
/// The next revision of a stored record.
RecordWrite next_revision(const StoredRecord& record, const std::string& name);

/// The same tests on both engines.
class OnBothEngines : public ::testing::TestWithParam<std::string> {
  protected:
    RecordId new_id() { return RecordId::random(world.random); }
    StoredRecord store(RecordWrite write);
    std::optional<StoredRecord> find(const RecordId& id);
    std::vector<Change> history(const RecordId& id);
    /// The Result of a write, whatever it is.
    template <class Work>
    auto write(Work work) {
        return database->write(work);
    }
    template <class Work>
    auto read(Work work) {
        return database->read(work);
    }

    StoreWorld world{GetParam()};
    std::unique_ptr<Database> database = world.open();
};

/// Waits until it holds; false when it does not within ten seconds.
bool eventually(const std::function<bool()>& holds);

#define AMPARO_ON_BOTH_ENGINES(suite)                                                   \
    INSTANTIATE_TEST_SUITE_P(Engines, suite, ::testing::Values("sqlite", "postgresql"), \
                             [](const auto& engine) { return engine.param; })

}  // namespace amparo::store

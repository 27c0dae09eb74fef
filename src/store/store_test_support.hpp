#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "store/database.hpp"
#include "store/records.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::store {

/// A moment tests start at.
inline constexpr Instant test_start{std::chrono::milliseconds(1'700'000'000'000)};

/// A place for one database, its keys, and a clock that stands still.
class StoreWorld {
  public:
    explicit StoreWorld(const std::string& engine);
    /// Opens the database; may be called again for a second node on the same database.
    std::unique_ptr<Database> open();
    Result<std::unique_ptr<Database>> try_open();
    DatabaseOptions options() const { return {.url = url}; }
    std::filesystem::path file() const { return folder / "amparo.db"; }

    testing::TemporaryFolder folder;
    SystemRandom random;
    ManualClock clock{test_start};
    std::unique_ptr<KeyRing> keys;
    std::string engine;
    std::string url;
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

    StoreWorld world{GetParam()};
    std::unique_ptr<Database> database = world.open();
};

#define AMPARO_ON_BOTH_ENGINES(suite)                                                    \
    INSTANTIATE_TEST_SUITE_P(Engines, suite, ::testing::Values("sqlite", "postgresql"), \
                             [](const auto& engine) { return engine.param; })

}  // namespace amparo::store

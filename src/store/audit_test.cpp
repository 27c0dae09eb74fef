#include "store/audit.hpp"

#include <thread>

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

using std::chrono::seconds;

class Audit : public OnBothEngines {
  protected:
    static AuditEntry entry(const std::string& user, const std::string& action,
                            const std::string& record = "", int second = 0) {
        return {.at = test_start + seconds(second),
                .user_name = user,
                .action = action,
                .record_type = record.empty() ? "" : "Child",
                .record_id = record,
                .refused = action == "login",
                .details = {{"remote_ip", "192.0.2.7"}}};
    }
    std::vector<std::string> actions(AuditLog& log, const AuditQuery& query) {
        std::vector<std::string> found;
        const auto entries = log.list(query);
        for (const auto& each : entries.value()) found.push_back(each.action);
        auto whole = query;
        whole.offset = 0;
        EXPECT_GE(log.count(whole).value(), found.size());
        return found;
    }
    using Names = std::vector<std::string>;
};
AMPARO_ON_BOTH_ENGINES(Audit);

TEST_P(Audit, KeepsAnEntryWithItsDetails) {
    AuditLog log(*database);
    log.append(entry("ana", "login", "", 3));
    log.flush();
    const auto all = log.list({}).value();
    ASSERT_EQ(all.size(), 1u);
    EXPECT_GT(all[0].id, 0);
    EXPECT_EQ(all[0].at, test_start + seconds(3));
    EXPECT_EQ(all[0].user_name, "ana");
    EXPECT_TRUE(all[0].refused);
    EXPECT_EQ(all[0].details.at("remote_ip"), "192.0.2.7");
}

TEST_P(Audit, FiltersByUserRecordActionAndTimeNewestFirst) {
    AuditLog log(*database);
    log.append(entry("ana", "login", "", 1));
    log.append(entry("ana", "show", "r1", 2));
    log.append(entry("ben", "show", "r1", 3));
    log.append(entry("ana", "update", "r1", 4));
    log.append(entry("ana", "show", "r2", 5));
    log.flush();
    EXPECT_EQ(actions(log, {}), (Names{"show", "update", "show", "show", "login"}));
    EXPECT_EQ(actions(log, {.user_name = "ana"}), (Names{"show", "update", "show", "login"}));
    EXPECT_EQ(actions(log, {.record_id = "r1"}), (Names{"update", "show", "show"}));
    EXPECT_EQ(actions(log, {.user_name = "ben", .record_id = "r1"}), (Names{"show"}));
    EXPECT_EQ(actions(log, {.actions = {"login", "update"}}), (Names{"update", "login"}));
    EXPECT_EQ(actions(log, {.actions = {"log"}}), Names{});
    EXPECT_EQ(actions(log, {.from = test_start + seconds(2), .to = test_start + seconds(4)}),
              (Names{"update", "show", "show"}));
    EXPECT_EQ(actions(log, {.offset = 1, .count = 2}), (Names{"update", "show"}));
    EXPECT_EQ(actions(log, {.record_types = {"User", "Child"}}),
              (Names{"show", "update", "show", "show"}));
    EXPECT_EQ(actions(log, {.record_types = {"User"}}), Names{});
    EXPECT_EQ(log.count({.user_name = "ana", .actions = {"show"}}).value(), 2u);
}

TEST_P(Audit, StoresWithinAHundredMillisecondsOrSo) {
    AuditLog log(*database);
    const auto start = std::chrono::steady_clock::now();
    log.append(entry("ana", "show", "r1"));
    ASSERT_TRUE(eventually([&] { return log.count({}).value() == 1; }));
    // Generous, because the machine that runs the tests may be busy; the log waits 50 ms itself.
    EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(2));
}

TEST_P(Audit, StoresAllBeforeItGoes) {
    {
        AuditLog log(*database);
        for (int round = 0; round < 1200; ++round) log.append(entry("ana", "show", "r", round));
    }
    AuditLog log(*database);
    EXPECT_EQ(log.count({}).value(), 1200u);
}

TEST_P(Audit, TakesEntriesFromManyThreadsPastItsBound) {
    AuditLog log(*database);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int round = 0; round < 3000; ++round) log.append(entry("ana", "show"));
        });
    }
    for (auto& thread : threads) thread.join();
    log.flush();
    EXPECT_EQ(log.count({}).value(), 12'000u);
}

TEST_P(Audit, RefusesAnEntryThatWasChanged) {
    AuditLog log(*database);
    log.append(entry("ana", "show", "r1"));
    log.flush();
    world.tamper("UPDATE audit SET user_name = 'eve'");
    const auto all = log.list({});
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().code, Errc::invalid);
}

}  // namespace
}  // namespace amparo::store

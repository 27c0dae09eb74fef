#include "store/maintenance.hpp"

#include <atomic>
#include <fstream>
#include <thread>

#include "store/audit.hpp"
#include "store/blobs.hpp"
#include "store/detail/tables.hpp"
#include "store/documents.hpp"
#include "store/jobs.hpp"
#include "store/sessions.hpp"
#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

/// A database with something in every table.
class Maintenance : public OnBothEngines {
  protected:
    void fill() {
        first = store(new_case(new_id(), "Ana"));
        second = store(next_revision(first, "Ben"));
        other = store(new_case(new_id(), "Eve"));
        const auto filled = write([&](Transaction& transaction) -> Result<> {
            AMPARO_CHECK(put_document(transaction, {.kind = "role", .key = "r", .actor = "x"}));
            AMPARO_CHECK(put_document(transaction, {.kind = "user", .key = "u", .actor = "x"}));
            AMPARO_CHECK(
                put_volatile(transaction, {.kind = "session",
                                           .key_hash = "k",
                                           .expires_at = test_start + std::chrono::hours(1)}));
            AMPARO_CHECK(put_blob(transaction, BlobId::random(world.random),
                                  std::string(blob_chunk_bytes + 1, 'x')));
            AMPARO_CHECK(enqueue_job(transaction, {.queue = "q", .kind = "k"}));
            return {};
        });
        ASSERT_TRUE(filled);
        AuditLog log(*database);
        log.append({.at = test_start, .user_name = "ana", .action = "show"});
    }
    /// As "chain_gap 1 3": the text without its folder, and what it is filled in with.
    std::vector<std::string> findings() {
        std::vector<std::string> found;
        const auto verification = verify(*database, {}).value();
        for (const auto& finding : verification.findings) {
            found.push_back(finding.key.substr(finding.key.find('.') + 1));
            for (const auto& [name, value] : finding.arguments) found.back() += " " + value;
        }
        return found;
    }
    std::string id_of(const StoredRecord& record) { return "'" + record.id.text() + "'"; }

    /// Every row of every table, as text to compare.
    static std::vector<std::string> rows_of(Database& of) {
        return of.read([](Snapshot& snapshot) {
            std::vector<std::string> all;
            for (const auto* table : detail::all_tables()) {
                for (const auto& row : table->read(snapshot.connection(), {}, 10'000)) {
                    all.push_back(table->name());
                    for (const auto& cell : row) {
                        const auto* number = std::get_if<std::int64_t>(&cell);
                        all.back() += number != nullptr ? "|" + std::to_string(*number)
                                                        : "|" + std::get<std::string>(cell);
                    }
                }
            }
            return all;
        });
    }

    StoredRecord first;
    StoredRecord second;
    StoredRecord other;
};
AMPARO_ON_BOTH_ENGINES(Maintenance);

TEST_P(Maintenance, FindsNothingWrongInASoundDatabase) {
    EXPECT_TRUE(verify(*database, {}).value().good());
    fill();
    std::size_t done = 0;
    std::size_t total = 0;
    const auto found = verify(*database, [&](std::size_t now, std::size_t all) {
        EXPECT_GE(now, done);
        done = now;
        total = all;
    });
    ASSERT_TRUE(found);
    EXPECT_THAT(found->findings, IsEmpty());
    EXPECT_EQ(found->changes, 5u);
    EXPECT_EQ(found->records, 2u);
    EXPECT_EQ(found->blobs, 1u);
    EXPECT_GT(total, 0u);
    EXPECT_EQ(done, total);
}

TEST_P(Maintenance, NamesTheFirstBrokenLink) {
    fill();
    world.tamper("UPDATE changes SET actor = 'eve' WHERE seq = 2");
    EXPECT_THAT(findings(), Contains("chain_altered 2"));
}

TEST_P(Maintenance, SeesEveryColumnOfALinkThatWasChanged) {
    fill();
    world.tamper("CREATE TABLE before AS SELECT * FROM changes");
    for (const std::string change :
         {"at = at + 1", "actor = 'eve'", "subject = 'incident'", "subject_id = 'x'",
          "revision = 9", "action = 'show'", "writes_record = 0",
          "digest = (SELECT hash FROM before WHERE seq = 1)",
          "prev_hash = (SELECT hash FROM before WHERE seq = 1)",
          "hash = (SELECT hash FROM before WHERE seq = 1)",
          "sealed = (SELECT sealed FROM before WHERE seq = 1)"}) {
        world.tamper("UPDATE changes SET " + change + " WHERE seq = 3");
        EXPECT_THAT(findings(), Contains(MatchesRegex("chain_[a-z]+ 3.*"))) << change;
        world.tamper("DELETE FROM changes");
        world.tamper("INSERT INTO changes SELECT * FROM before");
    }
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Maintenance, SeesALinkThatIsMissingInTheMiddleOrAtTheEnd) {
    fill();
    world.tamper("CREATE TABLE before AS SELECT * FROM changes");
    world.tamper("DELETE FROM changes WHERE seq = 2");
    EXPECT_THAT(findings(), Contains("chain_gap 1 3"));
    world.tamper("INSERT INTO changes SELECT * FROM before WHERE seq = 2");
    world.tamper("DELETE FROM changes WHERE seq = 5");
    EXPECT_THAT(findings(), Contains("chain_end 4 5"));
}

TEST_P(Maintenance, SeesARowPutBackToAnOlderState) {
    fill();
    const auto third = store(next_revision(second, "Ben"));
    world.tamper("CREATE TABLE before AS SELECT * FROM records WHERE id = " + id_of(third));
    store(next_revision(third, "Zoe"));
    world.tamper("DELETE FROM records WHERE id = " + id_of(third));
    world.tamper("INSERT INTO records SELECT * FROM before");
    EXPECT_TRUE(find(third.id));
    EXPECT_THAT(findings(), Contains("stale " + third.id.text()));
}

TEST_P(Maintenance, SeesADocumentPutBackToAnOlderState) {
    fill();
    world.tamper("CREATE TABLE before AS SELECT * FROM documents WHERE kind = 'role'");
    ASSERT_TRUE(write([](Transaction& transaction) {
        return put_document(transaction, {.kind = "role", .key = "r", .actor = "x"});
    }));
    EXPECT_THAT(findings(), IsEmpty());
    world.tamper("DELETE FROM documents WHERE kind = 'role'");
    world.tamper("INSERT INTO documents SELECT * FROM before");
    EXPECT_THAT(findings(), Contains("stale role r"));
}

TEST_P(Maintenance, AcceptsADocumentThatWasRemovedAndMadeAgain) {
    fill();
    ASSERT_TRUE(write([](Transaction& transaction) -> Result<> {
        AMPARO_CHECK(remove_document(transaction, "role", "r", "x"));
        AMPARO_CHECK(put_document(transaction, {.kind = "role", .key = "r", .actor = "x"}));
        return {};
    }));
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Maintenance, SeesARecordThatIsGoneAndABlobThatIsTorn) {
    fill();
    world.tamper("DELETE FROM records WHERE id = " + id_of(other));
    world.tamper("DELETE FROM blob_chunks WHERE number = 1");
    const auto found = findings();
    EXPECT_THAT(found, Contains("lost " + other.id.text()));
    EXPECT_THAT(found, Contains(HasSubstr("torn_file ")));
}

TEST_P(Maintenance, SeesARowOfAnyTableThatDoesNotOpen) {
    fill();
    const std::vector<std::pair<std::string, std::string>> changes{
        {"records", "deleted = 1"},         {"documents", "updated_at = 7"},
        {"volatile_rows", "owner = 'eve'"}, {"blob_chunks", "number = number + 10"},
        {"jobs", "sealed = result"},        {"audit", "action = 'nothing'"}};
    for (const auto& [table, change] : changes) {
        world.tamper("CREATE TABLE before AS SELECT * FROM " + table);
        world.tamper("UPDATE " + table + " SET " + change);
        EXPECT_THAT(findings(), Contains(HasSubstr("row_broken " + table + " "))) << table;
        world.tamper("DELETE FROM " + table);
        world.tamper("INSERT INTO " + table + " SELECT * FROM before");
        world.tamper("DROP TABLE before");
    }
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Maintenance, AcceptsALawfulRemoval) {
    fill();
    ASSERT_TRUE(write(
        [&](Transaction& transaction) { return blank_changes_of(transaction, first.id.text()); }));
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Maintenance, RestoresABackupIntoEitherEngine) {
    fill();
    ASSERT_TRUE(write(
        [&](Transaction& transaction) { return blank_changes_of(transaction, other.id.text()); }));
    const auto file = world.folder / "backup";
    ASSERT_TRUE(backup(*database, file, {}));
    const auto expected = rows_of(*database);
    for (const std::string engine : {"sqlite", "postgresql"}) {
        const DatabaseOptions target{.url = world.new_url(engine)};
        ASSERT_TRUE(restore(file, target, {})) << engine;
        const auto restored =
            Database::open(target, *world.keys, world.clock, world.random).value();
        EXPECT_EQ(rows_of(*restored), expected) << engine;
        EXPECT_THAT(verify(*restored, {}).value().findings, IsEmpty()) << engine;
        // And it goes on from there: the chain, and the numbers of jobs.
        EXPECT_TRUE(restored->write([&](Transaction& transaction) -> Result<> {
            AMPARO_CHECK(put_record(transaction, next_revision(second, "Zoe")));
            AMPARO_CHECK(enqueue_job(transaction, {.queue = "q", .kind = "k"}));
            return {};
        })) << engine;
        EXPECT_THAT(verify(*restored, {}).value().findings, IsEmpty()) << engine;
    }
}

TEST_P(Maintenance, BacksUpOneMomentWhileOthersWrite) {
    fill();
    std::atomic<bool> is_done = false;
    std::thread writer([&] {
        while (!is_done) store(new_case(new_id()));
    });
    const auto file = world.folder / "backup";
    for (int round = 0; round < 3; ++round) ASSERT_TRUE(backup(*database, file, {}));
    is_done = true;
    writer.join();
    const DatabaseOptions target{.url = world.new_url("sqlite")};
    ASSERT_TRUE(restore(file, target, {}));
    const auto restored = Database::open(target, *world.keys, world.clock, world.random).value();
    EXPECT_THAT(verify(*restored, {}).value().findings, IsEmpty());
}

TEST_P(Maintenance, RefusesToRestoreOverData) {
    fill();
    const auto file = world.folder / "backup";
    ASSERT_TRUE(backup(*database, file, {}));
    const auto refused = restore(file, world.options(), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::conflict);
    EXPECT_EQ(refused.error().message.key, "errors.backup.target_not_empty");
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Maintenance, RefusesADamagedBackupAndLeavesTheTargetEmpty) {
    fill();
    const auto file = world.folder / "backup";
    ASSERT_TRUE(backup(*database, file, {}));
    std::ifstream stream(file, std::ios::binary);
    const std::string sound(std::istreambuf_iterator<char>(stream), {});
    const DatabaseOptions target{.url = world.new_url(GetParam())};
    std::vector<std::string> damaged{"", "something else", sound.substr(0, sound.size() - 1),
                                     sound.substr(0, sound.size() / 2),
                                     sound.substr(0, sound.size() - 39)};
    for (const auto at : {std::size_t{20}, sound.size() / 3, sound.size() - 5}) {
        damaged.push_back(sound);
        damaged.back()[at] = static_cast<char>(damaged.back()[at] ^ 1);
    }
    for (const auto& bytes : damaged) {
        std::ofstream(file, std::ios::binary) << bytes;
        const auto refused = restore(file, target, {});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::invalid);
    }
    std::ofstream(file, std::ios::binary) << sound;
    EXPECT_TRUE(restore(file, target, {}));
    EXPECT_EQ(restore(world.folder / "absent", target, {}).error().code, Errc::not_found);
}

TEST_P(Maintenance, HoldsNoClearTextInABackup) {
    store(new_case(new_id(), "Wilhelmina"));
    const auto file = world.folder / "backup";
    ASSERT_TRUE(backup(*database, file, {}));
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    EXPECT_EQ(bytes.find("Wilhelmina"), std::string::npos);
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_FALSE(fs::exists(file.string() + ".part"));
    EXPECT_FALSE(backup(*database, world.folder / "absent" / "backup", {}));
}

TEST_P(Maintenance, ResealsEveryRowUnderTheNewKey) {
    fill();
    const auto old_key = world.keys->current_id();
    ASSERT_TRUE(world.keys->rotate(world.random));
    const auto resealed = reseal(*database, {});
    ASSERT_TRUE(resealed);
    // 2 records, 5 changes, 2 documents, a session, 2 chunks, a job's payload and result, an entry
    EXPECT_EQ(*resealed, 15u);
    EXPECT_THAT(findings(), IsEmpty());
    database->read([&](Snapshot& snapshot) {
        for (const auto* table : detail::all_tables()) {
            EXPECT_EQ(
                table->count_sealed_otherwise(snapshot.connection(), world.keys->current_id()), 0u)
                << table->name();
        }
        return true;
    });
    EXPECT_EQ(find(first.id)->data.at("name"), "Ben");
    EXPECT_EQ(reseal(*database, {}).value(), 0u);
}

TEST_P(Maintenance, ResealsWhileOthersWriteAndLosesNothing) {
    std::vector<StoredRecord> records;
    for (int at = 0; at < 40; ++at) records.push_back(store(new_case(new_id(), "old")));
    std::atomic<bool> is_done = false;
    std::thread writer([&] {
        for (std::size_t at = 0; !is_done || at < records.size(); ++at) {
            auto& record = records[at % records.size()];
            record = store(next_revision(record, "round " + std::to_string(at)));
        }
    });
    for (int round = 0; round < 3; ++round) {
        ASSERT_TRUE(world.keys->rotate(world.random));
        ASSERT_TRUE(reseal(*database, {}));
    }
    is_done = true;
    writer.join();
    ASSERT_TRUE(reseal(*database, {}));
    for (const auto& record : records) {
        const auto found = find(record.id);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->revision, record.revision);
        EXPECT_EQ(found->data, record.data);
    }
    EXPECT_THAT(findings(), IsEmpty());
}

class Doctor : public OnBothEngines {
  protected:
    std::vector<std::string> keys_said(bool good) {
        std::vector<std::string> said;
        for (const auto& finding : examine(world.options(), world.folder / "keys.json")) {
            if (finding.good == good) said.push_back(finding.what.key);
        }
        return said;
    }
};
AMPARO_ON_BOTH_ENGINES(Doctor);

TEST_P(Doctor, FindsASoundDatabaseGood) {
    store(new_case(new_id()));
    EXPECT_THAT(keys_said(false), Each("doctor.space_low"));
    EXPECT_THAT(keys_said(true), Contains("doctor.rows_open"));
    EXPECT_THAT(keys_said(true), Contains("doctor.schema_good"));
}

TEST_P(Doctor, SaysWhatIsWrongWithTheKeys) {
    store(new_case(new_id()));
    const auto file = world.folder / "keys.json";
    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
    EXPECT_THAT(keys_said(false), Contains("errors.key_ring.readable_by_others"));
    fs::remove(file);
    EXPECT_THAT(keys_said(false), Contains("errors.key_ring.missing"));
    // The keys of another deployment.
    ASSERT_TRUE(KeyRing::create(file, world.random));
    EXPECT_THAT(keys_said(false), Contains("doctor.rows_do_not_open"));
}

TEST_P(Doctor, RemindsOfRowsUnderAnOldKey) {
    store(new_case(new_id()));
    ASSERT_TRUE(world.keys->rotate(world.random));
    EXPECT_THAT(keys_said(false), Contains("doctor.old_keys"));
    ASSERT_TRUE(reseal(*database, {}));
    EXPECT_THAT(keys_said(false), Each("doctor.space_low"));
}

TEST_P(Doctor, SaysWhenTheDatabaseIsNewerOrCannotBeReached) {
    world.tamper("INSERT INTO schema_version (version, applied_at) VALUES (9999, 0)");
    EXPECT_THAT(keys_said(false), Contains("errors.store.newer_schema"));
    world.url =
        GetParam() == "sqlite" ? "sqlite:///nowhere/amparo.db" : "postgresql:///x?host=/nowhere";
    EXPECT_THAT(keys_said(false),
                Contains(AnyOf("doctor.database_missing", "errors.outage.connection")));
}

TEST(DoctorSqlite, SaysWhenTheFileIsNoDatabase) {
    StoreWorld world("sqlite");
    std::ofstream(world.file()) << std::string(5000, 'x');
    std::vector<std::string> said;
    for (const auto& finding : examine(world.options(), world.folder / "keys.json")) {
        if (!finding.good) said.push_back(finding.what.key);
    }
    EXPECT_THAT(said, Contains("errors.store.not_a_database"));
    EXPECT_THAT(said, Contains("doctor.database_readable_by_others"));
}

}  // namespace
}  // namespace amparo::store

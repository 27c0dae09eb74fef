#include "store/records.hpp"

#include <atomic>
#include <set>
#include <thread>

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

class Records : public OnBothEngines {
  protected:
    Result<StoredRecord> try_store(const RecordWrite& record) {
        return write([&](Transaction& transaction) { return put_record(transaction, record); });
    }
    std::vector<StoredRecord> scan(const ScanOptions& options = {}) {
        std::vector<StoredRecord> all;
        EXPECT_TRUE(scan_records(*database, options, [&](std::vector<StoredRecord>&& block) {
            for (auto& record : block) all.push_back(std::move(record));
        }));
        return all;
    }
};
AMPARO_ON_BOTH_ENGINES(Records);

TEST_P(Records, KeepsARecordAsItWasWritten) {
    const auto id = new_id();
    const auto stored = store(new_case(id, "Zoé ☀"));
    EXPECT_EQ(stored.revision, 1);
    EXPECT_EQ(stored.sequence, 1);
    const auto found = find(id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->type, "case");
    EXPECT_EQ(found->revision, 1);
    EXPECT_EQ(found->sequence, 1);
    EXPECT_EQ(found->created_at, test_start);
    EXPECT_EQ(found->updated_at, test_start);
    EXPECT_FALSE(found->deleted);
    EXPECT_EQ(json::write(found->data), R"({"name":"Zoé ☀","age":7})");
}

TEST_P(Records, AnswersNothingForAnIdItDoesNotHave) {
    EXPECT_FALSE(find(new_id()));
}

TEST_P(Records, CountsRevisionsAndKeepsTheTimeOfCreation) {
    const auto first = store(new_case(new_id()));
    const auto second = store(next_revision(first, "Ben"));
    EXPECT_EQ(second.revision, 2);
    EXPECT_EQ(second.created_at, test_start);
    EXPECT_EQ(second.updated_at, test_start + std::chrono::seconds(1));
    const auto found = find(first.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->created_at, test_start);
    EXPECT_EQ(found->data.at("name"), "Ben");
}

TEST_P(Records, RemembersThatARecordIsDeleted) {
    const auto first = store(new_case(new_id()));
    auto write = next_revision(first, "Ana");
    write.deleted = true;
    store(write);
    EXPECT_TRUE(find(first.id)->deleted);
}

TEST_P(Records, RefusesAnIdThatIsTaken) {
    const auto first = store(new_case(new_id(), "Ana"));
    const auto again = try_store(new_case(first.id, "Eve"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Errc::conflict);
    EXPECT_EQ(find(first.id)->data.at("name"), "Ana");
    EXPECT_EQ(history(first.id).size(), 1u);
}

TEST_P(Records, RefusesAnUpdateOfAnotherRevisionOrOfNothing) {
    const auto first = store(new_case(new_id(), "Ana"));
    store(next_revision(first, "Ben"));
    const auto late = try_store(next_revision(first, "Eve"));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Errc::conflict);
    EXPECT_EQ(find(first.id)->data.at("name"), "Ben");

    auto absent = new_case(new_id());
    absent.expected = 3;
    ASSERT_FALSE(try_store(absent));
    EXPECT_FALSE(find(absent.id));
}

TEST_P(Records, PutsWhatWasPreparedOutsideTheTransaction) {
    auto prepared = prepare_record(*database, new_case(new_id(), "Ana"));
    EXPECT_EQ(prepared.record().revision, 1);
    ASSERT_TRUE(write([&](Transaction& transaction) { return put_record(transaction, prepared); }));
    EXPECT_EQ(prepared.record().sequence, 1);
    auto next = prepare_record(*database, next_revision(prepared.record(), "Ben"));
    ASSERT_TRUE(write([&](Transaction& transaction) { return put_record(transaction, next); }));
    EXPECT_EQ(next.record().created_at, test_start);
    EXPECT_EQ(find(next.record().id)->data.at("name"), "Ben");
    const auto late =
        write([&](Transaction& transaction) { return put_record(transaction, next); });
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Errc::conflict);
}

TEST_P(Records, FindsSeveralInTheOrderAskedFor) {
    const auto first = store(new_case(new_id(), "Ana"));
    const auto second = store(new_case(new_id(), "Ben"));
    const auto found = read([&](Snapshot& snapshot) {
        return find_records(snapshot, {second.id, new_id(), first.id});
    });
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 2u);
    EXPECT_EQ(found->at(0).id, second.id);
    EXPECT_EQ(found->at(1).id, first.id);
}

TEST_P(Records, LogsEachChangeWithItsDetails) {
    const auto first = store(new_case(new_id(), "Ana"));
    store(next_revision(first, "Ben"));
    const auto changes = history(first.id);
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(changes[0].sequence, 2);
    EXPECT_EQ(changes[0].action, "update");
    EXPECT_EQ(changes[0].revision, 2);
    EXPECT_EQ(changes[1].action, "create");
    EXPECT_EQ(changes[1].actor, "worker");
    EXPECT_EQ(changes[1].subject, "case");
    EXPECT_EQ(changes[1].subject_id, first.id.text());
    EXPECT_EQ(changes[1].at, test_start);
    EXPECT_EQ(json::write(changes[1].details), R"({"name":{"from":null,"to":"Ana"}})");
    EXPECT_FALSE(changes[1].blanked);
}

TEST_P(Records, PagesThroughAHistoryNewestFirst) {
    auto record = store(new_case(new_id()));
    for (int round = 0; round < 4; ++round) record = store(next_revision(record, "Ben"));
    const auto page =
        read([&](Snapshot& snapshot) { return changes_of(snapshot, record.id.text(), 1, 2); });
    ASSERT_TRUE(page);
    ASSERT_EQ(page->size(), 2u);
    EXPECT_EQ(page->at(0).revision, 4);
    EXPECT_EQ(page->at(1).revision, 3);
    EXPECT_EQ(read([&](Snapshot& snapshot) {
                  return count_changes_of(snapshot, record.id.text());
              }).value(),
              5u);
}

TEST_P(Records, AppendsAnEventThatTouchesNoRecord) {
    const auto record = store(new_case(new_id()));
    const auto sequence = write([&](Transaction& transaction) {
        return append_change(transaction, {.at = test_start,
                                           .actor = "worker",
                                           .subject = "case",
                                           .subject_id = record.id.text(),
                                           .revision = 1,
                                           .action = "flag",
                                           .details = {{"reason", "visit"}}});
    });
    ASSERT_TRUE(sequence);
    EXPECT_EQ(*sequence, 2);
    EXPECT_EQ(history(record.id).at(0).details.at("reason"), "visit");
    EXPECT_EQ(find(record.id)->revision, 1);
}

TEST_P(Records, KeepsTheDocumentOnceMoreInTheChangeThatMadeIt) {
    auto first = new_case(new_id(), "Zoé ☀");
    first.details_hold_document = true;
    auto bare = new_case(new_id(), "Ben");
    bare.details = {};
    bare.details_hold_document = true;
    for (const auto& made : {first, bare}) {
        const auto stored = store(made);
        const auto changes = history(made.id);
        ASSERT_EQ(changes.size(), 1u);
        auto expected = made.details;
        expected[document_key] = stored.data;
        EXPECT_EQ(changes[0].details, expected);
        EXPECT_EQ(find(made.id)->data, stored.data);
    }
    const auto id = "'" + first.id.text() + "'";
    world.tamper("UPDATE changes SET action = 'update' WHERE subject_id = " + id);
    EXPECT_FALSE(
        read([&](Snapshot& snapshot) { return changes_of(snapshot, first.id.text(), 0, 1); }));
}

TEST_P(Records, AnswersTheChangesAfterACursor) {
    for (int round = 0; round < 5; ++round) store(new_case(new_id()));
    const auto changes = read([](Snapshot& snapshot) { return changes_after(snapshot, 2, 2); });
    ASSERT_TRUE(changes);
    ASSERT_EQ(changes->size(), 2u);
    EXPECT_EQ(changes->at(0).sequence, 3);
    EXPECT_EQ(changes->at(1).sequence, 4);
    EXPECT_EQ(read([](Snapshot& snapshot) { return head(snapshot); }), 5);
}

TEST_P(Records, BlanksDetailsForGoodAndKeepsTheLinks) {
    const auto kept = store(new_case(new_id(), "Ana"));
    const auto removed = store(new_case(new_id(), "Ben"));
    store(next_revision(removed, "Eve"));
    const auto blanked = write(
        [&](Transaction& transaction) { return blank_changes_of(transaction, removed.id.text()); });
    ASSERT_TRUE(blanked);
    EXPECT_EQ(*blanked, 2u);
    for (const auto& change : history(removed.id)) {
        EXPECT_TRUE(change.blanked);
        EXPECT_TRUE(change.details.empty());
    }
    EXPECT_FALSE(history(kept.id).at(0).blanked);
}

TEST_P(Records, ScansAllInTheOrderOfCreation) {
    std::vector<RecordId> ids;
    for (int round = 0; round < 2500; ++round) ids.push_back(new_id());
    ASSERT_TRUE(write([&](Transaction& transaction) -> Result<> {
        for (const auto& id : ids) AMPARO_CHECK(put_record(transaction, new_case(id)));
        return {};
    }));
    for (const int threads : {1, 3}) {
        const auto all = scan({.threads = threads, .broken = {}});
        ASSERT_EQ(all.size(), ids.size());
        for (std::size_t at = 0; at < ids.size(); ++at) ASSERT_EQ(all[at].id, ids[at]);
    }
}

TEST_P(Records, ScansPastABrokenRowAndNamesIt) {
    const auto first = store(new_case(new_id(), "Ana"));
    const auto second = store(new_case(new_id(), "Ben"));
    world.tamper("UPDATE records SET deleted = 1 WHERE id = '" + first.id.text() + "'");
    std::vector<RecordId> broken;
    const auto all =
        scan({.threads = 1, .broken = [&](const RecordId& id) { broken.push_back(id); }});
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].id, second.id);
    EXPECT_EQ(broken, std::vector<RecordId>{first.id});
}

// The clear columns and the sealed one belong together: none can be changed, swapped with another
// row's, or put back to an older state unseen.
TEST_P(Records, RefusesARowThatWasChangedSwappedOrRolledBack) {
    const auto first = store(new_case(new_id(), "Ana"));
    const auto second = store(new_case(new_id(), "Ben"));
    const auto id = "'" + first.id.text() + "'";
    world.tamper("CREATE TABLE saved AS SELECT * FROM records WHERE id = " + id);
    store(next_revision(first, "Eve"));
    const auto is_refused = [&] {
        const auto found =
            read([&](Snapshot& snapshot) { return find_record(snapshot, first.id); });
        return !found && found.error().code == Errc::invalid &&
               found.error().message == MessageKey("errors.store.broken_seal");
    };
    ASSERT_FALSE(is_refused());
    const auto other = "'" + second.id.text() + "'";
    for (const std::string change : {"type = 'incident'", "revision = revision + 1", "deleted = 1",
                                     "updated_at = updated_at + 1", "key_id = 'none'",
                                     "sealed = (SELECT sealed FROM saved)"}) {
        world.tamper("CREATE TABLE before AS SELECT * FROM records");
        world.tamper("UPDATE records SET " + change + " WHERE id = " + id);
        EXPECT_TRUE(is_refused()) << change;
        world.tamper("DELETE FROM records");
        world.tamper("INSERT INTO records SELECT * FROM before");
        world.tamper("DROP TABLE before");
    }
    world.tamper("UPDATE records SET sealed = (SELECT sealed FROM records WHERE id = " + other +
                 ") WHERE id = " + id);
    EXPECT_TRUE(is_refused());
}

TEST_P(Records, LetExactlyOneOfManyWritersUpdateARevision) {
    auto record = store(new_case(new_id()));
    for (int round = 0; round < 10; ++round) {
        std::atomic<int> winners = 0;
        std::vector<std::thread> writers;
        for (int writer = 0; writer < 8; ++writer) {
            writers.emplace_back([&, writer] {
                const auto stored =
                    try_store(next_revision(record, "writer " + std::to_string(writer)));
                if (stored)
                    ++winners;
                else
                    EXPECT_EQ(stored.error().code, Errc::conflict);
            });
        }
        for (auto& writer : writers) writer.join();
        ASSERT_EQ(winners, 1);
        record = *find(record.id);
    }
    EXPECT_EQ(record.revision, 11);
    EXPECT_EQ(history(record.id).size(), 11u);
}

TEST_P(Records, HandsOutSequencesWithoutGapsUnderManyWriters) {
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 8; ++writer) {
        writers.emplace_back([&] {
            for (int round = 0; round < 25; ++round) {
                ASSERT_TRUE(try_store(new_case(new_id())));
                ASSERT_FALSE(try_store([&] {
                    auto late = new_case(new_id());
                    late.expected = 1;
                    return late;
                }()));
            }
        });
    }
    for (auto& writer : writers) writer.join();
    const auto changes = read([](Snapshot& snapshot) { return changes_after(snapshot, 0, 1000); });
    ASSERT_TRUE(changes);
    ASSERT_EQ(changes->size(), 200u);
    for (std::size_t at = 0; at < changes->size(); ++at) {
        ASSERT_EQ(changes->at(at).sequence, static_cast<Sequence>(at) + 1);
    }
}

TEST_P(Records, KeepsNoClearTextOfARecordInTheDatabase) {
    store(new_case(new_id(), "Wilhelmina"));
    for (const std::string column : {"CAST(sealed AS TEXT)", "type", "id"}) {
        const auto text = GetParam() == "sqlite"
                              ? world.ask("SELECT " + column + " FROM records")
                              : world.ask("SELECT encode(sealed, 'escape') FROM records");
        EXPECT_EQ(text.find("Wilhelmina"), std::string::npos);
    }
}

}  // namespace
}  // namespace amparo::store

#include <sqlite3.h>

#include "store/audit.hpp"
#include "store/blobs.hpp"
#include "store/deliveries.hpp"
#include "store/detail/implementation.hpp"
#include "store/documents.hpp"
#include "store/jobs.hpp"
#include "store/maintenance.hpp"
#include "store/schedules.hpp"
#include "store/sessions.hpp"
#include "store/store_test_support.hpp"
#include "store/user_items.hpp"

namespace amparo::store {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// The lines of SQLite's plan for a statement.
std::string plan_of(detail::Connection& connection, const std::string& sql) {
    auto* native = static_cast<sqlite3*>(connection.native());
    sqlite3_stmt* explained = nullptr;
    const auto question = "EXPLAIN QUERY PLAN " + sql;
    EXPECT_EQ(sqlite3_prepare_v2(native, question.c_str(), -1, &explained, nullptr), SQLITE_OK);
    std::string plan;
    while (sqlite3_step(explained) == SQLITE_ROW) {
        const void* detail = sqlite3_column_text(explained, 3);
        plan += std::string(static_cast<const char*>(detail)) + "\n";
    }
    sqlite3_finalize(explained);
    return plan;
}

void do_jobs(Transaction& transaction) {
    for (int round = 0; round < 3; ++round) {
        ASSERT_TRUE(enqueue_job(transaction, {.queue = "q", .kind = "k"}));
    }
    const auto take = [&] { return *take_job(transaction, "q", std::chrono::seconds(1)).value(); };
    ASSERT_TRUE(has_due_job(transaction, "q"));
    const auto first = take();
    ASSERT_TRUE(renew_job(transaction, first, std::chrono::seconds(9)));
    ASSERT_TRUE(report_job(transaction, first, {}));
    ASSERT_TRUE(finish_job(transaction, first, {}));
    ASSERT_TRUE(release_job(transaction, take()));
    const auto failed = take();
    ASSERT_TRUE(fail_job(transaction, failed, {.error = "errors.test", .is_final = true}));
    ASSERT_TRUE(list_jobs(transaction, {.state = JobState::failed}));
    EXPECT_EQ(count_jobs(transaction, JobState::failed), 1u);
    ASSERT_TRUE(retry_job(transaction, failed.id));
    ASSERT_TRUE(find_job(transaction, failed.id));
    ASSERT_TRUE(ensure_schedule(transaction, "nightly", Instant{}));
    const ScheduledRun run{.name = "nightly", .job = {.queue = "q", .kind = "k"}};
    ASSERT_TRUE(start_scheduled(transaction, run));
    ASSERT_TRUE(find_schedule(transaction, "nightly"));
}

void do_items(Transaction& transaction) {
    const UserItems whose{.kind = "notification", .user_id = 7};
    UserItem item{.kind = "notification", .user_id = 7, .key = "k"};
    item.id = insert_user_item(transaction, item).value().value();
    ASSERT_TRUE(update_user_item(transaction, item));
    ASSERT_TRUE(set_user_item_time(transaction, item.id, Instant{}));
    ASSERT_TRUE(find_user_item(transaction, whose, item.id));
    ASSERT_TRUE(find_user_item(transaction, whose, "k"));
    ASSERT_TRUE(list_user_items(transaction, whose, {}));
    ASSERT_TRUE(list_user_items(transaction, whose, {.state = 0}));
    ASSERT_TRUE(list_items_of_all(transaction, "notification", {.state = 0}));
    ASSERT_TRUE(find_item_of_any(transaction, "notification", item.id));
    EXPECT_EQ(count_user_items(transaction, whose), 1u);
    EXPECT_EQ(count_user_items(transaction, whose, 0), 1u);
    ASSERT_TRUE(set_user_item_states(transaction, whose, {.from = 0, .to = 1}));
    ASSERT_TRUE(remove_user_item(transaction, whose, item.id));
    ASSERT_TRUE(remove_user_items_of(transaction, 7));
    ASSERT_TRUE(expire_user_items(transaction, "notification", Instant{}));
}

void do_deliveries(Transaction& transaction) {
    ASSERT_TRUE(move_log_cursor(transaction, "webhooks", 0, 1));
    EXPECT_EQ(log_cursor(transaction, "webhooks"), 1);
    Delivery delivery{.name = "d", .webhook = "w", .record_id = "r"};
    delivery.id = insert_delivery(transaction, delivery).value();
    ASSERT_TRUE(update_delivery(transaction, delivery));
    ASSERT_TRUE(find_delivery(transaction, delivery.id));
    EXPECT_EQ(first_open_delivery(transaction, {"w", "r"}), delivery.id);
    ASSERT_TRUE(list_deliveries(transaction, {.webhook = "w"}));
    EXPECT_EQ(count_deliveries(transaction, "w"), 1u);
    ASSERT_TRUE(expire_deliveries(transaction, DeliveryState::sent, Instant{}));
    ASSERT_TRUE(remove_deliveries(transaction, "w"));
    ASSERT_TRUE(put_record_sync(transaction, {.record_id = "r", .destination = "d"}));
    ASSERT_TRUE(record_syncs_of(transaction, "r"));
    EXPECT_TRUE(has_record_syncs(transaction));
}

/// All a request may do with the store, on one connection.
void do_everything(StoreWorld& world, Transaction& transaction) {
    const auto id = RecordId::random(world.random);
    const auto record = put_record(transaction, new_case(id)).value();
    ASSERT_TRUE(put_record(transaction, next_revision(record, "Ben")));
    ASSERT_TRUE(find_record(transaction, id));
    ASSERT_TRUE(append_change(transaction, {.subject = "case", .subject_id = id.text()}));
    ASSERT_TRUE(changes_of(transaction, id.text(), 0, 20));
    ASSERT_TRUE(count_changes_of(transaction, id.text()));
    ASSERT_TRUE(changes_after(transaction, 0, 20));
    EXPECT_FALSE(change_marks(transaction, {.after = 0, .up_to = 100}).empty());
    ASSERT_TRUE(blank_changes_of(transaction, id.text()));
    ASSERT_TRUE(put_document(transaction, {.kind = "role", .key = "r"}));
    ASSERT_TRUE(find_document(transaction, "role", "r"));
    ASSERT_TRUE(documents_of(transaction, "role"));
    ASSERT_TRUE(remove_document(transaction, "role", "r", "x"));
    const VolatileRow row{.kind = "session", .key_hash = "k", .owner = "ana"};
    ASSERT_TRUE(put_volatile(transaction, row));
    ASSERT_TRUE(insert_volatile(transaction, row));
    ASSERT_TRUE(find_volatile(transaction, "session", "k"));
    ASSERT_TRUE(volatile_of_owner(transaction, "session", "ana"));
    ASSERT_TRUE(remove_volatile(transaction, "session", "k"));
    ASSERT_TRUE(expire_volatile(transaction, world.clock.now()));
    const auto blob = BlobId::random(world.random);
    ASSERT_TRUE(put_blob(transaction, blob, "bytes"));
    ASSERT_TRUE(blob_bytes(transaction, blob, 100));
    ASSERT_TRUE(remove_blob(transaction, blob));
    do_jobs(transaction);
    do_items(transaction);
    do_deliveries(transaction);
}

void expect_no_scan(detail::Connection& connection) {
    for (const auto* statement : connection.statements()) {
        const auto plan = plan_of(connection, statement->sql);
        EXPECT_THAT(plan, Not(HasSubstr("SCAN "))) << statement->name;
        EXPECT_THAT(plan, Not(HasSubstr("TEMP B-TREE"))) << statement->name;
    }
}

TEST(Plans, OfRequestsGoDownAnIndex) {
    StoreWorld world("sqlite");
    const auto database = world.open();
    ASSERT_TRUE(database->write([&](Transaction& transaction) -> Result<> {
        do_everything(world, transaction);
        EXPECT_GT(transaction.connection().statements().size(), 30u);
        expect_no_scan(transaction.connection());
        return {};
    }));
}

TEST(Plans, OfTheAuditLogGoDownAnIndex) {
    StoreWorld world("sqlite");
    auto options = world.options();
    options.readers = 1;  // so that the connection that ran the questions is the one looked at
    const auto database = Database::open(options, *world.keys, world.clock, world.random).value();
    AuditLog log(*database);
    for (const std::string user : {"", "ana"}) {
        for (const std::string record : {"", "r1"}) {
            const AuditQuery query{.user_name = user, .record_id = record};
            ASSERT_TRUE(log.list(query));
            ASSERT_TRUE(log.count(query));
        }
    }
    database->read([&](Snapshot& snapshot) {
        EXPECT_GE(snapshot.connection().statements().size(), 6u);
        expect_no_scan(snapshot.connection());
        return true;
    });
}

TEST(Plans, WouldShowAScan) {
    StoreWorld world("sqlite");
    const auto database = world.open();
    EXPECT_THAT(plan_of(*world.connect(), "SELECT id FROM records WHERE type = :type"),
                HasSubstr("SCAN records"));
}

}  // namespace
}  // namespace amparo::store

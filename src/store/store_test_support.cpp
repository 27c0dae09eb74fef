#include "store/store_test_support.hpp"

#include <thread>

#include "store/detail/postgres_engine.hpp"
#include "store/detail/sqlite_engine.hpp"
#include "tests/support/postgres.hpp"

namespace amparo::store {

StoreWorld::StoreWorld(const std::string& which) : StoreWorld(which, "") {
    url = new_url(engine);
}

StoreWorld::StoreWorld(const std::string& which, std::string where)
    : engine(which), url(std::move(where)) {
    keys = KeyRing::create(folder / "keys.json", random).value();
}

std::string StoreWorld::new_url(const std::string& engine_name) {
    if (engine_name == "postgresql") return testing::PostgresServer::shared().new_database();
    const auto name = files++ == 0 ? "amparo.db" : "amparo" + std::to_string(files) + ".db";
    return "sqlite://" + (folder / name).string();
}

std::unique_ptr<detail::Connection> StoreWorld::connect() {
    const detail::Context context{keys.get(), clock, random};
    if (engine == "postgresql") return detail::connect_postgres(options(), context);
    return detail::connect_sqlite(file(), context, detail::SqliteUse::write, options().lock_max);
}

void StoreWorld::tamper(const std::string& sql) {
    connect()->command(sql);
}

std::string StoreWorld::ask(const std::string& sql) {
    return connect()->ask(sql);
}

std::unique_ptr<Database> StoreWorld::open() {
    return try_open().value();
}

Result<std::unique_ptr<Database>> StoreWorld::try_open() {
    return Database::open(options(), *keys, clock, random);
}

RecordWrite new_case(const RecordId& id, const std::string& name) {
    return {.id = id,
            .type = "case",
            .expected = 0,
            .deleted = false,
            .data = {{"name", name}, {"age", 7}},
            .actor = "worker",
            .action = "create",
            .details = {{"name", {{"from", nullptr}, {"to", name}}}},
            .at = test_start};
}

RecordWrite next_revision(const StoredRecord& record, const std::string& name) {
    auto write = new_case(record.id, name);
    write.expected = record.revision;
    write.action = "update";
    write.at = record.updated_at + std::chrono::seconds(1);
    return write;
}

StoredRecord OnBothEngines::store(RecordWrite write) {
    return database->write([&](Transaction& transaction) { return put_record(transaction, write); })
        .value();
}

std::vector<Change> OnBothEngines::history(const RecordId& id) {
    return database
        ->read([&](Snapshot& snapshot) { return changes_of(snapshot, id.text(), 0, 100); })
        .value();
}

bool eventually(const std::function<bool()>& holds) {
    using namespace std::chrono_literals;
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

std::optional<StoredRecord> OnBothEngines::find(const RecordId& id) {
    return database->read([&](Snapshot& snapshot) { return find_record(snapshot, id); }).value();
}

}  // namespace amparo::store

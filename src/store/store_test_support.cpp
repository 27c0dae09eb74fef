#include "store/store_test_support.hpp"

#include "tests/support/postgres.hpp"

namespace amparo::store {

StoreWorld::StoreWorld(const std::string& which) : engine(which) {
    keys = KeyRing::create(folder / "keys.json", random).value();
    url = engine == "sqlite" ? "sqlite://" + file().string()
                             : testing::PostgresServer::shared().new_database();
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
    return database
        ->write([&](Transaction& transaction) { return put_record(transaction, write); })
        .value();
}

std::optional<StoredRecord> OnBothEngines::find(const RecordId& id) {
    return database->read([&](Snapshot& snapshot) { return find_record(snapshot, id); }).value();
}

}  // namespace amparo::store

#include <deque>
#include <future>

#include "store/detail/engine_sql.hpp"
#include "store/detail/implementation.hpp"
#include "store/detail/record_row.hpp"
#include "store/records.hpp"

namespace amparo::store {

using detail::RecordRow;
using detail::Statement;

namespace {

constexpr std::int64_t block_records = 1000;

const Statement select_block{"records.scan", R"sql(
    SELECT id, type, revision, seq, created_at, updated_at, deleted, key_id, sealed, place
    FROM records
    WHERE place > :after
    ORDER BY place
    LIMIT :count)sql",
                             "ttiiiiitbi"};

struct RawBlock {
    std::vector<RecordRow> rows;
    std::vector<RecordId> broken;
    std::int64_t last_place = 0;
    bool is_last = false;
};

struct OpenBlock {
    std::vector<StoredRecord> records;
    std::vector<RecordId> broken;
};

RawBlock read_block(detail::Connection& connection, std::int64_t after) {
    RawBlock block{.rows = {}, .broken = {}, .last_place = after};
    block.rows.reserve(block_records);
    std::int64_t count = 0;
    auto rows = connection.query(select_block, {{"after", after}, {"count", block_records}});
    for (; rows.next(); ++count) {
        block.last_place = rows.integer(9);
        if (auto row = detail::read_record_row(rows)) {
            block.rows.push_back(std::move(*row));
        } else {
            block.broken.emplace_back();  // not even its id can be read
        }
    }
    block.is_last = count < block_records;
    return block;
}

OpenBlock open_block(const KeyRing& keys, RawBlock raw) {
    OpenBlock block{.records = {}, .broken = std::move(raw.broken)};
    block.records.reserve(raw.rows.size());
    for (auto& row : raw.rows) {
        const auto id = row.clear.id;
        if (auto record = detail::open_record(keys, std::move(row))) {
            block.records.push_back(std::move(*record));
        } else {
            block.broken.push_back(id);
        }
    }
    return block;
}

}  // namespace

// One thread reads, others unseal; blocks come back in order, and only so many are under way that
// every thread has one.
Result<> scan_records(Database& database, const ScanOptions& options,
                      const std::function<void(std::vector<StoredRecord>&&)>& block) {
    // A connection of its own, so that a long scan does not take one from the requests.
    const auto connection = database.implementation().connect_reader();
    detail::OpenTransaction transaction(*connection, detail::begin_read(connection->engine()));
    const auto under_way_max = static_cast<std::size_t>(std::max(1, options.threads));
    std::deque<std::future<OpenBlock>> under_way;
    const auto deliver_first = [&] {
        auto open = under_way.front().get();
        under_way.pop_front();
        for (const auto& id : open.broken) {
            if (options.broken) options.broken(id);
        }
        if (!open.records.empty()) block(std::move(open.records));
    };
    bool is_last = false;
    for (std::int64_t place = 0; !is_last;) {
        auto raw = read_block(*connection, place);
        place = raw.last_place;
        is_last = raw.is_last;
        if (under_way.size() == under_way_max) deliver_first();
        under_way.push_back(
            std::async(std::launch::async, open_block, std::cref(database.keys()), std::move(raw)));
    }
    while (!under_way.empty()) deliver_first();
    transaction.commit();
    return {};
}

}  // namespace amparo::store

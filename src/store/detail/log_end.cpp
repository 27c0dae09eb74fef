#include "store/detail/log_end.hpp"

#include "store/detail/chain.hpp"

namespace amparo::store::detail {
namespace {

const Statement select_log_end{"log.end", R"sql(
    SELECT seq, hash
    FROM log_head
    WHERE one = 1)sql",
                               "ib"};

const Statement update_log_end{"log.update", R"sql(
    UPDATE log_head SET seq = :seq, hash = :hash
    WHERE one = 1)sql"};

}  // namespace

LogEnd read_log_end(Connection& connection) {
    auto rows = connection.query(select_log_end);
    AMPARO_REQUIRE(rows.next());
    LogEnd end{rows.integer(0), rows.take(1)};
    if (end.hash.empty()) end.hash = genesis_hash();
    return end;
}

void write_log_end(Connection& connection, const LogEnd& end) {
    connection.execute(update_log_end, {{"seq", end.sequence}, {"hash", Bytes{end.hash}}});
}

}  // namespace amparo::store::detail

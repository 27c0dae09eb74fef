#include "store/detail/backup_file.hpp"
#include "store/detail/engine_sql.hpp"
#include "store/detail/implementation.hpp"
#include "store/detail/log_end.hpp"
#include "store/detail/migrations.hpp"
#include "store/maintenance.hpp"

namespace amparo::store {

using detail::Row;
using detail::Table;

namespace {

constexpr std::size_t block_rows = 200;  // of at most a blob chunk each: some 50 MB

json::Object backup_head(detail::Connection& connection) {
    const auto end = detail::read_log_end(connection);
    return {{"schema", detail::schema_version(connection)},
            {"at", format_instant(connection.context().clock.now())},
            {"seq", end.sequence},
            {"hash", crypto::hex(end.hash)}};
}

std::size_t count_rows(detail::Connection& connection) {
    std::size_t total = 0;
    for (const auto* table : detail::all_tables()) total += table->count(connection);
    return total;
}

/// The copying of all tables, with its progress.
struct Copying {
    detail::Connection& connection;
    detail::BackupWriter& writer;
    const Progress& progress;
    std::size_t total;
    std::size_t done = 0;

    void copy(const Table& table) {
        Row last;
        while (true) {
            auto rows = table.read(connection, last, block_rows);
            if (rows.empty()) return;
            writer.write(detail::encode_rows(table, rows));
            done += rows.size();
            if (progress) progress(done, total);
            last = std::move(rows.back());
        }
    }
};

}  // namespace

Result<> backup(Database& database, const std::filesystem::path& file, const Progress& progress) {
    // A connection of its own, and one snapshot of all tables; writers go on meanwhile.
    const auto connection = database.implementation().connect_reader();
    detail::OpenTransaction transaction(*connection, detail::begin_read(connection->engine()));
    AMPARO_TRY(auto target, detail::NewFile::create(file));
    detail::BackupWriter writer(target);
    writer.write(json::write(backup_head(*connection)));
    Copying copying{*connection, writer, progress, count_rows(*connection)};
    for (const auto* table : detail::all_tables()) copying.copy(*table);
    writer.write("end");
    target.commit();
    return {};
}

}  // namespace amparo::store

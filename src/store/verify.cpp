#include "store/detail/chain_walk.hpp"
#include "store/detail/engine_sql.hpp"
#include "store/detail/implementation.hpp"
#include "store/detail/tables.hpp"
#include "store/maintenance.hpp"

namespace amparo::store {

using detail::Connection;
using detail::Row;
using detail::Statement;
using detail::Table;

namespace {

constexpr std::size_t block_rows = 500;
constexpr std::size_t findings_max = 100;  // past that, more of them tell nothing new

// A row that was put back to an older state opens well, but the log knows of a newer one.
const Statement select_stale_records{"verify.stale_records", R"sql(
    SELECT id
    FROM records
    WHERE NOT EXISTS (SELECT 1 FROM changes
            WHERE changes.seq = records.seq AND changes.subject_id = records.id
                AND changes.revision = records.revision AND changes.writes_record = 1)
        OR EXISTS (SELECT 1 FROM changes
            WHERE changes.subject_id = records.id AND changes.seq > records.seq
                AND changes.writes_record = 1)
    ORDER BY id
    LIMIT 100)sql",
                                     "t"};

const Statement select_lost_records{"verify.lost_records", R"sql(
    SELECT DISTINCT subject_id
    FROM changes
    WHERE writes_record = 1
        AND NOT EXISTS (SELECT 1 FROM records WHERE records.id = changes.subject_id)
    ORDER BY subject_id
    LIMIT 100)sql",
                                    "t"};

const Statement select_stale_documents{"verify.stale_documents", R"sql(
    SELECT kind, key
    FROM documents
    WHERE NOT EXISTS (SELECT 1 FROM changes
            WHERE changes.seq = documents.seq AND changes.subject_id = documents.key
                AND changes.revision = documents.revision)
        OR EXISTS (SELECT 1 FROM changes
            WHERE changes.subject_id = documents.key AND changes.seq > documents.seq
                AND changes.subject IN (documents.kind, 'definition:' || documents.kind))
    ORDER BY kind, key
    LIMIT 100)sql",
                                       "tt"};

const Statement select_torn_blobs{"verify.torn_blobs", R"sql(
    SELECT id
    FROM blobs
    WHERE chunks <> (SELECT COUNT(*) FROM blob_chunks WHERE blob_id = id)
    ORDER BY id
    LIMIT 100)sql",
                                  "t"};

/// One run over a snapshot.
class Run {
  public:
    Run(Connection& connection, const Progress& progress)
        : connection_(connection), progress_(progress) {}

    Verification verify() {
        for (const auto* table : detail::all_tables()) total_ += table->count(connection_);
        walk_chain();
        for (const auto* table : detail::all_tables()) {
            if (table->name() != "changes") open_rows(*table);
        }
        report(select_stale_records, "findings.stale");
        report(select_lost_records, "findings.lost");
        report(select_stale_documents, "findings.stale");
        report(select_torn_blobs, "findings.torn_file");
        return std::move(found_);
    }

  private:
    void walk_chain() {
        const auto count_links = [this](std::size_t links) {
            found_.changes += links;
            show(links);
        };
        for (auto& fault : detail::walk_chain(connection_, count_links)) add(std::move(fault));
    }

    void open_rows(const Table& table) {
        Row last;
        while (true) {
            auto rows = table.read(connection_, last, block_rows);
            if (rows.empty()) return;
            for (const auto& row : rows) open_row(table, row);
            count(table, rows.size());
            last = std::move(rows.back());
        }
    }

    void open_row(const Table& table, const Row& row) {
        for (const auto& column : table.sealed()) {
            const detail::Sealed sealed{std::get<std::string>(row[column.key_id]),
                                        std::get<std::string>(row[column.sealed])};
            const auto& keys = connection_.context().keys();
            if (!detail::unseal_bytes(keys, column.binding(row), sealed)) {
                add({"findings.row_broken", {{"row", table.label(row)}}});
            }
        }
    }

    void count(const Table& table, std::size_t rows) {
        if (table.name() == "records") found_.records += rows;
        if (table.name() == "blobs") found_.blobs += rows;
        show(rows);
    }

    void show(std::size_t rows) {
        done_ += rows;
        if (progress_) progress_(done_, total_);
    }

    void report(const Statement& statement, const char* key) {
        auto rows = connection_.query(statement);
        while (rows.next()) {
            std::string subject = rows.text(0);
            if (statement.columns.size() == 2) subject += " " + rows.text(1);
            add({key, {{"subject", std::move(subject)}}});
        }
    }

    void add(MessageKey finding) {
        if (found_.findings.size() < findings_max) found_.findings.push_back(std::move(finding));
    }

    Connection& connection_;
    const Progress& progress_;
    Verification found_;
    std::size_t total_ = 0;
    std::size_t done_ = 0;
};

}  // namespace

Result<Verification> verify(Database& database, const Progress& progress) {
    const auto connection = database.implementation().connect_reader();
    detail::OpenTransaction transaction(*connection, detail::begin_read(connection->engine()));
    auto found = Run(*connection, progress).verify();
    transaction.commit();
    return found;
}

}  // namespace amparo::store

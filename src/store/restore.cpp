#include "store/detail/backup_file.hpp"
#include "store/detail/engine_sql.hpp"
#include "store/detail/failure.hpp"
#include "store/detail/log_end.hpp"
#include "store/detail/migrations.hpp"
#include "store/detail/postgres_engine.hpp"
#include "store/detail/sqlite_engine.hpp"
#include "store/maintenance.hpp"

namespace amparo::store {

using detail::Argument;
using detail::BackupReader;
using detail::Connection;
using detail::DecodedRows;
using detail::Engine;
using detail::Row;
using detail::Statement;

namespace {

struct Head {
    int schema;
    detail::LogEnd log_end;
};

std::unexpected<Error> damaged() {
    return refuse(Errc::invalid, "errors.backup.damaged");
}

Result<Head> read_head(BackupReader& reader) {
    AMPARO_TRY(const auto block, reader.read());
    const auto data = json::parse_object(block);
    if (!data) return damaged();
    const auto hash = crypto::from_hex(json::string_or(*data, "hash"));
    const auto schema = json::integer_or(*data, "schema", 0);
    if (!hash || hash->empty() || schema <= 0) return damaged();
    return Head{static_cast<int>(schema), {json::integer_or(*data, "seq", 0), *hash}};
}

/// An INSERT for the columns a backup names; the text lives with the statement.
class Insertion {
  public:
    explicit Insertion(const DecodedRows& rows) : columns_(rows.columns), kinds_(rows.kinds) {
        std::string names;
        std::string values;
        for (const auto& column : columns_) {
            names += (names.empty() ? "" : ", ") + column;
            values += (values.empty() ? ":" : ", :") + column;
        }
        sql_ = "INSERT INTO " + rows.table + " (" + names + ") VALUES (" + values + ")";
        statement_ = {"restore.insert", sql_.c_str()};
    }
    Insertion(const Insertion&) = delete;
    Insertion& operator=(const Insertion&) = delete;
    bool fits(const DecodedRows& rows) const {
        return rows.columns == columns_ && rows.kinds == kinds_;
    }
    void insert(Connection& connection, const Row& row) const {
        std::vector<Argument> arguments;
        for (std::size_t at = 0; at < row.size(); ++at) {
            arguments.push_back({columns_[at], value_of(row[at], kinds_[at])});
        }
        connection.execute(statement_, arguments);
    }

  private:
    static decltype(Argument::value) value_of(const detail::Cell& cell, char kind) {
        if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
        const std::string_view text = std::get<std::string>(cell);
        if (kind == 'b') return detail::Bytes{text};
        return text;
    }

    std::vector<std::string> columns_;
    std::string kinds_;
    std::string sql_;
    Statement statement_{};
};

std::vector<detail::Migration> migrations_up_to(int version) {
    std::vector<detail::Migration> chosen;
    for (const auto& migration : detail::embedded_migrations()) {
        if (migration.version() <= version) chosen.push_back(migration);
    }
    return chosen;
}

Result<> check_version(const Head& head) {
    const auto known = detail::embedded_migrations().back().version();
    if (head.schema <= known) return {};
    MessageKey message("errors.store.newer_schema");
    message.arguments = {{"present", std::to_string(head.schema)},
                         {"known", std::to_string(known)}};
    return refuse(Errc::conflict, std::move(message));
}

// The target gets the schema of the backup; the newer steps follow when the rows are in.
Result<> prepare_target(Connection& target, const Head& head) {
    const int present = detail::schema_version(target);
    if (present != 0 && present != head.schema) {
        return refuse(Errc::conflict, "errors.backup.target_not_empty");
    }
    AMPARO_CHECK(detail::migrate(target, migrations_up_to(head.schema)));
    for (const auto* table : detail::all_tables()) {
        if (detail::has_table(target, table->name()) && table->count(target) > 0) {
            return refuse(Errc::conflict, "errors.backup.target_not_empty");
        }
    }
    return {};
}

// Rows came with their numbers; PostgreSQL must go on counting after them.
void set_counters(Connection& target) {
    if (target.engine() == Engine::sqlite) return;
    for (const std::string table : {"jobs", "audit", "user_items", "webhook_deliveries"}) {
        target.ask("SELECT setval(pg_get_serial_sequence('" + table +
                   "', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM " + table + "), false)");
    }
}

Result<> load_rows(BackupReader& reader, Connection& target, const Progress& progress) {
    std::map<std::string, std::unique_ptr<Insertion>> insertions;
    std::size_t done = 0;
    while (true) {
        AMPARO_TRY(const auto block, reader.read());
        if (block == "end") return {};
        AMPARO_TRY(const auto decoded, detail::decode_rows(block));
        auto& insertion = insertions[decoded.table];
        if (!insertion) insertion = std::make_unique<Insertion>(decoded);
        if (!insertion->fits(decoded)) return damaged();
        for (const auto& row : decoded.rows) insertion->insert(target, row);
        done += decoded.rows.size();
        if (progress) progress(done, done);
    }
}

Result<std::unique_ptr<Connection>> connect(const DatabaseOptions& options,
                                            const detail::Context& context) {
    if (options.url.starts_with("postgres")) {
        return detail::connect_postgres(options, context);
    }
    return detail::connect_new_sqlite(options, context);
}

}  // namespace

Result<> restore(const std::filesystem::path& file, const DatabaseOptions& target,
                 const Progress& progress) {
    crypto::start();
    const SystemClock clock;
    SystemRandom random;
    AMPARO_TRY(auto reader, BackupReader::open(file));
    AMPARO_TRY(const auto head, read_head(reader));
    AMPARO_CHECK(check_version(head));
    AMPARO_TRY(const auto connection, connect(target, {nullptr, clock, random}));
    AMPARO_CHECK(prepare_target(*connection, head));
    // All or nothing: a backup that turns out damaged half-way leaves an empty database.
    detail::OpenTransaction transaction(*connection, detail::begin_write(connection->engine()));
    AMPARO_CHECK(load_rows(reader, *connection, progress));
    detail::write_log_end(*connection, head.log_end);
    set_counters(*connection);
    transaction.commit();
    return detail::migrate(*connection, detail::embedded_migrations());
}

}  // namespace amparo::store

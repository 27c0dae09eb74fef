#include "bench/index_rivals.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "base/json.hpp"
#include "base/names/keys.hpp"
#include "bench/synthetic.hpp"

namespace amparo::bench {
namespace {

namespace fs = std::filesystem;

std::int64_t number_or(const char* text, std::int64_t otherwise) {
    if (text == nullptr) return otherwise;
    char* end = nullptr;
    const auto number = std::strtoll(text, &end, 10);
    return *end == '\0' && end != text ? number : otherwise;
}

class Sqlite final : public Rival {
  public:
    explicit Sqlite(const std::string& directory) : path_(directory + "/rival.sqlite") {
        fs::remove(path_);
        check(sqlite3_open(path_.c_str(), &database_));
        run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;"
            "CREATE TABLE cases (id TEXT PRIMARY KEY, data TEXT NOT NULL)");
    }
    ~Sqlite() override {
        sqlite3_close(database_);
        fs::remove(path_);
    }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    std::string name() const override { return "SQLite"; }

    void load(std::uint64_t count) override {
        run("DELETE FROM cases; BEGIN");
        sqlite3_stmt* insert = prepare("INSERT INTO cases VALUES (?, ?)");
        for (std::uint64_t number = 0; number < count; ++number) {
            const auto id = synthetic_case(number).id.text();
            const auto document = rival_document(number);
            check(sqlite3_bind_text(insert, 1, id.data(), static_cast<int>(id.size()), nullptr));
            check(sqlite3_bind_text(insert, 2, document.data(), static_cast<int>(document.size()),
                                    nullptr));
            if (sqlite3_step(insert) != SQLITE_DONE) fail();
            check(sqlite3_reset(insert));
        }
        sqlite3_finalize(insert);
        run("COMMIT; ANALYZE");
    }

    std::int64_t ask(const Statements& statements) override {
        std::int64_t answer = 0;
        for (const auto& sql : statements) answer = ask_one(sql);
        return answer;
    }

  private:
    std::int64_t ask_one(const std::string& sql) {
        auto* statement = prepare(sql);
        std::int64_t rows = 0;
        std::int64_t first = -1;
        int step = sqlite3_step(statement);
        for (; step == SQLITE_ROW; step = sqlite3_step(statement)) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
            if (rows++ == 0) first = number_or(text, -1);
        }
        if (step != SQLITE_DONE) fail();
        sqlite3_finalize(statement);
        return first >= 0 ? first : rows;
    }

    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr));
        return statement;
    }
    void run(const std::string& sql) {
        check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr));
    }
    void check(int code) {
        if (code != SQLITE_OK) fail();
    }
    [[noreturn]] void fail() { throw std::runtime_error(sqlite3_errmsg(database_)); }

    std::string path_;
    sqlite3* database_ = nullptr;
};

/// A PostgreSQL server of our own; the package's programs refuse to run as root.
class PostgresServer {
  public:
    explicit PostgresServer(std::string directory) : directory_(std::move(directory)) {
        fs::remove_all(directory_);
        fs::create_directories(directory_);
        if (geteuid() == 0) shell("chown postgres " + directory_);
        shell(program("initdb") + " -D " + data() + " -U bench --auth=trust --no-sync >" +
              directory_ + "/initdb.log");
        shell(program("pg_ctl") + " -D " + data() + " -w -l " + directory_ +
              "/server.log -o \"-c listen_addresses='' -c unix_socket_directories=" + directory_ +
              " -c fsync=off -c shared_buffers=1GB -c maintenance_work_mem=1GB -c work_mem=64MB"
              " -c max_wal_size=8GB -c full_page_writes=off -c random_page_cost=1.1"
              " -c effective_cache_size=12GB\" start >/dev/null");
    }
    ~PostgresServer() {
        const auto stop = program("pg_ctl") + " -D " + data() + " -m immediate stop >/dev/null";
        if (std::system(stop.c_str()) == 0) fs::remove_all(directory_);
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    std::string address() const { return "host=" + directory_ + " user=bench dbname=postgres"; }

  private:
    std::string data() const { return directory_ + "/data"; }
    static std::string program(const std::string& name) {
        const auto path = "/usr/lib/postgresql/15/bin/" + name;
        return geteuid() == 0 ? "cd / && runuser -u postgres -- " + path : path;
    }
    static void shell(const std::string& command) {
        if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
    }

    std::string directory_;
};

class Postgres final : public Rival {
  public:
    Postgres(const std::string& directory, RivalRows rows)
        : rows_(std::move(rows)),
          server_(directory + "/postgres"),
          connection_(PQconnectdb(server_.address().c_str())) {
        if (PQstatus(connection_) != CONNECTION_OK) fail();
    }
    ~Postgres() override { PQfinish(connection_); }
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    std::string name() const override { return "PostgreSQL"; }

    void load(std::uint64_t count) override {
        run("DROP TABLE IF EXISTS cases");
        run("CREATE TABLE cases (id uuid NOT NULL, data jsonb NOT NULL)");
        PQclear(PQexec(connection_, "COPY cases FROM STDIN"));
        for (std::uint64_t number = 0; number < count; ++number) {
            const auto row = rows_(number);
            auto line = row.id + "\t";
            for (const char c : row.document) {
                if (c == '\\') line.push_back('\\');
                line.push_back(c);
            }
            line.push_back('\n');
            if (PQputCopyData(connection_, line.data(), static_cast<int>(line.size())) != 1) fail();
        }
        if (PQputCopyEnd(connection_, nullptr) != 1) fail();
        while (auto* result = PQgetResult(connection_)) {
            const auto status = PQresultStatus(result);
            PQclear(result);
            if (status != PGRES_COMMAND_OK) fail();
        }
        run("ALTER TABLE cases ADD PRIMARY KEY (id)");
        run("CREATE INDEX ON cases USING gin (data jsonb_path_ops)");
        run("CREATE INDEX ON cases USING gin ((data->'name_keys'))");
        for (const std::string date : {"created_at", "date_closure", "last_referral_rejected_at",
                                       "last_referral_done_at", "reassigned_transferred_on"})
            run("CREATE INDEX ON cases ((data->>'" + date + "'))");
        run("VACUUM ANALYZE cases");
    }

    std::int64_t ask(const Statements& statements) override {
        run("SET statement_timeout = '2min'");
        std::int64_t answer = 0;
        for (const auto& sql : statements) answer = run(sql);
        run("SET statement_timeout = 0");
        return answer;
    }

  private:
    std::int64_t run(const std::string& sql) {
        auto* result = PQexec(connection_, sql.c_str());
        const auto status = PQresultStatus(result);
        const auto rows = PQntuples(result);
        const auto first = rows > 0 ? number_or(PQgetvalue(result, 0, 0), -1) : -1;
        const auto* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        const bool is_late = code != nullptr && std::string_view(code) == "57014";
        PQclear(result);
        if (is_late) return given_up;
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail();
        return first >= 0 ? first : rows;
    }
    [[noreturn]] void fail() { throw std::runtime_error(PQerrorMessage(connection_)); }

    RivalRows rows_;
    PostgresServer server_;
    PGconn* connection_;
};

}  // namespace

std::unique_ptr<Rival> sqlite_rival(const std::string& directory) {
    return std::make_unique<Sqlite>(directory);
}

std::unique_ptr<Rival> postgres_rival(const std::string& directory) {
    return postgres_rival(directory, [](std::uint64_t number) {
        return RivalRow{synthetic_case(number).id.text(), rival_document(number)};
    });
}

std::unique_ptr<Rival> postgres_rival(const std::string& directory, RivalRows rows) {
    return std::make_unique<Postgres>(directory, std::move(rows));
}

std::string rival_document(std::uint64_t number) {
    auto made = synthetic_case(number);
    std::vector<std::string> keys;
    for (const auto* field : {"name", "name_nickname", "name_other"}) {
        for (const auto& token : names::name_tokens(json::string_or(made.data, field))) {
            for (auto& key : names::name_token_keys(token)) keys.push_back(std::move(key));
        }
    }
    made.data["name_keys"] = json::to_array(keys);
    return json::write(made.data);
}

}  // namespace amparo::bench

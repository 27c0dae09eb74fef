#include <sys/stat.h>

#include "store/detail/engine_sql.hpp"
#include "store/detail/failure.hpp"
#include "store/detail/migrations.hpp"
#include "store/detail/postgres_engine.hpp"
#include "store/detail/sqlite_engine.hpp"
#include "store/detail/tables.hpp"
#include "store/maintenance.hpp"

namespace amparo::store {

using detail::Connection;
using detail::Row;

namespace {

namespace fs = std::filesystem;

// Below it a backup beside the database, or a long day's attachments, may not fit.
constexpr std::uintmax_t free_bytes_min = 1ULL << 30;
// Of each table: a second's work. `amparo verify` opens all.
constexpr std::size_t sample_rows = 10'000;
constexpr std::size_t block_rows = 200;

using Values = std::vector<std::pair<std::string, std::string>>;

MessageKey text(const char* key, Values values) {
    MessageKey message(key);
    message.arguments = std::move(values);
    return message;
}

/// Looks without changing anything: no schema is made or brought up to date.
class Examination {
  public:
    Examination(const DatabaseOptions& options, const fs::path& key_file)
        : options_(options), key_file_(key_file) {}

    std::vector<Finding> run() {
        look_at_keys();
        if (options_.url.starts_with("postgres")) {
            look_at_database();
        } else if (look_at_file()) {
            look_at_database();
        }
        return std::move(findings_);
    }

  private:
    void good(MessageKey what) { findings_.push_back({true, std::move(what)}); }
    void bad(MessageKey what) { findings_.push_back({false, std::move(what)}); }

    void look_at_keys() {
        auto ring = KeyRing::open(key_file_);
        if (!ring) return bad(ring.error().message);
        keys_ = std::move(*ring);
        good("doctor.key_ring_good");
    }

    bool look_at_file() {
        const auto file = detail::sqlite_path(options_.url);
        std::error_code missing;
        if (!file || !fs::is_regular_file(*file, missing)) {
            bad("doctor.database_missing");
            return false;
        }
        struct stat state{};
        if (::stat(file->c_str(), &state) == 0 && (state.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
            bad("doctor.database_readable_by_others");
        }
        look_at_space(*file);
        return true;
    }

    void look_at_space(const fs::path& file) {
        std::error_code failure;
        const auto space = fs::space(file, failure);
        const auto megabytes = std::to_string(space.available >> 20);
        if (failure || space.available >= free_bytes_min) {
            good("doctor.space_good");
        } else {
            bad(text("doctor.space_low", {{"megabytes", megabytes}}));
        }
    }

    void look_at_database() {
        try {
            const auto connection = connect();
            if (!connection) return bad(connection.error().message);
            good("doctor.database_reachable");
            if (look_at_version(**connection)) look_inside(**connection);
        } catch (const Outage& outage) {
            // what() starts with the message key of what gave way.
            const std::string what = outage.what();
            bad(MessageKey(what.substr(0, what.find(':'))));
        }
    }

    Result<std::unique_ptr<Connection>> connect() {
        const detail::Context context{keys_.get(), clock_, random_};
        if (options_.url.starts_with("postgres")) {
            return detail::connect_postgres(options_, context);
        }
        return detail::connect_new_sqlite(options_, context);
    }

    bool look_at_version(Connection& connection) {
        const int present = detail::schema_version(connection);
        const int known = detail::embedded_migrations().back().version();
        const Values versions{{"present", std::to_string(present)},
                              {"known", std::to_string(known)}};
        if (present == known) {
            good(text("doctor.schema_good", versions));
        } else if (present > known) {
            bad(text("errors.store.newer_schema", versions));
        } else if (present == 0) {
            bad("doctor.database_empty");
        } else {
            bad(text("doctor.schema_older", versions));
        }
        return present == known;
    }

    void look_inside(Connection& connection) {
        const bool is_sound = connection.engine() == detail::Engine::postgresql ||
                              connection.ask("PRAGMA quick_check(1)") == "ok";
        if (is_sound) {
            good("doctor.database_sound");
        } else {
            bad("errors.outage.damaged");
        }
        if (keys_) look_at_seals(connection);
    }

    // Enough to tell whether these are the keys of this database, and whether a small one is whole.
    void look_at_seals(Connection& connection) {
        for (const auto* table : detail::all_tables()) {
            if (!open_first_rows(connection, *table)) return bad("doctor.rows_do_not_open");
        }
        good("doctor.rows_open");
        std::size_t otherwise = 0;
        for (const auto* table : detail::all_tables()) {
            otherwise += table->count_sealed_otherwise(connection, keys_->current_id());
        }
        if (otherwise > 0) bad(text("doctor.old_keys", {{"rows", std::to_string(otherwise)}}));
    }

    bool open_first_rows(Connection& connection, const detail::Table& table) {
        Row last;
        for (std::size_t seen = 0; seen < sample_rows; seen += block_rows) {
            auto rows = table.read(connection, last, block_rows);
            if (rows.empty()) return true;
            for (const auto& row : rows) {
                if (!opens(table, row)) return false;
            }
            last = std::move(rows.back());
        }
        return true;
    }

    bool opens(const detail::Table& table, const Row& row) {
        for (const auto& column : table.sealed()) {
            const detail::Sealed sealed{std::get<std::string>(row[column.key_id]),
                                        std::get<std::string>(row[column.sealed])};
            if (sealed.key_id.empty()) continue;
            if (!detail::unseal_bytes(*keys_, column.binding(row), sealed)) return false;
        }
        return true;
    }

    DatabaseOptions options_;
    fs::path key_file_;
    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<KeyRing> keys_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> examine(const DatabaseOptions& options, const fs::path& key_file) {
    return Examination(options, key_file).run();
}

}  // namespace amparo::store

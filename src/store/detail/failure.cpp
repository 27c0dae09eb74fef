#include "store/detail/failure.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string_view>

namespace amparo::store::detail {
namespace {

const char* key_of(FailureKind kind) {
    switch (kind) {
        case FailureKind::connection_lost:
            return "errors.outage.connection";
        case FailureKind::disk_full:
            return "errors.outage.disk_full";
        case FailureKind::locked:
            return "errors.outage.locked";
        case FailureKind::not_database:
            return "errors.outage.damaged";
        case FailureKind::other:
        case FailureKind::retry:
        case FailureKind::duplicate:
            break;
    }
    return "errors.outage.database";
}

FailureKind kind_of_sqlite(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return FailureKind::disk_full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return FailureKind::locked;
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return FailureKind::not_database;
        case SQLITE_CONSTRAINT:
            return FailureKind::duplicate;
        default:
            return FailureKind::other;
    }
}

FailureKind kind_of_sqlstate(std::string_view state) {
    if (state == "40001" || state == "40P01") return FailureKind::retry;
    if (state == "23505") return FailureKind::duplicate;
    if (state == "53100") return FailureKind::disk_full;
    if (state == "55P03") return FailureKind::locked;
    // What libpq finds out by itself has no state: the server did not get to say anything.
    if (state.find_first_not_of(' ') == std::string_view::npos) return FailureKind::connection_lost;
    const bool is_going_down = state == "57P01" || state == "57P02" || state == "57P03";
    if (state.starts_with("08") || is_going_down) return FailureKind::connection_lost;
    return FailureKind::other;
}

// PostgreSQL adds DETAIL lines that can quote values; the first line never does.
std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

Failure::Failure(FailureKind kind, const std::string& detail)
    : Outage(std::string(key_of(kind)) + ": " + detail), kind_(kind) {}

void rethrow_as_failure() {
    try {
        throw;
    } catch (const soci::sqlite3_soci_error& error) {
        throw Failure(kind_of_sqlite(error.result()), first_line(error.get_error_message()));
    } catch (const soci::postgresql_soci_error& error) {
        throw Failure(kind_of_sqlstate(error.sqlstate()), first_line(error.get_error_message()));
    } catch (const soci::soci_error& error) {
        const bool is_connection = error.get_error_category() == soci::soci_error::connection_error;
        throw Failure(is_connection ? FailureKind::connection_lost : FailureKind::other,
                      first_line(error.get_error_message()));
    }
}

}  // namespace amparo::store::detail

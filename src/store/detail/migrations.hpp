#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "store/detail/connection.hpp"

namespace amparo::store::detail {

/// One step of the schema: "0001_first_tables" and its text with placeholders.
struct Migration {
    std::string_view name;
    std::string_view sql;
    /// The number its name starts with.
    int version() const;
};

/// The steps this program carries, in order (generated from migrations/*.sql).
std::span<const Migration> embedded_migrations();

/// The statements of a migration as the engine spells them, without comments.
std::vector<std::string> statements_of(const Migration& migration, Engine engine);

/// The version of the schema in the database; 0 when it has none yet.
int schema_version(Connection& connection);

/// Applies what is missing, all or nothing. `conflict` when the database is newer than the
/// program, `invalid` when it holds the tables of some other program.
Result<> migrate(Connection& connection, std::span<const Migration> migrations);

/// Whether there is a table of that name; an older schema lacks some.
bool has_table(Connection& connection, const std::string& name);

}  // namespace amparo::store::detail

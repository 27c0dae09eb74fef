#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "store/detail/log_state.hpp"
#include "store/detail/statement.hpp"
#include "store/key_ring.hpp"

namespace amparo::store::detail {

enum class Engine { sqlite, postgresql };

/// What every row needs besides a connection.
struct Context {
    KeyRing* ring;  // none when a backup is restored: its rows stay sealed
    const Clock& clock;
    Random& random;
    KeyRing& keys() const {
        AMPARO_REQUIRE(ring != nullptr);
        return *ring;
    }
};

/// One statement in its prepared form; hides SOCI.
class Prepared;

/// The rows of a running query, one at a time. Ends the query when it goes; a statement cannot
/// run again while its rows are open.
class Rows {
  public:
    explicit Rows(Prepared& prepared) : prepared_(&prepared) {}
    Rows(Rows&& other) noexcept : prepared_(std::exchange(other.prepared_, nullptr)) {}
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    Rows& operator=(Rows&&) = delete;
    ~Rows();
    /// Moves to the next row; false when there is none.
    bool next();
    std::int64_t integer(std::size_t column) const;
    const std::string& text(std::size_t column) const;
    /// Text or bytes, moved out: once per row.
    std::string take(std::size_t column);

  private:
    Prepared* prepared_;
};

/// A connection to the database with its prepared statements. Used by one thread at a time.
/// Everything throws Failure when the engine does.
class Connection {
  public:
    /// `target` is SOCI's connection string of the engine.
    Connection(Engine engine, const std::string& target, const Context& context);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Rows query(const Statement& statement, Arguments arguments);
    Rows query(const Statement& statement, std::initializer_list<Argument> arguments = {}) {
        return query(statement, Arguments(arguments));
    }
    /// Runs a statement that returns nothing; gives the number of rows it changed.
    std::int64_t execute(const Statement& statement, Arguments arguments);
    std::int64_t execute(const Statement& statement,
                         std::initializer_list<Argument> arguments = {}) {
        return execute(statement, Arguments(arguments));
    }
    /// Runs a text once, without parameters: settings, schema, transaction borders.
    void command(const std::string& sql);
    /// The single text a one-off question answers with ("" for no row).
    std::string ask(const std::string& sql);

    /// Every statement it has run, for tests that read their plans.
    std::vector<const Statement*> statements() const;

    Engine engine() const { return engine_; }
    const Context& context() const { return context_; }
    LogState& log() { return log_; }
    /// The engine's own handle (sqlite3* or PGconn*), for what SOCI has no words for.
    void* native();

  private:
    Prepared& prepared(const Statement& statement, Arguments arguments);

    Engine engine_;
    Context context_;
    LogState log_;
    struct Session;
    std::unique_ptr<Session> session_;
    std::unordered_map<const Statement*, std::unique_ptr<Prepared>> statements_;
};

}  // namespace amparo::store::detail

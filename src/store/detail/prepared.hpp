#pragma once

#include <soci/soci.h>

#include <deque>
#include <memory>
#include <string>

#include "store/detail/connection.hpp"

namespace amparo::store::detail {

/// A prepared SOCI statement with the variables it is bound to.
///
/// Binary values: on SQLite they go in as real blobs, on PostgreSQL (where SOCI's blob would be a
/// large object beside the row) as BYTEA in its hexadecimal text form, which is all SOCI's text
/// protocol can carry. Both come out through std::string, which SOCI fills by length.
class Prepared {
  public:
    Prepared(soci::session& session, Engine engine, const Statement& statement,
             Arguments arguments);

    /// Binds and runs; the first row, if any, is then current at the first advance().
    void start(Arguments arguments);
    bool advance();
    /// Ends the run: nothing stays locked by it.
    void finish() noexcept;
    std::int64_t affected();

    std::int64_t integer(std::size_t column) const;
    const std::string& text(std::size_t column);
    std::string take(std::size_t column);

  private:
    struct Input {
        std::string name;
        std::size_t kind = 0;  // which of Argument's alternatives
        long long integer = 0;
        std::string text;
        std::unique_ptr<soci::blob> blob;
    };
    struct Output {
        char kind = 't';
        long long integer = 0;
        std::string text;
        soci::indicator state = soci::i_ok;
    };
    void add_input(soci::session& session, const Argument& argument);
    void assign(Input& input, const Argument& argument);

    Engine engine_;
    std::deque<Input> inputs_;    // addresses are bound: must not move
    std::deque<Output> outputs_;  // likewise
    soci::statement statement_;   // after what it points to
    bool is_open_ = false;
    bool has_row_ = false;
    bool is_fresh_ = false;
};

}  // namespace amparo::store::detail

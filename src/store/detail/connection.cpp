#include "store/detail/connection.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/detail/failure.hpp"
#include "store/detail/prepared.hpp"

namespace amparo::store::detail {

struct Connection::Session {
    soci::session soci;
};

Rows::~Rows() {
    if (prepared_ != nullptr) prepared_->finish();
}

bool Rows::next() {
    try {
        return prepared_->advance();
    } catch (const soci::soci_error&) {
        rethrow_as_failure();
    }
}

std::int64_t Rows::integer(std::size_t column) const {
    return prepared_->integer(column);
}

const std::string& Rows::text(std::size_t column) const {
    return prepared_->text(column);
}

std::string Rows::take(std::size_t column) {
    return prepared_->take(column);
}

Connection::Connection(Engine engine, const std::string& target, const Context& context)
    : engine_(engine), context_(context), session_(std::make_unique<Session>()) {
    try {
        const auto& factory = engine == Engine::sqlite
                                  ? static_cast<const soci::backend_factory&>(soci::sqlite3)
                                  : static_cast<const soci::backend_factory&>(soci::postgresql);
        session_->soci.open(factory, target);
    } catch (const soci::soci_error& error) {
        if (engine == Engine::sqlite) rethrow_as_failure();
        // Whatever the reason, there is no connection; the URL in the text may hold a password.
        const auto text = error.get_error_message();
        throw Failure(FailureKind::connection_lost, text.substr(0, text.find('\n')));
    }
}

std::vector<const Statement*> Connection::statements() const {
    std::vector<const Statement*> all;
    for (const auto& [statement, prepared] : statements_) all.push_back(statement);
    return all;
}

Connection::~Connection() {
    statements_.clear();  // before the session they were prepared in
}

Rows Connection::query(const Statement& statement, Arguments arguments) {
    return Rows(prepared(statement, arguments));
}

std::int64_t Connection::execute(const Statement& statement, Arguments arguments) {
    auto& running = prepared(statement, arguments);
    const auto changed = running.affected();
    running.finish();
    return changed;
}

Prepared& Connection::prepared(const Statement& statement, Arguments arguments) {
    auto& slot = statements_[&statement];
    try {
        if (!slot) {
            slot = std::make_unique<Prepared>(session_->soci, engine_, statement, arguments);
        }
        slot->start(arguments);
    } catch (const soci::soci_error&) {
        statements_.erase(&statement);  // whatever state it is in, it is prepared anew next time
        rethrow_as_failure();
    }
    return *slot;
}

void Connection::command(const std::string& sql) {
    try {
        session_->soci << sql;
    } catch (const soci::soci_error&) {
        rethrow_as_failure();
    }
}

std::string Connection::ask(const std::string& sql) {
    try {
        std::string answer;
        soci::indicator state = soci::i_null;
        session_->soci << sql, soci::into(answer, state);
        return session_->soci.got_data() && state == soci::i_ok ? answer : std::string();
    } catch (const soci::soci_error&) {
        rethrow_as_failure();
    }
}

void* Connection::native() {
    auto* backend = session_->soci.get_backend();
    if (engine_ == Engine::sqlite) {
        return static_cast<soci::sqlite3_session_backend*>(backend)->conn_;
    }
    return static_cast<soci::postgresql_session_backend*>(backend)->conn_;
}

}  // namespace amparo::store::detail

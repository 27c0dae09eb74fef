#include "store/detail/prepared.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include "base/crypto.hpp"

namespace amparo::store::detail {
namespace {

std::string to_bytea(std::string_view bytes) {
    return "\\x" + crypto::hex(bytes);
}

std::string from_bytea(const std::string& text) {
    AMPARO_REQUIRE(text.starts_with("\\x"));
    auto bytes = crypto::from_hex(std::string_view(text).substr(2));
    AMPARO_REQUIRE(bytes.has_value());
    return std::move(*bytes);
}

}  // namespace

Prepared::Prepared(soci::session& session, Engine engine, const Statement& statement,
                   Arguments arguments)
    : engine_(engine), statement_(session) {
    for (const auto& argument : arguments) add_input(session, argument);
    for (const char kind : statement.columns) {
        auto& output = outputs_.emplace_back();
        output.kind = kind;
        if (kind == 'i') {
            statement_.exchange(soci::into(output.integer, output.state));
        } else {
            statement_.exchange(soci::into(output.text, output.state));
        }
    }
    statement_.alloc();
    statement_.prepare(statement.sql);
    statement_.define_and_bind();
}

void Prepared::add_input(soci::session& session, const Argument& argument) {
    auto& input = inputs_.emplace_back();
    input.name = argument.name;
    input.kind = argument.value.index();
    if (std::holds_alternative<std::int64_t>(argument.value)) {
        statement_.exchange(soci::use(input.integer, input.name));
    } else if (std::holds_alternative<Bytes>(argument.value) && engine_ == Engine::sqlite) {
        input.blob = std::make_unique<soci::blob>(session);
        statement_.exchange(soci::use(*input.blob, input.name));
    } else {
        statement_.exchange(soci::use(input.text, input.name));
    }
}

void Prepared::assign(Input& input, const Argument& argument) {
    AMPARO_REQUIRE(input.name == argument.name && input.kind == argument.value.index());
    if (const auto* integer = std::get_if<std::int64_t>(&argument.value)) {
        input.integer = *integer;
    } else if (const auto* text = std::get_if<std::string_view>(&argument.value)) {
        input.text = *text;
    } else {
        const auto bytes = std::get<Bytes>(argument.value).view;
        if (engine_ == Engine::postgresql) {
            input.text = to_bytea(bytes);
        } else {
            input.blob->trim(0);  // also what makes an empty one empty instead of NULL
            if (!bytes.empty()) input.blob->append(bytes.data(), bytes.size());
        }
    }
}

void Prepared::start(Arguments arguments) {
    AMPARO_REQUIRE(!is_open_ && arguments.size() == inputs_.size());
    auto input = inputs_.begin();
    for (const auto& argument : arguments) assign(*input++, argument);
    is_open_ = true;
    has_row_ = statement_.execute(true);
    is_fresh_ = true;
}

bool Prepared::advance() {
    if (!has_row_) return false;
    if (is_fresh_) {
        is_fresh_ = false;
        return true;
    }
    has_row_ = statement_.fetch();
    return has_row_;
}

void Prepared::finish() noexcept {
    is_open_ = false;
    has_row_ = false;
    if (engine_ == Engine::sqlite) {
        // SOCI resets only before the next run; until then the statement would hold its snapshot.
        auto* backend = static_cast<soci::sqlite3_statement_backend*>(statement_.get_backend());
        sqlite_api::sqlite3_reset(backend->stmt_);
    }
}

std::int64_t Prepared::affected() {
    return statement_.get_affected_rows();
}

std::int64_t Prepared::integer(std::size_t column) const {
    const auto& output = outputs_.at(column);
    AMPARO_REQUIRE(output.kind == 'i' && output.state == soci::i_ok);
    return output.integer;
}

const std::string& Prepared::text(std::size_t column) {
    const auto& output = outputs_.at(column);
    AMPARO_REQUIRE(output.kind == 't' && output.state == soci::i_ok);
    return output.text;
}

std::string Prepared::take(std::size_t column) {
    auto& output = outputs_.at(column);
    AMPARO_REQUIRE(output.kind != 'i' && output.state == soci::i_ok);
    if (output.kind == 'b' && engine_ == Engine::postgresql) return from_bytea(output.text);
    return std::move(output.text);
}

}  // namespace amparo::store::detail

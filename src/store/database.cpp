#include "store/database.hpp"

#include "store/detail/implementation.hpp"
#include "store/detail/postgres_engine.hpp"
#include "store/detail/sqlite_engine.hpp"

namespace amparo::store {
namespace {

bool is_postgresql(const std::string& url) {
    return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(DatabaseOptions options, KeyRing& keys,
                                                 const Clock& clock, Random& random) {
    crypto::start();
    const detail::Context context{&keys, clock, random};
    std::unique_ptr<Implementation> implementation;
    if (is_postgresql(options.url)) {
        AMPARO_TRY(implementation, detail::PostgresEngine::open(options, context));
    } else {
        AMPARO_TRY(implementation, detail::SqliteEngine::open(options, context));
    }
    return std::unique_ptr<Database>(new Database(std::move(implementation)));
}

Database::Database(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Database::~Database() = default;

void Database::follow_records(Follower follower) {
    implementation_->feed().follow_records(std::move(follower));
}

void Database::follow_documents(DocumentFollower follower) {
    implementation_->feed().follow_documents(std::move(follower));
}

Sequence Database::followed_to() const {
    return implementation_->feed().announced();
}

Instant Database::followed_at() const {
    return implementation_->feed().current_at();
}

const std::string& Database::engine() const {
    return implementation_->engine_name();
}

KeyRing& Database::keys() {
    return implementation_->context().keys();
}

const Clock& Database::clock() const {
    return implementation_->context().clock;
}

Random& Database::random() {
    return implementation_->context().random;
}

void Database::write_erased(const std::function<bool(Transaction&)>& work) {
    implementation_->write(work);
}

void Database::read_erased(const std::function<void(Snapshot&)>& work) {
    implementation_->read(work);
}

}  // namespace amparo::store
